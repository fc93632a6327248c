import { isFloating, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { FALSE, float, int, NONE, TRUE, TupleValue, type Value } from '../../object/values';
import { draw } from '../drawing';
import { type Layer, layerClass } from './layer';
import { newParameter } from './parameter';
import { shapeOnly } from './unknown';

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

/** Shapes of outputs and states; their values are not computed. */
function forward(layer: Layer, kind: Kind): Value {
  const { call } = layer;
  const x = call.enclosure('input');
  const hidden = layer.int('hidden_size');
  const directions = layer.bool('bidirectional') ? 2 : 1;
  const states = layer.int('num_layers') * directions;
  if (!isFloating(x.dtype) || x.dim < 2 || x.dim > 3) return call.giveUp(`this ${kind}`);
  for (const [, value] of layer.self.attributes) if (value.kind === 'native') call.asTensor(value);
  // Between its layers it drops out.
  if (layer.number('dropout') > 0 && layer.bool('training') && layer.int('num_layers') > 1)
    call.interpreter.random.lose(call.interpreter.about('unknownCall', `the dropout within ${kind}`));
  const batch = x.dim === 3 ? [x.shape[layer.bool('batch_first') ? 0 : 1] ?? 0] : [];
  const output = shapeOnly(
    call,
    [...x.shape.slice(0, -1), hidden * directions],
    x.dtype,
    `the values of ${kind}`,
  );
  const state = (): Value => shapeOnly(call, [states, ...batch, hidden], 'float32', `the values of ${kind}`);
  const last = kind === 'LSTM' ? new TupleValue([state(), state()]) : state();
  return new TupleValue([output, last]);
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

/** `torch.nn.RNN`, `LSTM` and `GRU`: what they draw when made is exact, what they compute is not. */
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
