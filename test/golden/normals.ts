import { type FloatDType, Generator, normal } from '../../src/torch';
import { decodeFloat64 } from './encoding';

/*
 * Normal values, of which many are known but for their last bits: PyTorch's are compared with the bounds that
 * src/torch gives for its own.
 */

/** `torch.empty(numel, dtype=dtype).normal_(mean, std)`. */
export interface NormalCall {
  dtype: FloatDType;
  numel: number;
  mean: number;
  std: number;
}

/** Calls one after the other, from one seed. */
export interface NormalsCase {
  seed: string;
  calls: NormalCall[];
}

/** The values of all the calls as float64, and for each how far PyTorch's may be from it. */
export interface BoundedValues {
  values: Float64Array;
  errors: Float64Array;
}

export function answerNormals({ seed, calls }: NormalsCase): BoundedValues {
  const generator = new Generator(BigInt(seed));
  const results = calls.map(({ dtype, numel, mean, std }) => normal([numel], mean, std, generator, dtype));
  return {
    values: Float64Array.from(results.flatMap(({ output }) => Array.from(output.data))),
    errors: Float64Array.from(
      results.flatMap(({ output, errors }) => Array.from(errors ?? new Float64Array(output.numel))),
    ),
  };
}

/** Whether PyTorch's values, float64 bytes in base64, lie within the bounds, and are the same where these are 0. */
export function agreeWithin({ values, errors }: BoundedValues, theirs: string): boolean {
  const others = decodeFloat64(theirs);
  return (
    others.length === values.length &&
    values.every((value, i) => {
      const [other = NaN, error = NaN] = [others[i], errors[i]];
      return Object.is(value, other) || (error > 0 && Math.abs(value - other) <= error);
    })
  );
}
