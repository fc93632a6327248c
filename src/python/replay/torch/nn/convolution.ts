import * as algebra from '../../../../torch/algebra';
import type { Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import { ofConvolution } from '../../../../torch/layerDerivatives';
import type { TensorValue } from '../tensorValue';
import { checkOperand, operandOf } from './operands';
import { spatial, windowsOf } from './windows';

/** `F.conv1d`, 2d, 3d. */
function convolve(
  call: TorchCall,
  input: TensorValue,
  weight: TensorValue,
  bias: TensorValue | undefined,
  { groups, ...window }: algebra.Window & { readonly groups: number },
): Value {
  const dims = window.kernel.length;
  checkOperand(call, weight.enclosure, input.enclosure);
  const isOdd = [window.stride, window.dilation].flat().some((size) => size < 1) || groups < 1;
  if (isOdd || window.padding.some((size) => size < 0)) return call.giveUp('this convolution');
  const isUnbatched = input.enclosure.dim === dims + 1;
  if (!isUnbatched && input.enclosure.dim !== dims + 2)
    return call.raise('RuntimeError', `Expected ${dims + 1}D or ${dims + 2}D input`, true);
  const x = isUnbatched ? algebra.unsqueeze(input.enclosure, 0) : input.enclosure;
  const w = weight.enclosure;
  const [filters = 0, depth = 0] = w.shape;
  if (x.shape[1] !== depth * groups)
    return call.raise('RuntimeError', 'Given groups, expected another number of channels', true);
  const windows = windowsOf(call, x, window, algebra.intScalar(0));
  call.spend((windows.numel * (filters / groups)) / 4);
  const whole = algebra.convolved(windows, w, bias?.enclosure, groups);
  const result = isUnbatched ? algebra.squeeze(whole, 0) : whole;
  return call.result(
    result,
    isUnbatched ? '?' : 'ConvolutionBackward0',
    isUnbatched || groups > 1 ? notDerived('inputs') : ofConvolution(x, w, bias?.enclosure, window),
  );
}

function functionOf(dims: number): ReturnType<typeof torchFunction> {
  return torchFunction(`conv${dims}d`, 'input, weight, bias, stride, padding, dilation, groups', (call) => {
    const [weight, padding] = [call.tensor('weight'), call.get('padding')];
    const bias = operandOf(call, 'bias', weight.enclosure, weight.enclosure.shape.slice(0, 1));
    if (padding?.kind === 'str' || weight.enclosure.dim !== dims + 2) return call.giveUp('this convolution');
    const sizes = (name: string, value: number): number[] => spatial(call, call.ints(name) ?? [value], dims);
    return convolve(call, call.tensor('input'), weight, bias, {
      kernel: weight.enclosure.shape.slice(2),
      stride: sizes('stride', 1),
      padding: sizes('padding', 0),
      dilation: sizes('dilation', 1),
      groups: call.intOr('groups', 1),
    });
  });
}

export const convolutionFunctions = [1, 2, 3].map(functionOf);
