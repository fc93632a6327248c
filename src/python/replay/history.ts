import type { Doubt } from './object/doubt';
import { LINE_MAGICS } from '../library/pythonNames';
import type { Interpreter } from './object/interpreter';
import { DictValue, int, str, UnknownValue, type Value } from './object/values';
import { withDoubt } from './object/withDoubt';
import { setEntry } from './protocol/hashing';

/** The names of the last three outputs, the latest first. */
const UNDERSCORES = ['_', '__', '___'] as const;

/** What IPython keeps of a notebook's outputs: `_`, `_3`, `Out[3]`, where cells are run one after the other. */
export class History {
  private last: readonly Value[] = [];
  private readonly outputs = new DictValue();
  /** The number of the cell that runs. */
  private count = 0;
  /** The magic that the cell is, without a `%`. */
  magic: string | undefined;

  constructor(private readonly interpreter: Interpreter) {
    for (const name of ['Out', '_oh']) interpreter.globals.names.set(name, this.outputs);
    this.bindLast(UNDERSCORES.map(() => str('')));
  }

  /** Counts a cell. Jupyter leaves out those that are empty. */
  begin(text: string): void {
    if (text.trim() !== '') this.count++;
    const line = text.trim();
    const word = /^\w+/.exec(line)?.[0] ?? '';
    const isOther = this.interpreter.globals.names.has(word) || !LINE_MAGICS.has(word);
    this.magic = isOther || /^(?:\.|[ \t]*[=,])|\n/.test(line.slice(word.length)) ? undefined : word;
  }

  /** Keeps what a cell displays. */
  keep(value: Value): void {
    if (value === this.outputs) return;
    const kept = withDoubt(value, this.interpreter.doubtOf(undefined));
    this.bindLast([kept, ...this.last.slice(0, -1)]);
    this.interpreter.globals.names.set(`_${this.count}`, kept);
    setEntry(this.interpreter, this.outputs, int(this.count), kept);
  }

  /** Nobody knows whether a cell displays anything. */
  lose(doubt: Doubt): void {
    const unknown = new UnknownValue(doubt);
    this.bindLast(UNDERSCORES.map(() => unknown));
    this.interpreter.globals.names.set(`_${this.count}`, unknown);
    this.outputs.doubt ??= doubt;
  }

  private bindLast(values: readonly Value[]): void {
    const { names } = this.interpreter.globals;
    // Who gives such a name to something else keeps it.
    const isOwn = UNDERSCORES.every((name, i) => (names.get(name) ?? this.last[i]) === this.last[i]);
    this.last = values;
    if (isOwn) for (const [i, name] of UNDERSCORES.entries()) names.set(name, values[i] ?? str(''));
  }
}
