import { RandomChoices } from './randomChoices';
import type { Program } from './randomPrograms';

interface Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly kind: 'float' | 'int' | 'bool';
}

const DTYPES = ['float32', 'float32', 'float32', 'float64', 'float16', 'bfloat16'] as const;
const RATES = ['0.1', '0.2', '0.25', '0.3', '0.5', '0.5', '0.75', '0.9', '0', '1', '0.0', '1.0'] as const;
const UNARY =
  'exp log sqrt abs neg sigmoid tanh relu square floor round sign reciprocal sin cos log1p erf'.split(' ');
const LAYERS = [
  'nn.ReLU()',
  'nn.Sigmoid()',
  'nn.Tanh()',
  'nn.LeakyReLU(0.1)',
  'nn.ELU()',
  'nn.GELU()',
  'nn.SiLU()',
  'nn.SELU()',
  'nn.Identity()',
  'nn.Softmax(dim=-1)',
  'nn.LogSoftmax(dim=-1)',
  'nn.Softplus()',
] as const;

/** Methods that a class has anew, of which PyTorch's own call some. */
const ANEW: readonly (readonly string[])[] = [
  ['    def children(self):', '        print("children")', '        yield self.drop'],
  ['    def train(self, mode=True):', '        print("train", mode)', '        return super().train(True)'],
  [
    '    def named_modules(self, *args, **options):',
    '        print("modules")',
    '        return super().named_modules()',
  ],
  ['    def _apply(self, fn, recurse=True):', '        print("apply")', '        return super()._apply(fn)'],
  ['    def extra_repr(self):', '        return "mine"'],
  ['    def _get_name(self):', '        return "Mine"'],
  ['    def get_extra_state(self):', '        return 5'],
  [
    '    def __setattr__(self, name, value):',
    '        print("set", name)',
    '        super().__setattr__(name, value)',
  ],
  [
    '    def parameters(self, recurse=True):',
    '        print("parameters")',
    '        return super().parameters()',
  ],
];
/** What is then asked of its object. */
const ASKING = [
  'print(len(list(net.parameters())))',
  'print([type(one).__name__ for one in net.modules()])',
  'net.to(torch.float32)',
  'net.zero_grad()',
  'print(list(net.state_dict()))',
  'print(net.apply(lambda one: None) is net)',
  'net.train(); print(net.training, net.drop.training)',
  'print([name for name, _ in net.named_parameters()])',
] as const;

/** Random programs with PyTorch, the same ones for the same seed. Some raise, and not all is understood. */
export class RandomTorchPrograms extends RandomChoices {
  private variables: Variable[] = [];
  private modules: { readonly name: string; readonly input: number | undefined }[] = [];
  private count = 0;

  constructor(seed: string) {
    super(`torch programs ${seed}`);
  }

  next(): Program {
    this.variables = [];
    this.modules = [];
    this.count = 0;
    const head = ['import torch', 'import torch.nn as nn', 'import torch.nn.functional as F'];
    if (!this.chance(0.05)) head.push(`torch.manual_seed(${this.upTo(1000)});`);
    const notebook = this.chance(0.4);
    const cells = Array.from({ length: notebook ? 1 + this.upTo(4) : 1 }, () =>
      Array.from({ length: 3 + this.upTo(notebook ? 5 : 12) }, () => this.statement())
        .flat()
        .join('\n'),
    );
    if (notebook && this.chance(0.7)) cells.push(this.expression());
    return { cells: [head.join('\n'), ...cells].slice(0, notebook ? undefined : 2), notebook: true };
  }

  private fresh(prefix: string): string {
    return `${prefix}${this.count++}`;
  }

  private shape(): number[] {
    return Array.from(
      { length: this.pick([1, 1, 2, 2, 2, 3, 0, 4]) },
      () => 1 + this.upTo(this.chance(0.1) ? 12 : 5),
    );
  }

