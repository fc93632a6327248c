import * as algebra from './algebra';

/* The optimizers of torch.optim, as they work on a CPU: `_single_tensor_sgd`, `_single_tensor_adam`. */

type Enclosure = algebra.Enclosure;

/**
 * What a parameter becomes by its gradient. `of` gives the options: those of a pair are `betas1` and `betas2`, True
 * is 1. Undefined where an option is not understood.
 */
export type Step<State> = (
  parameter: Enclosure,
  gradient: Enclosure,
  before: State | undefined,
  of: (name: string) => number,
) => { readonly value: Enclosure; readonly state: State | undefined } | undefined;

const { floatScalar, add, mul, div } = algebra;

/** Room for kernels that fuse the roundings of an element. */
function fused(x: Enclosure, term: Enclosure): Enclosure {
  const sizes = algebra.magnitudes(algebra.add(algebra.abs(x), algebra.abs(term)));
  return algebra.widened(x, (i) => 4 * algebra.unitOf(x) * (sizes[i] ?? 0));
}

/** `torch.optim.SGD`, which keeps the momentum. */
export const sgdStep: Step<Enclosure> = (parameter, gradient, before, of) => {
  if (of('maximize') !== 0) return undefined;
  const [momentum, decay, dampening] = [of('momentum'), of('weight_decay'), of('dampening')];
  let change = gradient;
  let state: Enclosure | undefined;
  if (decay !== 0) change = add(change, parameter, floatScalar(decay));
  if (momentum !== 0) {
    state =
      before === undefined
        ? algebra.clone(change)
        : add(mul(before, floatScalar(momentum)), change, floatScalar(1 - dampening));
    change = of('nesterov') === 0 ? state : add(change, state, floatScalar(momentum));
  }
  return { value: add(parameter, change, floatScalar(-of('lr'))), state };
};

/** What Adam keeps of a parameter. */
export interface Moments {
  readonly mean: Enclosure;
  readonly square: Enclosure;
  readonly step: number;
}

/** `torch.optim.Adam`, and where `isDecoupled` AdamW. */
export function adamStep(isDecoupled: boolean): Step<Moments> {
  return (parameter, gradient, before, of) => {
    if (of('amsgrad') !== 0 || of('maximize') !== 0) return undefined;
    const [rate, first, second] = [of('lr'), of('betas1'), of('betas2')];
    const decay = of('weight_decay');
    let [value, change] = [parameter, gradient];
    if (decay !== 0 && isDecoupled) value = mul(value, floatScalar(1 - rate * decay));
    else if (decay !== 0) change = add(change, value, floatScalar(decay));
    const zeros = algebra.fullLike(value, floatScalar(0));
    const moments = before ?? { mean: zeros, square: zeros, step: 0 };
    const step = moments.step + 1;
    const mean = algebra.lerp(moments.mean, change, floatScalar(1 - first));
    const added = mul(mul(change, change), floatScalar(1 - second));
    const square = fused(add(mul(moments.square, floatScalar(second)), added), added);
    const [meanBias, squareBias] = [1 - first ** step, 1 - second ** step];
    const root = div(algebra.sqrt(square), floatScalar(Math.sqrt(squareBias)));
    const moved = div(mul(mean, floatScalar(-(rate / meanBias))), add(root, floatScalar(of('eps'))));
    return { value: fused(add(value, fused(moved, moved)), moved), state: { mean, square, step } };
  };
}
