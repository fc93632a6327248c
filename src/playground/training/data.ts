import { Generator, randn } from '../../torch';
import { linspace } from '../../torch/algebra';
import { type Matrix, matrixOf } from './matrix';
import { NEW_POINTS, PLACES, REACH, type TrainingSettings, truth } from './settings';

/** Points to learn from, or to be judged by. */
export interface Points {
  readonly x: Matrix;
  readonly y: Matrix;
}

/** The points that networks are shown, and those that they are not. */
export interface TrainingData {
  readonly seen: Points;
  readonly unseen: Points;
}

/** `torch.manual_seed(dataSeed)`, and the noise of the points seen, then of those unseen. */
export function dataOf({ points, noise, dataSeed }: TrainingSettings): TrainingData {
  const generator = new Generator(dataSeed);
  return {
    seen: noisyPoints(points, noise, generator),
    unseen: noisyPoints(NEW_POINTS, noise, generator),
  };
}

/** `torch.sin(1.5 * x) + noise * torch.randn(count, 1)` over `torch.linspace`. */
function noisyPoints(count: number, noise: number, generator: Generator): Points {
  const f = Math.fround;
  const x = places(count);
  const drawn = randn([count, 1], generator).output.values();
  const y = x.values.map((at, i) => f(f(truth(at)) + f(f(noise) * (drawn[i] ?? 0))));
  return { x, y: matrixOf(count, 1, y) };
}

/** So many places from one end to the other. */
export function places(count = PLACES): Matrix {
  return matrixOf(
    count,
    1,
    Float64Array.from(linspace(-REACH, REACH, count).tensor.values() as Float32Array),
  );
}

/** The mean of the squared differences, `torch.nn.MSELoss()`. */
export function lossOf(output: ArrayLike<number>, { values }: Matrix): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const difference = Math.fround((output[i] ?? 0) - (values[i] ?? 0));
    sum += Math.fround(difference * difference);
  }
  return Math.fround(sum / values.length);
}
