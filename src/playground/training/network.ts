import { type Generator, linearParameters } from '../../torch';
import { type Matrix, matrixOf, multiply, transposed } from './matrix';
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
      weight: matrixOf(outputs, inputs, Float64Array.from(weight.values())),
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
  readonly #weights: readonly Matrix[];

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
    this.#weights = layers.map(({ weight }) => transposed(weight));
  }

  /** @param noise what dropout does to each hidden layer, asked for in order; in eval mode nothing */
  run(noise: (hidden: Matrix) => Noise = () => undefined): Matrix {
    let input = this.examples;
    this.noise = this.activations.map((activation, i) => {
      this.#apply(i, input, activation);
      tanhAll(activation.values);
      const factors = noise(activation);
      input = this.inputs[i + 1] = drop(activation, factors, this.#dropped[i]);
      return factors;
    });
    this.#apply(this.layers.length - 1, input, this.output);
    return this.output;
  }

  #apply(index: number, input: Matrix, out: Matrix): void {
    const [layer, weight] = [this.layers[index], this.#weights[index]];
    if (layer && weight) multiply(input, weight, layer.bias, out);
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
  /** Those of what the layers give, before tanh and dropout; also as columns. */
  readonly #outputs: readonly { readonly rows: Matrix; readonly columns: Matrix }[];
  readonly #zeros: Float64Array;

  constructor(
    private readonly layers: readonly Linear[],
    examples: number,
  ) {
    this.gradients = layers.map(({ weight }) => ({
      weight: matrixOf(weight.rows, weight.columns),
      bias: new Float64Array(weight.rows),
    }));
    this.#outputs = layers.map(({ weight }) => {
      const rows = matrixOf(examples, weight.rows);
      return { rows, columns: transposed(rows) };
    });
    this.#zeros = new Float64Array(Math.max(...layers.map(({ weight }) => weight.columns)));
  }

  /** @param gradient that of the output */
  run(forward: ForwardPass, gradient: Matrix): void {
    this.#outputs.at(-1)?.rows.values.set(gradient.values);
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const [layer, output, own] = [this.layers[i], this.#outputs[i], this.gradients[i]];
      const input = forward.inputs[i];
      if (!layer || !output || !own || !input) return;
      multiply(output.columns, input, this.#zeros, own.weight);
      sumColumns(output.rows, own.bias);
      const below = this.#outputs[i - 1]?.rows;
      const activation = forward.activations[i - 1];
      if (!below || !activation) return;
      multiply(output.rows, layer.weight, this.#zeros, below);
      backThroughHidden(below.values, activation.values, forward.noise[i - 1]);
    }
  }
}

function sumColumns({ rows, columns, values }: Matrix, out: Float64Array): void {
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * columns + column] ?? 0;
    out[column] = Math.fround(sum);
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
