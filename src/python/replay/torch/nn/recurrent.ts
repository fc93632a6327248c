import { type FloatDType, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { FALSE, float, int, NONE, str, TRUE, TupleValue, type Value } from '../../object/values';
import { notDerived } from '../../../../torch/derivatives';
import { draw } from '../drawing';
import { TensorValue } from '../tensorValue';
import { dropoutFunctions } from './dropout';
import { type Layer, layerClass } from './layer';
import { newParameter } from './parameter';

type Kind = algebra.RecurrentKind;
type Enclosure = algebra.Enclosure;

/** Draws every weight and bias in the order in which the layer registers them: `RNNBase.reset_parameters`. */
function drawWeights(layer: Layer, kind: Kind): void {
  const { call } = layer;
  const [inputSize, hidden] = [layer.size('input_size'), layer.size('hidden_size')];
  const layers = layer.size('num_layers');
  const directions = layer.bool('bidirectional') ? 2 : 1;
  const bound = 1 / Math.sqrt(hidden);
  const rows = algebra.GATES[kind] * hidden;
  for (let level = 0; level < layers; level++) {
    for (let direction = 0; direction < directions; direction++) {
      const suffix = `l${level}${direction === 1 ? '_reverse' : ''}`;
      const columns = level === 0 ? inputSize : hidden * directions;
      const shapes: [string, number[]][] = [
        ['weight_ih', [rows, columns]],
        ['weight_hh', [rows, hidden]],
      ];
      if (layer.bool('bias')) shapes.push(['bias_ih', [rows]], ['bias_hh', [rows]]);
      for (const [name, shape] of shapes) {
        call.spend(shape.reduce((product, size) => product * size, 1));
        const values = draw(call, (generator) =>
          algebra.exact(uniform(shape, -bound, bound, generator, 'float32')),
        );
        layer.set(`${name}_${suffix}`, newParameter(values));
      }
    }
  }
}

/** The names that autograd has for what comes out, on x86. */
function gradNameOf(layer: Layer, kind: Kind, dim: number): string {
  if (dim === 2) return 'SqueezeBackward1';
  if (layer.bool('batch_first')) return kind === 'LSTM' ? 'TransposeBackward0' : 'TransposeBackward1';
  if (layer.bool('bidirectional')) return 'CatBackward0';
  return kind === 'LSTM' ? 'MkldnnRnnLayerBackward0' : 'StackBackward0';
}

/** The states that a call begins with, one by one: zeros where it is given none. */
function firstStates(layer: Layer, kind: Kind, shape: readonly number[], dtype: FloatDType): Enclosure[][] {
  const { call } = layer;
  const given = call.get('hx');
  if (given === undefined) {
    const zeros = algebra.unbind(algebra.fullOf(shape, algebra.floatScalar(0), dtype));
    return [zeros, zeros];
  }
  const states = kind === 'LSTM' ? call.tensorList(given) : [call.asTensor(given)];
  const each = states.map(({ enclosure }) => {
    if (enclosure.dim !== call.enclosure('input').dim) return call.giveUp('this hx');
    const batched = enclosure.dim === 2 ? algebra.unsqueeze(enclosure, 1) : enclosure;
    const fits = batched.shape.join() === shape.join() && batched.dtype === dtype;
    return fits ? algebra.unbind(batched) : call.giveUp('this hx');
  });
  return [...each, ...each];
}

/** Layer by layer, and between them dropout. */
function forward(layer: Layer, kind: Kind): Value {
  const { call } = layer;
  const given = call.enclosure('input');
  const { dtype, dim, shape } = given;
  const directions = layer.bool('bidirectional') ? ['', '_reverse'] : [''];
  const levels = layer.int('num_layers');
  const isFirst = layer.bool('batch_first') && dim === 3;
  const drops = layer.bool('training') && levels > 1 && layer.number('dropout') > 0;
  const isFloat = dtype === 'float32' || dtype === 'float64';
  const size = layer.int('input_size');
  if (!isFloat || dim < 2 || dim > 3 || given.numel === 0) return call.giveUp(`this ${kind}`);
  if (shape.at(-1) !== size) {
    const words = `input.size(-1) must be equal to input_size. Expected ${size}, got ${shape.at(-1)}`;
    // States and dtypes that do not fit are refused before.
    const own = layer.self.attributes.get('weight_ih_l0');
    const isAlone = own instanceof TensorValue && own.enclosure.dtype === dtype && !call.given('hx');
    return isAlone ? call.raise('RuntimeError', words) : call.giveUp(`this ${kind}`);
  }
  let x = dim === 2 ? algebra.unsqueeze(given, 1) : isFirst ? algebra.transpose(given, 0, 1) : given;
  const states = firstStates(
    layer,
    kind,
    [levels * directions.length, x.shape[1] ?? 0, layer.int('hidden_size')],
    dtype,
  );
  const weights = new Map<string, Enclosure>();
  for (const [name, value] of layer.self.attributes) {
    if (value instanceof TensorValue) weights.set(name, call.asTensor(value).enclosure);
    else call.note(name, value);
  }
  const nonlinearity = layer.self.attributes.get('nonlinearity');
  const isRelu = nonlinearity?.kind === 'str' && nonlinearity.value === 'relu';
  const ends: (readonly Enclosure[])[] = [];
  for (let level = 0; level < levels; level++) {
    const outputs = directions.map((suffix, direction) => {
      const weight = (name: string): Enclosure | undefined => weights.get(`${name}_l${level}${suffix}`);
      const [input, hidden] = [weight('weight_ih'), weight('weight_hh')];
      if (input === undefined || hidden === undefined) return call.giveUp(`this ${kind}`);
      const own = { input, hidden, inputBias: weight('bias_ih'), hiddenBias: weight('bias_hh') };
      call.spend(algebra.recurrentWork(x, own));
      const [start = x, cell = x] = states.map((all) => all[level * directions.length + direction]);
      const options = { isReverse: suffix !== '', isRelu };
      const { output, last } = algebra.recurrentLayer(kind, x, own, [start, cell], options);
      ends.push(last);
      return output;
    });
    x = algebra.cat(outputs, 2);
    const [dropout] = dropoutFunctions;
    if (!drops || level === levels - 1 || dropout === undefined) continue;
    const dropped = call.interpreter.call(dropout, [call.result(x, '?'), layer.attribute('dropout'), TRUE]);
    x = dropped instanceof TensorValue ? call.asTensor(dropped).enclosure : call.giveUp(`this ${kind}`);
  }
  const named = (value: Enclosure, name: string): Value => call.result(value, name, notDerived('nothing'));
  const unbatched = (value: Enclosure): Enclosure => (dim === 2 ? algebra.squeeze(value, 1) : value);
  const outer = isFirst ? algebra.transpose(x, 0, 1) : unbatched(x);
  const output = named(outer, gradNameOf(layer, kind, dim));
  const [hidden = NONE, cell = NONE] = [0, 1].map((which) => {
    const all = unbatched(algebra.stack(ends.map((last) => last[which] ?? x)));
    return named(all, dim === 2 ? 'SqueezeBackward1' : 'StackBackward0');
  });
  return new TupleValue([output, kind === 'LSTM' ? new TupleValue([hidden, cell]) : hidden]);
}

function extraOf(layer: Layer): string {
  const isOdd = {
    num_layers: layer.int('num_layers') !== 1,
    bias: !layer.bool('bias'),
    batch_first: layer.bool('batch_first'),
    dropout: layer.number('dropout') !== 0,
    bidirectional: layer.bool('bidirectional'),
  };
  const more = Object.entries(isOdd).flatMap(([name, is]) => (is ? [`, ${name}=${layer.text(name)}`] : []));
  return `${layer.text('input_size')}, ${layer.text('hidden_size')}${more.join('')}`;
}

/** `torch.nn.RNN`, `LSTM` and `GRU`: what they draw is exact, what they compute within an error. */
export const recurrentLayers = (Object.keys(algebra.GATES) as Kind[]).map((kind) =>
  layerClass({
    name: kind,
    file: 'rnn',
    signature: `input_size, hidden_size, num_layers, ${kind === 'RNN' ? 'nonlinearity, ' : ''}bias, batch_first, dropout, bidirectional, proj_size, device, dtype`,
    defaults: {
      input_size: undefined,
      hidden_size: undefined,
      num_layers: int(1),
      bias: TRUE,
      batch_first: FALSE,
      dropout: float(0),
      bidirectional: FALSE,
      ...(kind === 'RNN' && { nonlinearity: str('tanh') }),
    },
    init: (layer) => {
      const { call } = layer;
      if (call.given('proj_size') && kind !== 'LSTM') {
        const only = 'proj_size argument is only supported for LSTM, not RNN or GRU';
        call.raise('ValueError', only);
      }
      const isOther = call.given('proj_size') || (call.get('device') ?? call.get('dtype')) !== undefined;
      if (isOther) call.leave(`this ${kind}`);
      const p = layer.number('dropout');
      if (!(p >= 0 && p <= 1))
        call.raise(
          'ValueError',
          'dropout should be a number in range [0, 1] representing the probability of an element being zeroed',
        );
      // PyTorch keeps `float(dropout)`.
      if (layer.attribute('dropout').kind === 'int') layer.set('dropout', float(p));
      drawWeights(layer, kind);
    },
    inputs: 'input, hx',
    forward: (layer) => forward(layer, kind),
    extra: extraOf,
    initDraws: true,
    forwardDraws: true,
  }),
);
