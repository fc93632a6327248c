import { apply } from './apply';
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
  const lookup = lookupOf(p.value, { alpha: isAlpha(kind), dtype: 'float32', kernels });
  const output = new Float32Array(mask.length);
  apply('float32', lookup, input.values(), mask, output);
  return new Tensor(output, input.shape);
}
