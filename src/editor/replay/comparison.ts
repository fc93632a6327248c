import type { Doubt, DoubtCode, ShownForm, ShownValue, Trace } from '../../protocol/reading';

/** A value that replay says a cell shows. */
export interface Expected {
  readonly value: ShownValue;
  readonly form: ShownForm;
  readonly doubt: Doubt | undefined;
  /** What is taken for granted of it, and may be why it is another. */
  readonly assumptions: readonly Doubt[];
}

/** What a cell's last run left behind. */
export interface RealOutputs {
  /** What it printed; streams of errors are not part of it. */
  readonly printed: string;
  /** The text of its last expression; undefined where it has none. */
  readonly result: string | undefined;
  /** Whether it ended in an exception. */
  readonly raised: boolean;
}

/** One value beside what the cell really showed in its place. */
export interface Compared extends Expected {
  /** Undefined where the cell shows nothing in its place, or nobody can tell which part of its output that is. */
  readonly real: string | undefined;
  /**
   * `same`: the very same characters. `different`: others, although replay's are certain. `unsure`: replay's are not
   * certain, so that nothing follows from the comparison.
   */
  readonly verdict: 'same' | 'different' | 'unsure';
}

/** All of a cell's outputs beside what replay says. */
export interface CellComparison {
  readonly values: readonly Compared[];
  /** Whether the cell shows something that replay knows nothing of. */
  readonly extra: boolean;
}

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
  return own.map((value) => ({
    ...{ value, form: value.form, doubt: value.doubt },
    assumptions: assumptionsOf(trace, value),
  }));
}

/** Compares what a cell really showed with what replay says. */
export function compareOutputs(expected: readonly Expected[], real: RealOutputs): CellComparison {
  const printed = expected.filter(({ form }) => form !== 'result');
  const shares = share(printed, real.printed);
  const values = expected.map((one): Compared => {
    const text = one.form === 'result' ? real.result : shares.texts[printed.indexOf(one)];
    const verdict = verdictOf(one, text, real.raised);
    return {
      ...one,
      real: text,
      verdict,
      doubt: one.doubt ?? (verdict === 'unsure' ? one.assumptions[0] : undefined),
    };
  });
  const hasResult = expected.some(({ form }) => form === 'result');
  const extra = shares.extra || real.raised || (real.result !== undefined && !hasResult);
  return { values, extra };
}

/**
 * Reasons that a comparison overcomes: what replay took for granted is not in doubt once the very same characters have
 * come out. Where anything may have come out, as without a seed, they prove nothing.
 */
const OVERCOME: ReadonlySet<DoubtCode> = new Set<DoubtCode>(['rounding', 'syntax', 'version', 'message']);

function verdictOf(
  { value, form, doubt, assumptions }: Expected,
  real: string | undefined,
  raised: boolean,
): Compared['verdict'] {
  const isSame =
    real !== undefined && (real === value.text || (form === 'result' && isSameLayout(value.text, real)));
  if (doubt === undefined) {
    const explains = assumptions.some(({ code }) => code !== 'assumesNoError' || raised);
    return isSame ? 'same' : explains ? 'unsure' : 'different';
  }
  return isSame && OVERCOME.has(doubt.code) ? 'same' : 'unsure';
}

/** IPython breaks long lists, tuples and dicts into lines where `repr` does not. */
function isSameLayout(text: string, real: string): boolean {
  const squeezed = (one: string): string => one.replace(/\n\s*/g, ' ');
  return /^[[({]/.test(text) && squeezed(text) === squeezed(real);
}

/** Which part of a stream belongs to which value; `extra` where a part belongs to none. */
function share(
  printed: readonly Expected[],
  stream: string,
): { readonly texts: readonly (string | undefined)[]; readonly extra: boolean } {
  const pieces = printed.map(({ value, form }) => value.text + (form === 'line' ? '\n' : ''));
  const texts = printed.map((): string | undefined => undefined);
  let from = 0;
  let first = 0;
  for (; first < pieces.length; first++) {
    const piece = pieces[first] ?? '';
    if (!stream.startsWith(piece, from)) break;
    texts[first] = printed[first]?.value.text;
    from += piece.length;
  }
  let to = stream.length;
  let last = pieces.length;
  for (; last > first; last--) {
    const piece = pieces[last - 1] ?? '';
    if (to - piece.length < from || !stream.startsWith(piece, to - piece.length)) break;
    texts[last - 1] = printed[last - 1]?.value.text;
    to -= piece.length;
  }
  const rest = stream.slice(from, to);
  const open = pieces.slice(first, last);
  if (open.length === 0) return { texts, extra: rest !== '' };
  const lines = rest.split(/(?<=\n)/);
  const counts = open.map((piece) => piece.split(/(?<=\n)/).length);
  // Values that print as many lines as were expected share them out; of others only a single one can be told apart.
  if (open.length === 1) texts[first] = withoutNewline(rest);
  else if (counts.reduce((sum, count) => sum + count, 0) === lines.length)
    counts.forEach((count, i) => (texts[first + i] = withoutNewline(lines.splice(0, count).join(''))));
  return { texts, extra: false };
}

function withoutNewline(text: string): string {
  return text.replace(/\n$/, '');
}
