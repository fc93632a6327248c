import { algebra } from '../../../torch';
import { either } from '../object/doubt';
import type { TorchCall } from './torchCall';
import { ofAdd, ofClamp, ofDiv, ofMul, ofPow, ofSub, ofUnary, ofWhere } from './derivatives';
import { both, type Definition } from './definitions';
import { difference, equality } from './operators';
import { nonzeroPlaces } from './ordering';
import type { Derivative } from './tensorValue';

type Unary = (x: algebra.Enclosure) => algebra.Enclosure;

/** Functions of each element, and what autograd calls them; undefined where no gradient goes through. */
const UNARY: readonly (readonly [name: string, compute: Unary, gradName: string | undefined])[] = [
  ['exp', algebra.exp, 'ExpBackward0'],
  ['exp2', algebra.exp2, 'Exp2Backward0'],
  ['expm1', algebra.expm1, 'Expm1Backward0'],
  ['log', algebra.log, 'LogBackward0'],
  ['log2', algebra.log2, 'Log2Backward0'],
  ['log10', algebra.log10, 'Log10Backward0'],
  ['log1p', algebra.log1p, 'Log1PBackward0'],
  ['sin', algebra.sin, 'SinBackward0'],
  ['cos', algebra.cos, 'CosBackward0'],
  ['tan', algebra.tan, 'TanBackward0'],
  ['tanh', algebra.tanh, 'TanhBackward0'],
  ['sigmoid', algebra.sigmoid, 'SigmoidBackward0'],
  ['sqrt', algebra.sqrt, 'SqrtBackward0'],
  ['rsqrt', algebra.rsqrt, 'RsqrtBackward0'],
  ['reciprocal', algebra.reciprocal, 'ReciprocalBackward0'],
  ['square', algebra.square, 'PowBackward0'],
  ['abs', algebra.abs, 'AbsBackward0'],
  ['absolute', algebra.abs, 'AbsBackward0'],
  ['neg', algebra.neg, 'NegBackward0'],
  ['negative', algebra.neg, 'NegBackward0'],
  ['sign', algebra.sign, 'SignBackward0'],
  ['floor', algebra.floor, 'FloorBackward0'],
  ['ceil', algebra.ceil, 'CeilBackward0'],
  ['trunc', algebra.trunc, 'TruncBackward0'],
  ['erf', algebra.erf, 'ErfBackward0'],
  ['relu', algebra.relu, 'ReluBackward0'],
  ['logical_not', algebra.logicalNot, undefined],
  ['bitwise_not', algebra.bitwiseNot, undefined],
];

const TESTS: readonly (readonly [name: string, compute: Unary])[] = [
  ['isnan', algebra.isnan],
  ['isinf', algebra.isinf],
  ['isfinite', algebra.isfinite],
];

type Binary = (a: algebra.Operand, b: algebra.Operand) => algebra.Enclosure;

const BINARY: readonly (readonly [name: string, compute: Binary, gradName: string | undefined])[] = [
  ['mul', algebra.mul, 'MulBackward0'],
  ['multiply', algebra.mul, 'MulBackward0'],
  ['true_divide', algebra.div, 'DivBackward0'],
  ['floor_divide', algebra.floorDivide, '?'],
  ['eq', equality, undefined],
  ['ne', algebra.ne, undefined],
  ['not_equal', algebra.ne, undefined],
  ['lt', algebra.lt, undefined],
  ['less', algebra.lt, undefined],
  ['le', algebra.le, undefined],
  ['less_equal', algebra.le, undefined],
  ['gt', algebra.gt, undefined],
  ['greater', algebra.gt, undefined],
  ['ge', algebra.ge, undefined],
  ['greater_equal', algebra.ge, undefined],
  ['logical_and', algebra.logicalAnd, undefined],
  ['logical_or', algebra.logicalOr, undefined],
  ['logical_xor', algebra.logicalXor, undefined],
  ['bitwise_and', algebra.bitwiseAnd, undefined],
  ['bitwise_or', algebra.bitwiseOr, undefined],
  ['bitwise_xor', algebra.bitwiseXor, undefined],
];

/** `1` where a tensor stands, else `0`, in the names of autograd. */
function kindOf(other: algebra.Operand): 0 | 1 {
  return other instanceof algebra.Enclosure ? 1 : 0;
}

function alphaOf(call: TorchCall): algebra.Scalar | undefined {
  return call.scalar('alpha');
}

