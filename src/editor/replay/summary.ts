import type { Doubt, DropoutCall } from '../../protocol/reading';

/** What evaluations of dropout at one place, or on one line, came to. */
export interface Summary {
  /** How many evaluations there were. */
  readonly calls: number;
  /** How many of them let their input through. */
  readonly unchanged: number;
  /** Of those that dropped: the least and the greatest number of elements kept, and of how many. */
  readonly kept:
    | {
        readonly least: number;
        readonly most: number;
        /** Undefined where inputs differ in size. */
        readonly total: number | undefined;
      }
    | undefined;
  /** Why it may be otherwise; undefined where it is exact. */
  readonly doubt: Doubt | undefined;
}

/** Sums up evaluations, of which there must be one at least. */
export function summaryOf(calls: readonly DropoutCall[]): Summary {
  let unchanged = 0;
  let least = Infinity;
  let most = -Infinity;
  let doubt: Doubt | undefined;
  const totals = new Set<number>();
  for (const { kept, total, maskDoubt } of calls) {
    doubt ??= maskDoubt;
    if (kept === undefined) {
      unchanged++;
      continue;
    }
    least = Math.min(least, kept);
    most = Math.max(most, kept);
    totals.add(total);
  }
  const [total] = totals;
  return {
    calls: calls.length,
    unchanged,
    kept: totals.size === 0 ? undefined : { least, most, total: totals.size === 1 ? total : undefined },
    doubt,
  };
}
