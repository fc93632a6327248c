import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { BINARY, type BinaryOperation, isTensor, resultOf } from './arithmetic';
import type { TorchCall } from './torchCall';
import { both, type Definition } from './definitions';
import { ofClamp, ofWhere } from '../../../torch/derivatives';
import { UNARY } from '../../../torch/operations';
import { nonzeroPlaces } from './ordering';

/** Functions of two operands, which take nothing else; and how many of these have to be tensors. */
const OF_TWO: readonly (readonly [names: string, operation: BinaryOperation, tensors?: 1 | 2])[] = [
  ['mul multiply', BINARY.mul],
  ['true_divide', BINARY.div],
  ['floor_divide', BINARY.floor_divide],
  ['remainder', BINARY.remainder],
  ['fmod', BINARY.fmod, 1],
  ['eq', BINARY.eq, 1],
  ['ne not_equal', BINARY.ne, 1],
  ['lt less', BINARY.lt, 1],
  ['le less_equal', BINARY.le, 1],
  ['gt greater', BINARY.gt, 1],
  ['ge greater_equal', BINARY.ge, 1],
  ...(['logical_and', 'logical_or', 'logical_xor'] as const).map((name) => [name, BINARY[name], 2] as const),
  ...(['bitwise_and', 'bitwise_or', 'bitwise_xor'] as const).map((name) => [name, BINARY[name]] as const),
];

/** `torch.div(input, other, rounding_mode=…)`. */
function divide(call: TorchCall): ReturnType<Definition['compute']> {
  const [a, b] = [call.operand('input'), call.operand('other')];
  switch (call.string('rounding_mode')) {
    case undefined:
      return resultOf(call, BINARY.div, a, b);
    case 'floor':
      if (call.tensors.some(({ object }) => object.narrow)) return call.giveUp('this rounding_mode');
      return call.result(algebra.floorDivide(a, b), 'DivBackward2');
    default:
      return call.leave('this rounding_mode');
  }
}

function clamp(call: TorchCall): ReturnType<Definition['compute']> {
  const [min, max] = ['min', 'max'].map((name) => call.get(name) && call.operand(name));
  const isMixed = min !== undefined && max !== undefined && isTensor(min) !== isTensor(max);
  // A tensor of one number is taken for that.
  if (isMixed && [min, max].some((one) => isTensor(one) && one.dim === 0)) return call.giveUp('these bounds');
  if (isMixed) return call.typeError('clamp() received an invalid combination of arguments');
  const x = call.enclosure('input');
  const gradName = isTensor(min) || isTensor(max) ? 'ClampBackward0' : 'ClampBackward1';
  const result = algebra.clamp(x, min, max, call.name.endsWith('_'));
  return call.result(result, gradName, ofClamp(x, min, max));
}

/** `torch.where(condition, input, other)`. */
function chosen(call: TorchCall): ReturnType<Definition['compute']> {
  const [a, b] = [call.operand('input'), call.operand('other')];
  const condition = call.enclosure('condition');
  return call.result(algebra.where(condition, a, b), 'WhereBackward0', ofWhere(condition, a, b));
}

/** The functions that take their tensors element by element. */
export const elementwise: readonly Definition[] = [
  ...UNARY.map(({ names, compute, gradName, derivative }) =>
    both(`${names} _`, 'input', (call) => {
      const x = call.enclosure('input');
      const y = compute(x);
      return call.result(y, gradName, derivative?.(x, y));
    }),
  ),
  ...(['isnan', 'isinf', 'isfinite'] as const).map((name) =>
    both(name, 'input', (call) => call.result(algebra[name](call.enclosure('input')))),
  ),
  ...OF_TWO.map(([names, operation, tensors = 0]) =>
    both(`${names} _`, 'input, other', (call) => {
      const a = tensors > 0 ? call.enclosure('input') : call.operand('input');
      const b = tensors > 1 ? call.enclosure('other') : call.operand('other');
      return resultOf(call, operation, a, b);
    }),
  ),
  ...Object.entries({ add: BINARY.add, 'sub subtract': BINARY.sub }).map(([names, operation]) =>
    both(`${names} _`, 'input, other, *, alpha', (call) =>
      resultOf(call, operation, call.operand('input'), call.operand('other'), call.scalar('alpha')),
    ),
  ),
  both('torch.rsub', 'input, other', (call) =>
    resultOf(call, BINARY.rsub, call.enclosure('input'), call.operand('other')),
  ),
  both('div divide _', 'input, other, *, rounding_mode', divide),
  both('pow _', 'input, exponent', (call) =>
    resultOf(call, BINARY.pow, call.operand('input'), call.operand('exponent')),
  ),
  ...(['maximum', 'minimum'] as const).map((name) =>
    both(name, 'input, other', (call) => {
      const result = algebra[name](call.enclosure('input'), call.enclosure('other'));
      return call.result(result, name === 'maximum' ? 'MaximumBackward0' : 'MinimumBackward0');
    }),
  ),
  both('clamp clip _', 'input, min, max', clamp),
  ...(['min', 'max'] as const).map((bound) =>
    both(`clamp_${bound} _`, `input, ${bound}`, (call) => {
      const [x, limit] = [call.enclosure('input'), call.operand(bound)];
      const [min, max] = bound === 'min' ? [limit, undefined] : [undefined, limit];
      const result = algebra.clamp(x, min, max, call.name.endsWith('_'));
      const name = bound === 'min' ? 'ClampMinBackward' : 'ClampMaxBackward';
      return call.result(result, `${name}${isTensor(limit) ? 1 : 0}`);
    }),
  ),
  both('round _', 'input, *, decimals', (call) => {
    const decimals = call.int('decimals');
    const result = algebra.round(call.enclosure('input'), decimals ?? 0);
    return call.result(result, decimals === undefined ? 'RoundBackward0' : 'RoundBackward1');
  }),
  both('torch.where', 'condition, input, other', (call) => {
    if (call.get('input') === undefined) {
      call.doubt = either(call.doubt, call.tensor('condition').memoryDoubt);
      return nonzeroPlaces(call, call.enclosure('condition'));
    }
    return chosen(call);
  }),
  both('.where', 'input, condition, other', chosen),
  both('masked_fill _', 'input, mask, value', (call) => {
    const [x, value, mask] = [call.enclosure('input'), call.operand('value'), call.enclosure('mask')];
    if ('shape' in value && value.dim > 0) return call.giveUp('a value of many elements');
    const isLong = x.dtype === 'int64' || x.dtype === 'bool';
    if (mask.dtype !== 'bool') call.raise('RuntimeError', 'masked_fill_ only supports boolean masks', true);
    // The tensor keeps its dtype; which integers do not fit is not decided here.
    if (isLong && algebra.resultType(value, x) !== x.dtype) return call.giveUp('masked_fill of integers');
    if (!isLong) algebra.checkFits('shape' in value ? algebra.item(value) : value, x.dtype);
    const result = algebra.convert(algebra.where(mask, value, x), x.dtype);
    return call.result(result, 'MaskedFillBackward0', ofWhere(mask, value, x));
  }),
  both('torch.selu', 'input', (call) => call.result(algebra.selu(call.enclosure('input')), 'EluBackward0')),
  both('lerp _', 'input, end, weight', (call) => {
    const weight = call.operand('weight');
    const result = algebra.lerp(call.enclosure('input'), call.enclosure('end'), weight);
    return call.result(result, isTensor(weight) ? 'LerpBackward1' : 'LerpBackward0');
  }),
];
