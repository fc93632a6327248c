import * as algebra from '../../../../torch/algebra';
import { FALSE, float, int, NONE, type NativeFunction, str, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { inPlace } from '../definitions';
import {
  notDerived,
  ofLeakyRelu,
  ofLogSoftmax,
  ofRelu,
  ofSigmoid,
  ofSoftmax,
  ofTanh,
  reshaping,
  type UnaryDerivative,
} from '../../../../torch/derivatives';
import type { Derivative } from '../../../../torch/derivatives';
import type { TensorValue } from '../tensorValue';
import { type Layer, layerClass } from './layer';

/** An activation, both as a function and as a layer. */
interface Activation {
  /** Of the function; undefined where there is only the layer. */
  readonly name: string;
  readonly layer: string;
  /** Parameters beside the input and `inplace`, with what they are by default. */
  readonly defaults: Readonly<Record<string, Value>>;
  readonly hasInplace?: boolean;
  readonly compute: (x: algebra.Enclosure, parameter: (name: string) => number) => algebra.Enclosure;
  readonly gradName: string;
  /** Where it is not known, its backward pass looks at the input. */
  readonly derivative?: (
    ...of: [...Parameters<UnaryDerivative>, parameter: (name: string) => number]
  ) => Derivative;
  readonly extra: (layer: Layer) => string;
}

function text(layer: Layer, name: string): string {
  return layer.call.interpreter.repr(layer.attribute(name)).value;
}

/** `inplace=True` is shown only where it is set. */
function inplaceText(layer: Layer, before = ''): string {
  return layer.bool('inplace') ? `${before}inplace=True` : '';
}

const ACTIVATIONS: readonly Activation[] = [
  {
    name: 'relu',
    layer: 'ReLU',
    defaults: {},
    hasInplace: true,
    compute: (x) => algebra.relu(x),
    gradName: 'ReluBackward0',
    derivative: ofRelu,
    extra: (layer) => inplaceText(layer),
  },
  {
    name: 'relu6',
    layer: 'ReLU6',
    defaults: {},
    hasInplace: true,
    compute: (x) => algebra.clamp(x, algebra.intScalar(0), algebra.intScalar(6)),
    gradName: 'HardtanhBackward0',
    extra: (layer) => inplaceText(layer),
  },
  {
    name: 'leaky_relu',
    layer: 'LeakyReLU',
    defaults: { negative_slope: float(0.01) },
    hasInplace: true,
    compute: (x, parameter) => algebra.leakyRelu(x, parameter('negative_slope')),
    gradName: 'LeakyReluBackward0',
    derivative: (x, _, parameter) => ofLeakyRelu(x, parameter('negative_slope')),
    extra: (layer) => `negative_slope=${text(layer, 'negative_slope')}${inplaceText(layer, ', ')}`,
  },
  {
    name: 'elu',
    layer: 'ELU',
    defaults: { alpha: float(1) },
    hasInplace: true,
    compute: (x, parameter) => algebra.elu(x, parameter('alpha')),
    gradName: 'EluBackward0',
    extra: (layer) => `alpha=${text(layer, 'alpha')}${inplaceText(layer, ', ')}`,
  },
  {
    name: 'selu',
    layer: 'SELU',
    defaults: {},
    hasInplace: true,
    compute: (x) => algebra.selu(x),
    gradName: 'EluBackward0',
    extra: (layer) => inplaceText(layer),
  },
  {
    name: 'silu',
    layer: 'SiLU',
    defaults: {},
    hasInplace: true,
    compute: (x) => algebra.silu(x),
    gradName: 'SiluBackward0',
    extra: (layer) => inplaceText(layer),
  },
  {
    name: 'sigmoid',
    layer: 'Sigmoid',
    defaults: {},
    compute: (x) => algebra.sigmoid(x),
    gradName: 'SigmoidBackward0',
    derivative: ofSigmoid,
    extra: () => '',
  },
  {
    name: 'tanh',
    layer: 'Tanh',
    defaults: {},
    compute: (x) => algebra.tanh(x),
    gradName: 'TanhBackward0',
    derivative: ofTanh,
    extra: () => '',
  },
  {
    name: 'softplus',
    layer: 'Softplus',
    defaults: { beta: float(1), threshold: float(20) },
    compute: (x, parameter) => algebra.softplus(x, parameter('beta'), parameter('threshold')),
    gradName: 'SoftplusBackward0',
    extra: (layer) => `beta=${text(layer, 'beta')}, threshold=${text(layer, 'threshold')}`,
  },
];

/** What an activation gives for the call's input. */
function activated(one: Activation, call: TorchCall, parameter: (name: string) => number): TensorValue {
  const x = call.enclosure('input');
  const y = one.compute(x, parameter);
  return call.result(y, one.gradName, one.derivative?.(x, y, parameter) ?? notDerived('inputs'));
}

function functionOf(one: Activation): NativeFunction {
  return torchFunction(one.name, `input, ${parametersOf(one)}`, { mutates: true }, (call) => {
    const compute = (self: TorchCall): Value => activated(one, self, given(one, call));
    return call.bool('inplace') === true ? inPlace(call, compute) : compute(call);
  });
}

/** What a layer takes when it is made, and its function beside the input. */
function parametersOf({ defaults, hasInplace }: Activation): string {
  return [...Object.keys(defaults), ...(hasInplace === true ? ['inplace'] : [])].join(', ');
}

/** The parameters that a function is given, or has by default. */
function given({ defaults }: Activation, call: TorchCall): (name: string) => number {
  return (name) => {
    const value = defaults[name];
    return call.number(name) ?? (value?.kind === 'float' ? value.value : 0);
  };
}

function layerOf(one: Activation): ReturnType<typeof layerClass> {
  return layerClass({
    name: one.layer,
    file: 'activation',
    signature: parametersOf(one),
    defaults: { ...one.defaults, ...(one.hasInplace === true && { inplace: FALSE }) },
    forward: (layer) => {
      const { call } = layer;
      const compute = (self: TorchCall): Value => activated(one, self, (name) => layer.number(name));
      return one.hasInplace === true && layer.bool('inplace') ? inPlace(call, compute) : compute(call);
    },
    extra: one.extra,
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
      extra: name === 'softmax' ? 'dim={dim}' : 'dim={dim}',
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
      (call) => inPlace(call, (self) => activated(one, self, given(one, call))),
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
    extra: 'approximate={approximate}',
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
    defaults: { dim: NONE, unflattened_size: NONE },
    forward: (layer) =>
      layer.call.result(
        algebra.unflatten(layer.call.enclosure('input'), layer.int('dim'), layer.ints('unflattened_size')),
        'ViewBackward0',
      ),
    extra: 'dim={dim}, unflattened_size={unflattened_size}',
  }),
];
