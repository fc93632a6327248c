import { linearParameters, SCALAR_TYPE_NAMES, type Tensor } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { ownNames } from '../../../library/names';
import { nativeClass } from '../../object/native';
import { int, NONE, UnknownValue, type Value } from '../../object/values';
import { setInstanceAttribute } from '../../protocol/assignment';
import { type TorchCall, torchFunction } from '../torchCall';
import { ofLinear } from '../../../../torch/derivatives';
import { draw, noteDrawn } from '../drawing';
import type { TensorValue } from '../tensorValue';
import { handedOn, type Layer, layerClass } from './layer';
import { stateOfModule } from './moduleTree';
import { newParameter } from './parameter';

/** What autograd calls the last step of `F.linear`. */
function gradNameOf(dim: number, hasBias: boolean): string {
  if (dim === 2) return hasBias ? 'AddmmBackward0' : 'MmBackward0';
  if (hasBias) return 'ViewBackward0';
  return dim === 1 ? 'SqueezeBackward4' : 'UnsafeViewBackward0';
}

/** `F.linear`. */
export function linear(
  call: TorchCall,
  input: TensorValue,
  weight: TensorValue,
  bias: TensorValue | undefined,
): TensorValue {
  const [x, w] = [input.enclosure, weight.enclosure];
  if (x.dim === 0 || w.dim !== 2) return call.giveUp('this linear');
  const [ofInput, ofWeight] = [SCALAR_TYPE_NAMES[x.dtype], SCALAR_TYPE_NAMES[w.dtype]];
  const differ = `mat1 and mat2 must have the same dtype, but got ${ofInput} and ${ofWeight}`;
  if (bias !== undefined && x.dtype !== w.dtype) call.raise('RuntimeError', differ);
  call.spend((x.numel * (w.shape[0] ?? 1)) / 4);
  const gradName = gradNameOf(x.dim, bias !== undefined);
  return call.result(algebra.linear(x, w, bias?.enclosure), gradName, {
    ...ofLinear(x, w, bias?.enclosure),
    isView: gradName === 'ViewBackward0',
  });
}

/** Draws a layer's weight and bias, and makes them its parameters. */
export function drawParameters(
  layer: Layer,
  drawn: (generator: Parameters<Parameters<typeof draw>[1]>[0]) => {
    readonly weight: Tensor<never>;
    readonly bias: Tensor<never> | undefined;
  },
): void {
  let bias: algebra.Enclosure | undefined;
  const weight = draw(layer.call, (generator) => {
    const made = drawn(generator);
    bias = made.bias && algebra.exact(made.bias);
    return algebra.exact(made.weight);
  });
  const parameter = newParameter(weight);
  layer.set('weight', parameter);
  if (bias === undefined) layer.set('bias', NONE);
  else {
    const second = newParameter(bias);
    noteDrawn(layer.call, bias, parameter.memoryDoubt);
    layer.set('bias', second);
  }
}

export const linearFunction = torchFunction('linear', 'input, weight, bias', (call) => {
  const bias = call.get('bias');
  return linear(call, call.tensor('input'), call.tensor('weight'), bias && call.asTensor(bias));
});

/** `torch.nn.Linear`. */
export const linearClass = layerClass({
  name: 'Linear',
  file: 'linear',
  signature: 'in_features, out_features, bias, device, dtype',
  init: (layer) => {
    const { call } = layer;
    const [inFeatures, outFeatures] = [call.need('in_features'), call.need('out_features')];
    layer.set('in_features', inFeatures);
    layer.set('out_features', outFeatures);
    const [rows, columns] = [layer.int('out_features'), layer.int('in_features')];
    if (rows < 0 || columns < 0 || call.get('device') !== undefined) call.giveUp('this Linear');
    call.spend(rows * columns);
    const [dtype, hasBias] = [call.floatDtype(), call.bool('bias') ?? true];
    drawParameters(layer, (generator) => linearParameters(columns, rows, hasBias, generator, dtype) as never);
  },
  forward: forwarded,
  extra: linearText,
  initDraws: true,
});

function forwarded(layer: Layer): Value {
  const weight = layer.tensor('weight') ?? layer.call.giveUp('this Linear');
  return linear(layer.call, handedOn(layer.call, 'linear'), weight, layer.tensor('bias'));
}

function linearText(layer: Layer): string {
  const hasBias = layer.attribute('bias').kind !== 'none';
  return `in_features=${layer.text('in_features')}, out_features=${layer.text('out_features')}, bias=${hasBias ? 'True' : 'False'}`;
}

/** `torch.nn.LazyLinear`: learns from its first input how wide that is, draws its parameters then, and is a Linear from there on. */
const lazyLinear = layerClass({
  name: 'LazyLinear',
  base: linearClass,
  file: 'linear',
  signature: 'out_features, bias, device, dtype',
  defaults: { out_features: undefined },
  init: (layer) => {
    const { call, self } = layer;
    if (call.get('device') !== undefined || call.get('dtype') !== undefined) call.leave('this LazyLinear');
    layer.size('out_features');
    layer.set('in_features', int(0));
    const waiting = new UnknownValue(
      call.interpreter.about('notUnderstood', 'an uninitialized parameter'),
      true,
    );
    const hasBias = call.bool('bias') ?? true;
    for (const [name, value] of [
      ['weight', waiting],
      ['bias', hasBias ? waiting : NONE],
    ] as const)
      setInstanceAttribute(call.interpreter, self, name, value);
    const state = stateOfModule(self);
    if (state !== undefined) state.waits = waiting.doubt;
  },
  forward: (layer) => {
    const { call, self } = layer;
    const state = stateOfModule(self);
    const x = call.enclosure('input');
    const [columns = 0, rows] = [x.shape.at(-1), layer.size('out_features')];
    const isPlain = call.interpreter.control === undefined && x.dtype === 'float32';
    if (state === undefined || !isPlain || state.preHooks.size > 0 || columns < 1)
      return call.giveUp('this LazyLinear');
    layer.set('in_features', int(columns));
    const hasBias = layer.attribute('bias').kind !== 'none';
    delete state.waits;
    call.spend(rows * columns);
    drawParameters(
      layer,
      (generator) => linearParameters(columns, rows, hasBias, generator, 'float32') as never,
    );
    self.type = linearClass;
    return forwarded(layer);
  },
  extra: linearText,
  forwardDraws: true,
});

/** As `Linear`, under the name that the printed form of attention shows. */
export const outProjection = nativeClass('NonDynamicallyQuantizableLinear', {
  module: linearClass.module,
  bases: [linearClass],
  known: ownNames('NonDynamicallyQuantizableLinear'),
});

/** `torch.nn.Linear` and what goes with it. */
export const linearLayers = [linearClass, lazyLinear];
