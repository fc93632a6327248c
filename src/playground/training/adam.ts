import { LEARNING_RATE, STEPS } from './settings';

const f = Math.fround;

/* As PyTorch has them by default. */
const BETAS = [0.9, 0.999] as const;
const EPSILON = 1e-8;

/** What Adam remembers of some parameters. */
interface Moments {
  readonly mean: Float64Array;
  readonly square: Float64Array;
}

/**
 * `torch.optim.Adam` with `CosineAnnealingLR` over all steps, in PyTorch's own arithmetic: every operation is rounded to
 * float32, as in `_single_tensor_adam`, and the rate is made of the last one, as the scheduler makes it.
 */
export class Adam {
  #step = 0;
  #rate = LEARNING_RATE;
  readonly #moments: readonly Moments[];

  constructor(private readonly parameters: readonly Float64Array[]) {
    this.#moments = parameters.map(({ length }) => ({
      mean: new Float64Array(length),
      square: new Float64Array(length),
    }));
  }

  step(gradients: readonly Float64Array[]): void {
    const step = ++this.#step;
    const size = f(-this.#rate / (1 - BETAS[0] ** step));
    const correction = f(Math.sqrt(1 - BETAS[1] ** step));
    this.parameters.forEach((parameter, i) => {
      const [gradient, moments] = [gradients[i], this.#moments[i]];
      if (gradient && moments) move(parameter, gradient, moments, { size, correction });
    });
    const turn = (at: number): number => 1 + Math.cos((Math.PI * at) / STEPS);
    this.#rate *= turn(step) / turn(step - 1);
  }
}

function move(
  parameter: Float64Array,
  gradient: Float64Array,
  { mean, square }: Moments,
  { size, correction }: { readonly size: number; readonly correction: number },
): void {
  const epsilon = f(EPSILON);
  const [toMean, keep, toSquare] = [f(1 - BETAS[0]), f(BETAS[1]), f(1 - BETAS[1])];
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i] ?? 0;
    const before = mean[i] ?? 0;
    const m = f(before + toMean * f(g - before));
    const s = f(f((square[i] ?? 0) * keep) + f(toSquare * g) * g);
    mean[i] = m;
    square[i] = s;
    const divisor = f(f(f(Math.sqrt(s)) / correction) + epsilon);
    parameter[i] = f((parameter[i] ?? 0) + f(f(size * m) / divisor));
  }
}
