import {
  drawsOf,
  forward,
  type ForwardResult,
  Generator,
  ones,
  parseSeed,
  type Tensor,
  TorchError,
} from '../torch';
import type { Call, PlaygroundState } from './state';

/** What one `layer(input)` gives: PyTorch's output, or what PyTorch raises. */
export type Outcome =
  ({ readonly ok: true } & ForwardResult) | { readonly ok: false; readonly error: TorchError };

/** One call of the session, with its outcome. */
export interface CallOutcome extends Call {
  /** Which call since seeding, from 1. */
  readonly number: number;
  readonly outcome: Outcome;
}

/**
 * Replays the playground's Python session. Holds no state of its own but a memory of how far the
 * random stream was last wound, so that a long session is not wound from its start for every change.
 */
export class SessionReplay {
  #seed = '';
  #words = 0;
  #generator = new Generator(0);

  /** The input of every call. */
  input(state: PlaygroundState): Tensor {
    return ones(state.shape);
  }

  /**
   * The outcomes of the last calls, oldest first.
   *
   * @param count how many; fewer where fewer are listed
   */
  calls(state: PlaygroundState, count: number): readonly CallOutcome[] {
    const { layer, calls, earlier, shape } = state;
    const wordsOf = (training: boolean): number => drawsOf(layer.kind, shape, layer.p.value, training);
    const skipped = calls.slice(0, Math.max(0, calls.length - count));
    const trainingBefore = earlier.training + skipped.filter(({ training }) => training).length;
    const generator = this.#generatorAt(state.seed, trainingBefore * wordsOf(true));
    return calls.slice(skipped.length).map((call, index) => ({
      ...call,
      number: earlier.total + skipped.length + index + 1,
      outcome: outcomeOf(state, call, generator),
    }));
  }

  /** A generator after `words` words of a seed's stream, for the caller to use up. */
  #generatorAt(seed: string, words: number): Generator {
    if (seed !== this.#seed || words < this.#words) {
      this.#generator = new Generator(parseSeed(seed));
      this.#seed = seed;
      this.#words = 0;
    }
    for (; this.#words < words; this.#words++) this.#generator.random();
    return this.#generator.clone();
  }
}

function outcomeOf({ layer, shape }: PlaygroundState, { training }: Call, generator: Generator): Outcome {
  try {
    // A fresh input each time, as the session's `torch.ones(…)` is: an in-place layer overwrites it.
    return { ok: true, ...forward(layer, ones(shape), { training, generator }) };
  } catch (error) {
    if (error instanceof TorchError) return { ok: false, error };
    throw error;
  }
}

/** How many elements of a mask are kept. */
export function keptCount(mask: Uint8Array): number {
  let kept = 0;
  for (const keep of mask) kept += keep;
  return kept;
}
