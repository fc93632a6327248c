import { RandomChoices } from './randomChoices';

/** A program for replay and for Python: the cells of a notebook, or a script of one. */
export interface Program {
  readonly cells: readonly string[];
  readonly notebook: boolean;
  /** Whether something in doubt may decide on its errors: it is compared up to the cell of the first. */
  readonly isDoubted?: boolean;
}

type Kind = 'int' | 'float' | 'str' | 'bool' | 'list' | 'dict' | 'tuple';

const KINDS: readonly Kind[] = ['int', 'float', 'str', 'bool', 'list', 'dict', 'tuple'];

/** A number that replay takes for another one than it is, and says so: what hangs on it is never certain. */
const DOUBTED = 'import torch\nversion = len(torch.__version__) % 3';

/** Random programs in the part of Python that replay understands, the same ones for the same seed. */
export class RandomPrograms extends RandomChoices {
  private names = new Map<string, Kind>();
  private functions: { readonly name: string; readonly kinds: readonly Kind[]; readonly gives: Kind }[] = [];
  private count = 0;

  constructor(seed: string) {
    super(`programs ${seed}`);
  }

  next(): Program {
    this.names = new Map();
    this.functions = [];
    this.count = 0;
    const notebook = this.chance(0.8);
    const isDoubted = this.chance(0.3);
    if (isDoubted) this.names.set('version', 'int');
    const cells = Array.from({ length: notebook ? this.upTo(6) + 1 : 1 }, () => this.cell(notebook));
    if (!isDoubted) return { cells, notebook };
    return { cells: [`${DOUBTED}\n${cells[0] ?? ''}`, ...cells.slice(1)], notebook, isDoubted };
  }

  private cell(notebook: boolean): string {
    const lines = this.block(1 + this.upTo(notebook ? 3 : 6), 0);
    if (notebook && this.chance(0.6)) lines.push(this.any(2) + (this.chance(0.1) ? ';' : ''));
    return lines.join('\n');
  }

  /** Statements, each line indented; `depth` levels deep. */
  private block(count: number, depth: number): string[] {
    return Array.from({ length: count }, () => this.statement(depth)).flat();
  }

  private statement(depth: number): string[] {
    const roll = this.upTo(depth < 2 ? 20 : 12);
    if (roll < 5) return [this.print()];
    if (roll < 9) return [this.assign()];
    if (roll === 9) return [this.augmented()];
    if (roll === 10) return [this.mutate()];
    if (roll === 11) return [this.unpack()];
    if (roll === 12) return this.function(depth);
    if (roll === 13) return this.class();
    if (roll === 14) return this.attempt(depth);
    if (roll < 17) return this.loop(depth);
    return this.branch(depth);
  }

  private indented(lines: readonly string[]): string[] {
    return lines.map((line) => `    ${line}`);
  }

  private print(): string {
    if (this.chance(0.05)) return `any(print(v) for v in ${this.rounds()})`;
    const values = Array.from({ length: 1 + this.upTo(3) }, () => this.any(3));
    const options = this.chance(0.15)
      ? [this.pick(["sep='-'", "end=''", "sep=', '", "end='|\\n'"] as const)]
      : [];
    return `print(${[...values, ...options].join(', ')})`;
  }

  private fresh(kind: Kind): string {
    const name = `${this.pick(['a', 'b', 'x', 'total', 'n'] as const)}${this.upTo(4)}`;
    this.names.set(name, kind);
    return name;
  }

  private assign(): string {
    const kind = this.kind();
    const value = this.expression(kind, 3);
    if (this.chance(0.1)) return `${this.fresh(kind)} = ${this.fresh(kind)} = ${value}`;
    return `${this.fresh(kind)}${this.chance(0.1) ? `: ${kind}` : ''} = ${value}`;
  }

