import ignore, { type Ignore } from 'ignore';

/** What a folder leaves out of what is below it. Paths have `/` between their parts; those of folders end with one. */
export interface Rules {
  /** What they say of a path: undefined where nothing. */
  leavesOut(path: string): boolean | undefined;
}

/** The rules of a `.gitignore`. */
export class GitRules implements Rules {
  readonly #own: Ignore;

  /** @param folder where it stands */
  constructor(
    private readonly folder: string,
    text: string,
  ) {
    this.#own = ignore().add(text);
  }

  leavesOut(path: string): boolean | undefined {
    const { ignored, unignored } = this.#own.test(path.slice(this.folder.length));
    return ignored || unignored ? ignored : undefined;
  }
}

/** What VS Code's own settings exclude: its patterns count from the folder, and have alternatives in braces. */
export class ExcludeRules implements Rules {
  readonly #git: GitRules;

  constructor(folder: string, patterns: readonly string[]) {
    const lines = patterns.flatMap(alternatives).map((pattern) => `/${escaped(pattern).replace(/^\/+/, '')}`);
    this.#git = new GitRules(folder, lines.join('\n'));
  }

  leavesOut(path: string): true | undefined {
    return this.#git.leavesOut(path) === true ? true : undefined;
  }
}

/** Whether a path is left out: by the last of some rules that say something of it. */
export function isLeftOut(path: string, rules: readonly Rules[]): boolean {
  for (let at = rules.length - 1; at >= 0; at--) {
    const said = rules[at]?.leavesOut(path);
    if (said !== undefined) return said;
  }
  return false;
}

/** More than so many alternatives are nobody's. */
const MOST_ALTERNATIVES = 1000;

/** `*.{a,b}` → `*.a`, `*.b`. */
function alternatives(pattern: string): readonly string[] {
  let done: string[] = [];
  let left = [pattern];
  while (left.length > 0 && left.length + done.length <= MOST_ALTERNATIVES) {
    const next: string[] = [];
    for (const one of left) {
      // The innermost braces first.
      const close = one.indexOf('}');
      const open = close < 0 ? -1 : one.lastIndexOf('{', close);
      if (open < 0) done = [...done, one];
      else
        for (const part of one.slice(open + 1, close).split(','))
          next.push(one.slice(0, open) + part + one.slice(close + 1));
    }
    left = next;
  }
  return done;
}

/** A pattern of VS Code's with what means something else in a `.gitignore` as itself. */
function escaped(pattern: string): string {
  return pattern.replace(/\\/g, '\\\\').replace(/ $/, '\\ ');
}
