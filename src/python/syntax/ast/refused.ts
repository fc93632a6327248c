import { KEYWORDS } from './lowering';

/*
 * What no version of Python takes, whatever stands around it: neighbours that no grammar lets meet, a header without its colon
 * or its block. Asked where the grammar has found an error, of which not every one is Python's.
 */

interface Token {
  /** The text of an operator, of a bracket and of a keyword; what others are. */
  readonly is: string;
  readonly text: string;
  readonly from: number;
}

const BETWEEN = /[ \t\f]+|#[^\n]*/y;
const NEWLINE = /\r?\n/y;
const QUOTE = /(?:[rRuUbBfFtT]{1,2})?("""|'''|"|')/y;
const NUMBER =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;
const NAME = /[A-Za-z_]\w*/y;
const OPERATOR =
  /\.{3}|\*\*=|\/\/=|>>=|<<=|->|:=|[=!<>+\-*/%&|^@]=|\*\*|\/\/|>>|<<|[()[\]{},:;.=+\-*/%@&|^~<>]/y;

/** How long the text is that fits at a place; 0 where nothing does. */
function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** How long the string at a place is; 0 where there is none, or none that ends. */
function stringAt(text: string, at: number): number {
  QUOTE.lastIndex = at;
  const [opening = '', quote = ''] = QUOTE.exec(text) ?? [];
  if (quote === '') return 0;
  for (let i = at + opening.length; i < text.length; i++) {
    if (text.startsWith(quote, i)) return i + quote.length - at;
    if (text[i] === '\n' && quote.length === 1) return 0;
    if (text[i] === '\\') i++;
  }
  return 0;
}

/** A text by its logical lines; undefined where it cannot be taken apart for sure. */
function logicalLines(text: string): Token[][] | undefined {
  const lines: Token[][] = [];
  let line: Token[] = [];
  let depth = 0;
  let length;
  for (let from = 0; from < text.length; from += length) {
    if ((length = lengthAt(NEWLINE, text, from)) > 0) {
      if (depth === 0 && line.length > 0) {
        lines.push(line);
        line = [];
      }
      continue;
    }
    if ((length = lengthAt(BETWEEN, text, from)) > 0) continue;
    let is = 'string';
    if ((length = stringAt(text, from)) > 0) {
      const string = text.slice(from, from + length);
      // Quotes within the fields of an f-string end it in older versions.
      const isField = /^[^'"]*[ftFT]/.test(string);
      if (isField && string.split('{').length !== string.split('}').length) return undefined;
    } else if ((length = lengthAt(NUMBER, text, from)) > 0) is = 'number';
    else if ((length = lengthAt(NAME, text, from)) > 0) {
      const name = text.slice(from, from + length);
      is = KEYWORDS.has(name) ? name : 'name';
    } else if ((length = lengthAt(OPERATOR, text, from)) > 0) {
      is = text.slice(from, from + length);
      if ('([{'.includes(is)) depth++;
      else if (')]}'.includes(is)) depth--;
    } else return undefined;
    line.push({ is, text: text.slice(from, from + length), from });
  }
  return depth === 0 ? [...lines, line].filter((one) => one.length > 0) : undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const OPERANDS = words('name number string True False None');
const OPERAND_ENDS = new Set([...OPERANDS, ')', ']', '}']);
const OPERAND_STARTS = new Set([...OPERANDS, '{']);
/** Words that are keywords at some places only, in this version or in others. */
const SOFT = words('match case type lazy _');
const BINARY = words('+ - // % & | ^ << >> == != < > <= >= and or in is not');
const ASSIGNING = words('= += -= *= /= //= %= @= &= |= ^= >>= <<= **=');
/** What cannot follow an operator; the end of a line is one. */
const NO_OPERANDS = new Set([...words('/ // @ & | ^ << >> == != < > <= >= ) ] } , : ; end'), ...ASSIGNING]);
const HEADERS = words('if while for def class with try finally else elif except');

/** Whether two neighbours never meet in Python. */
function neverMeet(left: Token, right: Token, isFirst: boolean): boolean {
  if (OPERAND_ENDS.has(left.is) && OPERAND_STARTS.has(right.is)) {
    if (left.is === 'string' && right.is === 'string') return false;
    if (left.is === 'name' && SOFT.has(left.text)) return false;
    // A prefix of strings that is not known here.
    return !(left.is === 'name' && left.from + left.text.length === right.from);
  }
  if (BINARY.has(left.is)) return NO_OPERANDS.has(right.is) && !(left.is === '<' && right.is === '>');
  if (ASSIGNING.has(left.is)) return NO_OPERANDS.has(right.is);
  switch (left.is) {
    case ',':
    case '(':
    case '[':
    case '{':
      return right.is === ',';
    case '.':
      return /^(?:end|[)\]},=:])$/.test(right.is);
    case 'def':
    case 'class':
      return right.is !== 'name';
    case 'else':
    case 'try':
    case 'finally':
      return isFirst && right.is !== ':';
    case 'as':
      return /^(?:end|[,)=])$/.test(right.is);
    default:
      return /^(?:import|from|assert|del|global|nonlocal)$/.test(left.is) && right.is === 'end';
  }
}

/** Whether a header has no colon, or assigns in its condition. */
function isBrokenHeader(line: readonly Token[]): boolean {
  const [first, second] = line;
  const header = first?.is === 'async' ? second : first;
  if (header === undefined || !HEADERS.has(header.is)) return false;
  let depth = 0;
  for (const { is } of line) {
    if ('([{'.includes(is)) depth++;
    else if (')]}'.includes(is)) depth--;
    else if (depth === 0 && (is === ':' || is === 'lambda')) return false;
    else if (depth === 0 && is === '=' && /^(?:if|while|elif)$/.test(header.is)) return true;
  }
  return true;
}

/**
 * Whether Python surely refuses a text.
 *
 * @param isCommand whether it may be a magic of IPython that lacks its `%`: a cell of one line
 */
export function isRefused(text: string, isCommand: boolean): boolean {
  // IPython takes prompts away, and calls what stands behind some characters; a line that goes on has no margin of its own.
  if (/^[ \t]*(?:>>>|\.\.\.|In \[|[,;/])|\\$/m.test(text)) return false;
  // Neither a keyword, an assignment nor an attribute begins a magic.
  const [, name = 'print', rest = ''] = /^\s*(\w+)([ \t]*.?)/.exec(text) ?? [];
  const isMagic = isCommand && name !== 'print' && !KEYWORDS.has(name) && rest !== '.' && !rest.endsWith('=');
  const lines = isMagic ? undefined : logicalLines(text);
  if (lines === undefined) return false;
  const end: Token = { is: 'end', text: '', from: text.length };
  const indents = lines.map(([{ from } = end]) => text.slice(text.lastIndexOf('\n', from - 1) + 1, from));
  return lines.some((line, i) => {
    const [first = end] = line;
    if (i === 0 && /^(?:else|elif|except|finally)$/.test(first.is)) return true;
    if (first.is === 'name' && line[1]?.is === ':=') return true;
    if (isBrokenHeader(line)) return true;
    if (line.some((token, k) => neverMeet(token, line[k + 1] ?? end, k === 0))) return true;
    if (line.at(-1)?.is !== ':' || !HEADERS.has(first.is)) return false;
    const [own = '', inner] = [indents[i], indents[i + 1]];
    return inner === undefined || (!(own + inner).includes('\t') && inner.length <= own.length);
  });
}
