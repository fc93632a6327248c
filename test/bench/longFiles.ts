/** A text that is long in its own way: the cells of a notebook, or the one of a script. */
export interface LongFile {
  readonly name: string;
  readonly cells: readonly string[];
  readonly notebook: boolean;
  /** Where a keystroke falls: behind this, in the middle of the middle cell. */
  readonly typedBehind: string;
}

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n';

/** The very texts are no code of anybody; their statements are what models and notebooks are made of. */
export function longFiles(): LongFile[] {
  return [
    script('300 lines of classes', classes(300), 'gelu'),
    script('10,000 lines of classes', classes(10_000), 'gelu'),
    script('10,000 lines of functions', functions(10_000), 'relu'),
    script('one class of 10,000 lines', oneClass(10_000), 'relu'),
    script('one function of 10,000 lines', oneFunction(10_000), 'relu'),
    script('10,000 flat statements', statements(10_000), '* 2'),
    script('one list of 10,000 lines', `RATES = [\n${'    (0.5, "drop", 64),\n'.repeat(10_000)}]\n`, '"drop'),
    notebook(500),
  ];
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

function notebook(cells: number): LongFile {
  const texts = Array.from({ length: cells }, (_, i) => {
    const statement = `y${i} = drop(x) * ${i}\n`;
    return `# Cell ${i}\ntorch.manual_seed(${i})\ndrop = nn.Dropout(0.${i % 10})\n${statement.repeat(10)}y${i}`;
  });
  const all = [`${IMPORTS}x = torch.ones(3, 5)\n`, ...texts];
  return { name: `a notebook of ${cells} cells`, cells: all, notebook: true, typedBehind: 'drop(x)' };
}
