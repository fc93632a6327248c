import { isFloating } from '../../../torch';
import { notDerived } from '../../../torch/derivatives';
import { bool, FALSE } from '../object/values';
import { native } from '../object/native';
import { makeModule } from '../modules/make';
import { recordedNode } from './autograd';
import { doubtContents, memoryOf } from './memory';
import { torchFunction } from './torchCall';
import { isAlike, newTensor, TensorValue } from './tensorValue';

/**
 * Makes what the `forward` of a `torch.autograd.Function` gave the result of one step of the graph, through which
 * gradients go as its `backward` says: that gives one for each input. `saved` must not change until then.
 */
const recorded = torchFunction('_recorded', 'output, name, backward, inputs, saved', (call) => {
  const { interpreter } = call;
  const inputs = call.tensorList(call.need('inputs'));
  const watched = call.tensorList(call.need('saved')).map(({ enclosure }) => enclosure);
  const output = call.need('output');
  const backward = call.need('backward');
  if (!(output instanceof TensorValue) || !isFloating(output.enclosure.dtype))
    return call.giveUp('this result of a Function');
  const { object, enclosure } = output;
  if (object.node !== undefined) return call.giveUp('this result of a Function');
  // What shows another's memory must not be changed any more.
  const isOneOfSeveral = inputs.some((one) => one.enclosure.sharesMemoryWith(enclosure));
  const distinct = inputs.filter((one, i) => inputs.findIndex((other) => other.object === one.object) === i);
  const more = { derivative: { ...notDerived('all'), isOneOfSeveral }, output: enclosure, doubt: call.doubt };
  const { node, ...history } = recordedNode(interpreter, distinct, call.string('name'), more);
  Object.assign(object, history);
  if (node === undefined) return output;
  const versionsOf = (): string => watched.map((one) => memoryOf(one).version + one.writes).join();
  const versions = versionsOf();
  object.node = {
    ...node,
    isIntact: () => node.isIntact() && versionsOf() === versions,
    custom(gradient, doubt) {
      const given = newTensor(gradient);
      if (doubt !== undefined) doubtContents(gradient, doubt);
      const results = interpreter.call(backward, [given]);
      const items = results.kind === 'list' ? results.items : interpreter.giveUp('this backward');
      return inputs.flatMap((input, i) => {
        const result = items[i];
        if (!input.object.requiresGrad || result?.kind === 'none') return [];
        if (!(result instanceof TensorValue) || !isAlike(result, input))
          return interpreter.giveUp('a gradient of another kind');
        return [[input.enclosure, () => result.enclosure, result.contentsDoubt] as const];
      });
    },
  };
  return output;
});

/** Whether two tensors hold the same here, whatever is in doubt of that. */
const holdsSame = native('_holds_same', 'a, b', { ownDoubt: true }, (args) => {
  const [a, b] = [args.need('a'), args.need('b')];
  if (!(a instanceof TensorValue && b instanceof TensorValue && isAlike(a, b))) return FALSE;
  const [one, other] = [a, b].map(({ enclosure }) => [...enclosure.tensor.values()].join());
  return bool(one === other);
});

/** `torch.autograd.function`, of which most is written in Python. */
export const ownFunctionModule = makeModule('torch.autograd.function', {
  _recorded: recorded,
  _holds_same: holdsSame,
});
