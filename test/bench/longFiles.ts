/** A text that is long in its own way: the cells of a notebook, or the one of a script. */
export interface LongFile {
  readonly name: string;
  readonly cells: readonly string[];
  readonly notebook: boolean;
  /** Where a keystroke falls: behind this, in the middle of the middle cell. */
  readonly typedBehind: string;
}

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n';

/** Where a keystroke falls, in the middle of the middle cell. */
export function keystroke({ cells, typedBehind }: LongFile): { readonly cell: number; readonly at: number } {
  const cell = cells.length >> 1;
  const text = cells[cell] ?? '';
  return { cell, at: text.indexOf(typedBehind, text.length / 2) + typedBehind.length };
}

/**
 * The kinds of long files, with about so many lines. The very texts are no code of anybody; their statements are what models
 * and notebooks are made of.
 */
export const KINDS = {
  classes: (lines) => script(`${count(lines)} lines of classes`, classes(lines), 'gelu'),
  functions: (lines) => script(`${count(lines)} lines of functions`, functions(lines), 'relu'),
  'one class': (lines) => script(`one class of ${count(lines)} lines`, oneClass(lines), 'relu'),
  'one function': (lines) => script(`one function of ${count(lines)} lines`, oneFunction(lines), 'relu'),
  statements: (lines) => script(`${count(lines)} flat statements`, statements(lines), '* 2'),
  'one list': (lines) =>
    script(
      `one list of ${count(lines)} lines`,
      `RATES = [\n${'    (0.5, "drop", 64),\n'.repeat(lines)}]\n`,
      '"drop',
    ),
  notebook: (lines) => notebook(lines / CELL_LINES),
} satisfies Record<string, (lines: number) => LongFile>;

/** The same over and over in one function or class, each of which asks for what the others ask for, or stands behind all of them. */
export const REPEATED: Readonly<Record<string, (lines: number) => LongFile>> = {
  'calls with one constant': inFunction(() => '    x = F.dropout(x, q)\n'),
  'calls behind returns': inFunction(
    (i) => `    if x is None and q > ${i}:\n        return x\n    x = F.dropout(x, q)\n`,
  ),
  'calls with a name bound anew': inFunction((i) => `    p = 0.${i % 9}\n    x = F.dropout(x, p)\n`),
  'calls with a name bound in branches': inFunction(
    (i) => `    if x:\n        p = 0.${i % 9}\n    x = F.dropout(x, p)\n`,
  ),
  'functions of one name': inFunction(() => '    g = lambda y: F.dropout(y, q)\n    x = g(x)\n'),
  'layers that nothing reads': inClass('self.drop# = nn.Dropout(0.1)'),
  'layers in lists': inClass('self.drop# = [nn.Dropout(0.1)]', 'x = self.drop#[0](x)'),
  'layers put into one list': inClass('d = nn.Dropout(0.1); self.drops.append(d); self.add_module("#", d)'),
  'layers at the top level': (lines) =>
    script(
      `${count(lines)} lines of layers that a module calls`,
      `${repeat(lines / 2, (i) => `drop${i} = nn.Dropout(0.1)\n`)}class Model(nn.Module):\n    def forward(self, x):\n${repeat(lines / 2, (i) => `        x = drop${i}(x)\n`)}`,
      'drop1',
    ),
  'calls that stay on': inClass('self.q# = #', 'x = F.dropout(x, self.p)'),
  'calls that stay on with the same p': inClass('self.q# = #', 'x = F.dropout(x, 0.1)'),
  'attributes set from outside': (lines) =>
    script(
      `${count(lines)} lines that set an attribute`,
      `class Config:\n    p = 0.1\nconfig = Config()\n${repeat(lines / 2, () => 'config.p = 0.2\nx = nn.Dropout(config.p)\n')}`,
      'config',
    ),
};

