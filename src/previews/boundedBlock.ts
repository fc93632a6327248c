import * as l10n from '@vscode/l10n';
import { codeBlock } from '../wording';
import { cut } from './lens';

/** So many lines of code and numbers a hover has, whatever it tells of: who wants more runs the code, or opens the playground. */
export const MOST_LINES = 16;
/** A longer line would be wrapped to many. */
const LONGEST_LINE = 240;

/**
 * A block of Python of so many lines at most, with how many are left out.
 *
 * @param hasMore whether there is yet more, of which nobody knows how much
 */
export function boundedBlock(code: string, most: number, hasMore = false): string {
  const lines = code.split('\n').map((line) => (line.length > LONGEST_LINE ? cut(line, LONGEST_LINE) : line));
  const rest = lines.length - most;
  // A single line takes no more room than to say that it is left out.
  const isCut = rest > 1;
  const more = hasMore ? ['…'] : isCut ? [l10n.t('… {0} lines more', rest)] : [];
  return codeBlock([...(isCut ? lines.slice(0, most) : lines), ...more].join('\n'), 'python');
}

/** The first of some texts, and those behind it that are whole within so many lines. */
export function fullyShown(texts: readonly string[], most: number): readonly string[] {
  let lines = 0;
  const end = texts.findIndex((text, i) => (lines += text.split('\n').length) > most && i > 0);
  return end < 0 ? texts : texts.slice(0, end);
}