  private unpack(): string {
    const values = [this.expression('int', 2), this.expression('str', 2), this.expression('float', 2)];
    const targets = [this.fresh('int'), this.fresh('str'), this.fresh('float')];
    if (this.chance(0.3))
      return `*${this.fresh('list')}, ${this.fresh('int')} = ${this.expression('list', 2)}`;
    if (new Set(targets).size < 3) return 'pass';
    return `${targets.join(', ')} = ${values.join(', ')}`;
  }

  private augmented(): string {
    const kind = this.pick(['int', 'float', 'str', 'list'] as const);
    const name = this.nameOf(kind);
    if (name === undefined) return this.assign();
    const operator = {
      int: this.pick(['+', '-', '*', '//', '%', '&', '|', '^'] as const),
      float: '+',
      str: '+',
      list: '+',
    }[kind];
    return `${name} ${operator}= ${this.expression(kind, 1)}`;
  }

  private mutate(): string {
    const list = this.nameOf('list');
    const dict = this.nameOf('dict');
    const options: [string, ...string[]] = ['pass'];
    if (list !== undefined) {
      options.push(
        `${list}.append(${this.expression('int', 1)})`,
        `${list}.sort(reverse=${this.expression('bool', 1)})`,
        `${list}[0:1] = ${this.expression('list', 1)}`,
        `${list}.extend(${this.expression('list', 1)})`,
        `${list}.insert(1, ${this.expression('int', 1)})`,
        `print(${list}.pop())`,
        `${list}[-1] = ${this.expression('int', 1)}`,
        `del ${list}[0]`,
        `${list}.reverse()`,
        `[${list}.append(v) for v in ${this.rounds()}]`,
        `list(map(${list}.append, ${this.rounds()}))`,
        `${list}.sort(key=lambda v: print(v) or v)`,
      );
    }
    if (dict !== undefined)
      options.push(
        `${dict}[${this.expression('str', 1)}] = ${this.expression('int', 1)}`,
        `${dict}.update(k=${this.expression('int', 1)})`,
        `print(${dict}.pop('k', None))`,
        `print(${dict}.setdefault('z', 3))`,
      );
    return this.pick(options);
  }

  private branch(depth: number): string[] {
    const lines = [
      `if ${this.expression('bool', 2)}:`,
      ...this.indented(this.block(1 + this.upTo(2), depth + 1)),
    ];
    if (this.chance(0.3)) lines.push(`elif ${this.any(1)}:`, ...this.indented(this.block(1, depth + 1)));
    if (this.chance(0.5)) lines.push('else:', ...this.indented(this.block(1 + this.upTo(2), depth + 1)));
    return lines;
  }

  private loop(depth: number): string[] {
    const body = (): string[] => this.indented(this.block(1 + this.upTo(2), depth + 1));
    const leave = this.chance(0.2)
      ? this.indented([`if ${this.expression('bool', 1)}: ${this.pick(['break', 'continue'] as const)}`])
      : [];
    const otherwise = this.chance(0.1) ? ['else:', ...this.indented([this.print()])] : [];
    const counter = `i${this.count++}`;
    this.names.set(counter, 'int');
    switch (this.upTo(4)) {
      case 0:
        return [`for ${counter} in ${this.rounds()}:`, ...leave, ...body(), ...otherwise];
      case 1:
        return [`for ${counter} in ${this.expression('list', 1)}[:3]:`, ...leave, ...body(), ...otherwise];
      case 2: {
        const item = this.fresh('str');
        return [
          `for ${counter}, ${item} in enumerate(${this.expression('str', 1)}[:3]):`,
          ...leave,
          ...body(),
          ...otherwise,
        ];
      }
      default:
        return [
          `${counter} = 0`,
          `while ${counter} < ${this.upTo(4)}:`,
          `    ${counter} += 1`,
          ...leave,
          ...body(),
          ...otherwise,
        ];
    }
  }

  /** What is gone over so often as is known, or hangs on something. */
  private rounds(): string {
    return `range(${this.chance(0.5) ? this.upTo(4) : `${this.expression('int', 1)} % 3`})`;
  }

