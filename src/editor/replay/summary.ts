import type { Doubt, DropoutCall } from '../../protocol/reading';

/** The least and the greatest number of elements kept. */
export interface KeptRange {
  readonly least: number;
  readonly most: number;
}

/** What evaluations of dropout at one place, or on one line, came to. */
export interface Summary {
  /** How many evaluations there were. */
  readonly calls: number;
  /** How many of them let their input through. */
  readonly unchanged: number;
  /** Of those that dropped: how many elements are kept, and of how many. */
  readonly kept:
    | (KeptRange & { /** Undefined where inputs differ in size. */ readonly total: number | undefined })
    | undefined;
  /** Why it may be otherwise: what else there is comes before a seed that is missing. Undefined where it is exact. */
  readonly doubt: Doubt | undefined;
}

/**
 * Sums up evaluations, of which there must be one at least.
 *
 * @param rangeOf what an evaluation that dropped is said to keep
 */
export function summaryOf(
  calls: readonly DropoutCall[],
  rangeOf: (call: DropoutCall) => KeptRange = asReplayed,
): Summary {
  let unchanged = 0;
  let least = Infinity;
  let most = -Infinity;
  let doubt: Doubt | undefined;
  const totals = new Set<number>();
  for (const call of calls) {
    const { kept, total, maskDoubt } = call;
    if (doubt === undefined || doubt.code === 'unseeded') doubt = maskDoubt ?? doubt;
    if (kept === undefined) {
      unchanged++;
      continue;
    }
    const range = rangeOf(call);
    least = Math.min(least, range.least);
    most = Math.max(most, range.most);
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

function asReplayed({ kept = 0 }: DropoutCall): KeptRange {
  return { least: kept, most: kept };
}