  private statement(): string[] {
    if (this.variables.length === 0) return this.make();
    const roll = this.upTo(25);
    if (roll < 3) return this.make();
    if (roll < 6) return this.derive();
    if (roll < 8) return this.change();
    if (roll < 11) return this.dropout();
    if (roll < 13) return this.layer();
    if (roll === 13) return this.loop();
    if (roll === 14) return this.gradients();
    if (roll === 15) return this.seeding();
    if (roll === 16) return this.attempt();
    if (roll === 17) return this.userClass();
    return [`print(${this.shown()})`];
  }

  private define(expression: string, shape: readonly number[], kind: Variable['kind']): string[] {
    const name = this.fresh('x');
    this.variables.push({ name, shape, kind });
    return [`${name} = ${expression}`];
  }

  private make(): string[] {
    const shape = this.shape();
    const sizes = shape.length === 0 ? '()' : this.chance(0.7) ? shape.join(', ') : `(${shape.join(', ')},)`;
    const dtype = this.pick(DTYPES);
    const option = dtype === 'float32' ? '' : `, dtype=torch.${dtype}`;
    switch (this.upTo(9)) {
      case 0:
        return this.define(`torch.ones(${sizes}${option})`, shape, 'float');
      case 1:
        return this.define(`torch.rand(${sizes}${option})`, shape, 'float');
      case 2:
      case 3:
        return this.define(`torch.randn(${sizes}${option})`, shape, 'float');
      case 4:
        return this.define(
          `torch.randint(-3, 10, (${shape.map((size) => `${size},`).join(' ')}))`,
          shape,
          'int',
        );
      case 5: {
        const count = shape.reduce((product, size) => product * size, 1);
        return this.define(
          `torch.arange(${count}.).reshape(${shape.length === 0 ? '()' : shape.join(', ')})`,
          shape,
          'float',
        );
      }
      case 6:
        return this.define(`torch.empty(${sizes}).bernoulli_(${this.pick(RATES)})`, shape, 'float');
      case 7:
        return this.define(`torch.rand(${sizes}) > ${this.pick(['0.3', '0.5', '0.7'])}`, shape, 'bool');
      default: {
        const size = 1 + this.upTo(6);
        const values = Array.from({ length: size }, () =>
          this.pick(['1.5', '-2.0', '0.0', '3.25', '1e-3', '100.0', '-0.5']),
        );
        return this.define(`torch.tensor([${values.join(', ')}])`, [size], 'float');
      }
    }
  }

  private variable(test: (one: Variable) => boolean = () => true): Variable | undefined {
    const fitting = this.variables.filter(test);
    return fitting.length === 0 ? undefined : this.pick(fitting);
  }

  private floating(): Variable | undefined {
    return this.variable(({ kind }) => kind === 'float');
  }

  /** An operand that fits: a number, the same shape, or the last dimension. */
  private operand(to: Variable): string {
    const fitting = this.variables.filter(({ shape }) => shape.join() === to.shape.join());
    if (this.chance(0.5) && fitting.length > 0) return this.pick(fitting).name;
    return this.pick(['2', '0.5', '3.0', '-1', '1e-2', '7']);
  }

