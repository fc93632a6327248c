import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import { setInstanceAttribute } from '../../protocol/assignment';
import { float, int, NONE, TRUE, TupleValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import { newTensor, type TensorValue } from '../tensorValue';
import { filled, type Layer, layerClass } from './layer';
import { stateOfModule } from './moduleTree';
import { newParameter } from './parameter';

type Affine<T> = algebra.Affine<T>;
const { normalized } = algebra;

/** `F.layer_norm`. */
function layerNorm(
  call: TorchCall,
  input: TensorValue,
  shape: readonly number[],
  { weight, bias }: Affine<TensorValue>,
  eps: number,
): Value {
  const x = input.enclosure;
  const dim = shape.map((_, i) => x.dim - shape.length + i);
  if (shape.some((size, i) => x.shape[x.dim - shape.length + i] !== size))
    return call.interpreter.raise('RuntimeError', 'Given normalized_shape, expected another input', true);
  const result = normalized(x, algebra.moments(x, dim), eps, {
    weight: weight?.enclosure,
    bias: bias?.enclosure,
  });
  return call.result(result, 'NativeLayerNormBackward0', notDerived('inputs'));
}

/** Makes `weight` and `bias`, or None where there is none of them. */
function scaledAndShifted(layer: Layer, shape: readonly number[], isAffine: boolean): void {
  const hasBias = layer.call.bool('bias') ?? true;
  if (layer.call.get('device') !== undefined) layer.call.giveUp('this device');
  const dtype = layer.call.floatDtype();
  for (const [name, isThere] of [
    ['weight', isAffine],
    ['bias', isAffine && hasBias],
  ] as const) {
    const fill = algebra.intScalar(name === 'weight' ? 1 : 0);
    layer.set(name, isThere ? newParameter(algebra.fullOf(shape, fill, dtype)) : NONE);
  }
}

function biasText(layer: Layer): string {
  return layer.attribute('bias').kind === 'none' ? 'False' : 'True';
}

function batchNorm(layer: Layer, dims: readonly number[]): Value {
  const { call } = layer;
  const input = call.tensor('input');
  const x = input.enclosure;
  if (!dims.includes(x.dim))
    return call.interpreter.raise(
      'ValueError',
      `expected ${dims.join('D or ')}D input (got ${x.dim}D input)`,
    );
  if (x.shape[1] !== layer.int('num_features')) return call.giveUp('this number of channels');
  const reduced = x.shape.map((_, i) => i).filter((i) => i !== 1);
  const perChannel = (tensor: algebra.Enclosure): algebra.Enclosure => algebra.perChannel(tensor, x);
  const [weight, bias] = [layer.tensor('weight'), layer.tensor('bias')];
  const [runningMean, runningVariance] = [layer.tensor('running_mean'), layer.tensor('running_var')];
  const usesBatch = layer.bool('training') || runningMean === undefined;
  let [mean, variance] = [
    runningMean && perChannel(runningMean.enclosure),
    runningVariance && perChannel(runningVariance.enclosure),
  ];
  if (usesBatch || mean === undefined || variance === undefined) {
    const count = x.numel / Math.max(1, x.shape[1]);
    if (count <= 1)
      return call.interpreter.raise(
        'ValueError',
        `Expected more than 1 value per channel when training, got input size torch.Size([${x.shape.join(', ')}])`,
      );
    ({ mean, variance } = algebra.moments(x, reduced));
    if (runningMean !== undefined && runningVariance !== undefined && layer.bool('training'))
      track(
        layer,
        input,
        [runningMean, mean],
        [runningVariance, algebra.mul(variance, algebra.floatScalar(count / (count - 1)))],
      );
  }
  const result = normalized(x, { mean, variance }, layer.number('eps'), {
    weight: weight && perChannel(weight.enclosure),
    bias: bias && perChannel(bias.enclosure),
  });
  return call.result(result, 'NativeBatchNormBackward0', notDerived('inputs'));
}

/** Moves the running statistics on. */
function track(
  layer: Layer,
  input: TensorValue,
  ...pairs: (readonly [TensorValue, algebra.Enclosure])[]
): void {
  const momentum = layer.number('momentum');
  const { interpreter } = layer.call;
  for (const [running, now] of pairs) {
    algebra.copyInto(running.enclosure, algebra.movedStatistics(running.enclosure, now, momentum));
    interpreter.changed(running, either(layer.call.doubt, input.contentsDoubt));
  }
  const count = layer.tensor('num_batches_tracked');
  if (count !== undefined) {
    algebra.copyInto(count.enclosure, algebra.add(count.enclosure, algebra.intScalar(1)));
    interpreter.changed(count, layer.call.doubt);
  }
}

function batchNormLayer(dims: number): ReturnType<typeof layerClass> {
  return layerClass({
    name: `BatchNorm${dims}d`,
    file: 'batchnorm',
    signature: 'num_features, eps, momentum, affine, track_running_stats, device, dtype, *, bias',
    defaults: {
      num_features: undefined,
      eps: float(1e-5),
      momentum: float(0.1),
      affine: TRUE,
      track_running_stats: TRUE,
    },
    init: (layer) => {
      const shape = [layer.size('num_features')];
      scaledAndShifted(layer, shape, layer.bool('affine'));
      const state = stateOfModule(layer.self);
      const { interpreter } = layer.call;
      const isTracked = layer.bool('track_running_stats');
      const buffers = {
        running_mean: algebra.fullOf(shape, algebra.intScalar(0), 'float32'),
        running_var: algebra.fullOf(shape, algebra.intScalar(1), 'float32'),
        num_batches_tracked: algebra.fullOf([], algebra.intScalar(0)),
      };
      for (const [name, buffer] of Object.entries(buffers)) {
        state?.buffers.add(name);
        setInstanceAttribute(interpreter, layer.self, name, isTracked ? newTensor(buffer) : NONE);
      }
    },
    forward: (layer) => batchNorm(layer, dims === 1 ? [2, 3] : [dims + 2]),
    extra: (layer) =>
      filled(
        layer,
        `{num_features}, eps={eps}, momentum={momentum}, affine={affine}, bias=${biasText(layer)}, track_running_stats={track_running_stats}`,
      ),
  });
}

/** Layers that normalise; making one draws nothing. */
export const normalizationLayers = [
  ...[1, 2, 3].map(batchNormLayer),
  layerClass({
    name: 'LayerNorm',
    file: 'normalization',
    signature: 'normalized_shape, eps, elementwise_affine, bias, device, dtype',
    defaults: { eps: float(1e-5), elementwise_affine: TRUE },
    init: (layer) => {
      const shape = layer.call.asInts(layer.call.need('normalized_shape'));
      layer.set('normalized_shape', new TupleValue(shape.map((size) => int(size))));
      scaledAndShifted(layer, shape, layer.bool('elementwise_affine'));
    },
    forward: (layer) =>
      layerNorm(
        layer.call,
        layer.call.tensor('input'),
        layer.ints('normalized_shape'),
        { weight: layer.tensor('weight'), bias: layer.tensor('bias') },
        layer.number('eps'),
      ),
    extra: (layer) =>
      filled(
        layer,
        `{normalized_shape}, eps={eps}, elementwise_affine={elementwise_affine}, bias=${biasText(layer)}`,
      ),
  }),
  layerClass({
    name: 'GroupNorm',
    file: 'normalization',
    signature: 'num_groups, num_channels, eps, affine, device, dtype, *, bias',
    defaults: { num_groups: undefined, num_channels: undefined, eps: float(1e-5), affine: TRUE },
    init: (layer) => {
      const [groups, channels] = [layer.size('num_groups'), layer.size('num_channels')];
      if (channels % groups !== 0)
        layer.call.interpreter.raise(
          'ValueError',
          `num_channels (${channels}) must be divisible by num_groups (${groups})`,
          true,
        );
      scaledAndShifted(layer, [channels], layer.bool('affine'));
    },
    forward: (layer) => {
      const { call } = layer;
      const x = call.enclosure('input');
      const [batch = 0, channels = 0, ...spatial] = x.shape;
      const values = spatial.reduce(
        (a, b) => a * b,
        Math.floor((batch * channels) / layer.int('num_groups')),
      );
      if (channels !== layer.int('num_channels') || values === 1) return call.giveUp('this GroupNorm');
      const affine = { weight: layer.tensor('weight')?.enclosure, bias: layer.tensor('bias')?.enclosure };
      const result = algebra.groupNormalized(x, layer.int('num_groups'), layer.number('eps'), affine);
      return call.result(result, 'NativeGroupNormBackward0', notDerived('inputs'));
    },
    extra: (layer) =>
      filled(layer, `{num_groups}, {num_channels}, eps={eps}, affine={affine}, bias=${biasText(layer)}`),
  }),
];

export const normalizationFunctions = [
  torchFunction('layer_norm', 'input, normalized_shape, weight, bias, eps', (call) => {
    const [weight, bias] = [call.get('weight'), call.get('bias')];
    return layerNorm(
      call,
      call.tensor('input'),
      call.intList('normalized_shape'),
      { weight: weight && call.asTensor(weight), bias: bias && call.asTensor(bias) },
      call.number('eps') ?? 1e-5,
    );
  }),
];
