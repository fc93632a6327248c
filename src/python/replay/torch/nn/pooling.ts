import * as algebra from '../../../../torch/algebra';
import type { NativeFunction, Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import { ofPooling } from '../../../../torch/layerDerivatives';
import type { TensorValue } from '../tensorValue';
import { checkOperand } from './operands';
import { spatial, windowsOf } from './windows';

type Kind = 'max' | 'avg';

/** Names of the last step; `?` where it was not looked up. */
function gradNameOf(kind: Kind, dims: number): string {
  if (dims === 2) return kind === 'max' ? 'MaxPool2DWithIndicesBackward0' : 'AvgPool2DBackward0';
  return dims === 1 && kind === 'max' ? 'SqueezeBackward1' : '?';
}

/** `F.max_pool2d` and its kin. */
function pool(call: TorchCall, kind: Kind, input: TensorValue, window: algebra.Window): Value {
  checkOperand(call, input.enclosure, input.enclosure);
  const { kernel, stride, padding, dilation } = window;
  const dims = kernel.length;
  const isPlain = [kernel, stride, dilation].every((sizes) => sizes.every((size) => size > 0));
  const { shape } = input.enclosure;
  // Of three dimensions an average refuses what has no room for a window, whatever is put around it.
  const isSmall = kind === 'avg' && dims === 3 && kernel.some((size, i) => size > (shape.at(i - dims) ?? 0));
  if (!isPlain || isSmall || padding.some((size, i) => size < 0 || 2 * size > (kernel[i] ?? 0)))
    return call.giveUp('this pooling');
  const isUnbatched = input.enclosure.dim === dims + 1;
  if (!isUnbatched && input.enclosure.dim !== dims + 2) return call.giveUp('this pooling');
  const x = isUnbatched ? algebra.unsqueeze(input.enclosure, 0) : input.enclosure;
  const windows = windowsOf(call, x, window, algebra.POOLING_BORDERS[kind]);
  const pooled = algebra.pooled(windows, kind, dims);
  const result = isUnbatched ? algebra.squeeze(pooled, 0) : pooled;
  return call.result(
    result,
    isUnbatched ? '?' : gradNameOf(kind, dims),
    isUnbatched ? notDerived('inputs') : ofPooling(x, window, kind),
  );
}

/** What a call says of its windows. */
function windowOf(call: TorchCall, dims: number): algebra.Window {
  const read = (name: string, otherwise: number[]): number[] => {
    const given = call.ints(name) ?? [];
    return given.length === 0 ? otherwise : spatial(call, given, dims);
  };
  const kernel = spatial(call, call.ints('kernel_size') ?? call.giveUp('this pooling'), dims);
  const each = (value: number): number[] => new Array<number>(dims).fill(value);
  return {
    kernel,
    stride: read('stride', kernel),
    padding: read('padding', each(0)),
    dilation: read('dilation', each(1)),
  };
}

const SIGNATURES = {
  max: 'kernel_size, stride, padding, dilation, return_indices, ceil_mode',
  avg: 'kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override',
} as const;

function functionOf(kind: Kind, dims: number, options: string = SIGNATURES[kind]): NativeFunction {
  return torchFunction(`${kind}_pool${dims}d`, `input, ${options}`, (call) => {
    const isOdd = call.bool('return_indices') === true || call.bool('ceil_mode') === true;
    if (isOdd || call.bool('count_include_pad') === false) return call.leave('this pooling');
    if (call.get('divisor_override') !== undefined) return call.giveUp('this pooling');
    return pool(call, kind, call.tensor('input'), windowOf(call, dims));
  });
}

const KINDS = [1, 2, 3].flatMap((dims) => (['max', 'avg'] as const).map((kind) => [kind, dims] as const));

/** `torch.max_pool2d` and its kin, which give no indices. */
export const torchPooling = [1, 2, 3].map((dims) =>
  functionOf('max', dims, SIGNATURES.max.replace('return_indices, ', '')),
);

export const poolingFunctions = KINDS.map(([kind, dims]) => functionOf(kind, dims));
