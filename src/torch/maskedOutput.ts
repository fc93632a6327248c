import { lookupOf } from './dropoutFactors';
import { type DropoutLayer, isAlpha, layerKernels } from './layers';
import type { Backend } from './randomSource';
import { Tensor } from './tensor';

/**
 * The output of `layer(input)` for what it drew: the same multiplications, additions and roundings as in `forward`,
 * without the drawing.
 *
 * @param input float32, contiguous; it is not overwritten
 * @param mask one byte per element, 1 where it is kept; undefined where nothing was done to the input
 */
export function maskedOutput(
  layer: DropoutLayer,
  input: Tensor,
  mask: Uint8Array | undefined,
  backend: Backend,
): Tensor {
  if (mask === undefined) return input;
  const { kind, p } = layer;
  const kernels = layerKernels(layer, backend);
  const { factors, shifts } = lookupOf(p.value, { alpha: isAlpha(kind), dtype: 'float32', kernels });
  const values = input.values();
  // As `apply` does, but one by one: the pages that ask have no kernels. What is stored is rounded to a float32.
  const output = new Float32Array(values.length);
  const [dropped, kept] = factors;
  for (let i = 0; i < output.length; i++) output[i] = (values[i] ?? 0) * (mask[i] === 1 ? kept : dropped);
  if (shifts !== undefined) {
    const [toDropped, toKept] = shifts;
    for (let i = 0; i < output.length; i++)
      output[i] = (output[i] ?? 0) + (mask[i] === 1 ? toKept : toDropped);
  }
  return new Tensor(output, input.shape);
}