  private function(depth: number): string[] {
    const name = `f${this.count++}`;
    const kinds = Array.from({ length: 1 + this.upTo(2) }, () => this.kind());
    const gives = this.kind();
    const outside = this.names;
    this.names = new Map(kinds.map((kind, i) => [`p${i}`, kind]));
    if (this.chance(0.5))
      for (const [key, kind] of outside) if (!this.names.has(key)) this.names.set(key, kind);
    const parameters = kinds.map((kind, i) =>
      i === kinds.length - 1 && this.chance(0.3) ? `p${i}=${this.literal(kind)}` : `p${i}`,
    );
    const readable = this.names;
    const body = this.chance(0.6) ? this.block(1, depth + 2) : [];
    this.names = readable;
    const lines = [
      `def ${name}(${parameters.join(', ')}):`,
      ...this.indented([...body, `return ${this.expression(gives, 3)}`]),
    ];
    this.names = outside;
    this.functions.push({ name, kinds, gives });
    return lines;
  }

  private class(): string[] {
    const name = `C${this.count++}`;
    const object = `o${this.count++}`;
    return [
      `class ${name}${this.chance(0.2) ? '(object)' : ''}:`,
      `    shared = ${this.literal('int')}`,
      '    def __init__(self, a, b=2):',
      '        self.a = a',
      '        self.b = b',
      ...(this.chance(0.5)
        ? ['    def __repr__(self):', `        return f"${name}({self.a!r}, {self.b})"`]
        : []),
      ...(this.chance(0.4)
        ? ['    def __add__(self, other):', `        return ${name}(self.a + other.a, self.b)`]
        : []),
      '    def m(self, x):',
      `        ${this.chance(0.5) ? 'self.b += x' : `${name}.shared += 1`}`,
      '        return self.a, self.b, x, self.shared',
      `${object} = ${name}(${this.expression('int', 1)})`,
      `print(${object}.m(${this.expression('int', 1)}), ${object}.b, ${name}.shared, str(${object})[:2])`,
    ];
  }

  private attempt(depth: number): string[] {
    const failing = this.pick([
      '1 / 0',
      '[1, 2][5]',
      "{'a': 1}['b']",
      "int('x')",
      'undefined_name',
      "raise ValueError('bad', 1)",
      'None.attribute',
      "'a' + 1",
      '1 + 2',
      'assert 1 > 2, "no"',
      'x, y = 1, 2, 3',
      'len(5)',
    ] as const);
    return [
      'try:',
      ...this.indented([failing, this.print()]),
      `except ${this.pick(['Exception', '(ValueError, TypeError)', 'ZeroDivisionError', 'LookupError'] as const)} as e:`,
      ...this.indented(['print(type(e).__name__, e)', ...this.block(1, depth + 1)]),
      ...(this.chance(0.3) ? ['finally:', ...this.indented([this.print()])] : []),
    ];
  }

  private kind(): Kind {
    return KINDS[this.upTo(KINDS.length)] ?? 'int';
  }

  private any(depth: number): string {
    return this.expression(this.kind(), depth);
  }

  private nameOf(kind: Kind): string | undefined {
    const names = [...this.names].filter(([, one]) => one === kind).map(([name]) => name);
    return names[this.upTo(names.length)];
  }

  private literal(kind: Kind): string {
    switch (kind) {
      case 'int':
        return this.pick([
          '0',
          '1',
          '2',
          '3',
          '7',
          '10',
          '-4',
          '100',
          '0x1f',
          '12345678901234567890',
          '1_000',
          '-1',
        ] as const);
      case 'float':
        return this.pick([
          '0.5',
          '2.0',
          '-1.5',
          '3.14159',
          '1e-5',
          '1e16',
          '.1',
          '2.675',
          '0.0',
          '1e300',
          '123456.789',
          '5.',
        ] as const);
      case 'str':
        return this.pick([
          "'abc'",
          "''",
          '"it\'s"',
          "'a,b c'",
          "'Hello World'",
          "r'\\n'",
          "'tab\\t'",
          "'é'",
          "'42'",
          "'x' 'y'",
        ] as const);
      case 'bool':
        return this.pick(['True', 'False'] as const);
      case 'list':
        return this.pick(['[]', '[1]', '[3, 1, 2]', '[1, 2, 3, 4, 5]', '[0, -1, 5, 5]'] as const);
      case 'dict':
        return this.pick(['{}', "{'a': 1}", "{'k': 1, 'b': 2}", 'dict(a=1, c=3)'] as const);
      case 'tuple':
        return this.pick(['()', '(1,)', "(1, 'a')", '(2.5, [1], None)', '(1, 2)'] as const);
    }
  }

