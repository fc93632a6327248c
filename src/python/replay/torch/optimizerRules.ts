import { adamStep, sgdStep, type Step } from '../../../torch/optimizers';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { FALSE, float, int, TupleValue, type Value } from '../object/values';
import { type TorchCall, computed } from './torchCall';
import { doubtContents, memoryOf } from './memory';
import type { TensorObject, TensorValue } from './tensorValue';

/** Changes a parameter by its gradient. */
export type Update = (
  call: TorchCall,
  parameter: TensorValue,
  gradient: TensorValue,
  options: ReadonlyMap<string, number>,
) => void;

interface Rule {
  /** The options that are understood, in their order, with what they are by default. */
  readonly defaults: Readonly<Record<string, Value>>;
  /** The update of a new optimizer, with the memory that it keeps. */
  readonly start: () => Update;
}

/** The updates of an optimizer by the steps of its parameters. */
function starting<State>(step: Step<State>): () => Update {
  return () => {
    const states = new Map<TensorObject, State | undefined>();
    return (call, parameter, gradient, options) => {
      const { enclosure, object } = parameter;
      const of = (name: string): number => options.get(name) ?? 0;
      const made = step(enclosure, gradient.enclosure, states.get(object), of);
      if (made === undefined) return call.giveUp('this optimizer');
      states.set(object, made.state);
      computed(call.interpreter, () => algebra.overwrite(enclosure, [made.value], () => made.value));
      memoryOf(enclosure).version++;
      const contents = either(parameter.contentsDoubt, gradient.contentsDoubt);
      doubtContents(enclosure, either(call.interpreter.control, either(call.doubt, contents)));
    };
  };
}

const SHARED = { lr: float(0.001), maximize: FALSE };

function adam(decay: Value, isDecoupled: boolean): Rule {
  return {
    defaults: {
      lr: SHARED.lr,
      betas: new TupleValue([float(0.9), float(0.999)]),
      eps: float(1e-8),
      weight_decay: decay,
      amsgrad: FALSE,
      maximize: SHARED.maximize,
    },
    start: starting(adamStep(isDecoupled)),
  };
}

/** The optimizers whose steps are understood, by name. */
export const RULES: Readonly<Record<string, Rule>> = {
  SGD: {
    defaults: {
      lr: SHARED.lr,
      momentum: int(0),
      dampening: int(0),
      weight_decay: int(0),
      nesterov: FALSE,
      maximize: SHARED.maximize,
    },
    start: starting(sgdStep),
  },
  Adam: adam(int(0), false),
  AdamW: adam(float(0.01), true),
};
