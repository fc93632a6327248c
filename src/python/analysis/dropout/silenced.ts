import type { TextRange } from '../../../text';
import type { Problem, RuleCode } from './problem';

/** `# dropout: ignore[always-on, unused-layer]`; without the list it is about all rules. */
const IGNORE = /#[ \t]*dropout:[ \t]*ignore\b(?:\[([\w\-, \t]*)\])?/gi;
/** `# noqa: always-on`, as linters have it; without codes it is about all of them. */
const NOQA = /#[ \t]*noqa\b(?:[ \t]*:([\w\-, \t]*))?/gi;
/** A comment of its own, above what it is about. */
const ONLY_A_COMMENT = /^[ \t]*#/;

/** Whether a comment says that a problem is none: on its line, at an end of its statement, or on a line of its own above. */
export function isSilenced({ rule, from, to }: Problem, statement: TextRange, text: string): boolean {
  const lines = [from, to, statement.from, statement.to].map((at) => lineAround(text, at));
  if (lines.some((line) => isAbout(rule, text.slice(line.from, line.to), [IGNORE, NOQA]))) return true;
  return [from, statement.from].some((at) => {
    const line = lineAround(text, at);
    const above = text.slice(...rangeOf(lineAround(text, Math.max(line.from - 1, 0))));
    return line.from > 0 && ONLY_A_COMMENT.test(above) && isAbout(rule, above, [IGNORE]);
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

function lineAround(text: string, at: number): TextRange {
  const from = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const end = text.slice(at).search(/[\r\n]/);
  return { from: at === 0 ? 0 : from, to: end < 0 ? text.length : at + end };
}

function rangeOf({ from, to }: TextRange): [number, number] {
  return [from, to];
}
