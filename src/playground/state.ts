import type { FollowedCall, Origin } from './origin';
import type { DropoutKind, DropoutLayer, GeneratorName, PythonNumber } from '../torch';
import { numelOf } from '../torch';
import { shapeProblem } from './bounds';
import { parsePasted } from './pastedValues';

/** One `layer(input)`: whether the layer was in training mode when it was called. */
export interface Call {
  readonly training: boolean;
}

/** The functions of torch that can make the input. */
export const INPUT_FUNCTIONS = ['ones', 'arange', 'rand', 'randn'] as const;

/** What the layer is called on: what a function of torch makes, or the reader's own values. */
export type PlaygroundInput =
  | { readonly type: (typeof INPUT_FUNCTIONS)[number] }
  /** `text` is what `torch.tensor` is called with, as `parsePasted` writes it. */
  | { readonly type: 'pasted'; readonly text: string };

/**
 * What the playground shows, and all of it: a Python session that seeds the generator, makes one layer
 * and calls it on one input some number of times. Everything on the screen follows from this.
 * Plain data, safe in JSON: 64-bit seeds are decimal text.
 */
export interface PlaygroundState {
  readonly layer: DropoutLayer;
  /** The argument of `torch.manual_seed`, in decimal. */
  readonly seed: string;
  /** Which build of PyTorch, or which GPU, the session runs on. */
  readonly generator: GeneratorName;
  readonly shape: readonly number[];
  readonly input: PlaygroundInput;
  /** How many words of the CPU's random stream other code drew between seeding and the first call; 0 where left out. */
  readonly skipped?: number;
  /** The calls made since seeding, the latest last; never empty. */
  readonly calls: readonly Call[];
  /** Calls before `calls[0]` that are no longer listed, and how many of them were in training mode. */
  readonly earlier: { readonly total: number; readonly training: number };
  /** How often the reader resampled: each time, code without a seed would have printed something else. */
  readonly resamples: number;
  readonly origin?: Origin;
}

/** A call in the reader's code to show; what is not known of it stays as it is. */
export interface OpenRequest {
  readonly kind: DropoutKind;
  readonly inplace: boolean;
  readonly p?: PythonNumber;
  readonly seed?: string;
  /** The one that the lens or hover used, so that the playground shows the same numbers. */
  readonly generator: GeneratorName;
  /** Whether the layer is in training mode there, as every new one is; true where it is left out. */
  readonly training?: boolean;
  /** The shape of its input; that of the kind's example where it is left out. */
  readonly shape?: readonly number[];
  /** What it is called on: ones where it is left out. */
  readonly input?: PlaygroundInput;
  /** How many such calls drew before it since seeding, and how many words other code drew before these. */
  readonly earlier?: number;
  readonly skipped?: number;
  readonly origin: Origin;
}

/** Everything that can happen to the playground. */
export type Action =
  /** `continues`: part of one movement with the action before it, which undo takes back as one. */
  | { readonly type: 'setProbability'; readonly p: PythonNumber; readonly continues?: boolean }
  | { readonly type: 'setKind'; readonly kind: DropoutKind }
  /** `layer.eval()` or `layer.train()`, and a call in that mode. */
  | { readonly type: 'setTraining'; readonly training: boolean }
  | { readonly type: 'setSeed'; readonly seed: string }
  | { readonly type: 'setGenerator'; readonly generator: GeneratorName }
  | { readonly type: 'setShape'; readonly shape: readonly number[] }
  /** Calls the layer once more, or `times` times. */
  | { readonly type: 'resample'; readonly times?: number }
  /** The previews that are only examples move on, as they do with a resample; the session stays where it is. */
  | { readonly type: 'moveExamples' }
  /** Makes the input by another function, of the same shape; pasted values have their own. */
  | { readonly type: 'setInput'; readonly input: PlaygroundInput }
  | { readonly type: 'open'; readonly request: OpenRequest }
  /** The code of the call to which the playground is linked changed, or moved. */
  | { readonly type: 'follow'; readonly call: FollowedCall }
  /** From now on the playground does not follow the code any more. */
  | { readonly type: 'unlink' };

/** How many calls stay listed at most; older ones are only counted. */
export const MAX_LISTED_CALLS = 100;
/** How many elements the listed calls have together, unless one alone has more. */
const MAX_LISTED_ELEMENTS = 400_000;
/** How many calls a session may have before those listed, and how far into the random stream they may reach. */
export const MAX_EARLIER_CALLS = 1_000_000;
export const MAX_EARLIER_WORDS = 100_000_000;

/** `torch.nn.Dropout(0.5)(torch.ones(3, 5))` after `torch.manual_seed(0)`. */
export const INITIAL_STATE: PlaygroundState = {
  layer: { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false },
  seed: '0',
  generator: 'cpu',
  shape: [3, 5],
  input: { type: 'ones' },
  calls: [{ training: true }],
  earlier: { total: 0, training: 0 },
  resamples: 0,
};

