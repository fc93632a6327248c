import { sigmoid, tanh } from './transcendental';
import { relu } from './activations';
import { add, mul, sub } from './arithmetic';
import type { Enclosure } from './enclosure';
import { stack } from './joining';
import { linear } from './matmul';
import { intScalar } from './scalar';
import { chunk, unbind } from './slices';
import { magnitudes, unitOf, widened } from './widening';

/* aten/src/ATen/native/RNN.cpp, and the kernels of oneDNN that compute LSTMs on x86. */

/** The cells, each with the number of its gates: of the parts of its weights' rows. */
export const GATES = { RNN: 1, LSTM: 4, GRU: 3 } as const;

export type RecurrentKind = keyof typeof GATES;

/** Weights and biases of one layer in one direction. */
export interface RecurrentWeights {
  readonly input: Enclosure;
  readonly hidden: Enclosure;
  readonly inputBias: Enclosure | undefined;
  readonly hiddenBias: Enclosure | undefined;
}

/** Room for kernels that take the roundings in their own order, and have exponentials of their own. */
function loosely(x: Enclosure, ...terms: readonly Enclosure[]): Enclosure {
  const errors = x.errors();
  const sizes = terms.map(magnitudes);
  return widened(x, (i) => {
    const most = sizes.reduce((sum, size) => sum + (size[i] ?? 0), 1);
    return (errors?.[i] ?? 0) + 4 * unitOf(x) * most;
  });
}

function summed(a: Enclosure, b: Enclosure): Enclosure {
  return loosely(add(a, b), a, b);
}

/**
 * The states after a step: the hidden one, and that of the cell which an LSTM has.
 *
 * @param input the gates as the input has them, (batch, gates · size).
 * @param recurrent as the hidden state has them.
 */
function stepOf(
  kind: RecurrentKind,
  isRelu: boolean,
  input: Enclosure,
  recurrent: Enclosure,
  [hidden, cell]: readonly [hidden: Enclosure, cell: Enclosure],
): readonly [hidden: Enclosure, cell: Enclosure] {
  switch (kind) {
    case 'RNN': {
      const sum = summed(input, recurrent);
      return [isRelu ? relu(sum) : loosely(tanh(sum)), cell];
    }
    case 'GRU': {
      const [reset = input, update = input, made = input] = chunk(input, 3, 1);
      const [otherReset = input, otherUpdate = input, other = input] = chunk(recurrent, 3, 1);
      const kept = loosely(sigmoid(summed(update, otherUpdate)));
      const next = loosely(tanh(summed(made, mul(loosely(sigmoid(summed(reset, otherReset))), other))));
      // As PyTorch's (hidden - next) * kept + next, in which an error of `next` would be counted twice.
      const mixed = add(mul(next, sub(intScalar(1), kept)), mul(hidden, kept));
      return [loosely(mixed, hidden, next), cell];
    }
    case 'LSTM': {
      const [i = cell, f = cell, g = cell, o = cell] = chunk(summed(input, recurrent), 4, 1);
      const next = loosely(add(mul(loosely(sigmoid(f)), cell), mul(sigmoid(i), loosely(tanh(g)))), cell);
      return [loosely(mul(sigmoid(o), tanh(next))), next];
    }
  }
}

/** How many elements are touched, and products made, by `recurrentLayer`: a quarter of them. */
export function recurrentWork(x: Enclosure, { input, hidden }: RecurrentWeights): number {
  const steps = x.numel / Math.max(1, x.shape[2] ?? 1);
  return (steps * (input.numel + hidden.numel)) / 2 + steps * hidden.numel ** 0.5 * 64;
}

/**
 * One layer in one direction over a sequence (length, batch, size): its hidden states, and the states at its end.
 *
 * @param states those at its beginning, (batch, size) each.
 */
export function recurrentLayer(
  kind: RecurrentKind,
  x: Enclosure,
  weights: RecurrentWeights,
  states: readonly [hidden: Enclosure, cell: Enclosure],
  { isReverse, isRelu }: { readonly isReverse: boolean; readonly isRelu: boolean },
): { readonly output: Enclosure; readonly last: readonly [hidden: Enclosure, cell: Enclosure] } {
  const inputs = unbind(linear(x, weights.input, weights.inputBias));
  const outputs = [...inputs];
  let last = states;
  for (let i = 0; i < inputs.length; i++) {
    const at = isReverse ? inputs.length - 1 - i : i;
    const recurrent = linear(last[0], weights.hidden, weights.hiddenBias);
    last = stepOf(kind, isRelu, inputs[at] ?? x, recurrent, last);
    outputs[at] = last[0];
  }
  return { output: stack(outputs), last };
}
