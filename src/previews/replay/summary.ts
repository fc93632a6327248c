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
  let doubt: Doubt | undefined;
  const ranges: KeptOf[] = [];
  for (const call of calls) {
    const { kept, total, maskDoubt } = call;
    if (doubt === undefined || doubt.code === 'unseeded') doubt = maskDoubt ?? doubt;
    if (kept === undefined) unchanged++;
    else ranges.push({ ...rangeOf(call), total });
  }
  return { calls: calls.length, unchanged, kept: allOf(ranges), doubt };
}

/** What a call keeps, and of how many. */
type KeptOf = KeptRange & { readonly total: number };

/** What several calls keep. Numbers of elements tell nothing where inputs differ in size, but shares do. */
function allOf(ranges: readonly KeptOf[]): Summary['kept'] {
  const [first] = ranges;
  if (first === undefined) return undefined;
  const { total } = first;
  if (ranges.every((range) => range.total === total)) return { ...spanOf(ranges), total };
  // Nothing of what is empty is dropped, so it is none of these.
  const shares = ranges.map((range) => ({
    least: (100 * range.least) / range.total,
    most: (100 * range.most) / range.total,
  }));
  const { least, most } = spanOf(shares);
  return { least: Math.floor(least), most: Math.ceil(most), total: '%' };
}

function spanOf(ranges: readonly KeptRange[]): KeptRange {
  return {
    least: ranges.reduce((known, { least }) => Math.min(known, least), Infinity),
    most: ranges.reduce((known, { most }) => Math.max(known, most), -Infinity),
  };
}

function asReplayed({ kept = 0 }: DropoutCall): KeptRange {
  return { least: kept, most: kept };
}

/** Whether an evaluation drew random numbers: all others come to the same in every run, and are not counted. */
export function drew({ kept, layer }: DropoutCall): boolean {
  return kept !== undefined && layer.p.value !== 1;
}
