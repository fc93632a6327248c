import type { CallReference } from '../playground';
import type { DropoutSite } from '../protocol/reading';

/** The line on which a site starts, and what of it stands before the call; both without white space around. */
export function lineOf(
  text: string,
  { from }: Pick<DropoutSite, 'from'>,
): Pick<CallReference, 'line' | 'head'> {
  // Step by step: a search for a line break that the text has not, `\r` most often, would go through all of it.
  let start = from;
  while (start > 0 && !isLineBreak(text[start - 1])) start--;
  const rest = text.slice(start);
  const line = rest.slice(0, /[\r\n]|$/.exec(rest)?.index);
  return { line: line.trim().slice(0, LONGEST), head: text.slice(start, from).trim().slice(0, LONGEST) };
}

/** Longer lines are machine-made; their start tells them apart. */
const LONGEST = 1000;

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
