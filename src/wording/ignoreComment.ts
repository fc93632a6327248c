import type { TextEdit } from '../protocol/reading';

/** A comment that silences some rules, and where its list ends. */
const IGNORES = /#[ \t]*dropout:[ \t]*ignore\[([\w\-, \t]*)\]/i;

/**
 * The edits that make a comment say that a problem is none, the better one first: at the end of its line, or in the list that
 * stands there; else on a line of its own above, for not every line may end in a comment.
 */
export function ignoreEdits(
  text: string,
  { rule, from }: { readonly rule: string; readonly from: number },
): readonly TextEdit[] {
  const start = startOfLine(text, from);
  const line = /[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const listed = IGNORES.exec(line);
  if (listed !== null) {
    const at = start + listed.index + listed[0].length - 1;
    return [{ from: at, to: at, text: listed[1]?.trim() === '' ? rule : `, ${rule}` }];
  }
  const comment = `# dropout: ignore[${rule}]`;
  const end = start + line.trimEnd().length;
  const statement = startOfStatement(text, start);
  const indentation = /[ \t]*/.exec(text.slice(statement))?.[0] ?? '';
  return [
    { from: end, to: start + line.length, text: `  ${comment}` },
    {
      from: statement,
      to: statement,
      text: `${indentation}${comment}${text.includes('\r\n') ? '\r\n' : '\n'}`,
    },
  ];
}

/** The start of the line from which lines go on by a backslash to the one that starts there. */
function startOfStatement(text: string, start: number): number {
  let at = start;
  while (at > 0 && text.slice(0, at).trimEnd().endsWith('\\')) at = startOfLine(text, at - 1);
  return at;
}

function startOfLine(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
