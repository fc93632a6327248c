import * as algebra from './algebra';

/* How gradients go through PyTorch's operations: tools/autograd/derivatives.yaml, torch/csrc/autograd/FunctionsManual.cpp. */

/** How a gradient goes back through a step. */
export interface Derivative {
  /**
   * What it looks at of that which may be overwritten until then: the step's inputs, its output, both, or nothing; or
   * what stands between them, which nobody can overwrite. As tools/autograd/derivatives.yaml has it, or more.
   */
  readonly keeps: 'nothing' | 'inputs' | 'output' | 'all' | 'between';
  /**
   * The gradients of the step's operands, given that of its result: each as a function, for those that are wanted. What
   * was broadcast is summed by whoever asks. None where that is not understood.
   */
  readonly gradients: (
    gradient: algebra.Enclosure,
  ) => readonly (readonly [operand: algebra.Operand, gradient: () => algebra.Enclosure])[];
  /** Whether it gives a view of a result that nobody else holds, for it takes several steps. */
  readonly isView?: boolean;
  /** Whether the step gives several views at once, of which PyTorch lets none be changed in place. */
  readonly isOneOfSeveral?: boolean;
}

type Operand = algebra.Operand;
type Enclosure = algebra.Enclosure;

/** Room for kernels that fuse or order the roundings of an element in their own way. */
export function loosely(x: Enclosure, scale: Enclosure, roundings = 8): Enclosure {
  const sizes = algebra.magnitudes(scale);
  return algebra.widened(x, (i) => roundings * algebra.unitOf(x) * (sizes[i] ?? 0));
}

type Keeps = Derivative['keeps'];

/** Of a step through which it is not understood how gradients go. */
export function notDerived(keeps: Keeps): Derivative {
  return { keeps, gradients: () => [] };
}

/** Of a step with one operand. */
export function alone(
  x: Enclosure,
  gradient: (g: Enclosure) => Enclosure,
  keeps: Keeps = 'nothing',
): Derivative {
  return { keeps, gradients: (g) => [[x, () => gradient(g)]] };
}

/** Of a step that only hands its elements on, in another shape. */
export function reshaping(x: Enclosure): Derivative {
  return alone(x, (g) => algebra.reshape(g, x.shape));
}

/** Of a view, or of a copy of some elements: the others get no gradient. */
export function selecting(x: Enclosure, view: (x: Enclosure) => Enclosure): Derivative {
  return alone(x, (g) => {
    const zeros = algebra.fullOf(x.shape, algebra.intScalar(0), x.dtype);
    const target = view(zeros);
    if (!target.sharesMemoryWith(zeros)) throw new algebra.UndecidedError('the gradient of a copy');
    algebra.copyInto(target, g);
    return zeros;
  });
}

/** A tensor is looked at for the gradient of another one. */
function keptOf(a: Operand, b: Operand): Keeps {
  return a instanceof algebra.Enclosure && b instanceof algebra.Enclosure ? 'inputs' : 'nothing';
}

/** Of a step with two operands: how the gradient of each comes of that of the result. */
export function ofTwo(
  a: Operand,
  b: Operand,
  keeps: Keeps,
  ofA: (g: Enclosure) => Enclosure,
  ofB: (g: Enclosure) => Enclosure,
): Derivative {
  return {
    keeps,
    gradients: (g) => [
      [a, () => ofA(g)],
      [b, () => ofB(g)],
    ],
  };
}

function times(g: Enclosure, alpha: algebra.Scalar | undefined): Enclosure {
  return alpha === undefined || Number(alpha.value) === 1 ? g : algebra.mul(g, alpha);
}

const handedOn = (g: Enclosure): Enclosure => g;

/** Of one of several views that a step gives at once. */
export function oneOfSeveral(x: Enclosure, view: (x: Enclosure) => Enclosure): Derivative {
  return { ...selecting(x, view), isOneOfSeveral: true };
}

export function ofAdd(a: Operand, b: Operand, alpha?: algebra.Scalar): Derivative {
  return ofTwo(a, b, 'nothing', handedOn, (g) => times(g, alpha));
}

export function ofSub(a: Operand, b: Operand, alpha?: algebra.Scalar): Derivative {
  return ofTwo(a, b, 'nothing', handedOn, (g) => times(algebra.neg(g), alpha));
}

