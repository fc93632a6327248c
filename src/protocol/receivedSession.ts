import { backendOf, leavesToChance, maskedOutput, numelOf, Tensor, thresholdOf } from '../torch';
import { unpackBits } from './bits';
import type { CallOutcome, CallPlace, DrawnNumbers, Outcome } from '../playground/callOutcome';
import { placeOf, placesOf } from '../playground/callOutcome';
import { insideSize } from '../playground/insideLayer';
import { ruledInput } from '../playground/input';
import { type CallPart, hasRightLength, type Part } from './sentParts';
import type { AskedPart, Epoch } from './sessionParts';
import {
  callKey,
  DEPENDS_ON_P,
  HeldParts,
  INPUT,
  insideKey,
  keyOf,
  NUMBERS_BLOCK,
  numbersKey,
} from './sessionParts';
import type { SessionFacts } from './drawnSession';
import type { MessageToWebview } from './toPage';
import type { PlaygroundState } from '../playground/state';

/** A session with all that was computed of it: what a page draws. */
export interface Scene extends SessionFacts {
  readonly state: PlaygroundState;
  readonly input: Tensor;
  /** All listed calls, oldest first. */
  readonly calls: readonly CallOutcome[];
  /** A listed call in one mode or the other; undefined until it has come. */
  readonly callIn: (training: boolean, number: number) => CallOutcome | undefined;
  /** The call in training mode that draws next after a listed one; undefined where it has not come. */
  readonly following: (call: CallOutcome) => CallOutcome | undefined;
  /** The masks inside the layer that the playground is inside of, in a listed call of it in training mode. */
  readonly inside: (number: number) => InsideMasks | undefined;
  /** A listed call with another p, by the uniform numbers that it drew; undefined where these are not all at hand. */
  readonly callWith: (p: PlaygroundState['layer']['p'], call: CallOutcome) => CallOutcome | undefined;
}

/** A byte for each element of each place, in the order of the draws; `undefined` where none is drawn. */
export interface InsideMasks {
  readonly masks: Uint8Array | undefined;
}

/** What a part became in the page. */
interface Held {
  readonly part: Part;
  /** What it was unpacked to, so that it is unpacked once. */
  call?: CallOutcome;
  values?: Float64Array;
  inside?: InsideMasks;
}

/**
 * A page's end of what the extension draws. It has no generator: masks and random numbers are those that were sent,
 * and outputs follow from them.
 */
export class ReceivedSession {
  readonly #held = new HeldParts<Held>();
  /** What was asked for and has not come. */
  readonly #awaited = new Set<string>();
  #input: { readonly of: string; readonly tensor: Tensor } | undefined;
  #calls: readonly CallOutcome[] = [];
  /** The stream and the places that it is asked of. */
  #awaitedOf = '';

  /** @param ask asks the extension for a part */
  constructor(private readonly ask: (asked: AskedPart) => void) {}

  /** Forgets all: the extension will send it again. */
  clear(): void {
    this.#held.clear();
    this.#awaited.clear();
  }

  /**
   * Takes what was sent of a session.
   *
   * @returns the session with all that belongs to it, or in words what is missing or does not fit
   */
  receive(
    state: PlaygroundState,
    { facts, epoch, parts }: Pick<MessageToWebview, 'facts' | 'epoch' | 'parts'>,
  ): Scene | string {
    this.#held.keep(state, epoch);
    const awaitedOf = JSON.stringify([epoch.stream, placesOf(state)]);
    if (this.#awaitedOf !== awaitedOf) this.#awaited.clear();
    this.#awaitedOf = awaitedOf;
    for (const part of parts) {
      const key = keyOf(part, state);
      if (key === undefined || !hasRightLength(part, state, facts.units))
        return `a part that does not belong to the session: ${part.type}`;
      this.#held.set(key, { part });
      // With its numbers a call is another one to those that draw it.
      if (part.type === 'numbers') this.#renew(state, part.number);
    }
    return this.#sceneOf(state, facts);
  }

  /** A session that the extension has not drawn yet, where the calls that it will have are here already. */
  foresee(state: PlaygroundState, { units, draws, claim }: SessionFacts): Scene | undefined {
    const scene = this.#sceneOf(state, { units, draws, claim });
    return typeof scene === 'string' ? undefined : scene;
  }

  /** @returns the session with all that belongs to it, or in words what is missing */
  #sceneOf(state: PlaygroundState, facts: SessionFacts): Scene | string {
    const { epoch } = this.#held;
    const input = this.#inputOf(state, epoch);
    if (input === undefined) return 'the input is missing';
    const context = { stream: epoch.stream, state, facts, input };
    const calls = placesOf(state).map((place) => this.#call(context, place));
    if (!calls.every((call) => call !== undefined)) return 'a call is missing';
    // As the very list that it was, where none of them is another: much is counted and drawn of it.
    const isSame = calls.length === this.#calls.length && calls.every((call, i) => call === this.#calls[i]);
    if (!isSame) this.#calls = calls;
    return {
      ...facts,
      ...context,
      calls: this.#calls,
      callIn: (training, number) => {
        const place = placeOf(state, number);
        const call = place && this.#call(context, { ...place, training });
        if (call === undefined) this.#await(context, { type: 'call', number, training });
        return call;
      },
      following: ({ number, training }) => {
        const before = placeOf(state, number)?.trainingBefore;
        if (before === undefined) return undefined;
        const trainingBefore = before + (training ? 1 : 0);
        return this.#call(context, { number: number + 1, training: true, trainingBefore });
      },
      inside: (number) => this.#inside(context, number),
      callWith: (p, call) => this.#callWith(context, p, call),
    };
  }

  #renew(state: PlaygroundState, number: number): void {
    const place = placeOf(state, number);
    for (const training of [true, false])
      delete (place && this.#held.get(callKey({ ...place, training })))?.call;
  }

  /** Asks for a part once, unless it is one of an older session. */
  #await({ stream }: Context, asked: AskedPart): void {
    const { epoch } = this.#held;
    const name = JSON.stringify([asked, DEPENDS_ON_P.includes(asked.type) ? epoch.layer : 0]);
    if (stream !== epoch.stream || this.#awaited.has(name)) return;
    this.#awaited.add(name);
    this.ask(asked);
  }

  /** An input of hundreds of thousands of elements is not made for every call. */
  #inputOf(state: PlaygroundState, { stream }: Epoch): Tensor | undefined {
    const sent = this.#held.get(INPUT)?.part;
    const of = `${stream} ${state.shape.join()}`;
    if (this.#input?.of === of) return this.#input.tensor;
    const drawn = sent?.type === 'input' ? new Tensor(new Float32Array(sent.values), state.shape) : undefined;
    const tensor = ruledInput(state) ?? drawn;
    this.#input = tensor && { of, tensor };
    return tensor;
  }

  #call(context: Context, place: CallPlace): CallOutcome | undefined {
    const held = this.#held.get(callKey(place));
    if (held?.part.type !== 'call') return undefined;
    held.call ??= this.#callOf(context, place, held.part);
    return held.call;
  }

