import { adamStep, rmspropStep, sgdStep, type Step } from '../../../torch/optimizers';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { type TorchCall, computed } from './torchCall';
import { doubtContents, memoryOf } from './memory';
import type { TensorObject, TensorValue } from './tensorValue';

/** Changes a parameter by its gradient; `of` gives the options of its group as numbers. */
export type Update = (
  call: TorchCall,
  parameter: TensorValue,
  gradient: TensorValue,
  of: (name: string) => number,
) => void;

/** Options that make a step another one. */
const NOT_UNDERSTOOD = ['amsgrad', 'maximize', 'foreach', 'capturable', 'differentiable', 'fused'];

/** The updates of an optimizer by the steps of its parameters. */
function starting<State>(step: Step<State>): () => Update {
  return () => {
    const states = new Map<TensorObject, State | undefined>();
    return (call, parameter, gradient, of) => {
      const { enclosure, object } = parameter;
      if (NOT_UNDERSTOOD.some((name) => of(name) !== 0)) return call.giveUp('this optimizer');
      const made = step(enclosure, gradient.enclosure, states.get(object), of);
      states.set(object, made.state);
      computed(call.interpreter, () => algebra.overwrite(enclosure, [made.value], () => made.value));
      memoryOf(enclosure).version++;
      const contents = either(parameter.contentsDoubt, gradient.contentsDoubt);
      doubtContents(enclosure, either(call.interpreter.control, either(call.doubt, contents)));
    };
  };
}

/** How the steps that are understood go, by what their optimizers are called. */
export const RULES: Readonly<Record<string, () => Update>> = {
  SGD: starting(sgdStep),
  Adam: starting(adamStep),
  RMSprop: starting(rmspropStep),
};
