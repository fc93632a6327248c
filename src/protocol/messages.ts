import * as v from 'valibot';
import { DROPOUT_KINDS, GENERATOR_NAMES, parseSeed } from '../torch';
import { shapeProblem } from '../playground/bounds';
import { DEVIATIONS, INSIDES, type LinkView } from '../playground/origin';
import { MAX_PASTED_CHARACTERS, parsePasted } from '../playground/pastedValues';
import { askedPart, count, part } from './sessionParts';
import type { Action, OpenRequest, PlaygroundState } from '../playground/state';
import {
  INPUT_FUNCTIONS,
  isReplayable,
  MAX_EARLIER_CALLS,
  MAX_EARLIER_WORDS,
  MAX_LISTED_CALLS,
} from '../playground/state';

/**
 * Every message between the extension and the webview, checked on arrival at both ends. A webview's
 * messages are JSON on the way but for their ArrayBuffers, so nothing here is a typed array, a bigint, -0, NaN or
 * infinite.
 *
 * What is checked in one place alone is a `check`: each kind of check of the library's is one more that the host loads.
 */

const pythonNumber = v.variant('type', [
  v.object({ type: v.literal('int'), value: v.pipe(v.number(), v.safeInteger()) }),
  v.object({
    type: v.literal('float'),
    value: v.pipe(
      v.number(),
      v.check((value: number) => Number.isFinite(value), 'not finite'),
    ),
  }),
]);

const probability = v.pipe(
  pythonNumber,
  v.check(({ value }) => value >= 0 && value <= 1, 'p lies outside 0 … 1'),
);

const kind = v.picklist(DROPOUT_KINDS);

const layer = v.object({ kind, p: probability, inplace: v.boolean() });

const seed = v.pipe(v.string(), v.maxLength(32), v.check(isSeed, 'no seed of torch.manual_seed'));

const generator = v.picklist(GENERATOR_NAMES);

const shape = v.pipe(
  v.array(count),
  v.check((sizes) => shapeProblem(sizes) === undefined, 'the input is too large for the panel'),
  v.readonly(),
);

const input = v.variant('type', [
  v.object({ type: v.picklist(INPUT_FUNCTIONS) }),
  v.object({
    type: v.literal('pasted'),
    text: v.pipe(
      v.string(),
      v.maxLength(MAX_PASTED_CHARACTERS),
      v.check(isPasted, 'no nested list as it is kept'),
    ),
  }),
]);

const words = v.pipe(count, v.maxValue(MAX_EARLIER_WORDS));

const call = v.object({ training: v.boolean() });

const shortText = v.pipe(v.string(), v.maxLength(1000));

