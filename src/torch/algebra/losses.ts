import { add, mul, sub } from './arithmetic';
import { arangeOf } from './creation';
import { clamp, softplus } from './activations';
import type { Enclosure } from './enclosure';
import { index } from './indexing';
import { scalarsOf } from './items';
import { runtimeError } from '../errors';
import { log } from './transcendental';
import { logSoftmax } from './softmax';
import { mean, sum } from './sums';
import { abs, neg } from './rounding';
import { floatScalar, intScalar, type Scalar } from './scalar';
import { magnitudes, unitOf, widened } from './widening';

/* The losses of torch.nn.functional, element by element and reduced: aten/src/ATen/native/Loss.cpp, LossNLL.cpp. */

const ONE = intScalar(1);

/** -log of the probability of each target class. */
function logLikelihood(logs: Enclosure, target: Enclosure): Enclosure {
  const rows = arangeOf(intScalar(0), intScalar(logs.shape[0] ?? 0));
  return neg(
    index(logs, [
      { type: 'tensor', tensor: rows },
      { type: 'tensor', tensor: target },
    ]),
  );
}

/**
 * Asks of each element whether it is a probability, of the input first.
 *
 * @throws TorchError RuntimeError where one surely is not.
 */
function checkProbabilities(input: Enclosure, target: Enclosure): void {
  const targets = scalarsOf(target);
  const check = (name: string, { value, error = 0 }: Scalar): void => {
    if (!(Number(value) >= -error && Number(value) <= 1 + error))
      throw runtimeError(`all elements of ${name} should be between 0 and 1`);
  };
  for (const [i, one] of scalarsOf(input).entries()) {
    check('input', one);
    const other = targets[i];
    if (other !== undefined) check('target', other);
  }
}

/** The loss of each element, by the function's name. */
export const LOSSES = {
  mse_loss: (input, target) => {
    const difference = sub(input, target);
    return mul(difference, difference);
  },
  l1_loss: (input, target) => abs(sub(input, target)),
  cross_entropy: (input, target) => logLikelihood(logSoftmax(input, 1), target),
  nll_loss: logLikelihood,
  binary_cross_entropy: (input, target) => {
    checkProbabilities(input, target);
    const floor = floatScalar(-100);
    const yes = mul(target, clamp(log(input), floor, undefined));
    const no = mul(sub(target, ONE), clamp(log(sub(ONE, input)), floor, undefined));
    const result = sub(no, yes);
    const sizes = magnitudes(result);
    // Room for the order in which a kernel computes each element.
    return widened(result, (i) => 8 * unitOf(result) * (sizes[i] ?? 0));
  },
  binary_cross_entropy_with_logits: (input, target) => {
    const linear = mul(sub(ONE, target), input);
    const result = add(linear, softplus(neg(input), 1, Infinity));
    const sizes = magnitudes(add(abs(linear), abs(input)));
    return widened(result, (i) => 16 * unitOf(result) * ((sizes[i] ?? 0) + 1));
  },
} as const satisfies Readonly<Record<string, (input: Enclosure, target: Enclosure) => Enclosure>>;

/** Sum or mean of the elements, in whatever order a kernel adds them. */
export function reducedLoss(
  name: keyof typeof LOSSES,
  each: Enclosure,
  reduction: 'sum' | 'mean',
): Enclosure {
  const total = reduction === 'sum' ? sum(each) : mean(each);
  // These two end with PyTorch's own sum; the others add in kernels of their own.
  if (name === 'mse_loss' || name === 'l1_loss') return total;
  const sequential = magnitudes(sum(abs(each)))[0] ?? 0;
  const divisor = reduction === 'sum' ? 1 : Math.max(1, each.numel);
  return widened(total, (unitOf(total) * each.numel * sequential) / divisor);
}
