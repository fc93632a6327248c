import { adamStep, rmspropStep, sgdStep, type Step } from '../../../torch/optimizers';
import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import type { Value } from '../object/values';
import { type TorchCall, computed } from './torchCall';
import { doubtContents, memoryOf } from './memory';
import { type TensorObject, TensorValue } from './tensorValue';

/** Changes a parameter by its gradient; `of` gives the options of its group as numbers, where all are known. */
export type Update = (
  call: TorchCall,
  parameter: TensorValue,
  gradient: Value,
  of: ((name: string) => number) | undefined,
) => void;

/** Options that make a step another one. */
const NOT_UNDERSTOOD = ['amsgrad', 'maximize', 'foreach', 'capturable', 'differentiable', 'fused'];

/** The updates of an optimizer by the steps of its parameters. */
function starting<State>(step?: Step<State>): () => Update {
  return () => {
    const states = new Map<TensorObject, State | undefined>();
    // What they came from stays in doubt, though parameters are overwritten.
    const doubts = new Map<TensorObject, Doubt | undefined>();
    return (call, parameter, gradient, of) => {
      const { enclosure, object } = parameter;
      if (step === undefined || of === undefined || !(gradient instanceof TensorValue)) {
        const doubt = gradient.doubt ?? call.interpreter.about('notUnderstood', 'a step of the optimizer');
        doubts.set(object, doubt);
        return doubtContents(enclosure, doubt);
      }
      if (NOT_UNDERSTOOD.some((name) => of(name) !== 0)) return call.giveUp('this optimizer');
      const made = step(enclosure, gradient.enclosure, states.get(object), of);
      states.set(object, made.state);
      const contents = either(doubts.get(object), either(parameter.contentsDoubt, gradient.contentsDoubt));
      const doubt = either(call.interpreter.control, either(call.doubt, contents));
      doubts.set(object, doubt);
      computed(call.interpreter, () => algebra.overwrite(enclosure, [made.value], () => made.value));
      memoryOf(enclosure).version++;
      doubtContents(enclosure, doubt);
    };
  };
}

/** Updates of which nothing is known. */
export const notKnown = starting();

/** How the steps that are understood go, by what their optimizers are called. */
export const RULES: Readonly<Record<string, () => Update>> = {
  SGD: starting(sgdStep),
  Adam: starting(adamStep),
  RMSprop: starting(rmspropStep),
};
