import * as algebra from '../../../../torch/algebra';
import { FALSE, int, NONE, TRUE, TupleValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import type { TensorValue } from '../tensorValue';
import { type Layer, layerClass } from './layer';
import { spatial, windowsOf } from './windows';

type Kind = 'max' | 'avg';

/** Names of the last step; `?` where it was not looked up. */
function gradNameOf(kind: Kind, dims: number): string {
  if (dims === 2) return kind === 'max' ? 'MaxPool2DWithIndicesBackward0' : 'AvgPool2DBackward0';
  return dims === 1 && kind === 'max' ? 'SqueezeBackward1' : '?';
}

/** `F.max_pool2d` and its kin. */
function pool(call: TorchCall, kind: Kind, input: TensorValue, window: algebra.Window): Value {
  const { kernel, stride, padding, dilation } = window;
  const dims = kernel.length;
  const isPlain = [kernel, stride, dilation].every((sizes) => sizes.every((size) => size > 0));
  if (!isPlain || padding.some((size, i) => size < 0 || 2 * size > (kernel[i] ?? 0)))
    return call.giveUp('this pooling');
  const isUnbatched = input.enclosure.dim === dims + 1;
  if (!isUnbatched && input.enclosure.dim !== dims + 2) return call.giveUp('this pooling');
  const x = isUnbatched ? algebra.unsqueeze(input.enclosure, 0) : input.enclosure;
  const windows = windowsOf(call, x, window, algebra.POOLING_BORDERS[kind]);
  const pooled = algebra.pooled(windows, kind, dims);
  const result = isUnbatched ? algebra.squeeze(pooled, 0) : pooled;
  return call.result(result, isUnbatched ? '?' : gradNameOf(kind, dims), notDerived('inputs'));
}

function windowOf(
  call: TorchCall,
  dims: number,
  read: (name: string) => number[] | undefined,
): algebra.Window {
  const kernel = spatial(call, read('kernel_size') ?? call.giveUp('this pooling'), dims);
  const given = read('stride');
  return {
    kernel,
    stride: given === undefined || given.length === 0 ? kernel : spatial(call, given, dims),
    padding: spatial(call, read('padding') ?? [0], dims),
    dilation: spatial(call, read('dilation') ?? [1], dims),
  };
}

const SIGNATURES = {
  max: 'kernel_size, stride, padding, dilation, return_indices, ceil_mode',
  avg: 'kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override',
} as const;

/** Gives up on what is seldom asked for. */
function checkPlain(call: TorchCall, flag: (name: string) => boolean | undefined): void {
  if (flag('return_indices') === true || flag('ceil_mode') === true || flag('count_include_pad') === false)
    call.leave('this pooling');
}

function functionOf(kind: Kind, dims: number): ReturnType<typeof torchFunction> {
  return torchFunction(`${kind}_pool${dims}d`, `input, ${SIGNATURES[kind]}`, (call) => {
    checkPlain(call, (name) => call.bool(name));
    if (call.get('divisor_override') !== undefined) return call.giveUp('this pooling');
    return pool(
      call,
      kind,
      call.tensor('input'),
      windowOf(call, dims, (name) => call.ints(name)),
    );
  });
}

function layerOf(kind: Kind, dims: number): ReturnType<typeof layerClass> {
  const extra = {
    max: 'kernel_size={kernel_size}, stride={stride}, padding={padding}, dilation={dilation}, ceil_mode={ceil_mode}',
    avg: 'kernel_size={kernel_size}, stride={stride}, padding={padding}',
  }[kind];
  return layerClass({
    name: `${kind === 'max' ? 'Max' : 'Avg'}Pool${dims}d`,
    file: 'pooling',
    signature: SIGNATURES[kind],
    defaults: {
      kernel_size: undefined,
      stride: NONE,
      padding: int(0),
      ...(kind === 'max'
        ? { dilation: int(1), return_indices: FALSE, ceil_mode: FALSE }
        : { ceil_mode: FALSE, count_include_pad: TRUE }),
    },
    init: (layer) => {
      if (layer.attribute('stride').kind === 'none') layer.set('stride', layer.attribute('kernel_size'));
      layer.ints('stride');
      if (layer.call.get('divisor_override') !== undefined) layer.call.giveUp('this pooling');
      if (kind === 'avg' && dims === 1)
        for (const name of ['kernel_size', 'stride', 'padding']) layer.set(name, singleton(layer, name));
    },
    forward: (layer) => {
      const { call } = layer;
      checkPlain(call, (name) => (layer.self.attributes.has(name) ? layer.bool(name) : undefined));
      const window = windowOf(call, dims, (name) =>
        layer.self.attributes.has(name) ? layer.ints(name) : undefined,
      );
      return pool(call, kind, call.tensor('input'), window);
    },
    extra,
  });
}

/** AvgPool1d keeps its sizes as tuples. */
function singleton(layer: Layer, name: string): Value {
  return new TupleValue(layer.ints(name).map((size) => int(size)));
}

/** `adaptive_avg_pool2d` to one element for each channel. */
function globalAverage(call: TorchCall, input: TensorValue, size: readonly number[], dims: number): Value {
  const { enclosure } = input;
  if (size.some((one) => one !== 1) || enclosure.dim !== dims + 2) return call.leave('this pooling');
  const dim = Array.from({ length: dims }, (_, i) => 2 + i);
  return call.result(algebra.mean(enclosure, { dim, keepdim: true }), dims === 2 ? 'MeanBackward1' : '?');
}

const KINDS = [1, 2, 3].flatMap((dims) => (['max', 'avg'] as const).map((kind) => [kind, dims] as const));

export const poolingFunctions = [
  ...KINDS.map(([kind, dims]) => functionOf(kind, dims)),
  ...[1, 2, 3].map((dims) =>
    torchFunction(`adaptive_avg_pool${dims}d`, 'input, output_size', (call) =>
      globalAverage(call, call.tensor('input'), call.asInts(call.need('output_size')), dims),
    ),
  ),
];

export const poolingLayers = [
  ...KINDS.map(([kind, dims]) => layerOf(kind, dims)),
  ...[1, 2, 3].map((dims) =>
    layerClass({
      name: `AdaptiveAvgPool${dims}d`,
      file: 'pooling',
      signature: 'output_size',
      defaults: { output_size: undefined },
      forward: (layer) =>
        globalAverage(layer.call, layer.call.tensor('input'), layer.ints('output_size'), dims),
      extra: 'output_size={output_size}',
    }),
  ),
];
