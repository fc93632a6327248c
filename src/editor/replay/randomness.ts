import type { DoubtCode, Trace } from '../../protocol/reading';
import { expectedIn } from './expected';

/** Doubts that speak of random numbers. */
const RANDOM: ReadonlySet<DoubtCode | undefined> = new Set<DoubtCode | undefined>([
  'unseeded',
  'unknownCall',
]);

/**
 * For each value that a cell shows, whether it hangs on random numbers.
 *
 * @param doubted the same replay, where all that is drawn is in doubt
 */
export function hangOnRandom(trace: Trace, doubted: Trace, cell: number): readonly boolean[] {
  const values = expectedIn(trace, cell);
  const others = expectedIn(doubted, cell);
  // Conditions that hang on random numbers may lead another way where these are in doubt.
  if (others.length !== values.length) return values.map(() => true);
  return values.map(({ value: { doubt } }, i) => {
    const other = others[i]?.value.doubt;
    return RANDOM.has(doubt?.code) || RANDOM.has(other?.code) || (doubt === undefined && other !== undefined);
  });
}
