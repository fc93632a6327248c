import { FormatError } from './formatSpec';

/* The grammars of `"…".format(…)` and of `"…" % …`, read piece by piece, so that what is wrong is found where it stands. */

/** What stands before the next brace of a format, of which so much is looked at at once. */
const PLAIN = /^[^{}]+/;
const LONGEST_PLAIN = 4096;

/** A replacement field `{first.path!conversion:spec}`; undefined where its text is none that is known. */
export interface Field {
  readonly first: string;
  /** An attribute's name, or an index's text. */
  readonly path: readonly { readonly attribute: string | undefined; readonly index: string | undefined }[];
  readonly conversion: string | undefined;
  readonly spec: string;
}

/** The texts and replacement fields of a format. */
export function* formatPieces(format: string): Iterable<string | { readonly field: Field | undefined }> {
  for (let i = 0; i < format.length; i++) {
    const plain = PLAIN.exec(format.slice(i, i + LONGEST_PLAIN))?.[0] ?? '';
    if (plain !== '') {
      yield plain;
      i += plain.length - 1;
      continue;
    }
    const c = format[i] ?? '';
    if (format[i + 1] === c) {
      yield c;
      i++;
      continue;
    }
    if (c === '}') throw new FormatError("Single '}' encountered in format string");
    let open = 1;
    let end = i + 1;
    for (; end < format.length && open > 0; end++)
      open += format[end] === '{' ? 1 : format[end] === '}' ? -1 : 0;
    if (open > 0)
      throw new FormatError(
        end > i + 1 ? "expected '}' before end of string" : "Single '{' encountered in format string",
      );
    yield { field: readField(format.slice(i + 1, end - 1)) };
    i = end - 1;
  }
}

function readField(source: string): Field | undefined {
  const match = /^([^!:[.]*)((?:\.\w+|\[[^\]]*\])*)(?:!([rsa]))?(?::([^]*))?$/.exec(source);
  if (match === null) return undefined;
  const [, first = '', path = '', conversion, spec = ''] = match;
  const steps = Array.from(path.matchAll(/\.(\w+)|\[([^\]]*)\]/gy), ([, attribute, index]) => ({
    attribute,
    index,
  }));
  return { first, path: steps, conversion, spec };
}

const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([^]|$)/gu;

/** `%(name)-5.2f`; `precision` is empty where only its point stands. */
export interface Conversion {
  readonly name: string | undefined;
  readonly flags: string;
  readonly width: string | undefined;
  readonly precision: string | undefined;
  readonly type: string;
}

/** The texts and conversions of `"…" % …`. */
export function* percentPieces(format: string): Iterable<string | Conversion> {
  let end = 0;
  for (const match of format.matchAll(CONVERSION)) {
    const [whole, name, flags = '', width, precision, type = ''] = match;
    yield format.slice(end, match.index);
    end = match.index + whole.length;
    const given = precision ?? /\.(\d*)/.exec(whole)?.[1];
    yield whole === '%%' ? '%' : { name, flags, width, precision: given, type };
  }
  yield format.slice(end);
}

/** What `format` takes for the same conversion of a number, or with `s` of a text. */
export function specOf({ flags, width = '', precision }: Conversion, type: string): string {
  const point = precision === undefined ? '' : `.${precision === '' ? '0' : precision}`;
  const left = flags.includes('-');
  if (type === 's') return `${left ? '<' : '>'}${width}${point}`;
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero = flags.includes('0') && !left;
  const alternate = flags.includes('#') ? '#' : '';
  return `${left ? '<' : zero ? '' : '>'}${sign}${alternate}${zero ? '0' : ''}${width}${point}${type}`;
}
