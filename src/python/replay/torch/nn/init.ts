import { moduleNames, publicNames } from '../../../library/names';
import { type FloatDType, type Generator, isFloating, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { byName, makeModule } from '../../modules/make';
import type { NativeFunction, Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { doubtContents } from '../memory';
import { normalValues } from '../drawing';
import { fillInPlace } from '../randomMethods';
import type { TensorValue } from '../tensorValue';

/* torch/nn/init.py: all of it runs without gradients. What draws nothing, or is computed from sizes, is written in Python. */

type Distribution = (x: algebra.Enclosure, dtype: FloatDType, generator: Generator) => algebra.Enclosure;

const uniformly =
  (from: number, to: number): Distribution =>
  (x, dtype, generator) =>
    algebra.exact(uniform(x.shape, from, to, generator, dtype));

const normally =
  (mean: number, std: number): Distribution =>
  (x, dtype, generator) =>
    normalValues(x.shape, mean, std, generator, dtype);

/** Draws into a tensor, unseen by autograd. */
function drawInto(call: TorchCall, tensor: TensorValue, distribution: Distribution): Value {
  const { dtype } = tensor.enclosure;
  if (!isFloating(dtype)) return call.giveUp('integers here');
  return fillInPlace(call, tensor, undefined, (generator) =>
    distribution(tensor.enclosure, dtype, generator),
  );
}

/** Draws as PyTorch does, for values that are not computed here. */
function drawnOnly(call: TorchCall, tensor: TensorValue, distribution: Distribution): Value {
  drawInto(call, tensor, distribution);
  doubtContents(tensor.enclosure, call.interpreter.about('notUnderstood', call.name));
  return tensor;
}

function drawing(name: string, signature: string, body: (call: TorchCall) => Value): NativeFunction {
  return torchFunction(name, signature, { draws: true, mutates: true }, body);
}

const members = [
  drawing('uniform_', 'tensor, a, b, generator', (call) =>
    drawInto(call, call.tensor('tensor'), uniformly(call.number('a') ?? 0, call.number('b') ?? 1)),
  ),
  drawing('normal_', 'tensor, mean, std, generator', (call) =>
    drawInto(call, call.tensor('tensor'), normally(call.number('mean') ?? 0, call.number('std') ?? 1)),
  ),
  // By the decomposition of a normal matrix, in which all dimensions but the first are one.
  drawing('orthogonal_', 'tensor, gain, generator', (call) => {
    const tensor = call.tensor('tensor');
    const { shape, numel, dim } = tensor.enclosure;
    const [rows = 0] = shape;
    if (dim < 2 || numel === 0) return call.giveUp('orthogonal_');
    return drawnOnly(call, tensor, (x, dtype, generator) =>
      algebra.reshape(normalValues([rows, numel / rows], 0, 1, generator, dtype), x.shape),
    );
  }),
  drawing('sparse_', 'tensor, sparsity, std, generator', (call) => call.leave('sparse_')),
];

/** `torch.nn.init`. */
export const initModule = makeModule(
  'torch.nn.init',
  byName(members),
  publicNames(moduleNames('torch.nn.init')),
);