  /** An expression that mostly gives a value of this kind. */
  private expression(kind: Kind, depth: number): string {
    const name = this.nameOf(kind);
    if (name !== undefined && this.chance(depth === 0 ? 0.6 : 0.25)) return name;
    if (depth <= 0) return this.literal(kind);
    if (this.chance(0.015)) return this.any(depth - 1); // of another kind, for Python's errors
    const inner = (one: Kind): string => this.expression(one, depth - 1);
    const calls = this.functions.filter(({ gives }) => gives === kind);
    const call = calls[this.upTo(calls.length)];
    if (call !== undefined && this.chance(0.2)) return `${call.name}(${call.kinds.map(inner).join(', ')})`;
    if (this.chance(0.06)) return `(${inner(kind)} if ${inner('bool')} else ${inner(kind)})`;
    return this.pick(this.forms(kind, inner))();
  }

  private forms(kind: Kind, inner: (kind: Kind) => string): [() => string, ...(() => string)[]] {
    switch (kind) {
      case 'int':
        return [
          () => this.literal('int'),
          () =>
            `(${inner('int')} ${this.pick(['+', '-', '*', '//', '%', '&', '|', '^'] as const)} ${inner('int')})`,
          () => `${inner('int')} + ${inner('int')} * ${inner('int')}`,
          () => `-${inner('int')}`,
          () => `len(${inner(this.pick(['str', 'list', 'dict', 'tuple'] as const))})`,
          () => `abs(${inner('int')})`,
          () => `sum(${inner('list')})`,
          () => `${inner('list')}[${this.pick(['0', '-1', '1'] as const)}]`,
          () => `int(${inner('float')})`,
          () => `round(${inner('float')})`,
          () => `max(${inner('int')}, ${inner('int')})`,
          () => `${inner('str')}.count('a')`,
          () => `${inner('dict')}.get('a', 0)`,
          () => `sum(v * 2 for v in ${inner('list')})`,
          () => `${inner('int')} ** 2`,
          () => `(lambda v: v + 1)(${inner('int')})`,
          () => `~${inner('int')}`,
          () => `(${inner('int')} << 3)`,
          () => `divmod(${inner('int')}, 7)[1]`,
        ];
      case 'float':
        return [
          () => this.literal('float'),
          () =>
            `(${inner('float')} ${this.pick(['+', '-', '*', '/', '//', '%'] as const)} ${inner('float')})`,
          () => `${inner('int')} / ${inner('int')}`,
          () => `float(${inner('int')})`,
          () => `round(${inner('float')}, ${this.upTo(4)})`,
          () => `abs(${inner('float')})`,
          () => `${inner('float')} * ${inner('int')}`,
          () => `sum(${inner('list')}) / 3`,
          () => `${inner('float')} ** 2`,
          () => `min(${inner('float')}, ${inner('int')})`,
        ];
      case 'str':
        return [
          () => this.literal('str'),
          () => `(${inner('str')} + ${inner('str')})`,
          () => `(${inner('str')}) * 2`,
          () =>
            `f"{${this.spaced(inner('int'))}:${this.pick(['5d', '<6', '^7', '05', ',', '+', 'x', '#b', '>4', '_', 'e', '.2f'] as const)}}|{${this.spaced(inner('float'))}:${this.pick(['.2f', '8.3f', 'g', '.3e', '.0f', '+.1f', ',.2f', '%', '010.2f', '.5g', '.1%'] as const)}}"`,
          () => `str(${inner(this.kind())})`,
          () => `repr(${inner(this.kind())})`,
          () =>
            `(${inner('str')}).${this.pick(['upper()', 'lower()', 'strip()', 'title()', 'capitalize()', "replace('a', 'b')", 'center(9, "*")', 'zfill(5)', 'ljust(4)', 'swapcase()'] as const)}`,
          () => `${inner('str')}[${this.pick(['1:', '::-1', ':2', '-2:', '::2'] as const)}]`,
          () => `','.join(map(str, ${inner('list')}))`,
          () => `'-'.join(${inner('str')})`,
          () => `'%s %d %.2f' % (${inner('str')}, ${inner('int')}, ${inner('float')})`,
          () => `'{} {:>5}'.format(${inner('int')}, ${inner('str')})`,
          () => `type(${inner(this.kind())}).__name__`,
        ];
      case 'bool':
        return [
          () => this.literal('bool'),
          () => `${inner('int')} ${this.pick(['<', '>', '<=', '>=', '==', '!='] as const)} ${inner('int')}`,
          () => `${inner('float')} < ${inner('int')} < ${inner('float')}`,
          () => `(not ${inner('bool')})`,
          () => `(${inner('bool')} and ${inner('bool')})`,
          () => `(${inner('bool')} or ${inner('bool')})`,
          () => `${inner('int')} in ${inner('list')}`,
          () => `'a' in ${inner('str')}`,
          () => `${inner(this.kind())} is None`,
          () =>
            `isinstance(${inner(this.kind())}, ${this.pick(['int', 'str', '(list, tuple)', 'float'] as const)})`,
          () => `all(${inner('list')})`,
          () => `any(v > 2 for v in ${inner('list')})`,
          () => `bool(${inner(this.kind())})`,
          () => `${inner('list')} == ${inner('list')}`,
          () => `${inner('str')}.startswith('a')`,
        ];
      case 'list':
        return [
          () => this.literal('list'),
          () => `[${inner('int')}, ${inner('int')}]`,
          () => `${inner('list')} + ${inner('list')}`,
          () => `(${inner('list')}) * 2`,
          () => `sorted(${inner('list')})`,
          () => `[v * v for v in ${inner('list')}]`,
          () => `[v for v in ${this.rounds()} if v % 2]`,
          () => `list(range(${this.upTo(5)}))`,
          () => `list(map(lambda v: v + 1, ${inner('list')}))`,
          () => `list(reversed(${inner('list')}))`,
          () => `[*${inner('list')}, ${inner('int')}]`,
          () => `${inner('list')}[${this.pick(['1:', '::-1', ':2', '-2:'] as const)}]`,
          () => `list(filter(None, ${inner('list')}))`,
          () => `sorted(${inner('list')}, key=lambda v: -v)`,
          () => `list(${inner('dict')}.values())`,
        ];
      case 'dict':
        return [
          () => this.literal('dict'),
          () => `{'a': ${inner('int')}, ${inner('str')}: ${inner('int')}}`,
          () => `{**${inner('dict')}, 'z': ${inner('int')}}`,
          () => `{str(v): v for v in ${inner('list')}}`,
          () => `dict(zip('abc', ${inner('list')}))`,
          () => `(${inner('dict')} | ${inner('dict')})`,
        ];
      case 'tuple':
        return [
          () => this.literal('tuple'),
          () => `(${inner(this.kind())}, ${inner(this.kind())})`,
          () => `${inner('tuple')} + ${inner('tuple')}`,
          () => `tuple(${inner('list')})`,
          () => `divmod(${inner('int')}, 3)`,
          () => `tuple(enumerate(${inner('str')}))`,
          () => `tuple(zip(${inner('list')}, ${inner('str')}))`,
        ];
    }
  }

  /** An expression that may stand in an f-string of Python 3.11: without its quotes. */
  private spaced(expression: string): string {
    return /["\\{}!:=]|^\s*$/.test(expression) ? '7' : ` ${expression} `;
  }
}
