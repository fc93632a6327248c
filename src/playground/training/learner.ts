import { dropout, Generator, scaleOf, Tensor } from '../../torch';
import { Adam } from './adam';
import { lossOf, type Points } from './data';
import { type Matrix, matrixOf } from './matrix';
import { BackwardPass, ForwardPass, type Linear, newLayers, type Noise } from './network';

/**
 * A network that learns: hidden layers with `Tanh` and `Dropout(p)`, and a linear output. Weights and masks are those that
 * PyTorch draws after `torch.manual_seed(seed)`, in its order.
 */
export class Learner {
  readonly #generator: Generator;
  readonly #layers: readonly Linear[];
  readonly #forward: ForwardPass;
  readonly #backward: BackwardPass;
  readonly #adam: Adam;
  readonly #gradient: Matrix;
  /** The passes in eval mode over points on which the loss is taken again and again. */
  readonly #judging = new Map<Points, ForwardPass>();

  /** @param sizes of the input, of the hidden layers, and of the output */
  constructor(
    readonly sizes: readonly number[],
    readonly p: number,
    seed: number,
    private readonly points: Points,
  ) {
    this.#generator = new Generator(seed);
    this.#layers = newLayers(sizes, this.#generator);
    this.#forward = new ForwardPass(this.#layers, points.x);
    this.#backward = new BackwardPass(this.#layers, points.x.rows);
    this.#adam = new Adam(parametersOf(this.#layers));
    this.#gradient = matrixOf(points.y.rows, points.y.columns);
  }

  /** One step over all points, in training mode. */
  step(): void {
    const { values } = this.#forward.run(this.#draw);
    const factor = Math.fround(2 / values.length);
    for (let i = 0; i < values.length; i++)
      this.#gradient.values[i] = Math.fround(
        factor * Math.fround((values[i] ?? 0) - (this.points.y.values[i] ?? 0)),
      );
    this.#backward.run(this.#forward, this.#gradient);
    this.#adam.step(parametersOf(this.#backward.gradients));
  }

  /** The loss in eval mode. */
  lossOn(points: Points): number {
    const pass = this.#judging.get(points) ?? new ForwardPass(this.#layers, points.x);
    this.#judging.set(points, pass);
    return lossOf(pass.run().values, points.y);
  }

  /** What it gives in eval mode. */
  evaluate(x: Matrix): Float32Array {
    return Float32Array.from(new ForwardPass(this.#layers, x).run().values);
  }

  /** What it gives in so many passes in training mode, each with masks of its own. */
  passes(x: Matrix, count: number): readonly Float32Array[] {
    const pass = new ForwardPass(this.#layers, x);
    return Array.from({ length: count }, () => Float32Array.from(pass.run(this.#draw).values));
  }

  /** A mask for each hidden layer, to thin the network by. */
  drawMasks(): readonly Uint8Array[] {
    return this.#hidden().map(
      (size) => dropoutOfOnes(1, size, this.p, this.#generator).mask ?? new Uint8Array(size).fill(1),
    );
  }

  /** What the thinned network gives that has only the neurons that these masks keep, one for each hidden layer. */
  thinned(x: Matrix, masks: readonly Uint8Array[]): Float32Array {
    const scale = scaleOf(this.p);
    const waiting = [...masks];
    const output = new ForwardPass(this.#layers, x).run(({ rows, columns }) => {
      const mask = waiting.shift();
      return Float32Array.from({ length: rows * columns }, (_, i) => (mask?.[i % columns] ?? 0) * scale);
    });
    return Float32Array.from(output.values);
  }

  /** Which neurons of each hidden layer the last step kept, for the first point: the mask's first row. */
  get lastKept(): readonly Uint8Array[] {
    return this.#hidden().map((size, i) =>
      Uint8Array.from({ length: size }, (_, k) => (this.#forward.noise[i]?.[k] === 0 ? 0 : 1)),
    );
  }

  #hidden(): readonly number[] {
    return this.sizes.slice(1, -1);
  }

  /** What dropout multiplies a hidden layer with: PyTorch's own dropout, of ones. */
  readonly #draw = ({ rows, columns }: Matrix): Noise =>
    this.p === 0 ? undefined : dropoutOfOnes(rows, columns, this.p, this.#generator).output.data;
}

function dropoutOfOnes(rows: number, columns: number, p: number, generator: Generator) {
  return dropout(new Tensor(new Float32Array(rows * columns).fill(1), [rows, columns]), p, true, generator);
}

function parametersOf(layers: readonly Linear[]): readonly Float64Array[] {
  return layers.flatMap(({ weight, bias }) => [weight.values, bias]);
}
