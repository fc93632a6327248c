import * as algebra from '../../../../torch/algebra';
import { FALSE, float, int, NONE, type NativeFunction, str, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { inPlace } from '../definitions';
import { ofLogSoftmax, ofSoftmax, reshaping } from '../../../../torch/derivatives';
import { ACTIVATIONS, activated, type Activation } from '../../../../torch/operations';
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

function layerOf(one: Activation): ReturnType<typeof layerClass> {
  return layerClass({
    name: one.layer,
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

function softmaxes(
  name: 'softmax' | 'log_softmax',
  layer: string,
): [NativeFunction, ReturnType<typeof layerClass>] {
  const [compute, gradName, derivative] =
    name === 'softmax'
      ? ([algebra.softmax, 'SoftmaxBackward0', ofSoftmax] as const)
      : ([algebra.logSoftmax, 'LogSoftmaxBackward0', ofLogSoftmax] as const);
  const along = (call: TorchCall, x: algebra.Enclosure, dim: number): Value => {
    const y = compute(x, dim, call.dtype());
    return call.result(y, gradName, derivative(dim)(x, y));
  };
  return [
    torchFunction(name, 'input, dim, _stacklevel, dtype', (call) => {
      const x = call.enclosure('input');
      return along(call, x, softmaxDim(call, call.get('dim'), x.dim));
    }),
    layerClass({
      name: layer,
      file: 'activation',
      signature: 'dim',
      defaults: { dim: NONE },
      forward: (self) => {
        const x = self.call.enclosure('input');
        return along(self.call, x, softmaxDim(self.call, self.attribute('dim'), x.dim));
      },
      extra: 'dim={dim}',
    }),
  ];
}

function approximateOf(call: TorchCall, value: Value | undefined): 'none' | 'tanh' {
  if (value === undefined) return 'none';
  if (value.kind === 'str' && (value.value === 'none' || value.value === 'tanh')) return value.value;
  return call.giveUp('this gelu');
}

const [softmaxFunction, softmaxLayer] = softmaxes('softmax', 'Softmax');
const [logSoftmaxFunction, logSoftmaxLayer] = softmaxes('log_softmax', 'LogSoftmax');

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
  softmaxFunction,
  logSoftmaxFunction,
  torchFunction('gelu', 'input, *, approximate', (call) =>
    call.result(
      algebra.gelu(call.enclosure('input'), approximateOf(call, call.get('approximate'))),
      'GeluBackward0',
    ),
  ),
];

/** Activations of torch.nn. */
export const activationLayers = [
  ...ACTIVATIONS.map(layerOf),
  softmaxLayer,
  logSoftmaxLayer,
  layerClass({
    name: 'GELU',
    file: 'activation',
    signature: 'approximate',
    defaults: { approximate: str('none') },
    forward: (layer) =>
      layer.call.result(
        algebra.gelu(
          layer.call.enclosure('input'),
          approximateOf(layer.call, layer.attribute('approximate')),
        ),
        'GeluBackward0',
      ),
    extra: 'approximate={approximate!r}',
  }),
  layerClass({
    name: 'Flatten',
    file: 'flatten',
    signature: 'start_dim, end_dim',
    defaults: { start_dim: int(1), end_dim: int(-1) },
    forward: (layer) => {
      const x = layer.call.enclosure('input');
      const result = algebra.flatten(x, layer.int('start_dim'), layer.int('end_dim'));
      return layer.call.result(
        result,
        result.sharesMemoryWith(x) ? 'ViewBackward0' : 'UnsafeViewBackward0',
        reshaping(x),
      );
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