export function ofMul(a: Operand, b: Operand): Derivative {
  return ofTwo(
    a,
    b,
    keptOf(a, b),
    (g) => algebra.mul(g, b),
    (g) => algebra.mul(g, a),
  );
}

export function ofDiv(a: Operand, b: Operand): Derivative {
  return ofTwo(
    a,
    b,
    b instanceof algebra.Enclosure ? 'inputs' : 'nothing',
    (g) => algebra.div(g, b),
    (g) => algebra.mul(algebra.neg(g), algebra.div(algebra.div(a, b), b)),
  );
}

/** `number / x`, which is the reciprocal times the number. */
export function ofReciprocalTimes(x: Enclosure, factor: Operand): Derivative {
  const reciprocal = algebra.reciprocal(x);
  return alone(x, (g) =>
    algebra.mul(algebra.neg(algebra.mul(g, factor)), algebra.mul(reciprocal, reciprocal)),
  );
}

/** `x ** number`; undefined for other exponents. */
export function ofPow(base: Operand, exponent: Operand): Derivative | undefined {
  if (
    !(base instanceof algebra.Enclosure) ||
    exponent instanceof algebra.Enclosure ||
    exponent.type === 'bool'
  )
    return undefined;
  const gradient = (g: Enclosure): Enclosure => {
    if (Number(exponent.value) === 0) return algebra.fullLike(g, algebra.intScalar(0));
    const less =
      exponent.type === 'int'
        ? algebra.intScalar(exponent.value - 1n)
        : algebra.floatScalar(exponent.value - 1);
    return algebra.mul(g, algebra.mul(algebra.pow(base, less), exponent));
  };
  return alone(base, gradient, 'inputs');
}

const ONE = algebra.intScalar(1);
const ZERO = algebra.intScalar(0);

/** Of a function of each element, by what it was given and what it gave. */
export type UnaryDerivative = (x: Enclosure, y: Enclosure) => Derivative;

/** Of a function whose backward pass looks at its input. */
export function byInput(gradient: (g: Enclosure, x: Enclosure) => Enclosure): UnaryDerivative {
  return (x) => alone(x, (g) => gradient(g, x), 'inputs');
}

/** Of a function whose backward pass looks at its output. */
export function byOutput(gradient: (g: Enclosure, y: Enclosure) => Enclosure): UnaryDerivative {
  return (x, y) => alone(x, (g) => gradient(g, y), 'output');
}

export const ofNeg: UnaryDerivative = (x) => alone(x, algebra.neg);
export const ofAbs = byInput((g, x) => algebra.mul(g, algebra.sign(x)));
export const ofSigmoid = byOutput((g, y) => loosely(algebra.mul(algebra.mul(g, algebra.sub(ONE, y)), y), g));
export const ofTanh = byOutput((g, y) => loosely(algebra.mul(g, algebra.sub(ONE, algebra.mul(y, y))), g));
/** `threshold_backward`: also of a nan the gradient is handed on. */
export const ofRelu = byOutput((g, y) => algebra.where(algebra.le(y, ZERO), ZERO, g));

/** `leaky_relu`. */
export function ofLeakyRelu(x: Enclosure, slope: number): Derivative {
  const gradient = (g: Enclosure): Enclosure =>
    algebra.where(algebra.gt(x, ZERO), g, algebra.mul(g, algebra.floatScalar(slope)));
  return alone(x, gradient, 'inputs');
}

/** `clamp` between numbers: the gradient goes where nothing was cut. */
export function ofClamp(
  x: Enclosure,
  min: Operand | undefined,
  max: Operand | undefined,
): Derivative | undefined {
  if (min instanceof algebra.Enclosure || max instanceof algebra.Enclosure) return undefined;
  const gradient = (g: Enclosure): Enclosure => {
    const above = min && algebra.ge(x, min);
    const below = max && algebra.le(x, max);
    const inside = above && below ? algebra.logicalAnd(above, below) : (above ?? below);
    return inside === undefined ? g : algebra.where(inside, g, ZERO);
  };
  return alone(x, gradient, 'inputs');
}

/** `sum`, or with a count `mean`, which divides by it. */
export function ofSum(x: Enclosure, options: algebra.ReductionOptions, divisor?: number): Derivative {
  return alone(x, (g) => {
    const given = options.dim === undefined ? [] : [options.dim].flat();
    const all = given.length === 0;
    const dims = new Set(given.map((dim) => (dim < 0 ? dim + x.dim : dim)));
    const kept = x.shape.map((size, i) => (all || dims.has(i) ? 1 : size));
    const spread = algebra.expand(algebra.reshape(g, kept), x.shape);
    return divisor === undefined ? spread : algebra.div(spread, algebra.intScalar(divisor));
  });
}

