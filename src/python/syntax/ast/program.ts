import { type Cell, parseCell } from '../cell';
import type { Program } from './ast';
import { StatementLowering } from './lowerStatements';
import { layoutVerdict } from './layout';

/** Reads a cell. Never throws: what cannot be read makes the verdict. */
export function readCell(text: string, index: number, options: { readonly notebook: boolean }): Program {
  const { notebook } = options;
  // At the very end of a text the grammar takes a lone `print` for Python 2's statement, and blanks for an indented
  // block.
  const cell = parseCell(`${text.replace(/\n[ \t]+$/, '')}\n`, index, options);
  const layout = layoutVerdict(cell);
  if (layout === 'broken') return { body: [], verdict: broken(text) };
  if (layout === 'torn') return { body: [], verdict: 'torn' };
  const { isUnclear, shows, captured } = notebook ? magicsIn(cell) : NO_MAGICS;
  const lowering = new StatementLowering(cell);
  const body = lowering.block(cell.tree.topNode);
  const verdict = lowering.finalVerdict;
  if (verdict === 'broken') return { body: [], verdict: broken(text) };
  return {
    body,
    verdict: layout === 'unsure' || isUnclear ? 'unsure' : verdict,
    ...(shows !== undefined && { shows }),
    ...(captured !== undefined && { captured }),
  };
}

/** What Python takes and the grammar does not: an attribute of `5.`, a keyword right behind a number. */
const ODD_NUMBER = /[\d_]\.\.\s*[A-Za-z_]|[\d.](?:and|else|for|if|in|is|not|or)\b/;

function broken(text: string): Program['verdict'] {
  return ODD_NUMBER.test(text) ? 'torn' : 'broken';
}

/** Line magics that leave names and PyTorch alone, and show nothing. */
const SILENT_MAGIC =
  /^%(?:matplotlib|autoreload|config|xmode|colors|(?:re)?load_ext[ \t]+(?:autoreload|tensorboard))\b/;
/** Line magics, and commands of the shell, that leave names and PyTorch alone; what they show is not known. */
const SHOWING_MAGIC =
  /^(?:[!?]|%(?:pip|conda|mamba|cd|pwd|ls|ll|env|who|whos|tensorboard|pinfo2?|history|hist|magic|lsmagic|quickref|time(?!it))\b)/;
/** Cell magics that hand their cell to something else than this Python. */
const FOREIGN_CELL =
  /^%%(?:html|HTML|javascript|js|latex|markdown|svg|SVG|bash|sh|script|writefile|file|perl|ruby|cmd|!)(?![\w])/;
/** Hides all that its cell shows, and keeps it under a name. */
const CAPTURING = /^%%capture(?:[ \t]+([A-Za-z_]\w*))?[ \t]*(?:\n|$)/;
/** `x = %magic` and `x = !command`; of the latter the name is bound to something unknown. */
const ASSIGNED = /^[A-Za-z_][\w.]*[ \t]*=[ \t]*([!%])/;

interface Magics {
  /** Whether there is one of which nobody knows what it does. */
  readonly isUnclear: boolean;
  /** One that may show something. */
  readonly shows: string | undefined;
  /** As in `Program`. */
  readonly captured?: string | undefined;
}

const NO_MAGICS: Magics = { isUnclear: false, shows: undefined };

/** What the lines do that were taken out, or changed, before the grammar saw them. */
function magicsIn({ text, parsed, lineStarts }: Cell): Magics {
  const first = text.trimStart();
  if (first.startsWith('%%')) {
    const name = /^\S+/.exec(first)?.[0] ?? '';
    const captured = CAPTURING.exec(first);
    if (captured !== null) return { isUnclear: false, shows: undefined, captured: captured[1] ?? '' };
    return FOREIGN_CELL.test(first) || name === '%%time'
      ? { isUnclear: false, shows: name }
      : { isUnclear: true, shows: undefined };
  }
  let isUnclear = false;
  let shows: string | undefined;
  lineStarts.forEach((start, i) => {
    const end = lineStarts[i + 1] ?? text.length;
    const line = text.slice(start, end).trim();
    if (line === '' || parsed.slice(start, end) === text.slice(start, end)) return;
    const assigned = ASSIGNED.exec(line)?.[1];
    if (assigned === '%') isUnclear = true;
    if (SHOWING_MAGIC.test(line) || line.endsWith('?')) shows ??= /^\S+/.exec(line)?.[0] ?? line;
    else if (line.startsWith('%') && !SILENT_MAGIC.test(line)) isUnclear = true;
  });
  return { isUnclear, shows };
}
