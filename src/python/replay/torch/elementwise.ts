import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { BINARY, type BinaryOperation, isTensor, resultOf } from './arithmetic';
import type { TorchCall } from './torchCall';
import { both, type Definition } from './definitions';
import type { UnaryDerivative } from '../../../torch/derivatives';
import {
  byInput,
  byOutput,
  ofAbs,
  ofClamp,
  ofNeg,
  ofRelu,
  ofSigmoid,
  ofTanh,
  ofWhere,
} from '../../../torch/derivatives';
import { nonzeroPlaces } from './ordering';

type Unary = (x: algebra.Enclosure) => algebra.Enclosure;

const ONE = algebra.intScalar(1);

/**
 * Functions of each element, what autograd calls them, where gradients go through, and how these do, where that is
 * known.
 */
const UNARY: readonly (readonly [
  names: string,
  compute: Unary,
  gradName?: string,
  derivative?: UnaryDerivative,
])[] = [
  ['exp', algebra.exp, 'ExpBackward0', byOutput(algebra.mul)],
  ['exp2', algebra.exp2, 'Exp2Backward0'],
  ['expm1', algebra.expm1, 'Expm1Backward0'],
  ['log', algebra.log, 'LogBackward0', byInput(algebra.div)],
  ['log2', algebra.log2, 'Log2Backward0'],
  ['log10', algebra.log10, 'Log10Backward0'],
  ['log1p', algebra.log1p, 'Log1PBackward0', byInput((g, x) => algebra.div(g, algebra.add(x, ONE)))],
  ['sin', algebra.sin, 'SinBackward0', byInput((g, x) => algebra.mul(g, algebra.cos(x)))],
  ['cos', algebra.cos, 'CosBackward0', byInput((g, x) => algebra.mul(g, algebra.neg(algebra.sin(x))))],
  ['tan', algebra.tan, 'TanBackward0'],
  ['tanh', algebra.tanh, 'TanhBackward0', ofTanh],
  ['sigmoid', algebra.sigmoid, 'SigmoidBackward0', ofSigmoid],
  ['sqrt', algebra.sqrt, 'SqrtBackward0', byOutput((g, y) => algebra.div(g, twice(y)))],
  ['rsqrt', algebra.rsqrt, 'RsqrtBackward0'],
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
];

function twice(x: algebra.Enclosure): algebra.Enclosure {
  return algebra.mul(x, algebra.intScalar(2));
}

const TESTS: readonly (readonly [name: string, compute: Unary])[] = [
  ['isnan', algebra.isnan],
  ['isinf', algebra.isinf],
  ['isfinite', algebra.isfinite],
];

/** Functions of two operands, which take nothing else. */
const OF_TWO: readonly (readonly [names: string, operation: BinaryOperation])[] = [
  ['mul multiply', BINARY.mul],
  ['true_divide', BINARY.div],
  ['floor_divide', BINARY.floor_divide],
  ['remainder', BINARY.remainder],
  ['fmod', BINARY.fmod],
  ['eq', BINARY.eq],
  ['ne not_equal', BINARY.ne],
  ['lt less', BINARY.lt],
  ['le less_equal', BINARY.le],
  ['gt greater', BINARY.gt],
  ['ge greater_equal', BINARY.ge],
  ['logical_and', BINARY.logical_and],
  ['logical_or', BINARY.logical_or],
  ['logical_xor', BINARY.logical_xor],
  ['bitwise_and', BINARY.bitwise_and],
  ['bitwise_or', BINARY.bitwise_or],
  ['bitwise_xor', BINARY.bitwise_xor],
];

/** `torch.div(input, other, rounding_mode=…)`. */
function divide(call: TorchCall): ReturnType<Definition['compute']> {
  const [a, b] = [call.operand('input'), call.operand('other')];
  switch (call.string('rounding_mode')) {
    case undefined:
      return resultOf(call, BINARY.div, a, b);
    case 'floor':
      return call.result(algebra.floorDivide(a, b), 'DivBackward2');
    default:
      return call.leave('this rounding_mode');
  }
}

function clampBound(call: TorchCall, name: string): algebra.Operand | undefined {
  return call.get(name) && call.operand(name);
}

function clamp(call: TorchCall): ReturnType<Definition['compute']> {
  const [min, max] = [clampBound(call, 'min'), clampBound(call, 'max')];
  const x = call.enclosure('input');
  const gradName = isTensor(min) || isTensor(max) ? 'ClampBackward0' : 'ClampBackward1';
  return call.result(algebra.clamp(x, min, max), gradName, ofClamp(x, min, max));
}

