import * as algebra from './algebra';
import { alone, type Derivative, loosely, ofTwo } from './derivatives';
import { numelOf } from './tensor';

/* How gradients go through layers that a kernel computes at once: aten/src/ATen/native/{Convolution,Embedding,Normalization}.cpp. */

type Enclosure = algebra.Enclosure;
const ONE = algebra.intScalar(1);
const ZERO = algebra.intScalar(0);

/** How many roundings a kernel may add to those of a sum of so many terms. */
const ROUNDINGS = 32;

/** What was normalised, and how. */
export interface Normalization {
  readonly x: Enclosure;
  readonly mean: Enclosure;
  readonly variance: Enclosure;
  readonly eps: number;
  /** The dimensions that mean and variance are of; undefined where they do not come of the input. */
  readonly over: readonly number[] | undefined;
  /** As they were given. */
  readonly affine: algebra.Affine<Enclosure>;
  /** The weight that the input is multiplied by. */
  readonly scale: Enclosure | undefined;
  /** The dimensions that share an element of the weight. */
  readonly shared: readonly number[];
  /** Whether the kernel adds up doubles. */
  readonly inDoubles: boolean;
}

/** `native_layer_norm_backward`, which takes nothing off the input before it adds up, and `native_batch_norm_backward`. */
export function ofNormalized({
  x,
  mean,
  variance,
  eps,
  over,
  affine,
  scale,
  shared,
  inDoubles,
}: Normalization): Derivative {
  const inverse = algebra.rsqrt(algebra.add(variance, algebra.floatScalar(eps)));
  const normal = algebra.mul(algebra.sub(x, mean), inverse);
  const sizes = algebra.add(algebra.abs(x), algebra.abs(mean));
  const ofInput = (g: Enclosure): Enclosure => {
    const own = scale === undefined ? g : algebra.mul(g, scale);
    const handedOn = algebra.mul(own, inverse);
    if (over === undefined) return loosely(handedOn, handedOn);
    const count = numelOf(over.map((dim) => x.shape[dim] ?? 1));
    const meanOf = (values: Enclosure): Enclosure =>
      algebra.div(algebra.sumInAnyOrder(values, { dim: over, keepdim: true }), algebra.intScalar(count));
    const centred = algebra.sub(
      algebra.sub(own, meanOf(own)),
      algebra.mul(normal, meanOf(algebra.mul(own, normal))),
    );
    const size = algebra.abs(own);
    const square = algebra.mul(inverse, inverse);
    const terms = algebra.mul(algebra.mul(meanOf(algebra.mul(size, sizes)), sizes), square);
    const room = algebra.mul(algebra.add(algebra.add(size, meanOf(size)), terms), inverse);
    return loosely(algebra.mul(centred, inverse), room, ROUNDINGS + (inDoubles ? 0 : count));
  };
  const summed = (values: Enclosure, like: Enclosure): Enclosure =>
    algebra.reshape(
      shared.length === 0 ? values : algebra.sumInAnyOrder(values, { dim: shared }),
      like.shape,
    );
  const { weight, bias } = affine;
  const ofWeight = (g: Enclosure, like: Enclosure): Enclosure =>
    loosely(
      summed(algebra.mul(g, normal), like),
      summed(algebra.mul(algebra.abs(g), algebra.mul(sizes, inverse)), like),
      ROUNDINGS + (inDoubles ? 0 : numelOf(shared.map((dim) => x.shape[dim] ?? 1))),
    );
  return {
    keeps: 'inputs',
    gradients: (g) => [
      [x, () => ofInput(g)],
      ...(weight === undefined ? [] : [[weight, () => ofWeight(g, weight)] as const]),
      ...(bias === undefined ? [] : [[bias, () => summed(g, bias)] as const]),
    ],
  };
}

/** `embedding_dense_backward`: what was picked several times gets the sum, and padding nothing. */
export function ofEmbedding(weight: Enclosure, indices: Enclosure, padding: number | undefined): Derivative {
  const gradient = (g: Enclosure): Enclosure => {
    const rows = algebra.reshape(g, [-1, weight.shape[1] ?? 1]);
    const picked = new Map<number, Enclosure[]>();
    for (const [i, index] of Array.from(indices.tensor.values() as BigInt64Array, Number).entries()) {
      const before = picked.get(index) ?? [];
      picked.set(index, before);
      before.push(algebra.select(rows, 0, i));
    }
    const result = algebra.fullOf(weight.shape, ZERO, weight.dtype);
    for (const [index, parts] of picked)
      if (index !== padding)
        algebra.copyInto(
          algebra.select(result, 0, index),
          algebra.sumInAnyOrder(algebra.stack(parts.map((part) => algebra.contiguous(part))), { dim: 0 }),
        );
    return result;
  };
  return alone(weight, gradient, 'inputs');
}

/** `gelu_backward`, not of the approximation. */
export function ofGelu(x: Enclosure): Derivative {
  const number = algebra.floatScalar;
  return alone(
    x,
    (g) => {
      const below = algebra.mul(
        algebra.add(algebra.erf(algebra.mul(x, number(Math.SQRT1_2))), ONE),
        number(0.5),
      );
      const density = algebra.mul(
        algebra.exp(algebra.mul(algebra.mul(x, x), number(-0.5))),
        number(1 / Math.sqrt(2 * Math.PI)),
      );
      const room = algebra.mul(algebra.abs(g), algebra.add(algebra.abs(x), ONE));
      return loosely(algebra.mul(g, algebra.add(below, algebra.mul(x, density))), room, ROUNDINGS);
    },
    'inputs',
  );
}