/** Of a product of matrices or vectors. */
export function ofMatmul(a: Enclosure, b: Enclosure): Derivative {
  if (a.dim === 1 && b.dim === 1) return ofMul(a, b);
  const [left, right] = [
    a.dim === 1 ? algebra.unsqueeze(a, 0) : a,
    b.dim === 1 ? algebra.unsqueeze(b, 1) : b,
  ];
  const whole = (g: Enclosure): Enclosure => {
    const rows = a.dim === 1 ? algebra.unsqueeze(g, b.dim === 1 ? 0 : -2) : g;
    return b.dim === 1 ? algebra.unsqueeze(rows, -1) : rows;
  };
  const ofFactor = (factor: Enclosure, made: Enclosure): Enclosure =>
    factor.dim === 1 ? flattened(made, factor) : made;
  return ofTwo(
    a,
    b,
    'inputs',
    (g) => ofFactor(a, algebra.matmul(whole(g), algebra.matrixTranspose(right))),
    (g) => ofFactor(b, algebra.matmul(algebra.matrixTranspose(left), whole(g))),
  );
}

/** A matrix of one row or column as the vector that it stands for. */
function flattened(made: Enclosure, vector: Enclosure): Enclosure {
  if (made.numel !== vector.numel) throw new algebra.UndecidedError('the gradient of a vector');
  return algebra.reshape(made, vector.shape);
}

/** Of `x @ weight.T + bias`. */
export function ofLinear(x: Enclosure, weight: Enclosure, bias: Enclosure | undefined): Derivative {
  const [outputs = 0, inputs = 0] = weight.shape;
  const ofWeight = (g: Enclosure): Enclosure =>
    algebra.matmul(
      algebra.t(algebra.reshape(g, [g.numel / Math.max(outputs, 1), outputs])),
      algebra.reshape(x, [x.numel / Math.max(inputs, 1), inputs]),
    );
  return {
    keeps: 'inputs',
    gradients: (g) => [
      [x, () => algebra.matmul(g, weight)],
      [weight, () => ofWeight(g)],
      ...(bias === undefined ? [] : [[bias, () => g] as const]),
    ],
  };
}

/** Of softmax along a dimension. */
export function ofSoftmax(dim: number): UnaryDerivative {
  return byOutput((g, y) => {
    const product = algebra.mul(g, y);
    const sum = algebra.sumInAnyOrder(product, { dim, keepdim: true });
    const scale = algebra.add(algebra.abs(product), algebra.abs(algebra.mul(sum, y)));
    return loosely(algebra.sub(product, algebra.mul(y, sum)), scale);
  });
}

/** Of log_softmax along a dimension. */
export function ofLogSoftmax(dim: number): UnaryDerivative {
  return byOutput((g, y) => {
    const sum = algebra.sumInAnyOrder(g, { dim, keepdim: true });
    const part = algebra.mul(algebra.exp(y), sum);
    return loosely(algebra.sub(g, part), algebra.add(algebra.abs(g), algebra.abs(part)));
  });
}

/** `mse_loss`: aten/src/ATen/native/cpu/PointwiseOpsKernel.cpp, `mse_backward_cpu_kernel`. */
export function ofMseLoss(input: Enclosure, target: Enclosure, reduction: string): Derivative {
  const factor = reduction === 'mean' ? 2 / input.numel : 2;
  const gradient = (sign: 1 | -1) => (g: Enclosure) =>
    algebra.mul(algebra.mul(algebra.sub(input, target), algebra.floatScalar(sign * factor)), g);
  return ofTwo(input, target, 'inputs', gradient(1), gradient(-1));
}

/**
 * Of the sum or mean of what the rows of logits, or of log-probabilities, say against their target classes.
 *
 * @param fromLogits whether the softmax is part of the step.
 */
