import { isFloating } from '../dtype';
import { roundTo } from '../rounding';
import type { Enclosure } from './enclosure';
import { epsilonOf } from './slack';
import { looseSum, totalDoubt } from './looseSum';
import { reduceGroups, type ReductionOptions } from './reduction';
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
  return reduceGroups(x, options, dtype, (terms, doubts) => {
    const { value, error } = looseSum(terms, totalDoubt(doubts), dtype);
    return {
      value: roundTo(dtype, value),
      error: error === 0 ? 0 : error + epsilonOf(dtype) * Math.abs(value),
    };
  });
}