  private derive(): string[] {
    const x = this.variable() ?? { name: 'x0', shape: [], kind: 'float' as const };
    const { name, shape } = x;
    const floatKind = x.kind === 'float' ? 'float' : x.kind;
    switch (this.upTo(14)) {
      case 0:
        return this.define(`${name} ${this.pick(['+', '-', '*'])} ${this.operand(x)}`, shape, floatKind);
      case 1:
        return this.define(`${this.operand(x)} ${this.pick(['+', '-', '*', '/'])} ${name}`, shape, 'float');
      case 2:
        return this.define(`${name} / ${this.operand(x)}`, shape, 'float');
      case 3:
        return this.define(
          this.chance(0.5) ? `${name}.${this.pick(UNARY)}()` : `torch.${this.pick(UNARY)}(${name})`,
          shape,
          floatKind,
        );
      case 4:
        return this.define(
          `(${name} ${this.pick(['>', '<', '==', '!=', '>=', '<='])} ${this.operand(x)})`,
          shape,
          'bool',
        );
      case 5:
        return this.define(
          `(${name} ${this.pick(['>', '<', '!='])} ${this.operand(x)}).float()`,
          shape,
          'float',
        );
      case 6:
        return shape.length < 2
          ? this.define(`${name}.flatten()`, [shape[0] ?? 1], floatKind)
          : this.define(
              `${name}.transpose(0, 1)`,
              [shape[1] ?? 1, shape[0] ?? 1, ...shape.slice(2)],
              floatKind,
            );
      case 7: {
        const count = shape.reduce((product, size) => product * size, 1);
        return this.define(`${name}.reshape(-1)`, [count], floatKind);
      }
      case 8:
        return this.define(`${name}.unsqueeze(0)`, [1, ...shape], floatKind);
      case 9:
        return shape.length === 0
          ? this.define(`${name}.clone()`, shape, floatKind)
          : this.define(`${name}[${this.upTo(shape[0] ?? 1)}]`, shape.slice(1), floatKind);
      case 10:
        return shape.length === 0
          ? this.define(`${name} ** 2`, shape, floatKind)
          : this.define(
              `${name}.${this.pick(['sum', 'mean', 'amax', 'std'])}(dim=${this.pick([0, -1])}${this.chance(0.3) ? ', keepdim=True' : ''})`,
              [],
              'float',
            );
      case 11:
        return this.define(
          `torch.cat([${name}, ${name}])`,
          shape.length === 0 ? [] : [2 * (shape[0] ?? 1), ...shape.slice(1)],
          floatKind,
        );
      case 12: {
        const last = shape.at(-1);
        if (shape.length < 1 || last === undefined) return this.define(`${name}.detach()`, shape, floatKind);
        const columns = 1 + this.upTo(4);
        return this.define(
          `${name} @ torch.randn(${last}, ${columns})`,
          [...shape.slice(0, -1), columns],
          'float',
        );
      }
      default:
        return this.define(`torch.where(${name} > 0, ${name}, ${this.operand(x)})`, shape, floatKind);
    }
  }

  private change(): string[] {
    const x = this.variable() ?? { name: 'x0', shape: [], kind: 'float' as const };
    const { name, shape } = x;
    switch (this.upTo(8)) {
      case 0:
        return [`${name} ${this.pick(['+=', '-=', '*='])} ${this.operand(x)}`];
      case 1:
        return shape.length === 0
          ? [`${name}.zero_()`]
          : [`${name}[${this.upTo(shape[0] ?? 1)}] = ${this.pick(['0', '5', '-1.5'])}`];
      case 2:
        return [`${name}[${name} > ${this.pick(['0', '1', '0.5'])}] = ${this.pick(['0', '9', '0.25'])}`];
      case 3:
        return [
          `${name}.${this.pick(['mul_(2)', 'add_(1)', 'clamp_(0, 1)', 'relu_()', 'neg_()', 'fill_(3)'])}`,
        ];
      case 4:
        return [
          `${name}.${this.pick(['uniform_()', 'normal_()', 'bernoulli_(0.5)', 'uniform_(-1, 1)', 'normal_(2, 0.5)'])}`,
        ];
      case 5:
        return shape.length === 0 ? [`${name}.fill_(2)`] : [`${name}[..., -1] += 1`];
      case 6:
        return [`${name} /= ${this.operand(x)}`];
      default: {
        const view = this.fresh('v');
        return [`${view} = ${name}.view(-1)`, `${view}[0] = 7`];
      }
    }
  }

