import {
  type CallUniforms,
  drawOf,
  forward,
  type ForwardResult,
  type GeneratorName,
  ones,
  parseSeed,
  type RandomSource,
  seededGenerator,
  type Tensor,
  TorchError,
  uniformsOf,
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
  /** The uniform numbers that it drew, made when they are first asked for; undefined where it drew none. */
  readonly uniforms: () => CallUniforms | undefined;
}

/**
 * Replays the playground's Python session. Holds no state of its own but a memory of how far the
 * random stream was last wound, so that a long session is not wound from its start for every change.
 */
export class SessionReplay {
  #wound: { name: GeneratorName; seed: string; steps: number; generator: RandomSource } | undefined;

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
    const { calls, earlier } = state;
    const skipped = calls.slice(0, Math.max(0, calls.length - count));
    const trainingBefore = earlier.training + skipped.filter(({ training }) => training).length;
    const generator = this.#generatorAfter(state, trainingBefore);
    return calls.slice(skipped.length).map((call, index) => ({
      ...call,
      number: earlier.total + skipped.length + index + 1,
      uniforms: laterUniforms(state, call, generator),
      outcome: outcomeOf(state, call, generator),
    }));
  }

  /** The generator after so many calls in training mode, for the caller to use up. */
  #generatorAfter({ generator: name, seed, layer, shape }: PlaygroundState, calls: number): RandomSource {
    const draw = drawOf(layer, shape, true);
    let wound = this.#wound;
    const stepsFor = (generator: RandomSource): number =>
      draw === undefined ? 0 : calls * generator.stepsOf(draw);
    if (wound?.name !== name || wound.seed !== seed || stepsFor(wound.generator) < wound.steps) {
      wound = { name, seed, steps: 0, generator: seededGenerator(name, parseSeed(seed)) };
    }
    const steps = stepsFor(wound.generator);
    wound.generator.advance(steps - wound.steps);
    this.#wound = { ...wound, steps };
    return wound.generator.clone();
  }
}

function outcomeOf({ layer, shape }: PlaygroundState, { training }: Call, generator: RandomSource): Outcome {
  try {
    // A fresh input each time, as the session's `torch.ones(…)` is: an in-place layer overwrites it.
    return { ok: true, ...forward(layer, ones(shape), { training, generator }) };
  } catch (error) {
    if (error instanceof TorchError) return { ok: false, error };
    throw error;
  }
}

/** The uniform numbers of the call that comes next, for when somebody asks. */
function laterUniforms(
  { layer, shape }: PlaygroundState,
  { training }: Call,
  generator: RandomSource,
): CallOutcome['uniforms'] {
  if (!training) return () => undefined;
  const before = generator.clone();
  let uniforms: CallUniforms | undefined;
  return () => (uniforms ??= uniformsOf(layer, shape, before.clone()));
}

/** How many elements of a mask are kept. */
export function keptCount(mask: Uint8Array): number {
  let kept = 0;
  for (const keep of mask) kept += keep;
  return kept;
}
