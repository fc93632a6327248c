import { arrange } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { TupleValue, type Value } from '../object/values';
import type { TorchCall } from './torchCall';
import { both, type Definition } from './definitions';
import { doubtContents } from './memory';
import { namedPair } from './returnTypes';
import { TensorValue } from './tensorValue';

/** The input, on whose contents it depends what the result is made of. */
function ordered(call: TorchCall): algebra.Enclosure {
  const input = call.tensor('input');
  call.doubt = either(call.doubt, input.memoryDoubt);
  arrange(input.enclosure.numel);
  return input.enclosure;
}

/** The same of numbers that print alike where they are equal, for PyTorch refuses bools. */
function orderedNumbers(call: TorchCall): algebra.Enclosure {
  if (call.enclosure('input').dtype === 'bool') call.giveUp(`${call.name} of bools`);
  const x = ordered(call);
  checkZeros(call, x);
  return x;
}

/** The places of elements; among equal ones kernels differ in which they name. */
function placesOf(call: TorchCall, { indices, tied }: algebra.Sorted, stable = false): TensorValue {
  const result = call.result(indices);
  if (tied && !stable)
    doubtContents(indices, call.interpreter.about('notUnderstood', 'the order of equal elements'));
  return result;
}

/** Elements that are equal, but do not print alike. */
function checkZeros(call: TorchCall, x: algebra.Enclosure): void {
  if (algebra.hasBothZeros(x)) call.leave('the order of 0 and -0');
}

function sorted(call: TorchCall, stable = call.bool('stable') ?? false): readonly [TensorValue, TensorValue] {
  const x = ordered(call);
  if (!stable) checkZeros(call, x);
  const result = algebra.sort(x, call.intOr('dim', -1), call.bool('descending') ?? false);
  const gradName = call.given('stable') ? 'SortBackward1' : 'SortBackward0';
  return [call.result(result.values, gradName), placesOf(call, result, stable)];
}

function topk(call: TorchCall): Value {
  const x = orderedNumbers(call);
  const [k, dim] = [call.wholeNumber('k'), call.intOr('dim', -1)];
  const size = x.dim === 0 ? 1 : (x.shape.at(dim) ?? 0);
  if (k < 0 || k > size) call.raise('RuntimeError', 'selected index k out of range');
  if (call.bool('sorted') === false) return call.leave('topk without an order');
  const result = algebra.sort(x, dim, call.bool('largest') ?? true, k);
  return namedPair('topk', call.result(result.values, 'TopkBackward0'), placesOf(call, result));
}

function median(call: TorchCall): Value {
  const x = orderedNumbers(call);
  const dim = call.int('dim');
  if (dim === undefined) {
    if (x.numel === 0) return call.giveUp('the median of nothing');
    return call.result(algebra.medianAlong(algebra.reshape(x, [x.numel]), 0).values, 'MedianBackward0');
  }
  const result = algebra.medianAlong(x, dim, call.bool('keepdim') ?? false);
  return namedPair('median', call.result(result.values, 'MedianBackward1'), placesOf(call, result));
}

function kthValue(call: TorchCall): Value {
  const x = orderedNumbers(call);
  const [k, dim] = [call.wholeNumber('k'), algebra.wrapDim(call.intOr('dim', -1), x.dim)];
  if (k < 1 || k > (x.dim === 0 ? 1 : (x.shape[dim] ?? 0)))
    call.raise('RuntimeError', 'kthvalue(): selected number k out of range for dimension', true);
  const result = algebra.kthValue(x, k, dim, call.bool('keepdim') ?? false);
  return namedPair('kthvalue', call.result(result.values, 'KthvalueBackward0'), placesOf(call, result));
}

function mode(call: TorchCall): Value {
  const x = orderedNumbers(call);
  if (x.numel === 0) return call.giveUp('the mode of nothing');
  const result = algebra.modeAlong(x, call.intOr('dim', -1), call.bool('keepdim') ?? false);
  return namedPair('mode', call.result(result.values, 'ModeBackward0'), placesOf(call, result));
}

