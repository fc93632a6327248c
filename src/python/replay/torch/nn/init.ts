import { moduleNames, publicNames } from '../../../library/names';
import { type FloatDType, type Generator, isFloating, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { byName, makeModule } from '../../modules/make';
import type { NativeFunction, Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
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
  drawing('sparse_', 'tensor, sparsity, std, generator', (call) => call.leave('sparse_')),
];

/** `torch.nn.init`. */
export const initModule = makeModule(
  'torch.nn.init',
  byName(members),
  publicNames(moduleNames('torch.nn.init')),
);
