import { type Cell, parseCell } from '../cell';
import { lineAt } from '../../../text';
import type { FunctionDef, Magic, Program, Statement } from './ast';
import { StatementLowering } from './lowerStatements';
import { hasLineMagic } from '../sourceText';
import { layoutVerdict } from './layout';
import { isRefused } from './refused';

/** The cell of code that is none of the reader's. */
export const FROZEN = -1;

/** What was read last, the latest at the end: one replay after the other reads most cells as the last one did. */
const recent = new Map<string, Program>();
/** So many characters of what was read last are kept at the most; what was read of each takes a hundred bytes and more. */
const MOST_RECENT = 50_000;
let length = 0;

/** Reads a cell, or gives what was read of the same one. Never throws: what cannot be read makes the verdict. */
export function readCell(text: string, index: number, options: { readonly notebook: boolean }): Program {
  const key = `${index} ${options.notebook} ${text}`;
  const known = recent.get(key);
  recent.delete(key);
  const program = known ?? read(text, index, options);
  recent.set(key, program);
  if (known === undefined) length += key.length;
  for (const [oldest] of recent) {
    if (length <= MOST_RECENT) break;
    recent.delete(oldest);
    length -= oldest.length;
  }
  return program;
}

function read(text: string, index: number, options: { readonly notebook: boolean }): Program {
  const { notebook } = options;
  // At the very end of a text the grammar takes a lone `print` for Python 2's statement, and blanks for an indented
  // block.
  const cell = parseCell(`${text.replace(/\n[ \t]+$/, '')}\n`, index, options);
  const layout = layoutVerdict(cell);
  if (layout === 'broken') return { body: [], verdict: broken(text, notebook) };
  if (layout === 'torn') {
    const isCommand = notebook && !text.trim().includes('\n');
    const hasMagics = notebook && (text.trimStart().startsWith('%%') || hasLineMagic(text));
    const isSure = cell.isWhole && !hasMagics && isRefused(cell.text, isCommand);
    return { body: [], verdict: isSure ? broken(text, notebook) : 'torn' };
  }
  const lowering = new StatementLowering(cell, notebook);
  const statements = lowering.block(cell.tree.topNode);
  const verdict = lowering.finalVerdict;
  if (verdict === 'broken') return { body: [], verdict: broken(text, notebook) };
  const captured = notebook ? CAPTURING.exec(text.trimStart()) : null;
  // `%%time` compiles all of its cell but the last expression first.
  const isOdd = captured === null && text.trimStart().startsWith('%%');
  const isUncertain = isOdd && statements.some(({ type }) => type === 'Uncompilable');
  return {
    body: notebook ? withMagics(statements, magicsIn(cell)) : statements,
    verdict: layout === 'unsure' || isUncertain ? 'unsure' : verdict,
    ...(captured !== null && { captured: captured[1] ?? '' }),
  };
}

/** What Python takes and the grammar does not: an attribute of `5.`, a keyword right behind a number, lines that go on where one begins. */
const ODD = [
  /[\d_]\.\.\s*[A-Za-z_]/,
  /[\d.](?:and|else|for|if|in|is|not|or)\b/,
  /(?:^|\bprint|:)[ \t]*\\\r?$/m,
];

/** A first line that is indented further than others: older IPythons take its blanks off all lines that have them. */
const INDENTED_FIRST = /^\s*\n[ \t]|^[ \t]/;

function broken(text: string, notebook: boolean): Program['verdict'] {
  return ODD.some((odd) => odd.test(text)) || (notebook && INDENTED_FIRST.test(text)) ? 'torn' : 'broken';
}

/** Line magics that leave names and PyTorch alone, and show nothing. */
const SILENT_MAGIC =
  /^%(?:matplotlib|autoreload|config|xmode|colors|(?:re)?load_ext[ \t]+(?:autoreload|tensorboard|watermark))\b/;
/** Line magics, and commands of the shell, that leave names and PyTorch alone; what they show is not known. */
const SHOWING_MAGIC =
  /^(?:[!?]|%(?:pip|conda|mamba|cd|pwd|ls|ll|env|who|whos|tensorboard|pinfo2?|history|hist|magic|lsmagic|watermark|quickref|time(?!it))\b)/;
