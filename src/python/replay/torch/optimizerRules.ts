import { adamStep, rmspropStep, sgdStep, type Step } from '../../../torch/optimizers';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { FALSE, float, int, NONE, TRUE, TupleValue, type Value } from '../object/values';
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

interface Rule {
  /** All options in the order that they have in a group, with what they are by default. */
  readonly defaults: Readonly<Record<string, Value>>;
  /** Those that may stand without their names, where that is another order. */
  readonly positional?: readonly string[];
  /** The update of a new optimizer, with the memory that it keeps. */
  readonly start: () => Update;
}

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

function adam(decay: Value, isDecoupled: Value): Rule {
  return {
    defaults: {
      lr: float(0.001),
      betas: new TupleValue([float(0.9), float(0.999)]),
      eps: float(1e-8),
      weight_decay: decay,
      amsgrad: FALSE,
      maximize: FALSE,
      foreach: NONE,
      capturable: FALSE,
      differentiable: FALSE,
      fused: NONE,
      decoupled_weight_decay: isDecoupled,
    },
    start: starting(adamStep),
  };
}

/** The optimizers whose steps are understood, by name. */
export const RULES: Readonly<Record<string, Rule>> = {
  SGD: {
    defaults: {
      lr: float(0.001),
      momentum: int(0),
      dampening: int(0),
      weight_decay: int(0),
      nesterov: FALSE,
      maximize: FALSE,
      foreach: NONE,
      differentiable: FALSE,
      fused: NONE,
    },
    start: starting(sgdStep),
  },
  Adam: adam(int(0), FALSE),
  AdamW: adam(float(0.01), TRUE),
  RMSprop: {
    defaults: {
      lr: float(0.01),
      momentum: int(0),
      alpha: float(0.99),
      eps: float(1e-8),
      centered: FALSE,
      weight_decay: int(0),
      capturable: FALSE,
      foreach: NONE,
      maximize: FALSE,
      differentiable: FALSE,
    },
    positional: ['lr', 'alpha', 'eps', 'weight_decay', 'momentum', 'centered'],
    start: starting(rmspropStep),
  },
};