export function ofCrossEntropy(
  input: Enclosure,
  target: Enclosure,
  reduction: string,
  fromLogits: boolean,
): Derivative {
  const [rows = 0, classes = 0] = input.shape;
  const gradient = (g: Enclosure): Enclosure => {
    const columns = algebra.arangeOf(ZERO, algebra.intScalar(classes));
    const chosen = algebra.eq(algebra.unsqueeze(target, 1), columns);
    const own = algebra.convert(chosen, input.dtype);
    const each = fromLogits ? algebra.sub(algebra.exp(algebra.logSoftmax(input, 1)), own) : algebra.neg(own);
    const total = algebra.mul(each, g);
    const scaled = reduction === 'mean' ? algebra.div(total, algebra.intScalar(rows)) : total;
    if (!fromLogits && reduction !== 'mean') return scaled;
    return loosely(
      scaled,
      algebra.mul(algebra.fullLike(each, ONE), algebra.abs(scaledGradient(g, reduction, rows))),
    );
  };
  return alone(input, gradient, 'inputs');
}

function scaledGradient(g: Enclosure, reduction: string, count: number): Enclosure {
  return reduction === 'mean' ? algebra.div(g, algebra.intScalar(count)) : g;
}

/** `binary_cross_entropy_with_logits`. */
export function ofLogitsLoss(input: Enclosure, target: Enclosure, reduction: string): Derivative {
  const gradient = (g: Enclosure): Enclosure => {
    const scale = scaledGradient(g, reduction, input.numel);
    const each = algebra.mul(algebra.sub(algebra.sigmoid(input), target), scale);
    const size = algebra.mul(algebra.add(algebra.abs(target), ONE), algebra.abs(scale));
    return loosely(each, size);
  };
  return alone(input, gradient, 'inputs');
}

/** `binary_cross_entropy`: aten/src/ATen/native/Loss.cpp, `binary_cross_entropy_backward`. */
export function ofBceLoss(input: Enclosure, target: Enclosure, reduction: string): Derivative {
  const gradient = (g: Enclosure): Enclosure => {
    const spread = algebra.mul(algebra.sub(ONE, input), input);
    const floor = algebra.clamp(spread, algebra.floatScalar(1e-12), undefined);
    const each = algebra.div(algebra.mul(g, algebra.sub(input, target)), floor);
    return loosely(
      scaledGradient(each, reduction, input.numel),
      scaledGradient(each, reduction, input.numel),
    );
  };
  return alone(input, gradient, 'inputs');
}

/** `where(condition, a, b)`. */
export function ofWhere(condition: Enclosure, a: Operand, b: Operand): Derivative {
  return ofTwo(
    a,
    b,
    'inputs',
    (g) => algebra.where(condition, g, ZERO),
    (g) => algebra.where(condition, ZERO, g),
  );
}

/** Tensors put one behind the other. */
export function ofCat(parts: readonly Enclosure[], dim: number): Derivative {
  const gradients: Derivative['gradients'] = (g) => {
    let start = 0;
    return parts.map((part) => {
      const from = start;
      const size = part.shape.at(dim) ?? 0;
      start += size;
      return [part, () => algebra.narrow(g, dim, from, size)] as const;
    });
  };
  return { keeps: 'nothing', gradients };
}

/** Tensors put one on top of the other. */
export function ofStack(parts: readonly Enclosure[], dim: number): Derivative {
  return {
    keeps: 'nothing',
    gradients: (g) => parts.map((part, i) => [part, () => algebra.select(g, dim, i)] as const),
  };
}

/**
 * What was broadcast is summed up again: `sum_to_size`.
 *
 * @throws UndecidedError where the gradient has another dtype.
 */
export function summedTo(gradient: Enclosure, { shape, dtype }: Enclosure): Enclosure {
  if (gradient.dtype !== dtype) throw new algebra.UndecidedError('the dtype of a gradient');
  const extra = gradient.dim - shape.length;
  const dims = gradient.shape.flatMap((size, i) =>
    i < extra || (shape[i - extra] === 1 && size !== 1) ? [i] : [],
  );
  if (dims.length === 0) return gradient;
  const summed = algebra.sumInAnyOrder(gradient, { dim: dims, keepdim: true });
  return algebra.reshape(summed, shape);
}

/** Several gradients of one tensor are added in an order that only the engine knows. */
export function totalOf(parts: readonly [Enclosure, Enclosure, ...Enclosure[]]): Enclosure {
  const inTurn = parts.reduce((total, part) => algebra.add(total, part));
  if (parts.length === 2) return inTurn;
  const loose = algebra.sumInAnyOrder(algebra.stack(parts.map((part) => algebra.contiguous(part))), {
    dim: 0,
  });
  return loose.isExact ? inTurn : loose;
}