/** `torch.where(condition, input, other)`. */
function chosen(call: TorchCall): ReturnType<Definition['compute']> {
  const [a, b] = [call.operand('input'), call.operand('other')];
  const condition = call.enclosure('condition');
  return call.result(algebra.where(condition, a, b), 'WhereBackward0', ofWhere(condition, a, b));
}

/** The functions that take their tensors element by element. */
export const elementwise: readonly Definition[] = [
  ...UNARY.map(([names, compute, gradName, derivative]) =>
    both(
      names,
      'input',
      (call) => {
        const x = call.enclosure('input');
        const y = compute(x);
        return call.result(y, gradName, derivative?.(x, y));
      },
      { inPlace: true },
    ),
  ),
  ...TESTS.map(([name, compute]) =>
    both(name, 'input', (call) => call.result(compute(call.enclosure('input')))),
  ),
  ...OF_TWO.map(([names, operation]) =>
    both(
      names,
      'input, other',
      (call) => resultOf(call, operation, call.operand('input'), call.operand('other')),
      { inPlace: true },
    ),
  ),
  ...(
    [
      ['add', BINARY.add],
      ['sub subtract', BINARY.sub],
    ] as const
  ).map(([names, operation]) =>
    both(
      names,
      'input, other, *, alpha',
      (call) => resultOf(call, operation, call.operand('input'), call.operand('other'), call.scalar('alpha')),
      { inPlace: true },
    ),
  ),
  both(
    'rsub',
    'input, other',
    (call) => resultOf(call, BINARY.rsub, call.operand('input'), call.operand('other')),
    { is: 'function' },
  ),
  both('div divide', 'input, other, *, rounding_mode', divide, { inPlace: true }),
  both(
    'pow',
    'input, exponent',
    (call) => resultOf(call, BINARY.pow, call.operand('input'), call.operand('exponent')),
    { inPlace: true },
  ),
  ...(['maximum', 'minimum'] as const).map((name) =>
    both(name, 'input, other', (call) =>
      call.result(
        algebra[name](call.enclosure('input'), call.enclosure('other')),
        name === 'maximum' ? 'MaximumBackward0' : 'MinimumBackward0',
      ),
    ),
  ),
  both('clamp clip', 'input, min, max', clamp, { inPlace: true }),
  both(
    'clamp_min',
    'input, min',
    (call) =>
      call.result(
        algebra.clamp(call.enclosure('input'), call.operand('min'), undefined),
        'ClampMinBackward0',
      ),
    { inPlace: true },
  ),
  both(
    'clamp_max',
    'input, max',
    (call) =>
      call.result(
        algebra.clamp(call.enclosure('input'), undefined, call.operand('max')),
        'ClampMaxBackward0',
      ),
    { inPlace: true },
  ),
  both(
    'round',
    'input, *, decimals',
    (call) => {
      const decimals = call.int('decimals');
      return call.result(
        algebra.round(call.enclosure('input'), decimals ?? 0),
        decimals === undefined ? 'RoundBackward0' : 'RoundBackward1',
      );
    },
    { inPlace: true },
  ),
  both(
    'where',
    'condition, input, other',
    (call) => {
      if (call.get('input') === undefined) {
        call.doubt = either(call.doubt, call.tensor('condition').memoryDoubt);
        return nonzeroPlaces(call, call.enclosure('condition'));
      }
      return chosen(call);
    },
    { is: 'function' },
  ),
  both('where', 'input, condition, other', chosen, { is: 'method' }),
  both(
    'masked_fill',
    'input, mask, value',
    (call) => {
      const [x, value] = [call.enclosure('input'), call.operand('value')];
      const isLong = x.dtype === 'int64' || x.dtype === 'bool';
      if (call.enclosure('mask').dtype !== 'bool')
        call.interpreter.raise('RuntimeError', 'masked_fill_ only supports boolean masks', true);
      const filled = algebra.where(call.enclosure('mask'), value, x);
      // The tensor keeps its dtype; what does not fit is an error, which is not decided here.
      if (filled.dtype !== x.dtype && isLong) return call.giveUp('masked_fill of integers');
      return call.result(
        algebra.convert(filled, x.dtype),
        'MaskedFillBackward0',
        ofWhere(call.enclosure('mask'), value, x),
      );
    },
    { inPlace: true },
  ),
  both('lerp', 'input, end, weight', (call) => {
    const weight = call.operand('weight');
    const result = algebra.lerp(call.enclosure('input'), call.enclosure('end'), weight);
    return call.result(result, isTensor(weight) ? 'LerpBackward1' : 'LerpBackward0');
  }),
];
