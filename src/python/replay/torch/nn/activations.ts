import * as algebra from '../../../../torch/algebra';
import { FALSE, float, int, NONE, type NativeFunction, str, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { inPlace } from '../definitions';
import { SOFTMAXES, softmaxOf } from '../reductions';
import { reshaped } from '../shapes';
import { ACTIVATIONS, activated, type Activation } from '../../../../torch/operations';
import { ofGelu } from '../../../../torch/layerDerivatives';
import type { TensorValue } from '../tensorValue';
import { filled, layerClass } from './layer';

/** What an activation gives for the call's input. */
function applied(one: Activation, call: TorchCall, parameter: (name: string) => number): TensorValue {
  const { value, derivative } = activated(one, call.enclosure('input'), parameter);
  return call.result(value, one.gradName, derivative);
}

function functionOf(one: Activation): NativeFunction {
  return torchFunction(one.name, `input, ${parametersOf(one)}`, { mutates: true }, (call) => {
    const compute = (self: TorchCall): Value => applied(one, self, given(one, call));
    return call.bool('inplace') === true ? inPlace(call, compute) : compute(call);
  });
}

/** What a layer takes when it is made, and its function beside the input. */
function parametersOf({ defaults, hasInplace }: Activation): string {
  return [...Object.keys(defaults), ...(hasInplace === true ? ['inplace'] : [])].join(', ');
}

/** The parameters that a function is given, or has by default. */
function given({ defaults }: Activation, call: TorchCall): (name: string) => number {
  return (name) => call.number(name) ?? defaults[name] ?? 0;
}

function layerOf(one: Activation, name: string): ReturnType<typeof layerClass> {
  return layerClass({
    name,
    file: 'activation',
    signature: parametersOf(one),
    defaults: {
      ...Object.fromEntries(Object.entries(one.defaults).map(([name, value]) => [name, float(value)])),
      ...(one.hasInplace === true && { inplace: FALSE }),
    },
    forward: (layer) => {
      const { call } = layer;
      const compute = (self: TorchCall): Value => applied(one, self, (name) => layer.number(name));
      return one.hasInplace === true && layer.bool('inplace') ? inPlace(call, compute) : compute(call);
    },
    extra: (layer) => {
      const shown = Object.keys(one.defaults).map((name) => `${name}={${name}}`);
      // Shown only where it is set.
      if (one.hasInplace === true && layer.bool('inplace')) shown.push('inplace=True');
      return filled(layer, shown.join(', '));
    },
  });
}

/** The dimension that softmax takes where it is told none (`_get_softmax_dim`). */
function softmaxDim(call: TorchCall, value: Value | undefined, dim: number): number {
  if (value === undefined || value.kind === 'none') return dim === 0 || dim === 1 || dim === 3 ? 0 : 1;
  return call.asInt(value);
}

function gelu(call: TorchCall, approximate: Value): Value {
  const x = call.enclosure('input');
  const way = approximate.kind === 'str' ? approximate.value : '';
  if (way !== 'none' && way !== 'tanh') return call.giveUp('this gelu');
  return call.result(algebra.gelu(x, way), 'GeluBackward0', way === 'none' ? ofGelu(x) : undefined);
}

/** Activations of torch.nn.functional. */
export const activationFunctions: readonly NativeFunction[] = [
  ...ACTIVATIONS.map(functionOf),
  ...ACTIVATIONS.filter(({ hasInplace }) => hasInplace).map((one) =>
    torchFunction(
      `${one.name}_`,
      ['input', ...Object.keys(one.defaults)].join(', '),
      { mutates: true },
      (call) => inPlace(call, (self) => applied(one, self, given(one, call))),
    ),
  ),
  ...SOFTMAXES.map((one) =>
    torchFunction(one.name, 'input, dim, _stacklevel, dtype', (call) => {
      const x = call.enclosure('input');
      // Where no dimension is told, a warning is given first, which takes nothing but an integer.
      if (call.get('dim') === undefined) call.int('_stacklevel');
      return softmaxOf(one, call, x, softmaxDim(call, call.get('dim'), x.dim));
    }),
  ),
  torchFunction('gelu', 'input, *, approximate', (call) =>
    gelu(call, call.ifGiven('approximate') ?? str('none')),
  ),
];

/** Activations of torch.nn. */
export const activationLayers = [
  ...ACTIVATIONS.flatMap((one) => (one.layer === undefined ? [] : [layerOf(one, one.layer)])),
  ...SOFTMAXES.map((one) =>
    layerClass({
      name: one.layer,
      file: 'activation',
      signature: 'dim',
      defaults: { dim: NONE },
      forward: (layer) => {
        const x = layer.call.enclosure('input');
        return softmaxOf(one, layer.call, x, softmaxDim(layer.call, layer.attribute('dim'), x.dim));
      },
      extra: 'dim={dim}',
    }),
  ),
  layerClass({
    name: 'GELU',
    file: 'activation',
    signature: 'approximate',
    defaults: { approximate: str('none') },
    forward: (layer) => gelu(layer.call, layer.attribute('approximate')),
    extra: 'approximate={approximate!r}',
  }),
  layerClass({
    name: 'Flatten',
    file: 'flatten',
    signature: 'start_dim, end_dim',
    defaults: { start_dim: int(1), end_dim: int(-1) },
    forward: (layer) => {
      const x = layer.call.enclosure('input');
      return reshaped(layer.call, x, algebra.flatten(x, layer.int('start_dim'), layer.int('end_dim')));
    },
    extra: 'start_dim={start_dim}, end_dim={end_dim}',
  }),
  layerClass({
    name: 'Unflatten',
    file: 'flatten',
    signature: 'dim, unflattened_size',
    defaults: { dim: undefined, unflattened_size: undefined },
    init: (layer) => {
      layer.int('dim');
      if (layer.attribute('unflattened_size').kind === 'int') layer.call.giveUp('this Unflatten');
      layer.ints('unflattened_size');
    },
    forward: (layer) =>
      layer.call.result(
        algebra.unflatten(layer.call.enclosure('input'), layer.int('dim'), layer.ints('unflattened_size')),
        'ViewBackward0',
      ),
    extra: 'dim={dim}, unflattened_size={unflattened_size}',
  }),
];
