import { type Cell, parseCellSteps } from '../../cell';
import type { Program } from './ast';
import { StatementLowering } from './lowerStatements';
import { layoutVerdict } from './layout';

/** Reads a cell, with pauses. Never throws: what cannot be read makes the verdict. */
export function* readCellSteps(
  text: string,
  index: number,
  options: { readonly notebook: boolean },
): Generator<void, Program> {
  const { notebook } = options;
  // At the very end of a text the grammar takes a lone `print` for Python 2's statement, and blanks for an indented
  // block.
  const cell = yield* parseCellSteps(`${text.replace(/\n[ \t]+$/, '')}\n`, index, options);
  yield;
  const layout = yield* layoutVerdict(cell);
  yield;
  if (layout === 'broken' || layout === 'torn')
    return { body: [], verdict: layout === 'torn' ? 'unsure' : broken(text) };
  const foreign = notebook && hasUnclearMagic(cell);
  const lowering = new StatementLowering(cell);
  const body = yield* lowering.statements(cell.tree.topNode);
  const verdict = lowering.finalVerdict;
  if (verdict === 'broken') return { body: [], verdict: broken(text) };
  return { body, verdict: layout === 'unsure' || foreign ? 'unsure' : verdict };
}

/** What Python takes and the grammar does not: an attribute of `5.`, a keyword right behind a number. */
const ODD_NUMBER = /[\d_]\.\.\s*[A-Za-z_]|[\d.](?:and|else|for|if|in|is|not|or)\b/;

function broken(text: string): Program['verdict'] {
  return ODD_NUMBER.test(text) ? 'unsure' : 'broken';
}

/** Line magics that leave names and PyTorch alone. What `%%` hands to another process does so anyway. */
const HARMLESS_MAGIC =
  /^\s*%(?:matplotlib|load_ext|reload_ext|autoreload|time|timeit|prun|config|pip|conda|cd|pwd|ls|env|who|whos|pylab|precision|tensorboard|pinfo|history|magic|lsmagic|xmode|pprint|colors|alias)\b/;

/** Whether a line was taken out as a magic of which nobody knows what it does. */
function hasUnclearMagic({ text, parsed, lineStarts }: Cell): boolean {
  return lineStarts.some((start, i) => {
    const end = lineStarts[i + 1] ?? text.length;
    const line = text.slice(start, end);
    if (line.trim() === '' || parsed.slice(start, end) === line) return false;
    return /^\s*%[^%]/.test(line) && parsed.slice(start, end).trim() === '' && !HARMLESS_MAGIC.test(line);
  });
}