const callReference = v.object({
  uri: v.pipe(v.string(), v.maxLength(10_000)),
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

const layerSize = v.pipe(count, v.maxValue(2 ** 31));

const origin = v.object({
  label: shortText,
  illustrative: v.boolean(),
  deviation: v.exactOptional(v.picklist(DEVIATIONS)),
  inside: v.exactOptional(
    v.object({
      of: shortText,
      does: v.picklist(INSIDES),
      sizes: v.exactOptional(v.record(shortText, v.union([v.boolean(), layerSize]))),
    }),
  ),
  guess: v.exactOptional(probability),
  call: v.exactOptional(callReference),
});

const stateParts = v.object({
  layer,
  seed,
  // States that an earlier version stored say nothing of it, nor of the input.
  generator: v.optional(generator, 'cpu'),
  shape,
  input: v.optional(input, { type: 'ones' }),
  skipped: v.exactOptional(words),
  calls: v.pipe(
    v.array(call),
    v.check(({ length }) => length > 0, 'no call'),
    v.maxLength(MAX_LISTED_CALLS),
    v.readonly(),
  ),
  earlier: v.object({ total: count, training: count }),
  resamples: count,
  origin: v.exactOptional(origin),
});

const state = v.pipe(
  stateParts,
  v.check((session) => isReplayable(session), 'the session is too long to be replayed'),
  v.check(fitsShape, 'the pasted values have another shape'),
);

const openRequest = v.object({
  kind,
  inplace: v.boolean(),
  p: v.exactOptional(probability),
  seed: v.exactOptional(seed),
  generator,
  training: v.exactOptional(v.boolean()),
  shape: v.exactOptional(shape),
  input: v.exactOptional(input),
  earlier: v.exactOptional(v.pipe(count, v.maxValue(MAX_EARLIER_CALLS))),
  skipped: v.exactOptional(words),
  origin,
});

/** What the panel's controls may do; `open` and `restore` are the extension's own. */
const panelAction = v.variant('type', [
  v.object({
    type: v.literal('setProbability'),
    p: probability,
    continues: v.exactOptional(v.boolean()),
  }),
  v.object({ type: v.literal('setKind'), kind }),
  v.object({ type: v.literal('setTraining'), training: v.boolean() }),
  v.object({ type: v.literal('setSeed'), seed }),
  v.object({ type: v.literal('setGenerator'), generator }),
  v.object({ type: v.literal('setShape'), shape }),
  v.object({
    type: v.literal('resample'),
    times: v.exactOptional(v.pipe(count, v.minValue(1), v.maxValue(MAX_LISTED_CALLS))),
  }),
  v.object({ type: v.literal('setInput'), input }),
  v.object({ type: v.literal('unlink') }),
]);

/** No picture that the panel draws is larger, in characters. */
const MAX_PICTURE_LENGTH = 20_000_000;

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
const fields = v.record(v.string(), v.unknown());

const messageToHost = v.variant('type', [
  /** The webview is up, or has lost something, and asks for all there is. */
  v.object({ type: v.literal('ready'), sequence: count }),
  /** It needs one more part of what was drawn. */
  v.object({ type: v.literal('ask'), part: askedPart }),
  /** The reader did something. `sequence` counts the webview's actions from 1. */
  v.object({ type: v.literal('action'), sequence: count, action: panelAction }),
  /** The focus came into the webview. */
  v.object({ type: v.literal('focus') }),
  v.object({
    type: v.literal('command'),
    command: v.picklist(HOST_COMMANDS),
    /** The number of the call that is shown; the last one where it is left out. */
    call: v.exactOptional(count),
  }),
  /** How the reader looks at it, which is the page's own: it is only kept, for pages that are saved. */
  v.object({ type: v.literal('view'), view: fields }),
  /** The picture that was asked for: an SVG document, or a PNG file in base 64. */
  v.object({
    type: v.literal('picture'),
    id: count,
    content: v.pipe(v.string(), v.maxLength(MAX_PICTURE_LENGTH)),
  }),
]);

const linkView = v.object({
  place: shortText,
  lost: v.boolean(),
  p: v.exactOptional(pythonNumber),
  write: v.variant('possible', [
    v.object({
      possible: v.literal(true),
      elsewhere: v.exactOptional(v.object({ before: shortText, place: shortText })),
    }),
    v.object({ possible: v.literal(false), reason: shortText }),
  ]),
});

/** What is beside the session. */
const surroundings = v.object({
  /** Whether single keys act, by the user's setting. */
  singleKeys: v.boolean(),
  /** Whether it is this webview that tells a screen reader what a change came to. */
  announces: v.boolean(),
  canUndo: v.boolean(),
  canRedo: v.boolean(),
  /** When the state last changed, in milliseconds since 1970; of two stored ones the later holds. */
  changedAt: count,
  /** Whether there is a notebook or a call in the code below which code can be put. */
  canInsert: v.boolean(),
  /** A picture that the extension waits for. */
  picture: v.exactOptional(v.object({ id: count, format: v.picklist(PICTURE_FORMATS) })),
  /** The call in the code that the playground follows; absent where it follows none. */
  link: v.exactOptional(linkView),
  /** Whether the cursor in the code leads the playground, or would if the call were not pinned; `none` where there is no code. */
  cursor: v.optional(v.picklist(['none', 'off', 'following', 'pinned']), 'off'),
});

const messageToWebview = v.variant('type', [
  /**
   * What changed since the last snapshot, of the session, of what is beside it, and of what was drawn.
   * `acknowledged` is the sequence of the last action that it takes into account.
   */
  v.object({
    type: v.literal('snapshot'),
    /** Counts the snapshots; 0 for one that holds everything, and goes before all others. */
    serial: count,
    acknowledged: count,
    /** The fields that changed, null where they are gone. They are checked when they are put together with the others. */
    session: fields,
    surroundings: fields,
    epoch: v.object({ stream: count, layer: count }),
    facts: v.object({
      units: v.object({ count, size: count }),
      draws: v.boolean(),
      claim: v.picklist(['exact', 'expected', 'lastDigit']),
    }),
    parts: v.array(part),
  }),
]);

export type Surroundings = v.InferOutput<typeof surroundings>;
export type PanelAction = v.InferOutput<typeof panelAction>;
export type StoredView = v.InferOutput<typeof fields>;
export type MessageToHost = v.InferOutput<typeof messageToHost>;
export type MessageToWebview = v.InferOutput<typeof messageToWebview>;

/** A message that fits the protocol, or in words what is wrong with it. */
export type Received<T> =
  | { readonly ok: true; readonly message: T }
  | { readonly ok: false; readonly reason: string };

/** Checks what came from the webview. */
export function receiveAtHost(value: unknown): Received<MessageToHost> {
  return receive(messageToHost, value);
}

/** The sequence of a message that was refused, if it has one: the webview waits for its acknowledgement. */
export function sequenceOf(value: unknown): number | undefined {
  const parsed = v.safeParse(v.object({ sequence: count }), value);
  return parsed.success ? parsed.output.sequence : undefined;
}

/** Checks what came from the extension. */
export function receiveAtWebview(value: unknown): Received<MessageToWebview> {
  return receive(messageToWebview, value);
}

/** A session's fields as they travel: a letter for each call, of which there may be a hundred. */
export function travelling({ calls, ...rest }: PlaygroundState): object {
  return { ...rest, calls: calls.map(({ training }) => (training ? 't' : 'e')).join('') };
}

/** Checks a session that was put together of what came from the extension. */
export function receiveTravelled(value: { readonly calls?: unknown }): Received<PlaygroundState> {
  const letters = typeof value.calls === 'string' ? Array.from(value.calls) : [];
  return receiveState({ ...value, calls: letters.map((letter) => ({ training: letter === 't' })) });
}

/** Checks what is beside a session, put together likewise. */
export function receiveSurroundings(value: unknown): Received<Surroundings> {
  return receive(surroundings, value);
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

/** Checks the argument of the command that opens a call: anybody may run a command with anything. */
export function receiveOpenRequest(value: unknown): Received<OpenRequest> {
  return receive(openRequest, value);
}

function receive<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Received<T> {
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

/** The schemas and the hand-written types say the same; this fails to compile where they drift apart. */
type Same<A, B> = [A, B] extends [B, A] ? true : never;
export const schemasFitTypes: [
  Same<v.InferOutput<typeof state>, PlaygroundState>,
  Same<v.InferOutput<typeof openRequest>, OpenRequest>,
  Same<v.InferOutput<typeof linkView>, LinkView>,
  PanelAction extends Action ? true : never,
] = [true, true, true, true];
