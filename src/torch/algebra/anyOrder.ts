import { isFloating } from '../dtype';
import { roundTo } from '../rounding';
import type { Enclosure } from './enclosure';
import { epsilonOf } from './evaluate';
import { looseSum } from './looseSum';
import { groupedLane, type ReductionOptions, reducedTensor, reductionOf } from './reduction';
import { UndecidedError } from './undecided';

/**
 * `torch.sum(x, dim, keepdim)` in whatever order the elements are added: of float32 or float64.
 *
 * @throws UndecidedError for other dtypes.
 */
export function sumInAnyOrder(x: Enclosure, options: ReductionOptions = {}): Enclosure {
  const { dtype } = x;
  if (!isFloating(dtype) || (dtype !== 'float32' && dtype !== 'float64'))
    throw new UndecidedError('how these elements are added');
  const reduction = reductionOf(x, options);
  const { count } = reduction;
  const lane = groupedLane(x, reduction);
  const size = reduction.shape.reduce((product, each) => product * each, 1);
  const values = new Float64Array(size);
  const errors = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const terms = Float64Array.from({ length: count }, (_, j) => Number(lane.values[i * count + j] ?? 0));
    const doubts = lane.errors?.slice(i * count, (i + 1) * count);
    const { value, error } = looseSum(terms, doubts, dtype);
    values[i] = roundTo(dtype, value);
    errors[i] = error === 0 ? 0 : error + epsilonOf(dtype) * Math.abs(value);
  }
  return reducedTensor({ values, errors }, reduction, dtype);
}
