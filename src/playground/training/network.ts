import { type Generator, linearParameters } from '../../torch';
import { type Matrix, matrixOf, multiply, transpose } from './matrix';
import { tanhAll } from './tanh';

/** The parameters of `torch.nn.Linear`: a row of weights for each output. */
export interface Linear {
  readonly weight: Matrix;
  readonly bias: Float64Array;
}

/**
 * What dropout multiplies the outputs of a hidden layer with, element by element: 0, or the scale; undefined where it
 * leaves them as they are.
 */
export type Noise = Float32Array | undefined;

/**
 * New layers with so many inputs and outputs, one after the other, as
 * `nn.Sequential(nn.Linear(1, 64), nn.Tanh(), nn.Dropout(p), nn.Linear(64, 64), …)` makes them.
 */
export function newLayers(sizes: readonly number[], generator: Generator): readonly Linear[] {
  return sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i] ?? 0;
    const { weight, bias } = linearParameters(inputs, outputs, true, generator, 'float32');
    return {
      weight: matrixOf(outputs, inputs, weight.values()),
      bias: Float64Array.from(bias?.values() ?? []),
    };
  });
}

/** What the outputs of so many examples come to, layer by layer, in memory that is used again. */
export class ForwardPass {
  /** What each layer is given: the examples, then what is left of the hidden layers' outputs. */
  readonly inputs: Matrix[];
  /** The outputs of the hidden layers before dropout. */
  readonly activations: readonly Matrix[];
  readonly output: Matrix;
  /** What was dropped last. */
  noise: readonly Noise[] = [];
  readonly #dropped: readonly Matrix[];

  constructor(
    private readonly layers: readonly Linear[],
    private readonly examples: Matrix,
  ) {
    const hidden = layers.slice(0, -1).map(({ weight }) => weight.rows);
    const room = (): readonly Matrix[] => hidden.map((size) => matrixOf(examples.rows, size));
    this.activations = room();
    this.#dropped = room();
    this.output = matrixOf(examples.rows, layers.at(-1)?.weight.rows ?? 0);
    this.inputs = [examples, ...this.activations];
  }

  /** @param noise what dropout does to each hidden layer, asked for in order; in eval mode nothing */
  run(noise: (hidden: Matrix) => Noise = () => undefined): Matrix {
    let input = this.examples;
    this.noise = this.activations.map((activation, i) => {
      const layer = this.layers[i];
      if (layer === undefined) return undefined;
      multiply(input, layer.weight, layer.bias, activation);
      tanhAll(activation.values);
      const factors = noise(activation);
      input = this.inputs[i + 1] = drop(activation, factors, this.#dropped[i]);
      return factors;
    });
    const last = this.layers.at(-1);
    if (last) multiply(input, last.weight, last.bias, this.output);
    return this.output;
  }
}

function drop(activation: Matrix, factors: Noise, out: Matrix | undefined): Matrix {
  if (factors === undefined || out === undefined) return activation;
  for (let i = 0; i < factors.length; i++)
    out.values[i] = Math.fround((activation.values[i] ?? 0) * (factors[i] ?? 0));
  return out;
}

/** What backward passes of so many examples come to, in memory that is used again. */
export class BackwardPass {
  /** The gradients of all parameters. */
  readonly gradients: readonly Linear[];
  readonly #outputs: readonly Room[];
  readonly #inputs: readonly Room[];
  readonly #weights: readonly Matrix[];
  readonly #zeros: Float64Array;

  constructor(
    private readonly layers: readonly Linear[],
    examples: number,
  ) {
    this.gradients = layers.map(({ weight }) => ({
      weight: matrixOf(weight.rows, weight.columns),
      bias: new Float64Array(weight.rows),
    }));
    this.#outputs = layers.map(({ weight }) => roomOf(examples, weight.rows));
    this.#inputs = layers.map(({ weight }) => roomOf(examples, weight.columns));
    this.#weights = layers.map(({ weight }) => matrixOf(weight.columns, weight.rows));
    const widest = Math.max(...layers.flatMap(({ weight }) => [weight.rows, weight.columns]));
    this.#zeros = new Float64Array(widest);
  }

  /** @param gradient that of the output */
  run(forward: ForwardPass, gradient: Matrix): void {
    this.#outputs.at(-1)?.plain.values.set(gradient.values);
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const [layer, output, input] = [this.layers[i], this.#outputs[i], this.#inputs[i]];
      const [own, weight, given] = [this.gradients[i], this.#weights[i], forward.inputs[i]];
      if (!layer || !output || !input || !own || !weight || !given) return;
      transpose(output.plain, output.transposed);
      transpose(given, input.transposed);
      multiply(output.transposed, input.transposed, this.#zeros, own.weight);
      sumRows(output.transposed, own.bias);
      const below = this.#outputs[i - 1];
      const activation = forward.activations[i - 1];
      if (below === undefined || activation === undefined) return;
      transpose(layer.weight, weight);
      multiply(output.plain, weight, this.#zeros, below.plain);
      backThroughHidden(below.plain.values, activation.values, forward.noise[i - 1]);
    }
  }
}

/** Room for a matrix, as it is and transposed. */
interface Room {
  readonly plain: Matrix;
  readonly transposed: Matrix;
}

function roomOf(rows: number, columns: number): Room {
  return { plain: matrixOf(rows, columns), transposed: matrixOf(columns, rows) };
}

function sumRows({ rows, columns, values }: Matrix, out: Float64Array): void {
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) sum += values[i] ?? 0;
    out[row] = Math.fround(sum);
  }
}

/** Back through dropout, which multiplies as it did on the way there, and through tanh. */
function backThroughHidden(gradient: Float64Array, activation: Float64Array, factors: Noise): void {
  for (let i = 0; i < gradient.length; i++) {
    const own = activation[i] ?? 0;
    let back = gradient[i] ?? 0;
    if (factors !== undefined) back = Math.fround(back * (factors[i] ?? 0));
    gradient[i] = Math.fround(back * Math.fround(1 - own * own));
  }
}
