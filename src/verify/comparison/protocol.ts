import * as v from 'valibot';
import type { MaskCase } from './cases';

/*
 * What the extension and media/verify/verify.py say to each other: one question on stdin, then answers, one line
 * of JSON each. Whatever runs there may print anything, so each line is checked.
 */

/** Changes whenever the messages do. */
export const PROTOCOL = 1;

/** What the script reads. */
export interface Question {
  readonly cpu: readonly MaskCase[];
  readonly cuda: readonly MaskCase[];
}

/** As long as the largest mask, and room for the rest of the message. */
export const LONGEST_LINE = 400_000;

const text = v.pipe(v.string(), v.maxLength(1000));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000));
const device = v.picklist(['cpu', 'cuda']);
const protocol = v.literal(PROTOCOL);

const message = v.variant('type', [
  /** There is a PyTorch, and answers follow: the CPU's first. */
  v.object({ type: v.literal('torch'), protocol, python: text, version: text }),
  /** There is none (`missing`), or it cannot be imported. Nothing follows. */
  v.object({ type: v.literal('noTorch'), protocol, python: text, missing: v.boolean(), error: text }),
  /** One character per element, row-major, `1` where the output is positive. */
  v.object({ type: v.literal('mask'), device, index, mask: v.pipe(v.string(), v.regex(/^[01]*$/)) }),
  /** PyTorch raised. */
  v.object({ type: v.literal('refused'), device, index, error: text }),
  /** There is a GPU, and its answers follow. */
  v.object({
    type: v.literal('gpu'),
    name: text,
    multiprocessors: size,
    threadsPerMultiprocessor: size,
  }),
  v.object({ type: v.literal('noGpu'), error: text }),
  v.object({ type: v.literal('done') }),
]);

export type Message = v.InferOutput<typeof message>;

/** Reads one line of the script's; a string says what is wrong with it. */
export function readLine(line: string): Message | string {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return `not JSON: ${line.slice(0, 200)}`;
  }
  const parsed = v.safeParse(message, json);
  return parsed.success ? parsed.output : `${v.summarize(parsed.issues)} in ${line.slice(0, 200)}`;
}