/** An input on which each kind shows what it does: the channel-wise kinds need channels to drop. */
export const EXAMPLE_SHAPES: Readonly<Record<DropoutKind, readonly number[]>> = {
  Dropout: [3, 5],
  Dropout1d: [3, 5],
  Dropout2d: [2, 3, 2, 2],
  Dropout3d: [2, 3, 1, 2, 2],
  AlphaDropout: [3, 5],
  FeatureAlphaDropout: [2, 3, 2, 2],
  DropPath: [3, 5],
  StochasticDepth: [3, 5],
};

/** Whether the layer is in training mode now, after the last call. */
export function isTraining(state: PlaygroundState): boolean {
  return state.calls.at(-1)?.training ?? true;
}

/**
 * The next state. Changing p or the kind keeps the place in the random stream, so that one sees the very same
 * uniform numbers under another rule. Another mode holds from the next call on, as in Python, and makes that call.
 * Another generator makes the same calls. A new seed, shape or input starts the session again.
 */
export function reduce(state: PlaygroundState, action: Action): PlaygroundState {
  const next = reduced(state, action);
  return action.type === 'open' ? next : departed(state, next);
}

/**
 * Once its numbers are others, a session that was opened as what a call in the code does, but on other values or on less
 * of them, does no longer what that call does.
 */
function departed(before: PlaygroundState, next: PlaygroundState): PlaygroundState {
  const deviation = next.origin?.deviation;
  if (next.origin === undefined || (deviation !== 'values' && deviation !== 'size')) return next;
  const isSame = SHOWN.every(
    (name) => before[name] === next[name] || JSON.stringify(before[name]) === JSON.stringify(next[name]),
  );
  if (isSame) return next;
  const origin = { ...next.origin };
  delete origin.deviation;
  return { ...next, origin };
}

/** What a session's numbers follow from. */
const SHOWN = ['layer', 'seed', 'generator', 'shape', 'input', 'calls', 'earlier'] as const;

function reduced(state: PlaygroundState, action: Action): PlaygroundState {
  switch (action.type) {
    case 'setProbability':
      return { ...state, layer: { ...state.layer, p: action.p } };
    case 'setKind':
      return setKind(state, action.kind);
    case 'setTraining':
      return isTraining(state) === action.training ? state : appendCall(state, action.training);
    case 'setSeed':
      return setSeed(state, action.seed);
    case 'setGenerator':
      return { ...state, generator: action.generator };
    case 'setShape':
      return setShape(state, action.shape);
    case 'setInput':
      return setInput(state, action.input);
    case 'resample':
      return resample(state, action.times ?? 1);
    case 'moveExamples':
      return { ...state, resamples: state.resamples + 1 };
    case 'open':
      return open(state, action.request);
    case 'follow':
      return follow(state, action.call);
    case 'unlink':
      return unlink(state);
  }
}

/** A new session with the layer of a call in the reader's code, in the mode of that call. */
function open(state: PlaygroundState, request: OpenRequest): PlaygroundState {
  const { kind, inplace, p = state.layer.p, seed = state.seed, training = true, generator, origin } = request;
  const { shape = EXAMPLE_SHAPES[kind], input = INITIAL_STATE.input, earlier = 0, skipped } = request;
  const { resamples } = state;
  const opened: PlaygroundState = {
    ...INITIAL_STATE,
    layer: { kind, p, inplace },
    seed,
    generator,
    shape,
    ...(skipped === undefined ? {} : { skipped }),
    calls: [{ training }],
    earlier: { total: earlier, training: earlier },
    resamples,
    origin,
  };
  const made = setInput(opened, input);
  return isReplayable(opened) ? { ...made, calls: opened.calls, earlier: opened.earlier } : made;
}

/** Takes over what changed in the code; the rest stays as the reader left it. */
function follow(state: PlaygroundState, { origin, kind, inplace, p, seed }: FollowedCall): PlaygroundState {
  const sameSeed = seed === undefined || seed === state.seed;
  const moved = sameSeed ? state : startOver({ ...state, seed });
  const { layer, ...rest } = kind === undefined ? moved : setKind(moved, kind);
  return {
    ...rest,
    layer: { ...layer, ...(p === undefined ? {} : { p }), ...(inplace === undefined ? {} : { inplace }) },
    origin,
  };
}

function unlink(state: PlaygroundState): PlaygroundState {
  if (state.origin?.call === undefined) return state;
  const origin = { ...state.origin };
  delete origin.call;
  return { ...state, origin };
}

/** What other code draws between seeding and the call is of no concern to who has left that code. */
function setSeed(state: PlaygroundState, seed: string): PlaygroundState {
  const { skipped, ...rest } = startOver({ ...state, seed });
  return skipped === undefined || state.origin?.call === undefined ? rest : { ...rest, skipped };
}

/** The first call of a new session, in the mode of the last one. */
function startOver(state: PlaygroundState): PlaygroundState {
  return { ...state, calls: [{ training: isTraining(state) }], earlier: { total: 0, training: 0 } };
}

