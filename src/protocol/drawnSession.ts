import { packBits } from './bits';
import { maskOf, upToCall } from '../playground/callMasks';
import { type CallOutcome, placeOf } from '../playground/callOutcome';
import { insideMasks } from '../playground/insideLayer';
import { CallCache } from '../playground/callCache';
import { type NumbersClaim, numbersClaim } from '../playground/claim';
import { type Units, unitsDrawn } from '../playground/units';
import type { CallPart, Part } from './sentParts';
import { type AskedPart, type Epoch, NUMBERS_BLOCK } from './sessionParts';
import { SessionReplay } from '../playground/session';
import { callCount, type PlaygroundState, reduce } from '../playground/state';

/** What is said of a session as a whole. */
export interface SessionFacts {
  readonly units: Units;
  /** Whether a call in training mode draws: not with a p of 0 or 1. */
  readonly draws: boolean;
  readonly claim: NumbersClaim;
}

/** A part that can be made when a page needs it. */
export interface MakeablePart {
  readonly name: AskedPart | { readonly type: 'input' };
  readonly make: () => Part;
}

/** All that every page is sent of a session. */
export interface Drawn {
  readonly epoch: Epoch;
  readonly facts: SessionFacts;
  readonly parts: readonly MakeablePart[];
}

/** Runs the dropout core for the pages: all of them are told the same numbers. */
export class DrawnSession {
  readonly #replay = new SessionReplay();
  readonly #memory = new CallCache(this.#replay);
  #drawn: { readonly state: PlaygroundState; readonly drawn: Drawn } | undefined;
  #stream = '';
  #p = '';
  #epoch: Epoch = { stream: 0, layer: 0 };

  /** What every page needs of a session. */
  of(state: PlaygroundState): Drawn {
    if (this.#drawn?.state !== state) this.#drawn = { state, drawn: this.#draw(state) };
    return this.#drawn.drawn;
  }

  #draw(state: PlaygroundState): Drawn {
    const calls = this.#memory.calls(state);
    const facts = this.#facts(state, calls);
    const { type } = state.input;
    const parts = [
      ...(type === 'rand' || type === 'randn' ? [this.#input(state)] : []),
      ...calls.map(callPart),
      ...calls.slice(-1).flatMap((call) => fewNumbers(call, facts)),
    ];
    return { epoch: this.#epochOf(state), facts, parts };
  }

  /**
   * A call that a resample will make; nothing where more than this call would be new.
   *
   * @param number its number
   */
  ahead(state: PlaygroundState, number: number): readonly MakeablePart[] {
    const { facts } = this.of(state);
    const after = reduce(state, { type: 'resample', times: number - callCount(state) });
    const call = this.#memory.ahead(after);
    if (call?.number !== number) return [];
    const isSaidOfBoth = JSON.stringify(this.#facts(after, [call])) === JSON.stringify(facts);
    return isSaidOfBoth ? [callPart(call), ...fewNumbers(call, facts)] : [];
  }

  #epochOf(state: PlaygroundState): Epoch {
    const { seed, skipped, generator, shape, input, origin } = state;
    const { p, ...layer } = state.layer;
    const stream = JSON.stringify([layer, seed, skipped, generator, shape, input, origin?.inside]);
    const layerP = `${p.type} ${p.value}`;
    const isSameStream = stream === this.#stream;
    if (!isSameStream || layerP !== this.#p)
      this.#epoch = {
        stream: this.#epoch.stream + (isSameStream ? 0 : 1),
        layer: this.#epoch.layer + 1,
      };
    [this.#stream, this.#p] = [stream, layerP];
    return this.#epoch;
  }

  #facts(state: PlaygroundState, calls: readonly CallOutcome[]): SessionFacts {
    const draw = this.#replay.drawOf(state);
    return {
      units: draw === undefined ? { count: 0, size: 1 } : unitsDrawn(draw, state.shape),
      // They have one layer and one shape of input.
      draws: calls.some((call) => call.draws),
      claim: numbersClaim(state, this.#replay.isInputExact(state)),
    };
  }

  /** A part that a page asked for; none where there is no such part. */
  asked(state: PlaygroundState, asked: AskedPart): readonly MakeablePart[] {
    const call = this.#memory.calls(state).find(({ number }) => number === asked.number);
    if (call === undefined) return [];
    if (asked.type === 'inside') return insidePart(state, asked.number);
    if (asked.type === 'numbers') return numbersPart(call, asked.from, this.of(state).facts.units);
    if (asked.training === call.training) return [callPart(call)];
    const [other] = this.#replay.calls(upToCall(state, call.number, asked.training), 1);
    return other === undefined ? [] : [callPart(other)];
  }

  #input(state: PlaygroundState): MakeablePart {
    const make = (): Part => ({
      type: 'input',
      values: Float32Array.from(this.#replay.input(state).values()).buffer,
    });
    return { name: { type: 'input' }, make };
  }
}

function callPart(call: CallOutcome): MakeablePart {
  const { number, training, outcome } = call;
  const name = { type: 'call', number, training } as const;
  const make = (): CallPart => {
    if (!outcome.ok) {
      const { type, message } = outcome.error;
      return { ...name, warnings: [], error: { type, message } };
    }
    const mask = maskOf(call);
    return { ...name, warnings: [...outcome.warnings], ...(mask && { mask: packBits(mask) }) };
  };
  return { name, make };
}

function insidePart(state: PlaygroundState, number: number): readonly MakeablePart[] {
  const place = placeOf(state, number);
  const name = { type: 'inside', number } as const;
  const make = (): Part => {
    const masks = place && insideMasks(state, place);
    return { ...name, ...(masks && { masks: packBits(masks) }) };
  };
  return place === undefined ? [] : [{ name, make }];
}

/** The uniform numbers of a call, where they are few. */
function fewNumbers(call: CallOutcome, { units }: SessionFacts): readonly MakeablePart[] {
  return units.count > NUMBERS_BLOCK ? [] : numbersPart(call, 0, units);
}

/** A block of the uniform numbers of a call; none where it has none there. */
function numbersPart(call: CallOutcome, from: number, { count }: Units): readonly MakeablePart[] {
  if (!call.training || !call.draws || from >= count) return [];
  const name = { type: 'numbers', number: call.number, from } as const;
  const make = (): Part => {
    const values = new Float64Array(Math.min(NUMBERS_BLOCK, count - from));
    const numbers = call.numbers();
    for (let i = 0; i < values.length; i++) values[i] = numbers?.at(from + i) ?? NaN;
    return { ...name, values: values.buffer };
  };
  return [{ name, make }];
}
