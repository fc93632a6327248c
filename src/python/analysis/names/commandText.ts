/** A word of a command, with the line (from 0) on which it stands; undefined where it is only known when the command is run. */
export interface Word {
  readonly text: string | undefined;
  readonly line: number;
}

/** What tells words apart, what ends a command, remarks, and words, in which texts may stand. */
const PIECES = /\\\r?\n|[ \t]+|#[^\n]*|\r?\n|[;&|()]+|(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"';&|()])+/g;
const ENDS = /^(?:\r?\n|[;&|()]+)$/;
const BETWEEN = /^(?:\\\r?\n|[ \t]+|#[^\n]*)$/;
const ASSIGNED = /^([A-Za-z_]\w*)=(.*)$/;
/** What the shell puts something else in the place of. */
const VARIABLE = /\$\{?([A-Za-z_]\w*)\}?/g;
const REPLACED = /[$`*?]/;

/** The commands of a script of the shell that run a script or module of Python, each from that on: `src.train --cfg conf/small.yaml`. */
export function commandsOf(text: string): readonly (readonly Word[])[] {
  const commands: (readonly Word[])[] = [];
  const variables = new Map<string, string | undefined>();
  let words: Word[] = [];
  let line = 0;
  const end = (): void => {
    const [first] = words;
    const [, name, value] = (words.length === 1 ? ASSIGNED.exec(first?.text ?? '') : null) ?? [];
    // What is assigned again is one or the other.
    if (name !== undefined) variables.set(name, variables.has(name) ? undefined : value);
    const script = words.findIndex((word) => word.text?.endsWith('.py') === true);
    const module = words.findIndex((word) => word.text === '-m');
    if (script >= 0 || module >= 0) commands.push(words.slice(script < 0 ? module + 1 : script));
    words = [];
  };
  for (const [piece] of text.matchAll(PIECES)) {
    if (ENDS.test(piece)) end();
    else if (!BETWEEN.test(piece)) words.push({ text: wordOf(piece, variables), line });
    line += piece.split('\n').length - 1;
  }
  end();
  return commands;
}

/** What a word says, with what is assigned to the variables in it. */
function wordOf(piece: string, variables: ReadonlyMap<string, string | undefined>): string | undefined {
  if (piece.startsWith("'")) return piece.slice(1, -1);
  const said = piece
    .replace(/["']/g, '')
    .replace(VARIABLE, (whole: string, name: string) => variables.get(name) ?? whole);
  return REPLACED.test(said) ? undefined : said;
}
