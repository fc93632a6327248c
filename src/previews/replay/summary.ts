import type { Doubt, DropoutCall, KeptRange, Summary } from '../../protocol/reading';

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

/** Whether an evaluation drew random numbers: all others come to the same in every run, and are not counted. */
export function drew({ kept, layer }: DropoutCall): boolean {
  return kept !== undefined && layer.p.value !== 1;
}
