import type { TextRange } from '../../../text';
import { lineIn, linesOf } from '../../syntax/nodes';
import type { Problem, RuleCode } from './problem';

/** `# dropout: ignore[always-on, unused-layer]`; without the list it is about all rules. */
const IGNORE = /#[ \t]*dropout:[ \t]*ignore\b(?:\[([\w\-, \t]*)\])?/gi;
/** `# noqa: always-on`, as linters have it; without codes it is about all of them. */
const NOQA = /#[ \t]*noqa\b(?:[ \t]*:([\w\-, \t]*))?/gi;
/** A comment of its own, above what it is about. */
const ONLY_A_COMMENT = /^[ \t]*#/;

/**
 * Whether a comment says that a problem is none: on its line, at an end of its statement, or on a line of its own above.
 *
 * @param cell whose text it is in
 */
export function isSilenced(
  { rule, from, to }: Problem,
  statement: TextRange,
  cell: { readonly text: string },
): boolean {
  const starts = linesOf(cell);
  const textOfLine = (line: number): string => cell.text.slice(starts[line], starts[line + 1]);
  const lineOf = (at: number): number => lineIn(cell, at);
  const ends = [from, to, statement.from, statement.to];
  if (ends.some((at) => isAbout(rule, textOfLine(lineOf(at)), [IGNORE, NOQA]))) return true;
  return [from, statement.from].map(lineOf).some((line) => {
    const above = line === 0 ? '' : textOfLine(line - 1);
    return ONLY_A_COMMENT.test(above) && isAbout(rule, above, [IGNORE]);
  });
}

function isAbout(rule: RuleCode, line: string, patterns: readonly RegExp[]): boolean {
  if (!line.includes('#')) return false;
  return patterns.some((pattern) =>
    [...line.matchAll(pattern)].some(
      ([, codes]) => codes === undefined || codes.split(/[,\s]+/).some((code) => code.toLowerCase() === rule),
    ),
  );
}