/** Of pooling with windows that share nothing; the greatest of several equals is the first. */
export function ofPooling(x: Enclosure, window: algebra.Window, kind: 'max' | 'avg'): Derivative {
  const { kernel, stride, padding, dilation } = window;
  const isPlain = kernel.every((size, i) => (stride[i] ?? 0) >= size) && !padding.some(Boolean);
  const count = numelOf(kernel);
  return alone(
    x,
    (g) => {
      const zeros = algebra.fullOf(x.shape, ZERO, x.dtype);
      const target = algebra.windowsOf(zeros, window, ZERO);
      if (!isPlain || dilation.some((size) => size > 1) || target === undefined)
        throw new algebra.UndecidedError('windows that share elements');
      const spread = algebra.reshape(g, [...g.shape, ...kernel.map(() => 1)]);
      if (kind === 'avg')
        algebra.copyInto(target, algebra.expand(algebra.div(spread, algebra.intScalar(count)), target.shape));
      else {
        const windows = algebra.windowsOf(x, window, ZERO) ?? x;
        const { indices } = algebra.maxAlong(algebra.reshape(windows, [...g.shape, count]), -1, true);
        const places = algebra.reshape(algebra.arangeOf(ZERO, algebra.intScalar(count)), [
          ...g.shape.map(() => 1),
          count,
        ]);
        const chosen = algebra.reshape(algebra.eq(indices, places), target.shape);
        algebra.copyInto(target, algebra.where(chosen, algebra.expand(spread, target.shape), ZERO));
      }
      return zeros;
    },
    'inputs',
  );
}

/** Of a convolution of one group (N, C, …): each gradient is a convolution itself, added up in any order. */
export function ofConvolution(
  x: Enclosure,
  weight: Enclosure,
  bias: Enclosure | undefined,
  window: algebra.Window,
): Derivative {
  const { kernel, stride, padding, dilation } = window;
  const spatial = kernel.map((_, i) => 2 + i);
  const ofInput = (g: Enclosure): Enclosure => {
    const reaches = kernel.map((size, i) => (dilation[i] ?? 1) * (size - 1));
    const starts = reaches.map((reach, i) => reach - (padding[i] ?? 0));
    if (starts.some((start) => start < 0)) throw new algebra.UndecidedError('a wide padding');
    const room = algebra.fullOf(
      [...g.shape.slice(0, 2), ...reaches.map((reach, i) => (x.shape[2 + i] ?? 0) + reach)],
      ZERO,
      g.dtype,
    );
    // The gradient lies in it with the steps of the windows between its elements.
    let inner = room;
    starts.forEach((start, i) => {
      inner = algebra.narrow(inner, 2 + i, start, (room.shape[2 + i] ?? 0) - start);
    });
    const strides = inner.strides.map((one, i) => (i < 2 ? one : one * (stride[i - 2] ?? 1)));
    algebra.copyInto(inner.view(g.shape, strides), g);
    const each = kernel.map(() => 1);
    const windows = algebra.windowsOf(
      room,
      { kernel, stride: each, padding: kernel.map(() => 0), dilation },
      ZERO,
    );
    const turned = algebra.flip(algebra.permute(weight, [1, 0, ...spatial]), spatial);
    if (windows === undefined) throw new algebra.UndecidedError('no window');
    return algebra.convolved(windows, turned, undefined, 1);
  };
  const ofWeight = (g: Enclosure): Enclosure => {
    const [filters = 0, depth = 0] = weight.shape;
    const windows = algebra.windowsOf(x, window, ZERO) ?? x;
    const inside = kernel.map((_, i) => 2 + kernel.length + i);
    const rows = algebra.reshape(algebra.permute(g, [1, 0, ...spatial]), [filters, -1]);
    const columns = algebra.reshape(algebra.permute(windows, [0, ...spatial, 1, ...inside]), [
      -1,
      depth * numelOf(kernel),
    ]);
    return algebra.reshape(algebra.matmul(rows, columns), weight.shape);
  };
  return {
    keeps: 'inputs',
    gradients: (g) => [
      [x, () => ofInput(g)],
      [weight, () => ofWeight(g)],
      ...(bias === undefined
        ? []
        : [[bias, () => algebra.sumInAnyOrder(g, { dim: [0, ...spatial] })] as const]),
    ],
  };
}

/** `l1_loss`, which is a difference, its absolute value, and their sum or mean: a step back through each. */
export function ofL1Loss(input: Enclosure, target: Enclosure, reduction: string): Derivative {
  const side = algebra.sign(algebra.sub(input, target));
  const gradient = (g: Enclosure): Enclosure =>
    algebra.mul(reduction === 'mean' ? algebra.div(g, algebra.intScalar(input.numel)) : g, side);
  return ofTwo(input, target, 'between', gradient, (g) => algebra.neg(gradient(g)));
}
