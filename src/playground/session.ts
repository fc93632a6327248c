import type { BernoulliDraw, CallUniforms, DropoutLayer, RandomSource, Tensor } from '../torch';
import { drawOf, forward, leavesToChance, TorchError, uniformsOf } from '../torch';
import type { CallOutcome, Outcome } from './callOutcome';
import { copyOf, type MadeInput, makeInput } from './input';
import type { PlaygroundState } from './state';

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
  /** The place before the listed calls, from which they are made anew with another p. */
  #before: Wound | undefined;
  /** The place after the last call that was made, at which the next one goes on. */
  #after: Wound | undefined;
  #draw: { readonly of: string; readonly draw: BernoulliDraw | undefined } | undefined;

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
    const { calls, earlier, layer } = state;
    const skipped = calls.slice(0, Math.max(0, calls.length - count));
    const drawnBefore = earlier.training + skipped.filter(({ training }) => training).length;
    const draw = this.drawOf(state);
    const draws = draw !== undefined && leavesToChance(layer);
    const { generator: start } = this.#make(state);
    const steps = draws ? start.stepsOf(draw) : 0;
    if (draws) this.#before = this.#windTo(steps * earlier.training, start);
    const { generator } = this.#windTo(steps * drawnBefore, start);
    const made = calls.slice(skipped.length).map(({ training }, index) => {
      const number = earlier.total + skipped.length + index + 1;
      return this.#call(state, training, number, draws, generator);
    });
    const drawn = drawnBefore + made.filter(({ training }) => training).length;
    if (draws) this.#after = { steps: steps * drawn, generator };
    return made;
  }

  /** What a call in training mode draws with a p between 0 and 1; undefined where PyTorch raises, or there is nothing to drop. */
  drawOf({ layer, shape }: PlaygroundState): BernoulliDraw | undefined {
    const of = JSON.stringify([layer.kind, layer.inplace, shape]);
    if (this.#draw?.of !== of)
      this.#draw = { of, draw: drawOf({ ...layer, p: { type: 'float', value: 0.5 } }, shape, true) };
    return this.#draw.draw;
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
    const own = layer.inplace ? copyOf(input) : input;
    const outcome = outcomeOf(layer, own, training, generator);
    return { training, number, draws, numbers, outcome };
  }

  /** The session's input, and the generator right after it, which must not be moved. */
  #make(state: PlaygroundState): MadeInput & { readonly key: string } {
    const { generator, seed, skipped, shape, input } = state;
    const key = JSON.stringify([generator, seed, skipped, shape, input]);
    if (this.#made?.key !== key) {
      this.#made = { ...makeInput(state), key };
      this.#before = this.#after = undefined;
    }
    return this.#made;
  }

  /** A generator at a place, for the caller to use up: wound there from the nearest place before it that is known. */
  #windTo(steps: number, start: RandomSource): Wound {
    let nearest: Wound = { steps: 0, generator: start };
    for (const wound of [this.#before, this.#after])
      if (wound !== undefined && wound.steps <= steps && wound.steps > nearest.steps) nearest = wound;
    const generator = nearest.generator.clone();
    generator.advance(steps - nearest.steps);
    return { steps, generator };
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
