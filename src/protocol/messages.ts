import * as v from 'valibot';
import { DROPOUT_KINDS, GENERATOR_NAMES, parseSeed } from '../torch';
import { shapeProblem } from '../playground/bounds';
import { DEVIATIONS, INSIDES } from '../playground/origin';
import { MAX_PASTED_CHARACTERS, parsePasted } from '../playground/pastedValues';
import { count, recordOf, textUpTo, upTo } from './sessionParts';
import type { PlaygroundState } from '../playground/state';
import { INPUT_FUNCTIONS, isReplayable, MAX_EARLIER_WORDS, MAX_LISTED_CALLS } from '../playground/state';

/**
 * What the messages between the extension and the webview are made of; `toHost` and `toPage` have the messages, each of
 * which is checked on arrival. A webview's are JSON on the way but for their ArrayBuffers, so nothing here is a typed array,
 * a bigint, -0, NaN or infinite.
 *
 * What is checked in one place alone is a `check`: each kind of check of the library's is one more that the host loads.
 */

export const pythonNumber = v.variant('type', [
  v.object({ type: v.literal('int'), value: upTo(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER) }),
  v.object({
    type: v.literal('float'),
    value: v.custom<number>((value) => Number.isFinite(value), 'not finite'),
  }),
]);

export const probability = v.pipe(
  pythonNumber,
  v.check(({ value }) => value >= 0 && value <= 1, 'p lies outside 0 … 1'),
);

export const kind = v.picklist(DROPOUT_KINDS);

const layer = v.object({ kind, p: probability, inplace: v.boolean() });

export const seed = v.pipe(textUpTo(32), v.check(isSeed, 'no seed of torch.manual_seed'));

export const generator = v.picklist(GENERATOR_NAMES);

export const shape: v.GenericSchema<unknown, readonly number[]> = v.pipe(
  v.array(count),
  v.check((sizes) => shapeProblem(sizes) === undefined, 'the input is too large for the panel'),
);

export const input = v.variant('type', [
  v.object({ type: v.picklist(INPUT_FUNCTIONS) }),
  v.object({
    type: v.literal('pasted'),
    text: v.pipe(textUpTo(MAX_PASTED_CHARACTERS), v.check(isPasted, 'no nested list as it is kept')),
  }),
]);

export const words = upTo(MAX_EARLIER_WORDS);

const calls: v.GenericSchema<unknown, PlaygroundState['calls']> = v.pipe(
  v.array(v.object({ training: v.boolean() })),
  v.check(({ length }) => length > 0 && length <= MAX_LISTED_CALLS, `not 1 to ${MAX_LISTED_CALLS} calls`),
);

export const shortText = textUpTo(1000);

const callReference = v.object({
  uri: textUpTo(10_000),
  cell: v.exactOptional(count),
  from: count,
  key: shortText,
  line: shortText,
  head: shortText,
  use: v.exactOptional(
    v.object({
      cell: v.exactOptional(count),
      from: count,
      line: shortText,
      head: shortText,
      callee: shortText,
    }),
  ),
  seen: v.exactOptional(
    v.object({
      kind,
      inplace: v.boolean(),
      p: v.exactOptional(pythonNumber),
      seed: v.exactOptional(shortText),
    }),
  ),
});

const layerSize = upTo(2 ** 31);

export const origin = v.object({
  label: shortText,
  illustrative: v.boolean(),
  deviation: v.exactOptional(v.picklist(DEVIATIONS)),
  inside: v.exactOptional(
    v.object({
      of: shortText,
      does: v.picklist(INSIDES),
      sizes: v.exactOptional(
        recordOf<boolean | number>((size) => typeof size === 'boolean' || v.is(layerSize, size)),
      ),
    }),
  ),
  guess: v.exactOptional(probability),
  call: v.exactOptional(callReference),
});

const stateParts = v.object({
  layer,
  seed,
  // States that an earlier version stored say nothing of it, nor of the input.
  generator: v.exactOptional(generator, 'cpu'),
  shape,
  input: v.exactOptional(input, { type: 'ones' }),
  skipped: v.exactOptional(words),
  calls,
  earlier: v.object({ total: count, training: count }),
  resamples: count,
  origin: v.exactOptional(origin),
});

const state = v.pipe(
  stateParts,
  v.check((session) => isReplayable(session), 'the session is too long to be replayed'),
  v.check(fitsShape, 'the pasted values have another shape'),
);

export const PICTURE_FORMATS = ['svg', 'png'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** What the extension does for a webview beside changing the state. */
export const HOST_COMMANDS = [
  'open',
  'undo',
  'redo',
  'goToCode',
  'writeProbability',
  'insertBelow',
  'savePicture',
  'savePage',
  'followCursor',
  'pinCall',
] as const;
export type HostCommand = (typeof HOST_COMMANDS)[number];

/** An object that is checked elsewhere, if at all. */
export const fields = recordOf<unknown>(() => true);

export type StoredView = v.InferOutput<typeof fields>;

/** A message that fits the protocol, or in words what is wrong with it. */
export type Received<T> =
  | { readonly ok: true; readonly message: T }
  | { readonly ok: false; readonly reason: string };

/** A session's fields as they travel: a letter for each call, of which there may be a hundred. */
export function travelling({ calls, ...rest }: PlaygroundState): object {
  return { ...rest, calls: calls.map(({ training }) => (training ? 't' : 'e')).join('') };
}

/** Checks a state that was stored by an earlier window, perhaps by an earlier version. */
export function receiveState(value: unknown): Received<PlaygroundState> {
  return receive(state, value);
}

/** When a stored state had last changed; 0 where an earlier version stored it. */
export function storedChange(value: unknown): number {
  const parsed = v.safeParse(v.object({ changedAt: count }), value);
  return parsed.success ? parsed.output.changedAt : 0;
}

/** Checks a message. */
export function receive<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Received<T> {
  const parsed = v.safeParse(schema, value);
  return parsed.success
    ? { ok: true, message: parsed.output }
    : { ok: false, reason: v.summarize(parsed.issues) };
}

function isSeed(text: string): boolean {
  try {
    parseSeed(text);
    return /^-?\d+$/.test(text);
  } catch {
    return false;
  }
}

/** Whether a text is a nested list as `parsePasted` writes it: it becomes part of a Python session. */
function isPasted(text: string): boolean {
  return pastedShape(text) !== undefined;
}

function fitsShape({ input: made, shape: sizes }: v.InferOutput<typeof stateParts>): boolean {
  return made.type !== 'pasted' || pastedShape(made.text)?.join() === sizes.join();
}

/** A stored history asks for the same few texts a hundred times. */
const pastedShapes = new Map<string, readonly number[] | undefined>();

/** The shape of a nested list as `parsePasted` writes it; undefined of other text. */
function pastedShape(text: string): readonly number[] | undefined {
  if (pastedShapes.has(text)) return pastedShapes.get(text);
  const pasted = parsePasted(text);
  const shape = pasted.type === 'values' && pasted.text === text ? pasted.shape : undefined;
  if (pastedShapes.size >= 4) pastedShapes.clear();
  pastedShapes.set(text, shape);
  return shape;
}

/** A schema and a hand-written type say the same: what is of this type fails to compile where they drift apart. */
export type Same<A, B> = [A, B] extends [B, A] ? true : never;
export const stateFitsType: Same<v.InferOutput<typeof state>, PlaygroundState> = true;
