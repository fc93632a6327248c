import { numelOf } from '../torch';

/** The largest input that the panel shows. */
export const MAX_ELEMENTS = 2 ** 20;
export const MAX_DIMENSIONS = 5;

/** Why the panel cannot show a shape. A size of 0 makes no room for others that are beyond all bounds. */
export function shapeProblem(shape: readonly number[]): 'tooManyDimensions' | 'tooLarge' | undefined {
  if (shape.length > MAX_DIMENSIONS) return 'tooManyDimensions';
  return numelOf(shape.map((size) => Math.max(1, size))) > MAX_ELEMENTS ? 'tooLarge' : undefined;
}
