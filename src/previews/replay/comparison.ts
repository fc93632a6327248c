import type {
  AskedOutputs,
  ComparedOutputs,
  Doubt,
  DoubtCode,
  Expected,
  RealOutputs,
} from '../../protocol/reading';

/** One value beside what the cell really showed in its place. */
interface Compared {
  /** Undefined where the cell shows nothing in its place, or nobody can tell which part of its output that is. */
  readonly real: string | undefined;
  /**
   * `same`: the very same characters. `different`: others, although replay's are certain. `unsure`: replay's are not
   * certain, so that nothing follows from the comparison.
   */
  readonly verdict: 'same' | 'different' | 'unsure';
  /** Why nothing follows, if it does not; also what replay is not certain of. */
  readonly doubt: Doubt | undefined;
}

/** All of a cell's outputs beside what replay says. */
interface CellComparison {
  readonly values: readonly Compared[];
  /** Whether the cell shows something that replay knows nothing of. */
  readonly extra: boolean;
}

/** What comparing all of a cell's outputs comes to. */
export function comparedOutputs({ expected, real, hanging }: AskedOutputs): ComparedOutputs {
  const { values, extra } = compareOutputs(expected, real);
  const unsure = values.find(({ verdict }) => verdict === 'unsure');
  const doubt = unsure?.doubt ?? (extra ? expected.at(-1)?.assumptions[0] : undefined);
  return {
    all: values.length,
    same: values.filter(({ verdict }) => verdict === 'same').length,
    proves: values.some(({ verdict }, i) => verdict === 'same' && hanging[i] === true),
    isDifferent: values.some(({ verdict }) => verdict === 'different') || (extra && doubt === undefined),
    isOfGpu: values.some((value) => value.real?.includes("device='cuda")),
    doubt,
  };
}

/** Compares what a cell really showed with what replay says. */
export function compareOutputs(expected: readonly Expected[], real: RealOutputs): CellComparison {
  const printed = expected.filter(({ value }) => value.form !== 'result');
  const shares = share(printed, real.printed);
  const values = expected.map((one): Compared => {
    const text = one.value.form === 'result' ? real.result : shares.texts[printed.indexOf(one)];
    const verdict = verdictOf(one, text, real.raised);
    const doubt = one.value.doubt ?? (verdict === 'unsure' ? one.assumptions[0] : undefined);
    return { real: text, verdict, doubt };
  });
  const hasResult = expected.some(({ value }) => value.form === 'result');
  const extra = shares.extra || real.raised || (real.result !== undefined && !hasResult);
  return { values, extra };
}

/**
 * Reasons that a comparison overcomes: what replay took for granted is not in doubt once the very same characters have
 * come out. Where anything may have come out, as without a seed, they prove nothing.
 */
const OVERCOME: ReadonlySet<DoubtCode> = new Set<DoubtCode>(['rounding', 'syntax', 'version', 'message']);

function verdictOf(
  { value: { text, form, doubt }, assumptions }: Expected,
  real: string | undefined,
  raised: boolean,
): Compared['verdict'] {
  const isSame = real !== undefined && (real === text || (form === 'result' && isSameLayout(text, real)));
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
  const pieces = printed.map(({ value: { text, form } }) => text + (form === 'line' ? '\n' : ''));
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
