import {
  type BernoulliDraw,
  type CallUniforms,
  drawOf,
  type DropoutLayer,
  forward,
  type RandomSource,
  Tensor,
  TorchError,
  uniformsOf,
} from '../torch';
import type { CallOutcome, Outcome } from './call';
import { type MadeInput, makeInput } from './input';
import type { PlaygroundState } from './state';
import { printedOutput } from './transcript';

/** A generator, and by how many steps it has moved on since the session's input was made. */
interface Wound {
  readonly steps: number;
  readonly generator: RandomSource;
}

/**
 * Replays the playground's Python session. Holds no state of its own but a memory of the last session: its input,
 * and how far its random stream was wound, so that a long session is not wound from its start for every change.
 */
export class SessionReplay {
  #made: (MadeInput & { readonly key: string }) | undefined;
  #wound: Wound | undefined;

  /** The input of every call. */
  input(state: PlaygroundState): Tensor {
    return this.#make(state).tensor;
  }

  /** Whether the input's values are PyTorch's to the last bit. */
  isInputExact(state: PlaygroundState): boolean {
    return this.#make(state).exact;
  }

  /**
   * The outcomes of the last calls, oldest first.
   *
   * @param count how many; fewer where fewer are listed
   */
  calls(state: PlaygroundState, count: number): readonly CallOutcome[] {
    const { calls, earlier, layer, shape } = state;
    const skipped = calls.slice(0, Math.max(0, calls.length - count));
    const drawnBefore = skipped.filter(({ training }) => training).length;
    const draw = drawOf(layer, shape, true);
    const generator = this.#generatorAt(state, draw, earlier.training);
    if (draw !== undefined) generator.advance(drawnBefore * generator.stepsOf(draw));
    return calls.slice(skipped.length).map(({ training }, index) => {
      const number = earlier.total + skipped.length + index + 1;
      return this.#call(state, training, number, draw !== undefined, generator);
    });
  }

  /** Makes one call, and moves the generator on. */
  #call(
    state: PlaygroundState,
    training: boolean,
    number: number,
    draws: boolean,
    generator: RandomSource,
  ): CallOutcome {
    const { layer, shape } = state;
    const input = this.input(state);
    const numbers = training ? laterNumbers(layer, shape, generator.clone()) : () => undefined;
    // An in-place layer overwrites its input, which the session makes anew, or copies, for each call.
    const own = layer.inplace ? new Tensor(input.values().slice(), input.shape) : input;
    const outcome = outcomeOf(layer, own, training, generator);
    const printed = (): string => (outcome.ok ? printedOutput(outcome.output, state.generator) : '');
    return { training, number, draws, numbers, outcome, printed };
  }

  /** The session's input, and the generator right after it, which must not be moved. */
  #make(state: PlaygroundState): MadeInput & { readonly key: string } {
    const { generator, seed, skipped, shape, input } = state;
    const key = JSON.stringify([generator, seed, skipped, shape, input]);
    if (this.#made?.key !== key) {
      this.#made = { ...makeInput(state), key };
      this.#wound = undefined;
    }
    return this.#made;
  }

  /**
   * The generator after so many calls in training mode, for the caller to use up. Asked for, and so remembered, is
   * the place before those listed: what is before may be long, and a change of p starts from there again.
   */
  #generatorAt(state: PlaygroundState, draw: BernoulliDraw | undefined, calls: number): RandomSource {
    const { generator: start } = this.#make(state);
    // Where nothing is drawn, as with p = 0, any place will do.
    if (draw === undefined) return start.clone();
    const steps = calls * start.stepsOf(draw);
    const wound: Wound =
      this.#wound !== undefined && this.#wound.steps <= steps
        ? this.#wound
        : { steps: 0, generator: start.clone() };
    wound.generator.advance(steps - wound.steps);
    this.#wound = { steps, generator: wound.generator };
    return wound.generator.clone();
  }
}

function outcomeOf(layer: DropoutLayer, input: Tensor, training: boolean, generator: RandomSource): Outcome {
  try {
    return { ok: true, ...forward(layer, input, { training, generator }) };
  } catch (error) {
    if (error instanceof TorchError) return { ok: false, error };
    throw error;
  }
}

/** The uniform numbers of the call that comes next on a generator, for when somebody asks. */
function laterNumbers(
  layer: DropoutLayer,
  shape: readonly number[],
  generator: RandomSource,
): CallOutcome['numbers'] {
  let uniforms: CallUniforms | undefined;
  return () => {
    uniforms ??= uniformsOf(layer, shape, generator.clone());
    return uniforms && { ...uniforms, at: (unit) => uniforms?.values[unit] };
  };
}
