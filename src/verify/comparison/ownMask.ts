import { dataOf, forward, type RandomSource, Tensor } from '../../torch';
import type { MaskCase } from './cases';

/**
 * The mask that src/torch draws: one character per element in row-major order, `1` where the output is positive,
 * as the script in media/verify asks PyTorch. Ones are kept as a positive number by every kind of dropout, and
 * dropped as 0 or, by the alpha kinds, as a negative one.
 *
 * @param generator is seeded by this, whatever was drawn from it before.
 */
export function ownMask(maskCase: MaskCase, generator: RandomSource): string {
  const { kind, p, inplace, seed, earlierCalls } = maskCase;
  const layer = { kind, p: { type: 'float', value: p }, inplace } as const;
  generator.manualSeed(BigInt(seed));
  const call = () => forward(layer, onesOf(maskCase), { training: true, generator }).output;
  for (let i = 0; i < earlierCalls; i++) call();
  const values = call().values();
  let mask = '';
  for (const value of values) mask += value > 0 ? '1' : '0';
  return mask;
}

/** How many elements of memory the input of a case is a view of. */
export function memoryOf({ shape, strides }: MaskCase): number {
  if (strides === undefined) return shape.reduce((product, size) => product * size, 1);
  return shape.reduce((place, size, i) => place + (size - 1) * (strides[i] ?? 0), 1);
}

function onesOf(maskCase: MaskCase): Tensor<MaskCase['dtype']> {
  const { shape, strides, dtype } = maskCase;
  const memory = new Float64Array(memoryOf(maskCase)).fill(1);
  return new Tensor<MaskCase['dtype']>(dataOf(dtype, memory), shape, dtype, strides);
}
