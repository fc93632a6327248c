import { type GeneratorName, numelOf, shortFloat32, type Tensor } from '../torch';
import { deviceOf } from './input';

/** More elements than that are not written out: nobody reads them, and the clipboard would choke. */
export const MAX_WRITTEN_ELEMENTS = 100_000;

/**
 * A tensor as Python: `torch.tensor([[0.0, 2.0], [2.0, 0.0]])`, equal to it in every bit but those of a nan.
 *
 * @param tensor contiguous
 */
export function tensorCode({ data, shape }: Tensor, generator: GeneratorName): string {
  const device = deviceOf(generator);
  // Nested lists cannot tell (0, 3) from (0,).
  if (numelOf(shape) === 0) return `torch.zeros(${shape.join(', ')}${device})`;
  return `torch.tensor(${nested(data, shape, 0, 0)}${device})`;
}

/** The elements from a place on, in so many brackets as there are dimensions left. */
function nested(data: Float32Array, shape: readonly number[], dimension: number, offset: number): string {
  const size = shape[dimension];
  if (size === undefined) return literal(data[offset] ?? 0);
  const step = numelOf(shape.slice(dimension + 1));
  const parts = Array.from({ length: size }, (_, i) => nested(data, shape, dimension + 1, offset + i * step));
  return `[${parts.join(', ')}]`;
}

/** A float32 as a Python float that rounds to it. */
function literal(value: number): string {
  if (Number.isNaN(value)) return `float('nan')`;
  if (!Number.isFinite(value)) return `float('${value > 0 ? 'inf' : '-inf'}')`;
  if (Object.is(value, -0)) return '-0.0';
  const text = shortFloat32(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