function derivativeOf(
  gradName: string | undefined,
  a: algebra.Operand,
  b: algebra.Operand,
): Derivative | undefined {
  if (gradName === 'MulBackward0') return ofMul(a, b);
  return gradName === 'DivBackward0' ? ofDiv(a, b) : undefined;
}

/** `torch.div(input, other, rounding_mode=…)`. */
function divide(call: TorchCall): ReturnType<Definition['compute']> {
  const [a, b] = [call.operand('input'), call.operand('other')];
  switch (call.string('rounding_mode')) {
    case undefined:
      return call.result(algebra.div(a, b), 'DivBackward0', ofDiv(a, b));
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
  const byTensor = kindOf(min ?? max ?? algebra.intScalar(0)) === 1;
  const x = call.enclosure('input');
  return call.result(algebra.clamp(x, min, max), byTensor ? '?' : 'ClampBackward1', ofClamp(x, min, max));
}

/** `torch.where(condition, input, other)`. */
function chosen(call: TorchCall): ReturnType<Definition['compute']> {
  const [a, b] = [call.operand('input'), call.operand('other')];
  const condition = call.enclosure('condition');
  return call.result(algebra.where(condition, a, b), 'WhereBackward0', ofWhere(condition, a, b));
}

/** The functions that take their tensors element by element. */
export const elementwise: readonly Definition[] = [
  ...UNARY.map(([name, compute, gradName]) =>
    both(
      name,
      'input',
      (call) => {
        const x = call.enclosure('input');
        const y = compute(x);
        return call.result(y, gradName, ofUnary(name, x, y));
      },
      { inPlace: true },
    ),
  ),
  ...TESTS.map(([name, compute]) =>
    both(name, 'input', (call) => call.result(compute(call.enclosure('input')))),
  ),
  ...BINARY.map(([name, compute, gradName]) =>
    both(
      name,
      'input, other',
      (call) => {
        const [a, b] = [call.operand('input'), call.operand('other')];
        return call.result(compute(a, b), gradName, derivativeOf(gradName, a, b));
      },
      { inPlace: true },
    ),
  ),
  both(
    'add',
    'input, other, *, alpha',
    (call) => {
      const [a, b, alpha] = [call.operand('input'), call.operand('other'), alphaOf(call)];
      return call.result(algebra.add(a, b, alpha), 'AddBackward0', ofAdd(a, b, alpha));
    },
    { inPlace: true },
  ),
  ...['sub', 'subtract'].map((name) =>
    both(
      name,
      'input, other, *, alpha',
      (call) => {
        const [a, b, alpha] = [call.operand('input'), call.operand('other'), alphaOf(call)];
        return call.result(difference(a, b, alpha), 'SubBackward0', ofSub(a, b, alpha));
      },
      { inPlace: true },
    ),
  ),
  both(
    'rsub',
    'input, other',
    (call) => call.result(algebra.sub(call.operand('other'), call.operand('input')), '?'),
    { is: 'function' },
  ),
  ...['div', 'divide'].map((name) => both(name, 'input, other, *, rounding_mode', divide, { inPlace: true })),
  both(
    'pow',
    'input, exponent',
    (call) => {
      const [base, exponent] = [call.operand('input'), call.operand('exponent')];
      const gradName = kindOf(base) === 0 ? 'PowBackward2' : `PowBackward${kindOf(exponent)}`;
      return call.result(algebra.pow(base, exponent), gradName, ofPow(base, exponent));
    },
    { inPlace: true },
  ),
  ...(['remainder', 'fmod'] as const).map((name) =>
    both(
      name,
      'input, other',
      (call) => {
        const other = call.operand('other');
        const gradName = `${name === 'fmod' ? 'Fmod' : 'Remainder'}Backward${kindOf(other)}`;
        return call.result(algebra[name](call.operand('input'), other), gradName);
      },
      { inPlace: true },
    ),
  ),
  ...(['maximum', 'minimum'] as const).map((name) =>
    both(name, 'input, other', (call) =>
      call.result(
        algebra[name](call.enclosure('input'), call.enclosure('other')),
        name === 'maximum' ? 'MaximumBackward0' : 'MinimumBackward0',
      ),
    ),
  ),
  ...['clamp', 'clip'].map((name) => both(name, 'input, min, max', clamp, { inPlace: true })),
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
  both('lerp', 'input, end, weight', (call) =>
    call.result(
      algebra.lerp(call.enclosure('input'), call.enclosure('end'), call.operand('weight')),
      'LerpBackward0',
    ),
  ),
];
