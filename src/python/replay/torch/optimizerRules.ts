import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { FALSE, float, int, TupleValue, type Value } from '../object/values';
import { type TorchCall, computed } from './torchCall';
import { doubtContents, memoryOf } from './memory';
import type { TensorObject, TensorValue } from './tensorValue';

/* The optimizers of torch.optim, as they work on a CPU: `_single_tensor_sgd`, `_single_tensor_adam`. */

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

type Enclosure = algebra.Enclosure;

const { floatScalar, add, mul, div } = algebra;

/** Room for kernels that fuse the roundings of an element. */
function fused(x: Enclosure, term: Enclosure): Enclosure {
  const sizes = algebra.magnitudes(algebra.add(algebra.abs(x), algebra.abs(term)));
  return algebra.widened(x, (i) => 4 * algebra.unitOf(x) * (sizes[i] ?? 0));
}

/** Writes what a parameter becomes. */
function write(call: TorchCall, parameter: TensorValue, gradient: TensorValue, value: Enclosure): void {
  const { enclosure } = parameter;
  computed(call.interpreter, () => algebra.overwrite(enclosure, [value], () => value));
  memoryOf(enclosure).version++;
  doubtContents(
    enclosure,
    either(
      call.interpreter.control,
      either(call.doubt, either(parameter.contentsDoubt, gradient.contentsDoubt)),
    ),
  );
}

function startSgd(): Update {
  const buffers = new Map<TensorObject, Enclosure>();
  return (call, parameter, gradient, options) => {
    const of = (name: string): number => options.get(name) ?? 0;
    if (of('maximize') !== 0) return call.giveUp('this optimizer');
    const [momentum, decay, dampening] = [of('momentum'), of('weight_decay'), of('dampening')];
    const { enclosure } = parameter;
    let change = gradient.enclosure;
    if (decay !== 0) change = add(change, enclosure, floatScalar(decay));
    if (momentum !== 0) {
      const before = buffers.get(parameter.object);
      const buffer =
        before === undefined
          ? algebra.clone(change)
          : add(mul(before, floatScalar(momentum)), change, floatScalar(1 - dampening));
      buffers.set(parameter.object, buffer);
      change = of('nesterov') === 0 ? buffer : add(change, buffer, floatScalar(momentum));
    }
    write(call, parameter, gradient, add(enclosure, change, floatScalar(-of('lr'))));
  };
}

function startAdam(decoupled: boolean): Update {
  const moments = new Map<TensorObject, { mean: Enclosure; square: Enclosure; step: number }>();
  return (call, parameter, gradient, options) => {
    const of = (name: string): number => options.get(name) ?? 0;
    if (of('amsgrad') !== 0 || of('maximize') !== 0) return call.giveUp('this optimizer');
    const [rate, first, second] = [of('lr'), of('betas1'), of('betas2')];
    const decay = of('weight_decay');
    let { enclosure } = parameter;
    let change = gradient.enclosure;
    if (decay !== 0 && decoupled) enclosure = mul(enclosure, floatScalar(1 - rate * decay));
    else if (decay !== 0) change = add(change, enclosure, floatScalar(decay));
    const zeros = algebra.fullLike(enclosure, floatScalar(0));
    const before = moments.get(parameter.object) ?? { mean: zeros, square: zeros, step: 0 };
    const step = before.step + 1;
    const mean = algebra.lerp(before.mean, change, floatScalar(1 - first));
    const added = mul(mul(change, change), floatScalar(1 - second));
    const square = fused(add(mul(before.square, floatScalar(second)), added), added);
    moments.set(parameter.object, { mean, square, step });
    const [meanBias, squareBias] = [1 - first ** step, 1 - second ** step];
    const root = div(algebra.sqrt(square), floatScalar(Math.sqrt(squareBias)));
    const moved = div(mul(mean, floatScalar(-(rate / meanBias))), add(root, floatScalar(of('eps'))));
    write(call, parameter, gradient, fused(add(enclosure, fused(moved, moved)), moved));
  };
}

function adam(decay: number, decoupled: boolean): Rule {
  return {
    defaults: {
      lr: float(0.001),
      betas: new TupleValue([float(0.9), float(0.999)]),
      eps: float(1e-8),
      weight_decay: decay === 0 ? int(0) : float(decay),
      amsgrad: FALSE,
      maximize: FALSE,
    },
    start: () => startAdam(decoupled),
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
    },
    start: startSgd,
  },
  Adam: adam(0, false),
  AdamW: adam(0.01, true),
};