  private dropout(): string[] {
    const x = this.floating() ?? this.variable() ?? { name: 'x0', shape: [], kind: 'float' as const };
    const p = this.pick(RATES);
    const suffix = this.pick(['', '', '', '1d', '2d', '3d']);
    const output = (expression: string): string[] => this.define(expression, x.shape, x.kind);
    switch (this.upTo(6)) {
      case 0:
        return output(
          `F.dropout${suffix}(${x.name}, ${p}${this.pick(['', '', ', training=False', ', training=True', ', inplace=True'])})`,
        );
      case 1:
        return output(
          `nn.${this.pick(['Dropout', 'Dropout', 'AlphaDropout', 'FeatureAlphaDropout', `Dropout${suffix}`])}(${p})(${x.name})`,
        );
      case 2: {
        const name = this.fresh('drop');
        this.modules.push({ name, input: undefined });
        const lines = [`${name} = nn.Dropout${suffix}(p=${p}${this.chance(0.1) ? ', inplace=True' : ''})`];
        if (this.chance(0.3)) lines.push(`${name}.eval()`);
        return lines;
      }
      case 3:
        return output(
          `F.${this.pick(['alpha_dropout', 'feature_alpha_dropout'])}(${x.name}, ${p}, ${this.pick(['True', 'False'])}${this.pick(['', '', ', inplace=True'])})`,
        );
      default: {
        const layer = this.modules.filter(({ input }) => input === undefined);
        if (layer.length === 0) return output(`F.dropout(${x.name})`);
        const { name } = this.pick(layer);
        if (this.chance(0.2))
          return [`${name}.${this.pick(['eval()', 'train()', 'p = 0.5', 'train(False)'])}`];
        return output(`${name}(${x.name})`);
      }
    }
  }

  private layer(): string[] {
    const x = this.variable(({ shape, kind }) => kind === 'float' && shape.length > 0);
    const size = x?.shape.at(-1) ?? 3;
    const name = this.fresh('net');
    const out = 1 + this.upTo(4);
    const parts = [`nn.Linear(${size}, ${out}${this.chance(0.2) ? ', bias=False' : ''})`];
    if (this.chance(0.6)) parts.push(this.pick(LAYERS));
    if (this.chance(0.6)) parts.push(`nn.Dropout(${this.pick(RATES)})`);
    const lines =
      parts.length === 1 && this.chance(0.5)
        ? [`${name} = ${parts.join('')}`]
        : [`${name} = nn.Sequential(${parts.join(', ')})`];
    if (this.chance(0.3)) lines.push(`${name}.eval()`);
    if (this.chance(0.3)) lines.push(`print(${name})`);
    if (x === undefined) return lines;
    const call = this.define(`${name}(${x.name})`, [...x.shape.slice(0, -1), out], 'float');
    if (this.chance(0.3)) return [...lines, 'with torch.no_grad():', ...call.map((line) => `    ${line}`)];
    return [...lines, ...call];
  }

  private loop(): string[] {
    const x = this.floating();
    if (x === undefined) return this.make();
    const total = this.fresh('total');
    const count = this.pick([2, 3, 5, 20]);
    this.variables.push({ name: total, shape: x.shape, kind: 'float' });
    return [
      `${total} = torch.zeros_like(${x.name})`,
      `for i in range(${count}):`,
      `    ${total} = ${total} + F.dropout(${x.name}, ${this.pick(RATES)})`,
      ...(this.chance(0.5) ? [`    print(i, ${total}.sum())`] : []),
      `print(${total} / ${count})`,
    ];
  }

  private gradients(): string[] {
    const x = this.floating();
    if (x === undefined) return this.make();
    switch (this.upTo(6)) {
      case 4:
        return this.backward(x);
      case 5:
        return this.training();
      case 0:
        return this.define(`${x.name}.detach().clone().requires_grad_()`, x.shape, 'float');
      case 1:
        return this.define(`nn.Parameter(${x.name}.detach())`, x.shape, 'float');
      case 2:
        return [`print(${x.name}.requires_grad, ${x.name}.is_leaf)`];
      default:
        return [`with torch.no_grad():`, `    print(${x.name} * 2)`];
    }
  }

