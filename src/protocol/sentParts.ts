import * as v from 'valibot';
import { insideSize } from '../playground/insideLayer';
import type { PlaygroundState } from '../playground/state';
import type { Units } from '../playground/units';
import { numelOf } from '../torch';
import { packedLength } from './bits';
import { block, count, NUMBERS_BLOCK } from './sessionParts';

const buffer = v.custom<ArrayBuffer>((value) => value instanceof ArrayBuffer);

const error = v.object({
  type: v.picklist(['ValueError', 'RuntimeError', 'TypeError', 'IndexError', 'NotImplementedError']),
  message: v.string(),
});

export const part = v.variant('type', [
  /** float32. */
  v.object({ type: v.literal('input'), values: buffer }),
  v.object({
    type: v.literal('call'),
    number: count,
    training: v.boolean(),
    /** A bit for each element; absent where the input came through untouched, and where PyTorch raised. */
    mask: v.exactOptional(buffer),
    warnings: v.array(v.string()),
    error: v.exactOptional(error),
  }),
  /** Doubles, those of the units from `from` on. */
  v.object({ type: v.literal('numbers'), number: count, from: block, values: buffer }),
  /** A bit for each element of each place, in the order of the draws; absent where no mask is drawn. */
  v.object({ type: v.literal('inside'), number: count, masks: v.exactOptional(buffer) }),
]);
export type Part = v.InferOutput<typeof part>;
export type CallPart = Extract<Part, { type: 'call' }>;

/** Whether a part's content has the length that it must have in this session. */
export function hasRightLength(sent: Part, { shape, origin }: PlaygroundState, units: Units): boolean {
  switch (sent.type) {
    case 'input':
      return sent.values.byteLength === 4 * numelOf(shape);
    case 'call':
      return sent.mask === undefined || sent.mask.byteLength === packedLength(numelOf(shape));
    case 'numbers':
      return sent.values.byteLength === 8 * Math.min(NUMBERS_BLOCK, units.count - sent.from);
    case 'inside':
      return sent.masks === undefined || sent.masks.byteLength === packedLength(insideSize(origin));
  }
}