  #callOf(context: Context, place: CallPlace, part: CallPart): CallOutcome {
    const { state, facts, input } = context;
    const { number, training } = place;
    const mask = part.mask && unpackBits(part.mask, numelOf(state.shape));
    const hasNumbers = training && facts.draws;
    const numbers = (): DrawnNumbers | undefined =>
      hasNumbers ? this.#numbers(context, place, state.layer.p.value) : undefined;
    return {
      number,
      training,
      draws: facts.draws,
      numbers,
      outcome:
        part.error === undefined
          ? madeOf(state, input, mask, part.warnings)
          : { ok: false, error: part.error },
    };
  }

  #numbers(context: Context, place: CallPlace, p: number): DrawnNumbers {
    const { state, facts } = context;
    return {
      run: facts.units.size,
      threshold: thresholdOf({ dtype: 'float32', probability: 1 - p }, backendOf(state.generator)),
      at: (unit) => {
        const from = unit - (unit % NUMBERS_BLOCK);
        return this.#block(context, place, from)?.[unit - from];
      },
    };
  }

  #inside(context: Context, number: number): InsideMasks | undefined {
    const place = placeOf(context.state, number);
    const held = place && this.#held.get(insideKey(place));
    if (held?.part.type !== 'inside') {
      this.#await(context, { type: 'inside', number });
      return undefined;
    }
    const { masks } = held.part;
    held.inside ??= { masks: masks && unpackBits(masks, insideSize(context.state.origin)) };
    return held.inside;
  }

  /** A block of a call's uniform numbers; one that is missing is asked for. */
  #block(context: Context, place: CallPlace, from: number): Float64Array | undefined {
    if (context.stream !== this.#held.epoch.stream) return undefined;
    const held = this.#held.get(numbersKey(place, from));
    if (held?.part.type === 'numbers') return (held.values ??= new Float64Array(held.part.values));
    this.#await(context, { type: 'numbers', number: place.number, from });
    return undefined;
  }

  #callWith(context: Context, p: PlaygroundState['layer']['p'], call: CallOutcome): CallOutcome | undefined {
    const { state, facts, input } = context;
    const { count, size } = facts.units;
    const { number, training, outcome } = call;
    const place = placeOf(state, number);
    if (place === undefined || !training || !outcome.ok || count === 0) return undefined;
    const layer = { ...state.layer, p };
    const draws = leavesToChance(layer);
    const outcomeOf = (mask: Uint8Array | undefined): CallOutcome => ({
      ...call,
      draws,
      numbers: () => (draws ? this.#numbers(context, place, p.value) : undefined),
      outcome: madeOf({ ...state, layer }, input, mask, outcome.warnings),
    });
    if (p.value === 0) return outcomeOf(undefined);
    const mask = new Uint8Array(input.numel);
    if (p.value === 1) return outcomeOf(mask);
    if (count > NUMBERS_BLOCK) return undefined;
    const block = this.#block(context, place, 0);
    if (block === undefined) return undefined;
    const { threshold } = this.#numbers(context, place, p.value);
    block.forEach((uniform, unit) => {
      if (uniform < threshold) mask.fill(1, unit * size, (unit + 1) * size);
    });
    return outcomeOf(mask);
  }
}

/** A session that was received. */
interface Context {
  readonly stream: number;
  readonly state: PlaygroundState;
  readonly facts: SessionFacts;
  readonly input: Tensor;
}

/** The outcome of a call for its mask; the output is made when it is first looked at. */
function madeOf(
  { layer, generator }: Pick<PlaygroundState, 'layer' | 'generator'>,
  input: Tensor,
  mask: Uint8Array | undefined,
  warnings: readonly string[],
): Outcome {
  let output: Tensor | undefined;
  return {
    ok: true,
    mask,
    warnings,
    get output() {
      return (output ??= maskedOutput(layer, input, mask, backendOf(generator)));
    },
  };
}
