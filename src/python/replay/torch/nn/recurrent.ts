import { type FloatDType, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { FALSE, float, int, NONE, str, TRUE, TupleValue, type Value } from '../../object/values';
import { notDerived } from '../derivatives';
import { draw } from '../drawing';
import { TensorValue } from '../tensorValue';
import { magnitudes, unitOf, widened } from '../widen';
import { dropoutFunctions } from './dropout';
import { type Layer, layerClass } from './layer';
import { newParameter } from './parameter';

/** How many gates a cell has: the rows of its weights. */
const GATES = { RNN: 1, LSTM: 4, GRU: 3 } as const;
type Kind = keyof typeof GATES;

/** Draws every weight and bias in the order in which the layer registers them: `RNNBase.reset_parameters`. */
function drawWeights(layer: Layer, kind: Kind): void {
  const { call } = layer;
  const [inputSize, hidden, layers] = [
    layer.int('input_size'),
    layer.int('hidden_size'),
    layer.int('num_layers'),
  ];
  const directions = layer.bool('bidirectional') ? 2 : 1;
  const bound = hidden > 0 ? 1 / Math.sqrt(hidden) : 0;
  const rows = GATES[kind] * hidden;
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

type Enclosure = algebra.Enclosure;

/** Room for kernels that take the roundings in their own order, and have exponentials of their own. */
function loosely(x: Enclosure, ...terms: readonly Enclosure[]): Enclosure {
  const errors = x.errors();
  const sizes = terms.map(magnitudes);
  return widened(x, (i) => {
    const most = sizes.reduce((sum, size) => sum + (size[i] ?? 0), 1);
    return (errors?.[i] ?? 0) + 4 * unitOf(x) * most;
  });
}

/** One step of a cell: its hidden state, and the other one that an LSTM has. */
type Cell = (
  input: Enclosure,
  recurrent: Enclosure,
  hidden: Enclosure,
  cell: Enclosure,
) => readonly Enclosure[];

/** aten/src/ATen/native/RNN.cpp, by the kind of cell. */
function cellOf(layer: Layer, kind: Kind): Cell {
  const { add, sub, mul, sigmoid, tanh } = algebra;
  const parts = (gates: Enclosure): Enclosure[] => algebra.chunk(gates, GATES[kind], 1);
  const summed = (a: Enclosure, b: Enclosure): Enclosure => loosely(add(a, b), a, b);
  if (kind === 'LSTM')
    return (input, recurrent, _, cell) => {
      const [i = cell, f = cell, g = cell, o = cell] = parts(summed(input, recurrent));
      const next = loosely(add(mul(loosely(sigmoid(f)), cell), mul(sigmoid(i), loosely(tanh(g)))), cell);
      return [loosely(mul(sigmoid(o), tanh(next))), next];
    };
  if (kind === 'GRU')
    return (input, recurrent, hidden) => {
      const [[a = hidden, b = hidden, c = hidden], [d = hidden, e = hidden, f = hidden]] = [
        parts(input),
        parts(recurrent),
      ];
      const [reset, update] = [sigmoid(summed(a, d)), loosely(sigmoid(summed(b, e)))];
      const made = loosely(tanh(summed(c, mul(loosely(reset), f))));
      return [loosely(add(mul(sub(hidden, made), update), made), hidden)];
    };
  const activation = layer.attribute('nonlinearity');
  const isRelu = activation.kind === 'str' && activation.value === 'relu';
  return (input, recurrent) => {
    const sum = summed(input, recurrent);
    return [isRelu ? algebra.relu(sum) : loosely(tanh(sum))];
  };
}

/** The names that autograd has for what comes out, on x86. */
function gradNameOf(layer: Layer, kind: Kind, dim: number): string {
  if (dim === 2) return 'SqueezeBackward1';
  if (layer.bool('batch_first')) return kind === 'LSTM' ? 'TransposeBackward0' : 'TransposeBackward1';
  if (layer.bool('bidirectional')) return 'CatBackward0';
  return kind === 'LSTM' ? 'MkldnnRnnLayerBackward0' : 'StackBackward0';
}

/** The states that a call begins with: zeros where it is given none. */
function firstStates(layer: Layer, kind: Kind, shape: readonly number[], dtype: FloatDType): Enclosure[][] {
  const { call } = layer;
  const given = call.get('hx');
  const whole =
    kind === 'LSTM' && given !== undefined ? call.tensorList(given) : given && [call.asTensor(given)];
  const zeros = [algebra.fullOf(shape, algebra.floatScalar(0), dtype)];
  const states = whole?.map(({ enclosure }) => enclosure) ?? (kind === 'LSTM' ? [...zeros, ...zeros] : zeros);
  return states.map((state) => {
    const batched = state.dim === shape.length - 1 ? algebra.unsqueeze(state, 1) : state;
    if (batched.shape.join() !== shape.join() || batched.dtype !== dtype) return call.giveUp('this hx');
    return algebra.unbind(batched);
  });
}

/** Layer by layer, and between them dropout. */
function forward(layer: Layer, kind: Kind): Value {
  const { call } = layer;
  const given = call.enclosure('input');
  const { dtype, dim } = given;
  const hidden = layer.int('hidden_size');
  const directions = layer.bool('bidirectional') ? ['', '_reverse'] : [''];
  const levels = layer.int('num_layers');
  const isFirst = layer.bool('batch_first') && dim === 3;
  const p = layer.bool('training') && levels > 1 ? layer.attribute('dropout') : undefined;
  const drops = p !== undefined && layer.number('dropout') > 0;
  if ((dtype !== 'float32' && dtype !== 'float64') || dim < 2 || dim > 3 || given.numel === 0)
    return call.giveUp(`this ${kind}`);
  if (given.shape.at(-1) !== layer.int('input_size')) return call.giveUp(`this ${kind}`);
  let x = dim === 2 ? algebra.unsqueeze(given, 1) : isFirst ? algebra.transpose(given, 0, 1) : given;
  const [length = 0, batch = 0] = x.shape;
  const states = firstStates(layer, kind, [levels * directions.length, batch, hidden], dtype);
  const weights = new Map(
    [...layer.self.attributes.keys()]
      .filter((name) => /^(?:weight|bias)_[ih]h_l/.test(name))
      .map((name) => [name, layer.tensor(name)]),
  );
  call.isTracked = !drops;
  for (const [name, value] of layer.self.attributes) if (!weights.has(name)) call.note(name, value);
  const cell = cellOf(layer, kind);
  const last: Enclosure[][] = [];
  for (let level = 0; level < levels; level++) {
    const outputs = directions.map((suffix, direction) => {
      const weight = (name: string): Enclosure | undefined =>
        weights.get(`${name}_l${level}${suffix}`)?.enclosure;
      const [own, recurrent] = [weight('weight_ih'), weight('weight_hh')];
      if (own === undefined || recurrent === undefined) return call.giveUp(`this ${kind}`);
      call.spend((batch * length * (own.numel + recurrent.numel)) / 2 + batch * length * hidden * 64);
      const inputs = algebra.unbind(algebra.linear(x, own, weight('bias_ih')));
      let state = states.map((all) => all[level * directions.length + direction] ?? x);
      const steps = inputs.map(() => x);
      for (let i = 0; i < length; i++) {
        const at = suffix === '' ? i : length - 1 - i;
        const [h = x, c = x] = state;
        state = [...cell(inputs[at] ?? x, algebra.linear(h, recurrent, weight('bias_hh')), h, c)];
        steps[at] = state[0] ?? x;
      }
      last.push(state);
      return algebra.stack(steps);
    });
    x = algebra.cat(outputs, 2);
    const [dropout] = dropoutFunctions;
    if (drops && level < levels - 1 && dropout !== undefined) {
      const dropped = call.interpreter.call(dropout, [call.result(x, '?'), p, TRUE]);
      x = dropped instanceof TensorValue ? call.asTensor(dropped).enclosure : call.giveUp(`this ${kind}`);
    }
  }
  const outer = dim === 2 ? algebra.squeeze(x, 1) : isFirst ? algebra.transpose(x, 0, 1) : x;
  const output = call.result(outer, gradNameOf(layer, kind, dim), notDerived('nothing'));
  const ends = states.map((_, which) => {
    const all = algebra.stack(last.map((state) => state[which] ?? x));
    return dim === 2
      ? call.result(algebra.squeeze(all, 1), 'SqueezeBackward1', notDerived('nothing'))
      : call.result(all, 'StackBackward0', notDerived('nothing'));
  });
  return new TupleValue([output, kind === 'LSTM' ? new TupleValue(ends) : (ends[0] ?? NONE)]);
}

function extraOf(layer: Layer): string {
  const text = (name: string): string => layer.call.interpreter.repr(layer.attribute(name)).value;
  const parts = [`${text('input_size')}, ${text('hidden_size')}`];
  if (layer.int('num_layers') !== 1) parts.push(`num_layers=${text('num_layers')}`);
  if (!layer.bool('bias')) parts.push(`bias=${text('bias')}`);
  if (layer.bool('batch_first')) parts.push(`batch_first=${text('batch_first')}`);
  if (layer.number('dropout') !== 0) parts.push(`dropout=${text('dropout')}`);
  if (layer.bool('bidirectional')) parts.push(`bidirectional=${text('bidirectional')}`);
  return parts.join(', ');
}

/** `torch.nn.RNN`, `LSTM` and `GRU`: what they draw is exact, what they compute within an error. */
export const recurrentLayers = (Object.keys(GATES) as Kind[]).map((kind) =>
  layerClass({
    name: kind,
    file: 'rnn',
    signature: `input_size, hidden_size, num_layers, ${kind === 'RNN' ? 'nonlinearity, ' : ''}bias, batch_first, dropout, bidirectional, proj_size, device, dtype`,
    defaults: {
      input_size: NONE,
      hidden_size: NONE,
      num_layers: int(1),
      bias: TRUE,
      batch_first: FALSE,
      dropout: float(0),
      bidirectional: FALSE,
      ...(kind === 'RNN' && { nonlinearity: str('tanh') }),
    },
    init: (layer) => {
      for (const name of ['proj_size', 'device', 'dtype'])
        if (layer.call.get(name) !== undefined) layer.call.leave(`this ${kind}`);
      drawWeights(layer, kind);
    },
    inputs: 'input, hx',
    forward: (layer) => forward(layer, kind),
    extra: extraOf,
    initDraws: true,
    forwardDraws: true,
  }),
);