/** `torch.quantile(input, q, dim, keepdim)` for one or several numbers q: aten/src/ATen/native/Sorting.cpp. */
function quantile(call: TorchCall): Value {
  const input = ordered(call);
  const given = call.get('q');
  const tensor = given instanceof TensorValue ? given.enclosure : undefined;
  if (tensor && (tensor.dtype !== input.dtype || tensor.dim > 1)) call.giveUp('this call of quantile');
  const several = tensor?.dim === 1 ? call.tensor('q') : undefined;
  const qs = several
    ? [...(several.enclosure.tensor.values() as Iterable<number>)]
    : [call.number('q') ?? call.giveUp('this call of quantile')];
  if (several?.enclosure.isExact === false || qs.some(Number.isNaN)) call.giveUp('this call of quantile');
  const [dim, keepdim] = [call.intOrNone('dim'), call.bool('keepdim')];
  if (call.get('interpolation') !== undefined) return call.leave('quantile(interpolation=…)');
  if (!/^float(?:32|64)$/.test(input.dtype) || input.numel === 0) return call.giveUp('quantile of this');
  if (tensor && dim !== undefined) algebra.wrapDim(dim, input.dim);
  if (qs.some((q) => q < 0 || q > 1))
    call.raise('RuntimeError', 'quantile() q values must be in the range [0, 1]', true);
  checkZeros(call, input);
  const x = dim === undefined ? algebra.reshape(input, [input.numel]) : input;
  if (Array.from(x.tensor.values() as ArrayLike<number>).some(Number.isNaN))
    return call.leave('quantile of nan');
  if (qs.length === 0 || (several && keepdim === true)) return call.giveUp('quantile of this');
  const results = qs.map((q) => algebra.quantile(x, q, dim ?? 0));
  const [result] = results as [algebra.Enclosure];
  if (several) return call.result(algebra.stack(results, 0), '?');
  const ones = input.shape.map((size, i) =>
    dim === undefined || i === dim || i === dim + input.dim ? 1 : size,
  );
  return call.result(keepdim === true ? algebra.reshape(result, ones) : result, '?');
}

function unique(call: TorchCall): Value {
  if (call.get('dim') !== undefined) return call.leave('this call of unique');
  // They are sorted either way, but this has to be a truth value.
  call.bool('sorted');
  const { values, inverse, counts } = algebra.different(ordered(call));
  const parts = [call.result(values, '?')];
  if (call.bool('return_inverse') === true) parts.push(call.result(inverse));
  if (call.bool('return_counts') === true) parts.push(call.result(counts));
  return parts[0] !== undefined && parts.length === 1 ? parts[0] : new TupleValue(parts);
}

/** The indices of what is not 0, a tensor for each dimension. */
export function nonzeroPlaces(call: TorchCall, x: algebra.Enclosure): Value {
  const places = algebra.nonzero(x.dim === 0 ? algebra.unsqueeze(x, 0) : x);
  return new TupleValue(
    Array.from({ length: places.shape[1] ?? 0 }, (_, i) => call.result(algebra.select(places, 1, i))),
  );
}

/** What depends on the order of elements, or on which of them are equal or 0. */
export const ordering: readonly Definition[] = [
  both('sort', 'input, dim, descending, stable', (call) => namedPair('sort', ...sorted(call))),
  both('argsort', 'input, dim, descending, stable', (call) => sorted(call)[1]),
  both('msort', 'input', (call) => call.result(algebra.sort(ordered(call), 0).values, '?')),
  both('topk', 'input, k, dim, largest, sorted', topk),
  both('median', 'input, dim, keepdim', median),
  both('kthvalue', 'input, k, dim, keepdim', kthValue),
  both('mode', 'input, dim, keepdim', mode),
  both('quantile', 'input, q, dim, keepdim, *, interpolation', quantile),
  both('unique', 'input, sorted, return_inverse, return_counts, dim', unique),
  both('nonzero', 'input, *, as_tuple', (call) => {
    // How many there are depends on the contents.
    const x = ordered(call);
    return call.bool('as_tuple') === true ? nonzeroPlaces(call, x) : call.result(algebra.nonzero(x));
  }),
  both('argwhere', 'input', (call) => call.result(algebra.nonzero(ordered(call)))),
  both('bincount', 'input, weights, minlength', (call) => {
    const x = ordered(call);
    if (call.get('weights') !== undefined || x.dtype !== 'int64' || x.dim !== 1 || !x.isExact)
      return call.giveUp('this call of bincount');
    if ((x.tensor.values() as BigInt64Array).some((value) => value < 0n))
      return call.giveUp('bincount of negative numbers');
    const counts = algebra.bincount(x, call.intOr('minlength', 0));
    call.spend(counts.numel);
    return call.result(counts);
  }),
];