  /** A gradient through a few steps. */
  private backward(x: Variable): string[] {
    const leaf = this.fresh('leaf');
    let expression = leaf;
    for (let i = this.upTo(4); i > 0; i--) {
      expression = this.pick([
        () => `F.dropout(${expression}, ${this.pick(RATES)})`,
        () =>
          `${expression}.${this.pick(['relu', 'sigmoid', 'tanh', 'exp', 'square', 'neg', 'abs', 'clone'])}()`,
        () =>
          `(${expression} ${this.pick(['+', '-', '*', '/'])} ${this.pick(['2', '0.5', leaf, `${leaf}.detach()`])})`,
        () => `(${this.pick(['2', '1.5'])} ${this.pick(['+', '-', '*', '/'])} ${expression})`,
        () => `${expression} ** ${this.pick(['2', '3', '0.5'])}`,
        () =>
          `${expression}.${this.pick(['reshape(-1)', 'T', 'flatten()', 'unsqueeze(0)', 'mean(0)', 'sum(-1)'])}`,
        () => `${expression}[0]`,
        () => `torch.cat([${expression}, ${leaf}])`,
        () => `torch.where(${expression} > 0, ${expression}, 0.0)`,
      ])();
    }
    return [
      `${leaf} = ${x.name}.detach().clone().requires_grad_()`,
      ...Array.from({ length: 1 + this.upTo(2) }, () => [
        `(${expression}).${this.pick(['sum', 'mean'])}().backward()`,
        `print(${leaf}.grad)`,
      ]).flat(),
    ];
  }

  /** A few steps of an optimizer. */
  private training(): string[] {
    const [inputs, hidden, rows] = [1 + this.upTo(4), 1 + this.upTo(5), 1 + this.upTo(4)];
    const name = this.fresh('net');
    const optimizer = this.pick([
      'SGD(P, lr=0.1)',
      'SGD(P, 0.05, momentum=0.9)',
      'SGD(P, lr=0.1, weight_decay=0.01, momentum=0.5, nesterov=True)',
      'Adam(P, lr=0.01)',
      'AdamW(P)',
    ]).replace('P', `${name}.parameters()`);
    const activation = this.pick(['nn.ReLU()', 'nn.Tanh()', 'nn.LeakyReLU()', 'nn.Identity()']);
    return [
      `${name} = nn.Sequential(nn.Linear(${inputs}, ${hidden}), ${activation}, nn.Dropout(${this.pick(RATES)}), nn.Linear(${hidden}, 2))`,
      `optimizer = torch.optim.${optimizer}`,
      `batch, target = torch.randn(${rows}, ${inputs}), torch.randint(0, 2, (${rows},))`,
      `for i in range(${1 + this.upTo(3)}):`,
      `    optimizer.zero_grad()`,
      `    loss = F.cross_entropy(${name}(batch), target)`,
      `    loss.backward()`,
      `    optimizer.step()`,
      `    print(f"{loss.item():.4f}")`,
      `print(${name}[0].weight, ${name}[3].bias.grad)`,
    ];
  }

  private seeding(): string[] {
    switch (this.upTo(5)) {
      case 0:
      case 1:
        return [`torch.manual_seed(${this.upTo(100)})`];
      case 2: {
        const name = this.fresh('state');
        return [
          `${name} = torch.get_rng_state()`,
          'print(torch.rand(2))',
          `torch.set_rng_state(${name})`,
          'print(torch.rand(2))',
        ];
      }
      case 3: {
        const name = this.fresh('g');
        return [
          `${name} = torch.Generator().manual_seed(${this.upTo(50)})`,
          `print(torch.rand(3, generator=${name}), torch.randperm(5, generator=${name}))`,
        ];
      }
      default:
        return ['print(torch.randperm(7))', 'print(torch.normal(0.0, 1.0, (3,)))'];
    }
  }

