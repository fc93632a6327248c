import * as algebra from './algebra';
import {
  byInput,
  byOutput,
  type Derivative,
  notDerived,
  ofAbs,
  ofLeakyRelu,
  ofNeg,
  ofRelu,
  ofSigmoid,
  ofTanh,
  type UnaryDerivative,
} from './derivatives';

/* Operations by their names: the kernel, what autograd calls the step, and how gradients go through it. */

type Enclosure = algebra.Enclosure;

/** A function of each element. */
export interface UnaryOperation {
  /** Separated by blanks, where it has several. */
  readonly names: string;
  readonly compute: (x: Enclosure) => Enclosure;
  /** Where gradients go through it. */
  readonly gradName?: string | undefined;
  /** How they do, where that is known. */
  readonly derivative?: UnaryDerivative | undefined;
}

const ONE = algebra.intScalar(1);
const LN2 = algebra.floatScalar(Math.LN2);
const LN10 = algebra.floatScalar(Math.LN10);
const twice = (x: Enclosure): Enclosure => algebra.mul(x, algebra.intScalar(2));

/** `torch.name(x)`, a method and one in place. */
export const UNARY: readonly UnaryOperation[] = (
  [
    ['exp', algebra.exp, 'ExpBackward0', byOutput(algebra.mul)],
    ['exp2', algebra.exp2, 'Exp2Backward0', byOutput((g, y) => algebra.mul(algebra.mul(g, y), LN2))],
    ['expm1', algebra.expm1, 'Expm1Backward0', byOutput((g, y) => algebra.mul(g, algebra.add(y, ONE)))],
    ['log', algebra.log, 'LogBackward0', byInput(algebra.div)],
    ['log2', algebra.log2, 'Log2Backward0', byInput((g, x) => algebra.div(g, algebra.mul(x, LN2)))],
    ['log10', algebra.log10, 'Log10Backward0', byInput((g, x) => algebra.div(g, algebra.mul(x, LN10)))],
    ['log1p', algebra.log1p, 'Log1PBackward0', byInput((g, x) => algebra.div(g, algebra.add(x, ONE)))],
    ['sin', algebra.sin, 'SinBackward0', byInput((g, x) => algebra.mul(g, algebra.cos(x)))],
    ['cos', algebra.cos, 'CosBackward0', byInput((g, x) => algebra.mul(g, algebra.neg(algebra.sin(x))))],
    ['tan', algebra.tan, 'TanBackward0'],
    ['tanh', algebra.tanh, 'TanhBackward0', ofTanh],
    ['sigmoid', algebra.sigmoid, 'SigmoidBackward0', ofSigmoid],
    ['sqrt', algebra.sqrt, 'SqrtBackward0', byOutput((g, y) => algebra.div(g, twice(y)))],
    [
      'rsqrt',
      algebra.rsqrt,
      'RsqrtBackward0',
      byOutput((g, y) =>
        algebra.mul(algebra.mul(algebra.floatScalar(-0.5), g), algebra.pow(y, algebra.intScalar(3))),
      ),
    ],
    [
      'reciprocal',
      algebra.reciprocal,
      'ReciprocalBackward0',
      byOutput((g, y) => algebra.mul(algebra.neg(g), algebra.mul(y, y))),
    ],
    ['square', algebra.square, 'PowBackward0', byInput((g, x) => algebra.mul(g, twice(x)))],
    ['abs absolute', algebra.abs, 'AbsBackward0', ofAbs],
    ['neg negative', algebra.neg, 'NegBackward0', ofNeg],
    ['sign', algebra.sign, 'SignBackward0'],
    ['floor', algebra.floor, 'FloorBackward0'],
    ['ceil', algebra.ceil, 'CeilBackward0'],
    ['trunc', algebra.trunc, 'TruncBackward0'],
    ['erf', algebra.erf, 'ErfBackward0'],
    ['relu', algebra.relu, 'ReluBackward0', ofRelu],
    ['logical_not', algebra.logicalNot],
    ['bitwise_not', algebra.bitwiseNot],
  ] as const
).map(([names, compute, gradName, derivative]) => ({ names, compute, gradName, derivative }));

type Parameter = (name: string) => number;

/** An activation, both as a function of torch.nn.functional and as a layer. */
export interface Activation {
  readonly name: string;
  /** Undefined where the layer is written in Python. */
  readonly layer?: string;
  /** Floats that it takes beside the input, with what they are by default. */
  readonly defaults: Readonly<Record<string, number>>;
  readonly hasInplace?: boolean;
  readonly compute: (x: Enclosure, parameter: Parameter) => Enclosure;
  readonly gradName: string;
  /** Where it is not known, its backward pass looks at the input. */
  readonly derivative?: (...of: [...Parameters<UnaryDerivative>, parameter: Parameter]) => Derivative;
}

export const ACTIVATIONS: readonly Activation[] = [
  {
    name: 'relu',
    layer: 'ReLU',
    defaults: {},
    hasInplace: true,
    compute: algebra.relu,
    gradName: 'ReluBackward0',
    derivative: ofRelu,
  },
  {
    name: 'relu6',
    defaults: {},
    hasInplace: true,
    compute: algebra.relu6,
    gradName: 'HardtanhBackward0',
  },
  {
    name: 'leaky_relu',
    layer: 'LeakyReLU',
    defaults: { negative_slope: 0.01 },
    hasInplace: true,
    compute: (x, parameter) => algebra.leakyRelu(x, parameter('negative_slope')),
    gradName: 'LeakyReluBackward0',
    derivative: (x, _, parameter) => ofLeakyRelu(x, parameter('negative_slope')),
  },
  {
    name: 'elu',
    layer: 'ELU',
    defaults: { alpha: 1 },
    hasInplace: true,
    compute: (x, parameter) => algebra.elu(x, parameter('alpha')),
    gradName: 'EluBackward0',
  },
  {
    name: 'selu',
    layer: 'SELU',
    defaults: {},
    hasInplace: true,
    compute: algebra.selu,
    gradName: 'EluBackward0',
  },
  {
    name: 'silu',
    layer: 'SiLU',
    defaults: {},
    hasInplace: true,
    compute: algebra.silu,
    gradName: 'SiluBackward0',
  },
  {
    name: 'sigmoid',
    layer: 'Sigmoid',
    defaults: {},
    compute: algebra.sigmoid,
    gradName: 'SigmoidBackward0',
    derivative: ofSigmoid,
  },
  {
    name: 'tanh',
    layer: 'Tanh',
    defaults: {},
    compute: algebra.tanh,
    gradName: 'TanhBackward0',
    derivative: ofTanh,
  },
  {
    name: 'softplus',
    layer: 'Softplus',
    defaults: { beta: 1, threshold: 20 },
    compute: (x, parameter) => algebra.softplus(x, parameter('beta'), parameter('threshold')),
    gradName: 'SoftplusBackward0',
  },
];

/** What an activation gives of a tensor, and how gradients go through it. */
export function activated(
  { compute, derivative }: Activation,
  x: Enclosure,
  parameter: Parameter,
): { readonly value: Enclosure; readonly derivative: Derivative } {
  const value = compute(x, parameter);
  return { value, derivative: derivative?.(x, value, parameter) ?? notDerived('inputs') };
}
