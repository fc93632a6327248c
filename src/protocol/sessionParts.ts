import * as v from 'valibot';
import { numelOf } from '../torch';
import { type CallPlace, placeOf, placesAhead } from '../playground/callOutcome';
import { callCount, type PlaygroundState } from '../playground/state';

/**
 * What the extension computes of a session, and sends to the pages in parts. A part goes to a page that does not hold
 * it yet, and is held as long as what it depends on stays the same:
 *
 * | part      | what it is                                    | stream | p | place |
 * | --------- | --------------------------------------------- | :----: | :-: | :---: |
 * | `input`   | the values of an input that is drawn          |   ×    |   |       |
 * | `numbers` | a call's uniform numbers                      |   ×    |   |   ×   |
 * | `call`    | a call's mask and warnings, or PyTorch's error |   ×    | × |   ×   |
 * | `inside`  | the masks inside a layer in one of its calls  |   ×    | × |   ×   |
 *
 * - The stream: seed, words skipped, generator, input, shape, the layer without its p, and the layer that it is inside of.
 * - The place: the call's number, its mode, and how many calls in training mode came before it.
 *
 * A page is sent the input, all listed calls, and the numbers of the last call where they are few. It asks for others:
 * the shown call in its other mode, the numbers of an earlier call or of a large one. When nothing happens for a moment, it is sent the same of the calls that come next, so that a
 * resample is seen at once, however far away the extension is, and some more so that the next ones are, too.
 */
/** The parts that another p makes new ones. */
export const DEPENDS_ON_P: readonly string[] = ['call', 'inside'];

/** Numbers the extension's streams, and the layers with their p, so that both ends know what has changed. */
export interface Epoch {
  readonly stream: number;
  readonly layer: number;
}

/** So many uniform numbers travel at once: of an input with more units only the blocks that are looked at. */
export const NUMBERS_BLOCK = 4096;

/** A number of something, of so many at most. */
export function upTo(most: number, least = 0) {
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && least <= (value as number) && (value as number) <= most,
    `no number from ${least} to ${most}`,
  );
}

/** An object with names of its own, of which all values are of one kind. */
export function recordOf<T>(isValue: (value: unknown) => boolean) {
  return v.custom<Record<string, T>>(
    (value) => typeof value === 'object' && value !== null && Object.values(value).every(isValue),
    'no object, or with other values',
  );
}

/** A text of so many characters at most. */
export function textUpTo(most: number) {
  return v.pipe(
    v.string(),
    v.check(({ length }) => length <= most, `more than ${most} characters`),
  );
}

export const count = upTo(Number.MAX_SAFE_INTEGER);
export const block = v.pipe(
  count,
  v.check((from) => from % NUMBERS_BLOCK === 0, 'no start of a block'),
);

/** What a page may ask for. */
export const askedPart = v.variant('type', [
  v.object({ type: v.literal('call'), number: count, training: v.boolean() }),
  v.object({ type: v.literal('numbers'), number: count, from: block }),
  v.object({ type: v.literal('inside'), number: count }),
]);
export type AskedPart = v.InferOutput<typeof askedPart>;

/** Which part it is, without its content. */
type PartName = { readonly type: 'input' } | AskedPart;

/** Which part of which call, as both ends find it again; the input is of no call. */
export interface PartKey {
  readonly place?: CallPlace;
  readonly name: string;
}

export const INPUT: PartKey = { name: 'input' };

/** The key of a part of a session; undefined where it has no such call. */
export function keyOf(part: PartName, state: PlaygroundState): PartKey | undefined {
  if (part.type === 'input') return INPUT;
  const place = placeOf(state, part.number) ?? aheadOf(state).find(({ number }) => number === part.number);
  if (place === undefined) return undefined;
  if (part.type === 'numbers') return numbersKey(place, part.from);
  return part.type === 'inside' ? insideKey(place) : callKey({ ...place, training: part.training });
}

/** The places of the calls that a page is sent before there are any: what is clicked before an answer is back. */
export function aheadOf(state: PlaygroundState): readonly CallPlace[] {
  return placesAhead(state, numelOf(state.shape) > NUMBERS_BLOCK ? 4 : 8);
}

export function callKey(place: CallPlace): PartKey {
  return { place, name: place.training ? 'call train' : 'call eval' };
}

/** The masks are those of the call in training mode. */
export function insideKey(place: CallPlace): PartKey {
  return { place, name: 'inside' };
}

/** The numbers are those of the call in training mode. */
export function numbersKey(place: CallPlace, from: number): PartKey {
  return { place, name: from === 0 ? 'numbers' : `numbers ${from}` };
}

/** The parts of one call. */
interface HeldCall<T> {
  readonly trainingBefore: number;
  readonly parts: Map<string, T>;
}

/**
 * What one end knows of the parts that a page holds, by their keys: the page their contents, the extension that it has
 * sent them. Both forget by the same rule. Hundreds of calls are looked through with each snapshot, so that nothing is
 * spelt for them.
 */
export class HeldParts<T> {
  epoch: Epoch = { stream: -1, layer: -1 };
  #input: T | undefined;
  readonly #calls = new Map<number, HeldCall<T>>();

  get({ place, name }: PartKey): T | undefined {
    if (place === undefined) return this.#input;
    const held = this.#calls.get(place.number);
    return held?.trainingBefore === place.trainingBefore ? held.parts.get(name) : undefined;
  }

  set({ place, name }: PartKey, part: T): void {
    if (place === undefined) {
      this.#input = part;
      return;
    }
    const { number, trainingBefore } = place;
    let held = this.#calls.get(number);
    if (held?.trainingBefore !== trainingBefore)
      this.#calls.set(number, (held = { trainingBefore, parts: new Map() }));
    held.parts.set(name, part);
  }

  clear(): void {
    this.#input = undefined;
    this.#calls.clear();
  }

  /** Forgets what does not belong to the session as it is now. */
  keep(state: PlaygroundState, epoch: Epoch): void {
    const { stream, layer } = this.epoch;
    this.epoch = epoch;
    if (stream !== epoch.stream) this.clear();
    const latest = callCount(state);
    const ahead = aheadOf(state);
    for (const [number, { trainingBefore, parts }] of this.#calls) {
      const place = number > latest ? ahead[number - latest - 1] : placeOf(state, number);
      if (place?.trainingBefore !== trainingBefore) this.#calls.delete(number);
      else if (layer !== epoch.layer)
        for (const name of parts.keys())
          if (DEPENDS_ON_P.some((type) => name.startsWith(type))) parts.delete(name);
    }
  }
}
