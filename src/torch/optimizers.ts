import * as algebra from './algebra';

/* The optimizers of torch.optim, as they work on a CPU: `_single_tensor_sgd`, `_single_tensor_adam`. */

type Enclosure = algebra.Enclosure;

/**
 * What a parameter becomes by its gradient. `of` gives the options: those of a pair are `betas1` and `betas2`, True
 * is 1.
 */
export type Step<State> = (
  parameter: Enclosure,
  gradient: Enclosure,
  before: State | undefined,
  of: (name: string) => number,
) => { readonly value: Enclosure; readonly state: State | undefined };

const { floatScalar, add, mul, div } = algebra;

/** Room for kernels that fuse the roundings of an element. */
function fused(x: Enclosure, term: Enclosure): Enclosure {
  const sizes = algebra.magnitudes(algebra.add(algebra.abs(x), algebra.abs(term)));
  return algebra.widened(x, (i) => 4 * algebra.unitOf(x) * (sizes[i] ?? 0));
}

/** `torch.optim.SGD`, which keeps the momentum. */
export const sgdStep: Step<Enclosure> = (parameter, gradient, before, of) => {
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
export const adamStep: Step<Moments> = (parameter, gradient, before, of) => {
  const isDecoupled = of('decoupled_weight_decay') !== 0;
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

/** What RMSprop keeps of a parameter. */
export interface Squares {
  readonly square: Enclosure;
  readonly mean: Enclosure | undefined;
  readonly momentum: Enclosure | undefined;
}

/** `torch.optim.RMSprop`: `_single_tensor_rmsprop`. */
export const rmspropStep: Step<Squares> = (parameter, gradient, before, of) => {
  const [alpha, decay, factor] = [of('alpha'), of('weight_decay'), of('momentum')];
  const change = decay === 0 ? gradient : add(gradient, parameter, floatScalar(decay));
  const zeros = algebra.fullLike(parameter, floatScalar(0));
  const added = mul(mul(change, change), floatScalar(1 - alpha));
  const square = fused(add(mul(before?.square ?? zeros, floatScalar(alpha)), added), added);
  let [mean, momentum]: (Enclosure | undefined)[] = [];
  let spread = square;
  if (of('centered') !== 0) {
    mean = algebra.lerp(before?.mean ?? zeros, change, floatScalar(1 - alpha));
    const squared = mul(mean, mean);
    spread = fused(algebra.sub(square, squared), squared);
  }
  const quotient = div(change, add(algebra.sqrt(spread), floatScalar(of('eps'))));
  if (factor !== 0) {
    const kept = mul(before?.momentum ?? zeros, floatScalar(factor));
    momentum = fused(add(kept, quotient), quotient);
  }
  const moved = mul(momentum ?? quotient, floatScalar(-of('lr')));
  return { value: fused(add(parameter, fused(moved, moved)), moved), state: { square, mean, momentum } };
};
