import { convolutionParameters } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { int, str, TupleValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import type { TensorValue } from '../tensorValue';
import { type Layer, layerClass } from './layer';
import { drawParameters } from './linear';
import { spatial, windowsOf } from './windows';

/** `F.conv1d`, 2d, 3d. */
export function convolve(
  call: TorchCall,
  input: TensorValue,
  weight: TensorValue,
  bias: TensorValue | undefined,
  { groups, ...window }: algebra.Window & { readonly groups: number },
): Value {
  const dims = window.kernel.length;
  const isUnbatched = input.enclosure.dim === dims + 1;
  if (!isUnbatched && input.enclosure.dim !== dims + 2)
    return call.interpreter.raise('RuntimeError', `Expected ${dims + 1}D or ${dims + 2}D input`, true);
  const x = isUnbatched ? algebra.unsqueeze(input.enclosure, 0) : input.enclosure;
  const w = weight.enclosure;
  const [filters = 0, depth = 0] = w.shape;
  if (x.shape[1] !== depth * groups)
    return call.interpreter.raise('RuntimeError', 'Given groups, expected another number of channels', true);
  const windows = windowsOf(call, x, window, algebra.intScalar(0));
  call.spend((windows.numel * (filters / groups)) / 4);
  const whole = algebra.convolved(windows, w, bias?.enclosure, groups);
  const result = isUnbatched ? algebra.squeeze(whole, 0) : whole;
  return call.result(result, isUnbatched ? '?' : 'ConvolutionBackward0', notDerived('inputs'));
}

function tupleOf(values: readonly number[]): Value {
  return new TupleValue(values.map((value) => int(value)));
}

function layer(dims: number): ReturnType<typeof layerClass> {
  return layerClass({
    name: `Conv${dims}d`,
    file: 'conv',
    signature:
      'in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias, padding_mode, device, dtype',
    defaults: {
      in_channels: undefined,
      out_channels: undefined,
      kernel_size: undefined,
      stride: int(1),
      padding: int(0),
      dilation: int(1),
      groups: int(1),
      padding_mode: str('zeros'),
    },
    init: (self) => {
      const { call } = self;
      const padding = self.attribute('padding');
      const mode = self.attribute('padding_mode');
      if (
        call.get('device') !== undefined ||
        mode.kind !== 'str' ||
        mode.value !== 'zeros' ||
        padding.kind === 'str'
      )
        call.leave('this convolution');
      const sizes = (name: string): number[] => spatial(call, self.ints(name), dims);
      for (const name of ['kernel_size', 'stride', 'padding', 'dilation'])
        self.set(name, tupleOf(sizes(name)));
      const shape = {
        inChannels: self.size('in_channels'),
        outChannels: self.size('out_channels'),
        kernel: sizes('kernel_size'),
        groups: self.size('groups'),
      };
      if (shape.inChannels % shape.groups !== 0)
        call.interpreter.raise('ValueError', 'in_channels must be divisible by groups');
      if (shape.outChannels % shape.groups !== 0)
        call.interpreter.raise('ValueError', 'out_channels must be divisible by groups');
      call.spend(shape.kernel.reduce((a, b) => a * b, shape.inChannels * shape.outChannels));
      const [dtype, hasBias] = [call.floatDtype(), call.bool('bias') ?? true];
      drawParameters(self, (generator) => convolutionParameters(shape, hasBias, generator, dtype) as never);
    },
    forward: (self) => {
      const { call } = self;
      const weight = self.tensor('weight') ?? call.giveUp('this convolution');
      return convolve(call, call.tensor('input'), weight, self.tensor('bias'), {
        kernel: self.ints('kernel_size'),
        stride: self.ints('stride'),
        padding: self.ints('padding'),
        dilation: self.ints('dilation'),
        groups: self.int('groups'),
      });
    },
    extra: (self) => extraOf(self),
    initDraws: true,
  });
}

/** `_ConvNd.extra_repr`. */
function extraOf(self: Layer): string {
  const text = (name: string): string => self.text(name);
  const isPlain = (name: string, value: number): boolean => self.ints(name).every((one) => one === value);
  const parts = [
    `${text('in_channels')}, ${text('out_channels')}, kernel_size=${text('kernel_size')}, stride=${text('stride')}`,
  ];
  if (!isPlain('padding', 0)) parts.push(`padding=${text('padding')}`);
  if (!isPlain('dilation', 1)) parts.push(`dilation=${text('dilation')}`);
  if (self.int('groups') !== 1) parts.push(`groups=${text('groups')}`);
  if (self.attribute('bias').kind === 'none') parts.push('bias=False');
  return parts.join(', ');
}

function functionOf(dims: number): ReturnType<typeof torchFunction> {
  return torchFunction(`conv${dims}d`, 'input, weight, bias, stride, padding, dilation, groups', (call) => {
    const [weight, bias, padding] = [call.tensor('weight'), call.get('bias'), call.get('padding')];
    if (padding?.kind === 'str' || weight.enclosure.dim !== dims + 2) return call.giveUp('this convolution');
    const sizes = (name: string, value: number): number[] => spatial(call, call.ints(name) ?? [value], dims);
    return convolve(call, call.tensor('input'), weight, bias && call.asTensor(bias), {
      kernel: weight.enclosure.shape.slice(2),
      stride: sizes('stride', 1),
      padding: sizes('padding', 0),
      dilation: sizes('dilation', 1),
      groups: call.intOr('groups', 1),
    });
  });
}

export const convolutionLayers = [1, 2, 3].map(layer);
export const convolutionFunctions = [1, 2, 3].map(functionOf);
