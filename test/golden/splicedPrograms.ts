import { borderPrograms } from './soundness';
import { RandomChoices } from './randomChoices';
import type { Program } from './randomPrograms';
import { writtenPrograms } from './replayPrograms';

/* Programs that people wrote, with pieces of each other, and with what is easily mistyped. */

/** What leaves the process or the program, needs IPython, or changes what all programs after it see. */
const UNSAFE = new RegExp(
  [
    /\b(?:open|input|exec|eval|compile|exit|quit|display|reload|__import__|set_default\w*|set_num\w*|register_module\w*)\(/,
    /\b(?:os|time|pprint|atexit|gc|logging|warnings|pickle|shutil|subprocess|signal|ctypes|builtins|importlib|IPython|matplotlib|seaborn|tqdm)\b/,
    /\bsys\.|\bhub\b|stdout|\bconcurrent\b|[tT]hread|asyncio|tempfile|pathlib|autocast|deterministic|empty|memory|data_ptr|environ|__file__|print\.__|type\(print\)/,
    /torch\.(?:save|load)|\bOut\b|(?<![\w.])_+(?:\d|i+)?(?![\w.:])\s*(?!in |,|=)|^\s*[%!?]|= *[!%]|\?\s*$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'm',
);

const LITERALS =
  "0 1 2 3 -1 0.5 1.5 None True False 'a' '' () [] [1,2] {'a':1} torch.ones(2) torch.ones(2,2) torch.tensor(1.5) np.ones(2) 1e-3 float('nan') (2,3) ... slice(1) str int".split(
    ' ',
  );
const OPERATORS = '+ - * / // % @ == != < > <= >= and or in is & | ^ **'.split(' ');
const LITERAL = /(?<![\w.'"])(?:\d+\.?\d*(?:e-?\d+)?|True|False|None|'[^'\n]*'|"[^"\n]*")(?![\w.'"])/g;
const OPERATOR = /(?<= )(?:[-+*/%@<>&|^]|\/\/|[=!<>]=|and|or|in|is|\*\*)(?= )/g;
const MEMBER = /(?<=\.)[a-z_]\w*/g;
const ARGUMENT = /, [^,()[\]{}\n]+(?=[,)\]])/g;
const HEAD = [
  'import torch',
  'import torch.nn as nn',
  'import torch.nn.functional as F',
  'import numpy as np',
];

/** The statements of a cell, each with all lines that belong to it. */
function statementsOf(cell: string): string[] {
  const found: string[] = [];
  for (const line of cell.split('\n'))
    if (found.length > 0 && /^(?:[\s)\]}]|$|(?:else|elif|except|finally)\b)/.test(line))
      found.push(`${found.pop()}\n${line}`);
    else found.push(line);
  return found;
}

/** Random programs of this kind, the same ones for the same seed. */
export class SplicedPrograms extends RandomChoices {
  private readonly pool = [...writtenPrograms(), ...borderPrograms('soundness.json')]
    .map(({ cells }) => cells)
    .filter((cells) => !UNSAFE.test(cells.join('\n')));

  private readonly members = [...new Set(this.pool.flat().flatMap((cell) => cell.match(MEMBER) ?? []))];

  constructor(seed: string) {
    super(`spliced programs ${seed}`);
  }

  next(): Program {
    for (;;) {
      const imports = new Set(HEAD);
      let cells = this.pick(this.pool);
      for (let edits = 1 + this.upTo(4); edits > 0; edits--) {
        const at = this.upTo(cells.length);
        cells = cells.with(at, this.edited(cells[at] ?? '', imports));
      }
      const all = cells.some((cell) => cell.includes('__future__'))
        ? cells
        : [[...imports].join('\n'), ...cells];
      if (!UNSAFE.test(all.join('\n'))) return { cells: all, notebook: this.chance(0.85) };
    }
  }

  private edited(text: string, imports: Set<string>): string {
    const lines = text.split('\n');
    const line = this.upTo(lines.length);
    switch (this.upTo(9)) {
      case 0:
      case 1:
        return this.replaced(text, LITERAL, () => this.pick(LITERALS));
      case 2:
        return this.replaced(text, MEMBER, () => this.pick(this.members));
      case 3:
        return this.replaced(text, MEMBER, (name) => this.misspelt(name));
      case 4:
        return this.replaced(text, OPERATOR, () => this.pick(OPERATORS));
      case 5:
        return this.replaced(text, ARGUMENT, () => '');
      case 6:
        return lines.toSpliced(line, 1).join('\n');
      case 7:
        return lines.toSpliced(line, 0, this.pick(lines)).join('\n');
      default: {
        const other = this.pick(this.pool);
        for (const found of other.join('\n').match(/^(?:import|from) (?!__future__).*/gm) ?? [])
          imports.add(found);
        const [own, from] = [statementsOf(text), statementsOf(this.pick(other))];
        const first = this.upTo(from.length);
        const taken = from.slice(first, first + 1 + this.upTo(4));
        return own.toSpliced(this.upTo(own.length + 1), 0, ...taken).join('\n');
      }
    }
  }

  private misspelt(name: string): string {
    const at = this.upTo(name.length);
    return this.chance(0.5)
      ? `${name.slice(0, at)}${name.slice(at + 1)}` || 'x'
      : `${name.slice(0, at)}${this.pick('a e o s t _ 1'.split(' '))}${name.slice(at)}`;
  }

  private replaced(text: string, pattern: RegExp, by: (old: string) => string): string {
    const found = [...text.matchAll(pattern)];
    if (found.length === 0) return text;
    const { index, 0: old } = this.pick(found);
    return `${text.slice(0, index)}${by(old)}${text.slice(index + old.length)}`;
  }
}