  private attempt(): string[] {
    const [x, y] = [this.variable(), this.variable()];
    const failing = this.pick([
      `${x?.name} + ${y?.name}`,
      `${x?.name} @ ${y?.name}`,
      `${x?.name}.view(3, 7)`,
      `${x?.name}[9]`,
      'nn.Dropout(1.5)',
      `F.dropout(${x?.name}, -0.5)`,
      `torch.cat([${x?.name}, ${y?.name}])`,
      `${x?.name}.item()`,
    ]);
    return ['try:', `    print(${failing})`, 'except Exception as error:', '    print(type(error).__name__)'];
  }

  private userClass(): string[] {
    const name = this.fresh('Net');
    const [inner, out] = [1 + this.upTo(4), 1 + this.upTo(3)];
    const x = this.variable(({ shape, kind }) => kind === 'float' && shape.length > 0);
    const size = x?.shape.at(-1) ?? 2;
    const instance = this.fresh('model');
    return [
      `class ${name}(nn.Module):`,
      '    def __init__(self, p=0.5):',
      '        super().__init__()',
      `        self.fc1 = nn.Linear(${size}, ${inner})`,
      `        self.drop = nn.${this.pick(['Dropout', 'AlphaDropout'])}(p)`,
      `        self.fc2 = nn.Linear(${inner}, ${out})`,
      '    def forward(self, x):',
      `        x = ${this.pick(['F.relu', 'torch.tanh', 'F.gelu'])}(self.fc1(x))`,
      `        x = ${this.pick(['self.drop(x)', 'F.dropout(x, 0.3, training=self.training)', 'F.dropout(x)'])}`,
      '        return self.fc2(x)',
      ...(this.chance(0.4) ? this.pick(ANEW) : []),
      `${instance} = ${name}(${this.pick(RATES)})`,
      ...(this.chance(0.4) ? [`${instance}.eval()`] : []),
      ...(this.chance(0.5) ? [`print(${instance})`] : []),
      ...(this.chance(0.4) ? [this.pick(ASKING).replaceAll('net', instance)] : []),
      ...(x === undefined
        ? []
        : this.define(`${instance}(${x.name})`, [...x.shape.slice(0, -1), out], 'float')),
    ];
  }

  private shown(): string {
    return this.chance(0.15) ? `${this.expression()}, ${this.expression()}` : this.expression();
  }

  private expression(): string {
    const x = this.variable();
    if (x === undefined) return '1';
    const { name } = x;
    return this.pick([
      name,
      name,
      name,
      `${name}.shape`,
      `${name}.sum()`,
      `${name}.sum().item()`,
      `${name}.float().mean().item()`,
      `${name}.tolist()`,
      `(${name} == 0).sum().item()`,
      `f"{${name}.float().mean():.4f}"`,
      `f"{${name}}"`,
      `${name}.max()`,
      `${name}.min().item()`,
      `${name}.dtype`,
      `${name}.float().std()`,
      `torch.count_nonzero(${name})`,
      `${name}.numel()`,
      `${name}.argmax()`,
      `${name}[${name} != 0]`,
      `${name}.float().softmax(-1)`,
      `${name}.unique()`,
      `${name}.T`,
      `torch.equal(${name}, ${name}.clone())`,
      `${name}.is_contiguous()`,
      `${name}.cumsum(0)`,
      `${name}.norm()`,
      `${name}.any()`,
      `${name}.sort(stable=True)`,
      `${name}.float().median()`,
      `${name}.flatten().float().topk(1).values`,
      `${name}.unique(return_counts=True)`,
      `${name}.nonzero(as_tuple=True)`,
      `torch.where(${name} > 0)`,
      `torch.isclose(${name}, ${name} + 0)`,
    ]);
  }
}