function inFunction(block: (i: number) => string): (lines: number) => LongFile {
  const lineCount = block(0).split('\n').length - 1;
  return (lines) =>
    script(
      `${count(lines)} lines of one function`,
      `def f(x, q=0.3):\n${repeat(lines / lineCount, block)}    return x\n`,
      'x',
    );
}

/**
 * @param init a line of its `__init__`, in which `#` stands for its number
 * @param forward one of its `forward`
 */
function inClass(init: string, forward?: string): (lines: number) => LongFile {
  const all = (line: string | undefined, number: number): string =>
    line === undefined ? '' : repeat(number, (i) => `        ${line.replaceAll('#', String(i))}\n`);
  return (lines) => {
    const number = lines / (forward === undefined ? 1 : 2);
    const inits = `    def __init__(self, p=0.1):\n        super().__init__()\n        self.p = p\n        self.drops = []\n${all(init, number)}`;
    const body = `    def forward(self, x):\n${all(forward, number)}        return x\n`;
    return script(`${count(lines)} lines of one class`, `class Model(nn.Module):\n${inits}${body}`, 'self');
  };
}

export function longFiles(): LongFile[] {
  const { notebook, ...scripts } = KINDS;
  const long = Object.values(scripts).map((make) => make(10_000));
  return [KINDS.classes(300), ...long, notebook(500 * CELL_LINES)];
}

function count(lines: number): string {
  return lines.toLocaleString('en');
}

function script(name: string, text: string, typedBehind: string): LongFile {
  return { name, cells: [IMPORTS + text], notebook: false, typedBehind };
}

function repeat(count: number, block: (i: number) => string): string {
  return Array.from({ length: Math.ceil(count) }, (_, i) => block(i)).join('');
}

/** A dropout layer in every class. */
function classes(lines: number): string {
  return repeat(
    lines / 12,
    (i) => `class Block${i}(nn.Module):
    def __init__(self, width, drop=0.1):
        super().__init__()
        self.linear = nn.Linear(width, 4 * width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.drop = nn.Dropout(0.${i % 10})

    def forward(self, x, mask=None):
        y = self.norm(x) if mask is None else self.norm(x * mask)
        y = F.gelu(self.linear(y))
        return x + self.drop(y)  # the residual

`,
  );
}

function functions(lines: number): string {
  return repeat(
    lines / 4,
    (i) => `def step${i}(x, p=0.${i % 10}):
    y = F.relu(x)
    return F.dropout(y, p=p)

`,
  );
}

function oneClass(lines: number): string {
  const layers = repeat(lines / 5, (i) => `        self.drop${i} = nn.Dropout(0.${i % 10})\n`);
  const methods = repeat(
    lines / 5,
    (i) => `
    def step${i}(self, x):
        y = F.relu(x)
        return self.drop${i}(y)
`,
  );
  return `class Model(nn.Module):\n    def __init__(self):\n        super().__init__()\n${layers}${methods}`;
}

function oneFunction(lines: number): string {
  const body = repeat(lines / 2, () => '    x = F.relu(x)\n    x = F.dropout(x, 0.1)\n');
  return `def forward(x):\n${body}    return x\n`;
}

function statements(lines: number): string {
  const pairs = repeat(lines / 2, () => 'x = x * 2\nx = drop(x)\n');
  return `torch.manual_seed(0)\ndrop = nn.Dropout(0.1)\nx = torch.ones(4)\n${pairs}`;
}

/** The lines of a cell of the notebook. */
const CELL_LINES = 14;

function notebook(cells: number): LongFile {
  const texts = Array.from({ length: Math.ceil(cells) }, (_, i) => {
    const statement = `y${i} = drop(x) * ${i}\n`;
    return `# Cell ${i}\ntorch.manual_seed(${i})\ndrop = nn.Dropout(0.${i % 10})\n${statement.repeat(10)}y${i}`;
  });
  const all = [`${IMPORTS}x = torch.ones(3, 5)\n`, ...texts];
  return { name: `a notebook of ${texts.length} cells`, cells: all, notebook: true, typedBehind: 'drop(x)' };
}
