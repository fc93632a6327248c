import { add, mul, sub } from './arithmetic';
import type { Enclosure } from './enclosure';
import { rsqrt } from './powers';
import { abs } from './rounding';
import { floatScalar, intScalar } from './scalar';
import { repeat } from './joining';
import { variance } from './spread';
import { mean } from './sums';
import { expand, reshape } from './views';
import { magnitudes, unitOf, widened } from './widening';

/** How many roundings an implementation may add, in units of the terms' magnitudes. */
const NORMALIZATION_ROUNDINGS = 16;

/** What the normalised values are multiplied by, and what is added to them. */
export interface Affine<T> {
  readonly weight: T | undefined;
  readonly bias: T | undefined;
}

/** (x - mean)/√(var + eps)·weight + bias, all of shapes that broadcast, with room for every order of computing it. */
export function normalized(
  x: Enclosure,
  { mean: centre, variance: width }: { readonly mean: Enclosure; readonly variance: Enclosure },
  eps: number,
  { weight, bias }: Affine<Enclosure>,
): Enclosure {
  const inverse = rsqrt(add(width, floatScalar(eps)));
  const scale = weight === undefined ? inverse : mul(inverse, weight);
  const centred = sub(x, centre);
  const scaled = mul(centred, scale);
  const result = bias === undefined ? scaled : add(scaled, bias);
  const parts = [abs(x), abs(centre)].map((part) => mul(part, abs(scale)));
  const total = parts.reduce(
    (sum, part) => add(sum, part),
    bias === undefined ? mul(result, intScalar(0)) : abs(bias),
  );
  const terms = magnitudes(expand(total, result.shape));
  const unit = unitOf(result);
  return widened(result, (i) => NORMALIZATION_ROUNDINGS * unit * (terms[i] ?? 0));
}

interface Moments {
  readonly mean: Enclosure;
  readonly variance: Enclosure;
}

/** The mean and the biased variance over some dimensions, which stay; the variance has room for one pass and two. */
export function moments(x: Enclosure, dim: readonly number[]): Moments {
  return {
    mean: mean(x, { dim, keepdim: true }),
    variance: variance(x, { dim, correction: 0, keepdim: true }),
  };
}

/** How far the mean of `RowwiseMoments` may be from the exact one, in units of the mean magnitude. */
const MOVING_ROUNDINGS = 4;

/** The same where the mean moves from element to element (Welford), and is rounded each time: also that of exact numbers is. */
export function movingMoments(x: Enclosure, dim: readonly number[]): Moments {
  const own = moments(x, dim);
  const sizes = magnitudes(mean(abs(x), { dim, keepdim: true }));
  const room = (i: number): number => MOVING_ROUNDINGS * unitOf(own.mean) * (sizes[i] ?? 0);
  return { ...own, mean: widened(own.mean, room) };
}

/** A vector with an element for each channel of an input (N, C, …), so that it broadcasts. */
export function perChannel(values: Enclosure, x: Enclosure): Enclosure {
  return reshape(values, [1, -1, ...x.shape.slice(2).map(() => 1)]);
}

/** `F.group_norm` of an input (N, C, …). */
export function groupNormalized(
  x: Enclosure,
  groups: number,
  eps: number,
  { weight, bias }: Affine<Enclosure>,
): Enclosure {
  const [batch = 0, channels = 0] = x.shape;
  const own = movingMoments(reshape(x, [batch, groups, -1]), [2]);
  const back = (values: Enclosure): Enclosure =>
    reshape(repeat(reshape(values, [batch, groups, 1]), [1, 1, channels / groups]), [
      batch,
      channels,
      ...x.shape.slice(2).map(() => 1),
    ]);
  return normalized(x, { mean: back(own.mean), variance: back(own.variance) }, eps, {
    weight: weight && perChannel(weight, x),
    bias: bias && perChannel(bias, x),
  });
}

/** What running statistics become with those of a batch. */
export function movedStatistics(running: Enclosure, now: Enclosure, momentum: number): Enclosure {
  const moved = add(
    mul(running, floatScalar(1 - momentum)),
    mul(reshape(now, running.shape), floatScalar(momentum)),
  );
  const sizes = magnitudes(moved);
  return widened(moved, (i) => NORMALIZATION_ROUNDINGS * unitOf(moved) * ((sizes[i] ?? 0) + 1e-6));
}
