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

/** Stands between the folder into which a script of the shell went before a command, and what that runs there. */
export const RUN_IN = '//';

/** What trains whatever is registered with fairseq, as a command and as the module that this runs. */
const FAIRSEQ = 'fairseq-train';
export const RUN_BY_FAIRSEQ = 'fairseq_cli.train';

/**
 * The commands of a script of the shell that run a script or module of Python, each from that on: `src.train --cfg conf/small.yaml`, or, behind
 * `cd pkg`, `pkg//src.train --cfg …`.
 */
export function commandsOf(text: string): readonly (readonly Word[])[] {
  const commands: (readonly Word[])[] = [];
  const variables = new Map<string, string | undefined>();
  let words: (Word & { readonly said: string })[] = [];
  let line = 0;
  let folder = '';
  const runIn = ({ text: run, line }: Word): Word => ({
    text: run !== undefined && folder !== '' ? `${folder}${RUN_IN}${run}` : run,
    line,
  });
  const end = (): void => {
    const [first] = words;
    const [, name, value] = (words.length === 1 ? ASSIGNED.exec(first?.text ?? '') : null) ?? [];
    // What is assigned again is one or the other.
    if (name !== undefined) variables.set(name, variables.has(name) ? undefined : value);
    const script = words.findIndex(({ text }) => text?.endsWith('.py') === true || text === FAIRSEQ);
    const module = words.findIndex((word) => word.text === '-m');
    const [run, ...rest] = script < 0 && module < 0 ? [] : words.slice(script < 0 ? module + 1 : script);
    if (run !== undefined)
      commands.push([run.text === FAIRSEQ ? { ...run, text: RUN_BY_FAIRSEQ } : runIn(run), ...rest]);
    if (first?.text === 'cd') folder = folderGoneTo(words[1]?.said ?? '', folder);
    words = [];
  };
  for (const [piece] of text.matchAll(PIECES)) {
    if (ENDS.test(piece)) end();
    else if (!BETWEEN.test(piece)) words.push({ ...wordOf(piece, variables), line });
    line += piece.split('\n').length - 1;
  }
  end();
  return commands;
}

/** What a word says, with what is assigned to the variables in it, as far as that is known before it is run. */
function wordOf(
  piece: string,
  variables: ReadonlyMap<string, string | undefined>,
): { readonly text: string | undefined; readonly said: string } {
  if (piece.startsWith("'")) return { text: piece.slice(1, -1), said: piece.slice(1, -1) };
  const said = piece
    .replace(/["']/g, '')
    .replace(VARIABLE, (whole: string, name: string) => variables.get(name) ?? whole);
  return { text: REPLACED.test(said) ? undefined : said, said };
}

/** The folder in which one is after `cd`, as far as its end is written: `net/src` of `cd "$HOME/net/src"`. */
function folderGoneTo(said: string, before: string): string {
  const parts = said.split('/');
  const known = parts.slice(parts.findLastIndex((part) => REPLACED.test(part)) + 1);
  const isFromThere = known.length === parts.length && !/^[/~-]/.test(said);
  const folders: string[] = isFromThere ? before.split('/') : [];
  for (const part of known)
    if (part === '..') folders.pop();
    else if (/^[^.~-]/.test(part)) folders.push(part);
  return folders.filter((part) => part !== '').join('/');
}