/** `%timeit` runs a statement many times, in a function of its own; no braces, for which IPython looks names up. */
const TIMED = /^%%?timeit(?: -[nrp] ?\d+| -[qv])*(?: ([^-\s{}$\\][^{}$\\]*))?$/;
/** Cell magics that hand their cell to something else than this Python. */
const FOREIGN_CELL =
  /^%%(?:html|HTML|javascript|js|latex|markdown|svg|SVG|bash|sh|script|writefile|file|perl|ruby|cmd|!)(?![\w])/;
/** Hides all that its cell shows, and keeps it under a name. */
const CAPTURING = /^%%capture(?:[ \t]+([A-Za-z_]\w*))?[ \t]*(?:\n|$)/;
/** `x = %magic` and `x = !command`; of the latter the name is bound to something unknown. */
const ASSIGNED = /^[A-Za-z_][\w.]*[ \t]*=[ \t]*([!%])/;

/** The lines that were taken out, or changed, before the grammar saw them. */
function magicsIn({ index, text, parsed, lineStarts }: Cell): Magic[] {
  const magic = (what: string, effect: Magic['effect'], from: number): Magic => ({
    type: 'Magic',
    what: /^\S+/.exec(what)?.[0] ?? what,
    effect,
    cell: index,
    line: lineAt(lineStarts, from),
    from,
    to: from + what.length,
  });
  const first = text.trimStart();
  if (first.startsWith('%%')) {
    const line = /^.*/.exec(first)?.[0] ?? '';
    const timed = timedCode(line, first.slice(line.length + 1));
    const isKnown = FOREIGN_CELL.test(first) || /^%%time\b/.test(first) || timed !== undefined;
    const effect = CAPTURING.test(first) ? 'none' : isKnown ? 'shows' : 'anything';
    return [{ ...magic(line, effect, text.length - first.length), timed }];
  }
  return lineStarts.flatMap((start, i): Magic[] => {
    const end = lineStarts[i + 1] ?? text.length;
    const line = text.slice(start, end).trim();
    if (line === '' || parsed.slice(start, end) === text.slice(start, end)) return [];
    const assigned = ASSIGNED.exec(line)?.[1];
    if (assigned !== undefined)
      return assigned === '%' ? [magic(line.slice(line.indexOf('%')), 'anything', start)] : [];
    if (SHOWING_MAGIC.test(line) || line.endsWith('?')) return [magic(line, 'shows', start)];
    if (!line.startsWith('%')) return [];
    // A cell magic further down is a line magic that there is not.
    if (line.startsWith('%%')) return [magic(line, 'anything', start)];
    const timed = text.startsWith('%', start) ? timedCode(line, '') : undefined;
    if (timed !== undefined) return [{ ...magic(line, 'shows', start), timed }];
    return [magic(line, SILENT_MAGIC.test(line) ? 'none' : 'anything', start)];
  });
}

/** The function in which `%timeit` runs what stands behind it, and a cell below it; undefined where that cannot be read. */
function timedCode(line: string, cell: string): FunctionDef | undefined {
  const timed = TIMED.exec(line);
  // Texts over several lines would be indented, too.
  if (timed === null || /"""|'''/.test(cell)) return undefined;
  const lines = [timed[1] ?? '', ...cell.split('\n')].filter((one) => one.trim() !== '');
  const source = `def timed():\n${lines.map((one) => ` ${one}\n`).join('')}`;
  const { body, verdict } = readCell(source, FROZEN, { notebook: false });
  return verdict === 'fine' && body[0]?.type === 'FunctionDef' && body.length === 1 ? body[0] : undefined;
}

/** The statements of a cell with its magics, each before the statement that it stands in or before. */
function withMagics(statements: readonly Statement[], magics: readonly Magic[]): readonly Statement[] {
  const left = [...magics];
  const body = statements.flatMap((statement): Statement[] => {
    const before = left.filter(({ from }) => from < statement.to);
    left.splice(0, before.length);
    return [...before, statement];
  });
  return [...body, ...left];
}