/** Pasted values have a shape of their own, so that another shape makes ones of them. */
function setShape(state: PlaygroundState, shape: readonly number[]): PlaygroundState {
  const input: PlaygroundInput = state.input.type === 'pasted' ? { type: 'ones' } : state.input;
  return startOver({ ...state, shape, input });
}

function setInput(state: PlaygroundState, input: PlaygroundInput): PlaygroundState {
  if (input.type !== 'pasted') return startOver({ ...state, input });
  const pasted = parsePasted(input.text);
  return pasted.type === 'values' ? startOver({ ...state, input, shape: pasted.shape }) : state;
}

/** Another kind keeps the input if it is the reader's own choice, and takes a telling one if it was the example's. */
function setKind(state: PlaygroundState, kind: DropoutKind): PlaygroundState {
  const layer = { ...state.layer, kind };
  const isExample =
    state.input.type !== 'pasted' && EXAMPLE_SHAPES[state.layer.kind].join() === state.shape.join();
  const shape = EXAMPLE_SHAPES[kind];
  return isExample && shape.join() !== state.shape.join()
    ? startOver({ ...state, layer, shape })
    : { ...state, layer };
}

/** More of `layer(input)`, in the mode that the layer has. */
function resample(state: PlaygroundState, times: number): PlaygroundState {
  let next = state;
  for (let call = 0; call < times; call++) next = appendCall(next, isTraining(next));
  return { ...next, resamples: state.resamples + times };
}

/** Whether the calls that are listed, and those before them, are few enough to be wound past in a moment; p and the kind may change. */
export function isReplayable(state: Pick<PlaygroundState, 'calls' | 'earlier' | 'shape'>): boolean {
  const { calls, earlier, shape } = state;
  return (
    calls.length <= mostListed(shape) &&
    earlier.training <= earlier.total &&
    earlier.total <= MAX_EARLIER_CALLS &&
    // No kind draws more than two words for each element.
    earlier.training * 2 * numelOf(shape) <= MAX_EARLIER_WORDS
  );
}

/** How many calls of an input stay listed: all that is listed is computed when p changes. */
function mostListed(shape: readonly number[]): number {
  const affordable = Math.floor(MAX_LISTED_ELEMENTS / Math.max(1, numelOf(shape)));
  return Math.min(MAX_LISTED_CALLS, Math.max(1, affordable));
}

/** One more call. A session that has become too long to be replayed starts again with it. */
function appendCall(state: PlaygroundState, training: boolean): PlaygroundState {
  const calls = [...state.calls, { training }];
  const dropped = calls.slice(0, Math.max(0, calls.length - mostListed(state.shape)));
  const next: PlaygroundState = {
    ...state,
    calls: calls.slice(dropped.length),
    earlier: {
      total: state.earlier.total + dropped.length,
      training: state.earlier.training + dropped.filter((call) => call.training).length,
    },
  };
  return isReplayable(next) ? next : startOver(next);
}

/** How many calls there were since seeding. */
export function callCount({ calls, earlier }: PlaygroundState): number {
  return earlier.total + calls.length;
}

/** The statement that changes the mode before a call; undefined where the call before was in that mode, too. */
export type ModeStatement = 'layer.eval()' | 'layer.train()';

/**
 * What is typed before each of some calls to change the mode. A new layer is in training mode, and so it is before
 * the first of those that are listed: of the calls before these only the ones in training mode matter.
 */
export function modeStatements(calls: readonly Call[]): readonly (ModeStatement | undefined)[] {
  return calls.map(({ training }, index) =>
    training === (calls[index - 1]?.training ?? true)
      ? undefined
      : training
        ? 'layer.train()'
        : 'layer.eval()',
  );
}

/** A shape in brackets as Python writes it: `(3, 5)`, `[3, 5]`, and what a shape prints as, `torch.Size([3, 5])`. */
const BRACKETED = /^(?:\((?<tuple>.*)\)|\[(?<list>.*)\]|(?:torch\.)?Size\(\[(?<size>.*)\]\))$/s;

/**
 * Reads a shape as people type it: `3, 5`, `(3, 5)`, `[3, 5]`, `3x5`; empty or `()` is the shape of a 0-d tensor.
 *
 * @returns the reason why it cannot be shown where it is no shape or too large for the panel.
 */
export function parseShape(text: string): readonly number[] | 'notAShape' | 'tooManyDimensions' | 'tooLarge' {
  const trimmed = text.trim();
  const { tuple, list, size } = BRACKETED.exec(trimmed)?.groups ?? {};
  const bracketed = (tuple ?? list ?? size)?.trim();
  const inner = bracketed?.replace(/,$/, '').trimEnd() ?? trimmed;
  if (inner === '') return [];
  const parts = inner.split(/\s*[,x×]\s*|\s+/);
  if (!parts.every((part) => /^\d+$/.test(part))) return 'notAShape';
  const shape = parts.map(Number);
  return shapeProblem(shape) ?? shape;
}
