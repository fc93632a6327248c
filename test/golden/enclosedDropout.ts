import { alphaTermsOf, type AnyTensor, type FloatDType, isFloating, scaleOf } from '../../src/torch';
import * as algebra from '../../src/torch/algebra';
import { errorAround, floatPoints, MOST_POINTS } from '../../src/torch/algebra/interval';
import { roundTo } from '../../src/torch/rounding';
import { placesOf } from '../../src/torch/strides';

const { Enclosure } = algebra;
type Enclosure = algebra.Enclosure;

/** What the functions of `dropout.ts` and `layers.ts` give, as far as it matters here. */
export interface Dropped {
  readonly output: AnyTensor;
  /** One byte for each element in row-major order, 1 where it was kept; undefined where nothing was done. */
  readonly mask: Uint8Array | undefined;
}

/** Which dropout it is. */
export interface DropoutForm {
  readonly p: number;
  /** Whether it is one of the alpha variants. */
  readonly alpha: boolean;
}

/**
 * Dropout of a tensor of which some elements are uncertain. Which are kept is certain nevertheless: a kept element
 * is scaled with its error, a dropped one is a 0 whose sign may be open. On a CPU.
 *
 * @param drop makes the call. It may overwrite its input.
 */
export function encloseDropout<Result extends Dropped>(
  x: Enclosure,
  form: DropoutForm,
  drop: (input: AnyTensor) => Result,
): { readonly result: Result; readonly output: Enclosure } {
  const { dtype } = x;
  const [values, errors] = [x.tensor.values().slice(), x.errors()];
  const result = drop(x.tensor);
  const { output, mask } = result;
  const isSame = output === x.tensor;
  if (!mask) return { result, output: isSame ? x : Enclosure.of(output) };
  const room = new Float64Array(MOST_POINTS);
  const doubts = errors && isFloating(dtype) ? new Float64Array(values.length) : undefined;
  if (doubts && isFloating(dtype)) {
    const [kept, dropped] = [keptBy(form, dtype), droppedBy(form, dtype)];
    const own = output.values();
    doubts.forEach((_, i) => {
      const error = errors?.[i] ?? 0;
      if (error === 0) return;
      const apply = mask[i] === 1 ? kept : dropped;
      const points = room.slice(0, floatPoints(dtype, Number(values[i] ?? 0), error, room));
      doubts[i] = errorAround(dtype, Number(own[i] ?? 0), Array.from(points, apply));
    });
  }
  if (isSame) {
    x.write(output.values().slice(), doubts);
    return { result, output: x };
  }
  const memory = doubts && new Float64Array(output.data.length);
  if (memory) {
    placesOf(output.shape, output.strides, output.storageOffset).forEach((place, i) => {
      memory[place] = doubts[i] ?? 0;
    });
  }
  return { result, output: Enclosure.of(output, memory) };
}

function keptBy({ p, alpha }: DropoutForm, dtype: FloatDType): (value: number) => number {
  if (p === 1) return droppedBy({ p, alpha }, dtype);
  if (!alpha) {
    const scale = scaleOf(p, dtype);
    return (value) => roundTo(dtype, value * scale);
  }
  const { scale, keptShift } = alphaTermsOf(p, dtype);
  return (value) => roundTo(dtype, roundTo(dtype, value * scale) + keptShift);
}

function droppedBy({ p, alpha }: DropoutForm, dtype: FloatDType): (value: number) => number {
  if (!alpha || p === 1) return (value) => value * 0;
  const { droppedShift } = alphaTermsOf(p, dtype);
  return (value) => roundTo(dtype, value * 0 + droppedShift);
}
