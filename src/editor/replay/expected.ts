import type { Doubt, Expected, ShownValue, Trace } from '../../protocol/reading';

/** What a replay takes for granted of a value or call, and of all before it. */
export function assumptionsOf(
  { assumptions }: Trace,
  shown: Pick<ShownValue, 'assumed'> | undefined,
): readonly Doubt[] {
  return assumptions.slice(0, shown?.assumed ?? 0);
}

/** The values that one cell shows. */
export function expectedIn(trace: Trace, cell: number): readonly Expected[] {
  const own = trace.values.filter((value) => value.cell === cell);
  return own.map((value) => ({ value, assumptions: assumptionsOf(trace, value) }));
}
