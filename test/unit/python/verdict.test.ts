import assert from 'node:assert/strict';
import { among, script } from './sites';

const IMPORTS =
  'from functools import partial\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const FORWARD = 'class Net(nn.Module):\n  def forward(self, x, p=0.1, training=True):\n    ';
const INIT = 'class Net(nn.Module):\n  def __init__(self, p=0.1):\n    ';

/** A module that keeps what a function makes of a layer, beside it or within it. */
const BLOCKS = (kept: string, expected: string): [code: string, expected: string][] => {
  const make = (indent: string): string =>
    `${indent}def block(n):\n${indent}  return nn.Sequential(nn.Linear(n, n), nn.Dropout(0.1))\n`;
  const net = (within: string): string =>
    `class Net(nn.Module):\n  def __init__(self):\n${within}    self.d = ${kept}\n  def forward(self, x):\n    for one in self.d:\n      x = one(x)\n    return x\n`;
  return [make('') + net(''), net(make('    '))].map((code) => [code, expected]);
};

/** A module that has a helper do it. */
const HELPED = (call: string): string =>
  `class Net(nn.Module):\n  def __init__(self, p=0.1):\n    self.p = p\n  def forward(self, x):\n    return ${call}`;

/** A helper that drops whatever the mode is, and a module that calls it. */
const ADD = 'def add(x, p):\n  return x + F.dropout(x, p, training=True)\n';
const CALLS = (body: string): string =>
  `class Net(nn.Module):\n  def __init__(self):\n    self.p = 0.1\n  def forward(self, x, train=True):\n    ${body}`;

/** A module with a layer of its own. */
const PART =
  'class Part(nn.Module):\n  def __init__(self):\n    self.d = nn.Dropout(0.1)\n  def forward(self, x):\n    return self.d(x)\n';

/** A module that is given layers, and what it does with them. */
const KEEPER = (kept: string): string =>
  `class Keeper(nn.Module):\n  def __init__(self, layers):\n    ${kept}\n  def forward(self, x):\n    for one in self.layers:\n      x = one(x)\n    return x\n`;
/** A helper that makes several of a module, and a module that uses them. */
const CLONES = (made: string): string =>
  `from copy import deepcopy\ndef clones(module, n):\n  "So many of them."\n  return ${made}\n`;
const CLONED = `${INIT}self.d = clones(nn.Dropout(p), 3)\n  def forward(self, x):\n    return self.d[0](x)`;

/** One call each, and whether `eval()` silences it. */
/** A class of a layer whose `forward` does that, and a call of it. */
const own = (body: string): string =>
  `class D(nn.Dropout):\n  def __init__(self, p):\n    super().__init__(p)\n  def forward(self, x: torch.Tensor) -> torch.Tensor:\n    ${body}\nD(0.5)`;

/** A module that keeps what a helper of its own makes, whose body that is. */
const MADE = (body: string, kept: string): string =>
  `class Net(nn.Module):\n  def __init__(self, p=0.1):\n    def make(n, p=p):\n      ${body.replaceAll('\n', '\n      ')}\n    self.d = ${kept}\n  def forward(self, x):\n    return self.d[0](x)`;
/** The same, with statements of `__init__` itself. */
const MADE_HERE = (body: string): string =>
  `${INIT}${body.replaceAll('\n', '\n    ')}\n  def forward(self, x):\n    return self.d[0](x)`;

/** A module whose `forward` begins so, with other methods of it. */
const WOKEN = (first: string, others = '', layer = 'nn.Dropout(p)'): string =>
  `${INIT}self.d = ${layer}\n  def forward(self, x, mc=False):\n    ${first}\n    return self.d(x)${others}`;
/** A method that goes through layers and turns some on. */
const ENABLE = (loop: string): string => `\n  def enable(self):\n    ${loop.replaceAll('\n', '\n    ')}`;

/** A module that asks what it keeps is, where it calls attention as a function. */
const ASKED = (kept: string, p: string): string =>
  `${INIT}${kept}\n  def forward(self, x):\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=${p})`;

const CASES: readonly [code: string, expected: string][] = [
  [`${INIT}self.d = nn.Dropout(p)`, 'yes layer'],
  [`${INIT}self.d = nn.Sequential(nn.Linear(1, 1), nn.Dropout(p))`, 'yes layer'],
  [`${INIT}self.d = nn.ModuleList([nn.Dropout(p) for _ in range(3)])`, 'yes layer'],
  [`${INIT}self.add_module("d", nn.Dropout(p))`, 'yes layer'],
  [`${INIT}layers = []\n    layers.append(nn.Dropout(p))\n    self.d = nn.Sequential(*layers)`, 'yes layer'],
  [
    `${INIT}d = nn.Dropout(p)\n    self.d = [None]\n    self.d.append(d)\n    self.add_module("d", d)`,
    'yes layer',
  ],
  [
    `${INIT}d = nn.Dropout(p)\n    self.d = [None]\n    self.d.append(d)\n    setattr(self.net, "d", d)`,
    'yes layer',
  ],
  [
    `${INIT}self.d = [nn.Dropout(p)]\n    for i, d in enumerate(self.d):\n      self.add_module(f"d{i}", d)`,
    'yes layer',
  ],
  [
    `${INIT}self.d = [nn.Dropout(p)]\n    for i, d in enumerate(self.d):\n      self.add_module(f"d{i}", p)`,
    'depends hidden self.d',
  ],
  [`${INIT}self.d = [nn.Dropout(p)]`, 'depends hidden self.d'],
  [`${INIT}self.d = [nn.Dropout(p) for _ in range(3)]`, 'depends hidden self.d'],
  [`${INIT}self.d = [nn.Dropout(p) if p else None]`, 'depends hidden self.d'],
  [`${INIT}self.d = []\n    self.d.append(None if p is None else nn.Dropout(p))`, 'depends hidden self.d'],
  [
    `${INIT}self.d = []\n    self.d.append(Block(4, nn.Dropout(p)))\n  def forward(self, x):\n    return self.d[0](x)`,
    'no hidden self.d',
  ],
  [
    `${INIT}self.d = [nn.Sequential(Block(nn.Dropout(p)))]\n  def forward(self, x):\n    return self.d[0](x)`,
    'no hidden self.d',
  ],
  [`${INIT}self.d = [self.kept(nn.Dropout(p))]`, 'yes layer'],
  [`${INIT}self.d = []\n    self.d += [nn.Dropout(p)]`, 'depends hidden self.d'],
  [
    `${INIT}self.d = []\n    self.d += [nn.Dropout(p)]\n  def forward(self, x):\n    return nn.Sequential(*(self.d))(x)`,
    'no hidden self.d',
  ],
  [
    `${INIT}self.d = []\n    self.d.append(nn.Dropout(p))\n    self.net = nn.Sequential(*self.d)\n  def forward(self, x):\n    return self.net(x)`,
    'yes layer',
  ],
  [
    `${INIT}self.d = []\n    self.net = nn.Sequential(*self.d)\n    self.d.append(nn.Dropout(p))\n  def forward(self, x):\n    return self.d[0](x)`,
    'no hidden self.d',
  ],
  // A list under a name of its own first.
  [
    `${INIT}layers = []\n    layers.append(nn.Dropout(p))\n    self.d = layers\n  def forward(self, x):\n    return self.d[0](x)`,
    'no hidden self.d',
  ],
  [
    `${INIT}layers = [nn.Dropout(p)]\n    layers += [nn.ReLU()]\n    self.d = layers\n  def forward(self, x):\n    return self.d[0](x)`,
    'no hidden self.d',
  ],
  [
    `${INIT}layers = [nn.Dropout(p)]\n    keep(layers)\n    self.d = layers\n  def forward(self, x):\n    return self.d[0](x)`,
    'depends hidden self.d',
  ],
  [
    `${INIT}layers = [nn.Dropout(p)]\n    self.net = nn.Sequential(*layers)\n    self.d = layers\n  def forward(self, x):\n    return self.d[0](x)`,
    'yes layer',
  ],
  [
    `${INIT}layers = [nn.Dropout(p)]\n    net = nn.Sequential(*[one for one in layers])\n    self.net = net\n    self.d = layers\n  def forward(self, x):\n    return self.d[0](x)`,
    'yes layer',
  ],
  [
    `${INIT}layers = [nn.Dropout(p)]\n    layers = nn.ModuleList(layers)\n    self.d = layers\n  def forward(self, x):\n    return self.d[0](x)`,
    'yes layer',
  ],
  // A list that another class is given.
  // What a function makes is where those keep it that call it.
  ...BLOCKS('[block(8), block(16)]', 'no hidden self.d'),
  ...BLOCKS('[block(i) for i in range(3)]', 'no hidden self.d'),
  ...BLOCKS('nn.ModuleList([block(8)])', 'yes layer'),
  ...BLOCKS('[block(8)]\n    self.e = block(3)', 'yes layer'),
  // What has a name first is where that goes.
  [MADE('drop = nn.Dropout(p)\nreturn nn.Sequential(nn.ReLU(), drop)', '[make(8)]'), 'no hidden self.d'],
  [MADE('drop = nn.Dropout(p)\nreturn nn.Sequential(drop)', 'nn.ModuleList([make(8)])'), 'yes layer'],
  [MADE('drop = nn.Dropout(p)\nreturn drop', '[make(8)]'), 'no hidden self.d'],
  [MADE('drop = nn.Dropout(p)\nself.last = drop\nreturn nn.Sequential(drop)', '[make(8)]'), 'yes layer'],
  [MADE('drop = nn.Dropout(p)\nkeep(drop)\nreturn nn.Sequential(drop)', '[make(8)]'), 'yes layer'],
  [MADE('drop = nn.Dropout(p)\nreturn nn.Sequential(drop)', '[make(8)]\n    self.e = make(8)'), 'yes layer'],
  [
    MADE('drop = nn.Dropout(p) if p else nn.Identity()\nreturn nn.Sequential(drop)', '[make(8)]'),
    'no hidden self.d',
  ],
  [MADE('layers = [nn.Dropout(p)]\nreturn nn.Sequential(*layers)', '[make(8)]'), 'no hidden self.d'],
  [MADE('layers = [nn.Dropout(p)]\nreturn layers', '[nn.Sequential(*make(8))]'), 'yes layer'],
  [
    MADE(
      'layers = []\nif p > 0:\n  layers.append(nn.Dropout(p))\nreturn nn.Sequential(*layers)',
      '[make(8)]',
    ),
    'no hidden self.d',
  ],
  [
    MADE('drop = nn.Dropout(p)\nlayers = [nn.ReLU(), drop]\nreturn nn.Sequential(*layers)', '[make(8)]'),
    'no hidden self.d',
  ],
  [
    MADE('layers = {}\nlayers["d"] = nn.Dropout(p)\nreturn nn.Sequential(OrderedDict(layers))', '[make(8)]'),
    'no hidden self.d',
  ],
  [
    MADE('net = nn.Dropout(p)\nnet = nn.Sequential(net)\nreturn nn.Sequential(net)', '[make(8)]'),
    'no hidden self.d',
  ],
  // A function that sees the name of the one around it.
  [
    MADE_HERE(
      'drop = [nn.Dropout(p)]\ndef make():\n  return nn.Sequential(*drop)\nself.d = []\nself.d.append(make())',
    ),
    'no hidden self.d',
  ],
  [
    MADE_HERE(
      'drop = [nn.Dropout(p)]\ndef make():\n  return nn.Sequential(*drop)\nself.d = nn.ModuleList([make()])',
    ),
    'yes layer',
  ],
  [
    MADE_HERE(
      'drop = [nn.Dropout(p)]\ndef make():\n  drop = []\n  return nn.Sequential(*drop)\nself.d = [make()]',
    ),
    'yes layer',
  ],
  [
    MADE_HERE('drop = nn.Dropout(p)\ndef make(drop):\n  return nn.Sequential(drop)\nself.d = [make()]'),
    'yes layer',
  ],
  [MADE_HERE('drop = nn.Dropout(p)\nself.d = [nn.Sequential(nn.ReLU(), drop)]'), 'no hidden self.d'],
  [
    MADE_HERE('drop = nn.Dropout(p)\nself.d = [nn.Sequential(drop)]\nself.e = nn.Sequential(drop)'),
    'yes layer',
  ],
  // … and is made anew where that is.
  [
    `def block(x):\n  drop = nn.Dropout(0.1)\n  return nn.Sequential(nn.ReLU(), drop)(x)\n${FORWARD}return block(x)`,
    'no fresh',
  ],
  [
    `def block():\n  drop = nn.Dropout(0.1)\n  return nn.Sequential(nn.ReLU(), drop)\n${FORWARD}return block()(x)`,
    'no fresh',
  ],
  [
    `def block():\n  drop = nn.Dropout(0.1)\n  return nn.Sequential(drop)\n${FORWARD}net = block()\n    return net(x)`,
    'no fresh',
  ],
  // A function that makes the model, and one that trains it.
  [
    'def build():\n  layers = []\n  layers.append(nn.Dropout(0.1))\n  return nn.Sequential(*layers)\ndef main():\n  net = build().to(device)\n  for x in data:\n    net.train()\n    net(x)\n',
    'yes layer',
  ],
  [
    `def block():\n  drop = nn.Dropout(0.1)\n  return nn.Sequential(drop)\n${FORWARD}return block().eval()(x)`,
    'yes layer',
  ],
  [`${KEEPER('self.layers = layers')}Keeper([nn.ReLU(), nn.Dropout(0.1)])`, 'no hidden Keeper.layers'],
  [
    `${KEEPER('self.layers = layers')}Keeper(layers=[nn.Dropout(0.1) for _ in range(3)])`,
    'no hidden Keeper.layers',
  ],
  [`${KEEPER('self.layers = layers')}${INIT}self.net = Keeper([nn.Dropout(p)])`, 'no hidden Keeper.layers'],
  [`${KEEPER('self.layers = layers')}Keeper(nn.Dropout(0.1))`, 'yes layer'],
  [
    `${KEEPER('self.layers = layers')}Keeper([nn.Sequential(nn.ReLU(), nn.Dropout(0.1))])`,
    'no hidden Keeper.layers',
  ],
  [`${KEEPER('self.layers = nn.ModuleList(layers)')}Keeper([nn.Dropout(0.1)])`, 'yes layer'],
  [
    `${KEEPER('self.layers = layers\n    self.net = nn.Sequential(*layers)')}Keeper([nn.Dropout(0.1)])`,
    'yes layer',
  ],
  [
    `${KEEPER('self.layers = layers\n    self.net = nn.Sequential(*self.layers)')}Keeper([nn.Dropout(0.1)])`,
    'yes layer',
  ],
  [`${KEEPER('self.layers = layers').replace('(nn.Module)', '')}Keeper([nn.Dropout(0.1)])`, 'yes layer'],
  ['nn.Sequential(*[nn.Dropout(0.1)])', 'yes layer'],
  // A list that a helper returns.
  [`${CLONES('[deepcopy(module) for _ in range(n)]')}${CLONED}`, 'no hidden self.d'],
  [`${CLONES('nn.ModuleList([deepcopy(module) for _ in range(n)])')}${CLONED}`, 'yes layer'],
  [
    `${CLONES('[deepcopy(module) for _ in range(n)]')}${CLONED.replace('clones(', 'nn.ModuleList(clones(').replace(', 3)', ', 3))')}`,
    'yes layer',
  ],
  [
    `${CLONES('[deepcopy(module) for _ in range(n)]').replace('  return', '  keep(module)\n  return')}${CLONED}`,
    'yes layer',
  ],
  // What a module is given behind its back.
  [
    `${INIT}self.__dict__["d"] = nn.Dropout(p)\n  def forward(self, x):\n    return self.d(x)`,
    'no hidden self.__dict__',
  ],
  [
    `${INIT}object.__setattr__(self, 'd', nn.Sequential(nn.Dropout(p)))\n  def forward(self, x):\n    return self.d(x)`,
    'no hidden self.__dict__',
  ],
  [
    `${INIT}self.__dict__["d"] = nn.Dropout(p)\n    self.net = nn.Sequential(self.d)`,
    'depends hidden self.__dict__',
  ],
  [`${INIT}super().__setattr__('d', nn.Dropout(p))`, 'yes layer'],
  [`${INIT}self.__dict__["d"] = nn.Dropout(p)`.replace('(nn.Module)', ''), 'yes layer'],
  // At the top level, beside modules.
  [
    'net = nn.Linear(1, 1)\nd = nn.Dropout(0.1)\ndef run(x):\n  net.eval()\n  return net(d(x))',
    'no hidden d',
  ],
  ['net = nn.Linear(1, 1)\nd = nn.Dropout(0.1)\nnet.eval()\nnet(d(x))', 'no hidden d'],
  ['net = nn.Linear(1, 1)\nd = nn.Dropout(0.1)\nnet.eval()\nd.eval()\nnet(d(x))', 'yes layer'],
  ['d = nn.Dropout(0.1)\nnet = nn.Sequential(nn.Linear(1, 1), d)\nnet.eval()\nd(x)', 'yes layer'],
  ['d = nn.Dropout(0.1)\nd(x)', 'yes layer'],
  // A model of its own.
  [`${PART}part = Part()\nother.eval()\npart(x)`, 'yes layer'],
  ['d = nn.Dropout(0.1)\nframe.eval("a + b")\nd(x)', 'yes layer'],
  [`d = nn.Dropout(0.1)\ndef block(x):\n  return d(x)\n${FORWARD}return block(x)`, 'no hidden d'],
  [`d = nn.Dropout(0.1)\ndef block(x):\n  return d(x)\n${FORWARD}return x`, 'yes layer'],
  // Turned on again where it is used.
  [
    `${INIT}self.d = nn.Dropout(p)\n  def forward(self, x):\n    self.d.train()\n    return self.d(x)`,
    'no overridden Net.forward()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def forward(self, x, mc=False):\n    if mc:\n      self.d.train(True)\n    return self.d(x)`,
    'depends expression Net.forward()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def forward(self, x):\n    self.d.train(self.training)\n    return self.d(x)`,
    'yes layer',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def forward(self, x):\n    self.d.train()\n    y = self.d(x)\n    self.d.eval()\n    return y + self.d(x)`,
    'depends expression Net.forward()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def sample(self, x):\n    self.d.train()\n    return self.d(x)\n  def forward(self, x):\n    return self.d(x)`,
    'yes layer',
  ],
  // By a method that is run there, with each input, or perhaps.
  [WOKEN('self.enable()', ENABLE('self.d.train()')), 'no overridden Net.enable()'],
  [WOKEN('x = x + 1', ENABLE('self.d.train()')), 'yes layer'],
  [
    WOKEN('if self.training == False:\n      self.enable()', ENABLE('self.d.train()')),
    'no overridden Net.enable()',
  ],
  [WOKEN('if self.training:\n      self.enable()', ENABLE('self.d.train()')), 'yes layer'],
  [WOKEN('if not self.training:\n      return x\n    self.enable()', ENABLE('self.d.train()')), 'yes layer'],
  [WOKEN('if mc:\n      self.enable()', ENABLE('self.d.train()')), 'depends expression Net.enable()'],
  [
    WOKEN('if mc:\n      pass\n    elif not self.training:\n      self.enable()', ENABLE('self.d.train()')),
    'depends expression Net.enable()',
  ],
  [
    WOKEN('if mc:\n      return x\n    self.enable()', ENABLE('self.d.train()')),
    'depends expression Net.enable()',
  ],
  [
    WOKEN('for _ in range(mc):\n      self.enable()', ENABLE('self.d.train()')),
    'depends expression Net.enable()',
  ],
  [WOKEN('mc and self.enable()', ENABLE('self.d.train()')), 'depends expression Net.enable()'],
  [WOKEN('x.register_hook(self.enable)', ENABLE('self.d.train()')), 'depends expression Net.enable()'],
  [
    WOKEN('self.again()', `\n  def again(self):\n    self.enable()${ENABLE('self.d.train()')}`),
    'no overridden Net.enable()',
  ],
  [WOKEN('self.enable()\n    self.d.eval()', ENABLE('self.d.train()')), 'depends expression Net.enable()'],
  [
    WOKEN('self.enable()', `${ENABLE('self.d.train()')}\n  def forward_mc(self, x):\n    return self(x)`),
    'no overridden Net.enable()',
  ],
  [
    WOKEN('x = x + 1', '\n  def forward_mc(self, x):\n    self.d.train()\n    return self(x)'),
    'depends expression Net.forward_mc()',
  ],
  [
    WOKEN('x = x + 1', '\n  def training_step(self, x):\n    self.d.train()\n    return self(x)'),
    'yes layer',
  ],
  [
    `class Base(nn.Module):\n  def forward(self, x):\n    self.enable()\n    return self.d(x)\n  def enable(self):\n    self.d.train()\nclass Net(Base):\n  def __init__(self, p=0.1):\n    self.d = nn.Dropout(p)`,
    'no overridden Base.enable()',
  ],
  // In turn, all of them, or those of a class.
  ...[
    'for m in self.modules():\n  m.train()',
    'for m in self.children():\n  if isinstance(m, nn.Dropout):\n    m.train()',
    'for name, m in self.named_modules():\n  if isinstance(m, (nn.Dropout, nn.Dropout2d)):\n    m.train(True)',
    'for m in self.modules():\n  if type(m) == nn.Dropout:\n    m.train()',
    'for m in self.modules():\n  if isinstance(m, nn.modules.dropout.Dropout):\n    m.train()',
    'for m in self.modules():\n  if isinstance(m, nn.modules.dropout._DropoutNd):\n    m.train()',
    'for m in self.modules():\n  if m.__class__.__name__.startswith("Dropout"):\n    m.train()',
    'for m in self.modules():\n  if "dropout" in type(m).__name__.lower():\n    m.train()',
    'for m in self.modules():\n  if isinstance(m, nn.BatchNorm1d):\n    pass\n  else:\n    m.train()',
  ].map((loop): [string, string] => [WOKEN('self.enable()', ENABLE(loop)), 'no overridden Net.enable()']),
  ...[
    'for m in self.modules():\n  if isinstance(m, nn.BatchNorm1d):\n    m.train()',
    'for m in self.modules():\n  if m.__class__.__name__.startswith("BatchNorm"):\n    m.train()',
    'for m in self.modules():\n  if isinstance(m, nn.Dropout2d):\n    m.train()',
    'for m in self.modules():\n  if isinstance(m, nn.Dropout):\n    m.eval()',
    'for m in self.modules():\n  if isinstance(m, nn.Dropout):\n    m.train(self.training)',
    'for m in self.encoder.modules():\n  m.train()',
  ].map((loop): [string, string] => [WOKEN('self.enable()', ENABLE(loop)), 'yes layer']),
  ...[
    'for m in self.modules():\n  if chosen(m):\n    m.train()',
    'for m in self.modules():\n  if not isinstance(m, nn.Dropout):\n    continue\n  m.train()',
    'for m in model.modules():\n  m.train()',
  ].map((loop): [string, string] => [
    WOKEN('self.enable()', ENABLE(loop)),
    'depends expression Net.enable()',
  ]),
  [
    WOKEN(
      'self.enable()',
      ENABLE('for m in self.modules():\n  if isinstance(m, nn.Dropout):\n    m.train()'),
      'nn.LSTM(3, 4, num_layers=2, dropout=p)',
    ),
    'yes layer',
  ],
  [
    WOKEN(
      'self.enable()',
      ENABLE('for m in self.children():\n  if isinstance(m, nn.Dropout):\n    m.train()'),
      'nn.Sequential(nn.Dropout(p))',
    ),
    'depends expression Net.enable()',
  ],
  ['layer = nn.Dropout(0.5)', 'yes layer'],
  ['def block(p=0.1):\n  return nn.Sequential(nn.Dropout(p))', 'yes layer'],
  [`${FORWARD}return nn.Dropout(p)(x)`, 'no fresh'],
  [`${FORWARD}d = nn.Dropout(p)\n    return d(x)`, 'no fresh'],
  ['y = nn.Dropout(0.5)(torch.ones(3))', 'no fresh'],
  [`${FORWARD}return F.dropout(x, p, self.training)`, 'yes argument self.training'],
  [
    `${FORWARD}return F.dropout(x, training=self.training and len(x) > 1)`,
    'yes argument self.training and len(x) > 1',
  ],
  [`${FORWARD}on = self.training\n    return F.dropout(x, training=on)`, 'yes argument on'],
  [
    `${FORWARD}return F.dropout(x, training=self.training or self.mc)`,
    'depends expression self.training or self.mc',
  ],
  [`${FORWARD}return F.dropout(x, training=self.training or True)`, 'no always'],
  [`${FORWARD}return F.dropout(x, training=True or self.training)`, 'no always'],
  [`${FORWARD}return F.dropout(x, training=not self.training)`, 'depends expression not self.training'],
  [`${FORWARD}return F.dropout(x, training=self.training and True)`, 'yes argument self.training and True'],
  [`${FORWARD}return F.dropout(x, training=training)`, 'depends expression training'],
  [`${FORWARD}return F.dropout(x, **options)`, 'depends expression options'],
  [`${FORWARD}return F.dropout(x, p)`, 'no omitted'],
  [`${FORWARD}return F.dropout(x, p, training=True)`, 'no always'],
  ['def attend(x, p):\n  return F.dropout(x, p)', 'depends expression p'],
  [
    'class Net(nn.Module):\n  def __init__(self, p):\n    self.p = p\n  def forward(self, x):\n    return F.dropout(x, self.p)',
    'no omitted',
  ],
  [
    'class Net(nn.Module):\n  def __init__(self, p):\n    self.p = p\n  def forward(self, x):\n    q = self.p\n    return F.dropout(x, q)',
    'no omitted',
  ],
  ['def attend(x, p, need_weights):\n  if not need_weights:\n    return F.dropout(x, 0.1)', 'no omitted'],
  [
    'def attend(x, p, is_training):\n  if is_training:\n    return F.dropout(x, 0.1)',
    'depends expression is_training',
  ],
  [`${FORWARD}return F.dropout(x, p, training=False)`, 'yes off'],
  [`${FORWARD}return F.alpha_dropout(x, p)`, 'yes off'],
  [`${FORWARD}if self.training:\n      x = F.dropout(x, p)\n    return x`, 'yes guarded'],
  [`${FORWARD}if self.training and p > 0:\n      x = F.dropout(x, p)\n    return x`, 'yes guarded'],
  [
    `${FORWARD}if not self.training:\n      pass\n    else:\n      x = F.dropout(x, p)\n    return x`,
    'yes guarded',
  ],
  [`${FORWARD}if not self.training:\n      return x\n    return F.dropout(x, p)`, 'yes guarded'],
  [`${FORWARD}if not self.training or p == 0:\n      return x\n    return F.dropout(x, p)`, 'yes guarded'],
  [
    `${FORWARD}if not self.training and not self.sampling:\n      return x\n    return F.dropout(x, p)`,
    'depends expression self.training',
  ],
  [`${FORWARD}if p == 0 or not self.training:\n      return x\n    return F.dropout(x, p)`, 'yes guarded'],
  [`${FORWARD}return F.dropout(x, p) if self.training else x`, 'yes guarded'],
  [`${FORWARD}if self.fast:\n      x = F.dropout(x, p)\n    return x`, 'no omitted'],
  [`${FORWARD}if self.training:\n      pass\n    return F.dropout(x, p)`, 'no omitted'],
  [`${FORWARD}return F.dropout(x, 0.0)`, 'yes nothing'],
  [`${FORWARD}return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p)`, 'no unguarded self.p'],
  [`${FORWARD}return F.scaled_dot_product_attention(x, x, x, None, 0.1)`, 'no unguarded 0.1'],
  [`${FORWARD}return F.scaled_dot_product_attention(x, x, x, dropout_p=p)`, 'depends expression p'],
  [`${FORWARD}return F.scaled_dot_product_attention(x, x, x)`, 'yes nothing'],
  [
    `${FORWARD}return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p if self.training else 0.0)`,
    'yes probability self.p if self.training else 0.0',
  ],
  [
    `${FORWARD}return F.scaled_dot_product_attention(x, x, x, dropout_p=0. if not self.training else self.p)`,
    'yes probability 0. if not self.training else self.p',
  ],
  [
    `${FORWARD}q = self.p if self.training else 0\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=q)`,
    'yes probability q',
  ],
  [
    `${FORWARD}q = 0.0\n    if self.training:\n      q = self.p\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=q)`,
    'yes probability q',
  ],
  [
    `${FORWARD}q = 0.0\n    if self.fast:\n      q = self.p\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=q)`,
    'no unguarded q',
  ],
  // By what an attribute is, which asks for no mode.
  [
    ASKED('self.d = p', 'self.d.p if isinstance(self.d, nn.Dropout) else self.d'),
    'no unguarded self.d.p if isinstance(self.d, nn.Dropout) else self.d',
  ],
  [
    ASKED('self.d = p', 'self.d.p if isinstance(self.d, nn.Dropout) else other'),
    'depends expression self.d.p if isinstance(self.d, nn.Dropout) else other',
  ],
  [
    ASKED('self.d = 0.3', 'self.e if isinstance(self.d, nn.Dropout) else self.d'),
    'no unguarded self.e if isinstance(self.d, nn.Dropout) else self.d',
  ],
  [
    ASKED('self.d = p', 'self.d.p if isinstance(self.e, nn.Dropout) else self.d'),
    'depends expression self.d.p if isinstance(self.e, nn.Dropout) else self.d',
  ],
  [
    ASKED('self.d = p', 'self.d.p if self.causal else self.d'),
    'depends expression self.d.p if self.causal else self.d',
  ],
  // A class of a layer that stays on.
  [own('self.training = True\n    return super().forward(x)'), 'no overridden D.forward()'],
  [own('self.train()\n    return super(D, self).forward(x)'), 'no overridden D.forward()'],
  [own('"""Hands it on."""\n    return super().forward(x)'), 'yes layer'],

  [
    'class D(nn.Dropout):\n  def train(self, mode=True):\n    return super().train(True)\nD(0.5)',
    'no overridden D.train()',
  ],
  [
    'class D(nn.Dropout):\n  def train(self, mode=True):\n    return super().train(mode)\nD(0.5)',
    'yes layer',
  ],
  ['class D(nn.Dropout):\n  def eval(self):\n    return self\nD(0.5)', 'depends expression D.eval()'],
  [`${INIT}self.rnn = nn.LSTM(3, 4, num_layers=2, dropout=0.3)`, 'yes layer'],
  [`${INIT}self.rnn = nn.LSTM(3, 4, dropout=0.3)`, 'yes nothing'],
  // The mode in other words.
  [`${FORWARD}return F.dropout(x, training=bool(self.training))`, 'yes argument bool(self.training)'],
  [`${FORWARD}return F.dropout(x, training=not not self.training)`, 'yes argument not not self.training'],
  [`${FORWARD}return F.dropout(x, training=self.training is True)`, 'yes argument self.training is True'],
  [
    `${FORWARD}mode = "train" if self.training else "eval"\n    return F.dropout(x, training=mode == "train")`,
    'yes argument mode == "train"',
  ],
  [
    `${FORWARD}mode = "train" if self.training else "eval"\n    return F.dropout(x, training=mode != "train")`,
    'depends expression mode != "train"',
  ],
  [
    `${FORWARD}on = False\n    if self.training:\n      on = True\n    return F.dropout(x, training=on)`,
    'yes argument on',
  ],
  [`${FORWARD}return F.dropout(x, p * self.training)`, 'yes probability p * self.training'],
  [`${FORWARD}return F.dropout(x, p * float(self.training))`, 'yes probability p * float(self.training)'],
  [`${FORWARD}return F.dropout(x, p, training=not self.training)`, 'depends expression not self.training'],
  // Another flag beside the mode keeps it on.
  [
    `${FORWARD}if p > 0 and (self.training or self.mc):\n      x = F.dropout(x, p)\n    return x`,
    'depends expression self.training',
  ],
  // A module with a mind of its own.
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    super().train(mode)\n    self.bn.eval()`,
    'yes layer',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def eval(self):\n    super().eval()\n    self.d.train()`,
    'no overridden Net.eval()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def eval(self):\n    super().eval()\n    for m in self.modules():\n      if isinstance(m, nn.Dropout):\n        m.train()`,
    'no overridden Net.eval()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def eval(self):\n    super().eval()\n    for m in self.modules():\n      if isinstance(m, nn.BatchNorm1d):\n        m.train()\n      # no dropout`,
    'yes layer',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, *args, **kwargs):\n    super().train(*args, **kwargs)\n    self.other.train(*args, **kwargs)`,
    'yes layer',
  ],
  // What is called so and takes batches sets no mode.
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, batches, optimizer):\n    super().train(True)\n    return self.fit(batches, optimizer)`,
    'yes layer',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    return self`,
    'depends expression Net.train()',
  ],
  // Only the layer itself is told of it.
  [
    `${INIT}self.d = nn.Dropout(p)\n  def eval(self):\n    self.d.eval()\n  def train(self, mode=True):\n    self.d.train(mode)`,
    'yes layer',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    self.other.train(True)`,
    'depends expression Net.train()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    self.d.train(True)`,
    'no overridden Net.train()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    return super().train(True)`,
    'no overridden Net.train()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    super().train(mode)\n    if mode:\n      self.d.train()`,
    'yes layer',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\n  def train(self, mode=True):\n    self.training = mode\n    for m in self.children():\n      m.train(mode)\n    return self`,
    'yes layer',
  ],
  [
    `${FORWARD}return F.dropout(x, p, self.training)\n  def eval(self):\n    return self`,
    'depends expression Net.eval()',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\nclass Outer(nn.Module):\n  def eval(self):\n    super().eval()\n    for m in self.modules():\n      if isinstance(m, nn.Dropout): m.train()`,
    'depends expression Outer.eval()',
  ],
  // Modules that are made anew with each input.
  [`${PART}${FORWARD}return Part()(x)`, 'no fresh'],
  [`${PART}${FORWARD}part = Part().cuda()\n    return part(x)`, 'no fresh'],
  [
    `${PART}${FORWARD}return self.use(x)\n  def use(self, x):\n    part = Part()\n    return part(x)`,
    'no fresh',
  ],
  [`${PART}${FORWARD}part = Part().eval()\n    return part(x)`, 'yes layer'],
  [`${PART}${FORWARD}part = Part()\n    part.train(self.training)\n    return part(x)`, 'yes layer'],
  [`${PART}class Net(nn.Module):\n  def __init__(self):\n    self.part = Part()`, 'yes layer'],
  [`${PART}def main(x):\n  part = Part()\n  return part(x)`, 'yes layer'],
  [
    `${PART}class Whole(nn.Module):\n  def __init__(self):\n    self.a = Part()\n    self.b = Part()\n${FORWARD}return Whole()(x)`,
    'no fresh',
  ],
  [
    `${PART}class Other(nn.Module):\n  def __init__(self):\n    self.part = Part()\n${FORWARD}return Part()(x)`,
    'depends expression Part()',
  ],
  // Modules that are kept out of sight.
  [
    `${INIT}self.d = nn.Dropout(p)\nclass Outer(nn.Module):\n  def __init__(self):\n    self.all = [Net()]\n  def forward(self, x):\n    return self.all[0](x)`,
    'depends kept self.all',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\nclass Mid(nn.Module):\n  def __init__(self):\n    self.net = Net()\nclass Outer(nn.Module):\n  def __init__(self):\n    self.all = {"a": Mid()}\n  def forward(self, x):\n    return self.all["a"](x)`,
    'depends kept self.all',
  ],
  [
    `${INIT}self.d = nn.Dropout(p)\nclass Outer(nn.Module):\n  def __init__(self):\n    self.all = nn.ModuleList([Net()])`,
    'yes layer',
  ],
  // A helper that is given its p, 0 by default: whoever calls it decides, but where all callers are seen to leave it alone.
  ['def f(x, p=0.0):\n  if p > 0:\n    x = F.dropout(x, p)', 'depends expression p'],
  [
    'def f(x, p=0.0):\n  if p > 0:\n    x = F.dropout(x, p)\ndef g(x, p=0.):\n  return f(x, p=p)\ng(1)',
    'no omitted',
  ],
  [
    'def f(x, p=0.0):\n  if p > 0:\n    x = F.dropout(x, p)\ndef g(x, p=0.):\n  return f(x, p=p)',
    'depends expression p',
  ],
  [
    'def f(x, p=0.0):\n  return F.dropout(x, p)\nclass Net(nn.Module):\n  def __init__(self, p=0.0):\n    self.p = p\n  def forward(self, x):\n    return f(x, self.p)',
    'no omitted',
  ],
  [
    'def f(x, p=0.0):\n  return F.dropout(x, p)\nclass Net(nn.Module):\n  def __init__(self, p=0.0):\n    self.p = p\n  def forward(self, x):\n    return f(x, self.p if self.training else 0)',
    'yes probability p',
  ],
  // What a helper is given by all that call it.
  [
    `def f(x, p=0.0):\n  return torch.dropout(x, p, True)\n${HELPED('f(x, self.p if self.training else 0.0)')}`,
    'yes probability p',
  ],
  [`def f(x, p=0.0):\n  return F.dropout(x, p)\n${HELPED('f(x, self.p)')}`, 'no omitted'],
  [
    `def f(x, p=0.0):\n  return F.dropout(x, p)\n${HELPED('f(x, self.p if self.training else 0.0) + f(x, 0.2)')}`,
    'no omitted',
  ],
  [
    `def f(x, p=0.0):\n  return F.dropout(x, p)\n${HELPED('f(x, self.p if self.training else 0.0) + f(x)')}`,
    'yes probability p',
  ],
  [
    `def f(x, p, training=True):\n  return F.dropout(x, p, training)\n${HELPED('f(x, self.p, self.training)')}`,
    'yes argument training',
  ],
  [
    `def f(x, p, training=True):\n  if not training:\n    p = 0.0\n  if p > 0.0:\n    x = F.dropout(x, p)\n  return x\n${HELPED('f(x, self.p, training=self.training)')}`,
    'yes probability p',
  ],
  [
    `def f(x, p, training=True):\n  if training:\n    x = F.dropout(x, p)\n  return x\n${HELPED('f(x, self.p, self.training)')}`,
    'yes guarded',
  ],
  [
    `def f(x, p, training=True):\n  return F.dropout(x, p, training)\n${HELPED('f(x, self.p, self.training) + f(x, self.p)')}`,
    'depends expression training',
  ],
  [
    `def f(x, p, training=True):\n  return F.dropout(x, p, training)\n${HELPED('f(x, self.p)')}`,
    'depends expression training',
  ],
  [
    `def f(x, p, training=True):\n  return F.dropout(x, p, training)\nWAYS = [f]\n${HELPED('f(x, self.p, self.training)')}`,
    'depends expression training',
  ],
  [
    `def f(x, p, training=True):\n  return g(x, p, training)\ndef g(x, p, training):\n  return F.dropout(x, p, training)\n${HELPED('f(x, self.p, self.training)')}`,
    'yes argument training',
  ],
  // A p that is chosen by something else than the mode.
  [
    `${FORWARD}drop = self.p if not self.decode else 0.0\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=drop)`,
    'depends expression drop',
  ],
  [
    `${FORWARD}return F.scaled_dot_product_attention(x, x, x, dropout_p=0.1 if self.big else 0.2)`,
    'no unguarded 0.1 if self.big else 0.2',
  ],
  [
    `${FORWARD}return F.scaled_dot_product_attention(x, x, x, dropout_p=self.p if self.p is not None else 0.0)`,
    'no unguarded self.p if self.p is not None else 0.0',
  ],
  [`${FORWARD}drop = 0 if self.cached else self.p\n    return F.dropout(x, drop)`, 'depends expression drop'],
  // Layers in the body of a class.
  [
    'class Net(nn.Module):\n  d = nn.Dropout(0.1)\n  def forward(self, x):\n    return self.d(x)',
    'no hidden d',
  ],
  [
    'class Net(nn.Module):\n  d = nn.Sequential(nn.Dropout(0.1))\n  def forward(self, x):\n    return self.d(x)',
    'no hidden d',
  ],
  [
    'class Net(nn.Module):\n  d = nn.Dropout(0.1)\n  def __init__(self):\n    self.d = self.d\n  def forward(self, x):\n    return self.d(x)',
    'yes layer',
  ],
  ['class Net(nn.Module):\n  d = nn.Dropout(0.1)', 'yes layer'],
  ['class Parts:\n  d = nn.Dropout(0.1)\n  def use(self, x):\n    return self.d(x)', 'yes layer'],
  // Helpers that run as the calls of them do.
  [`${ADD}${CALLS('if self.training:\n      x = add(x, self.p)\n    return x')}`, 'yes guarded'],
  [`${ADD}${CALLS('if not self.training:\n      return x\n    return add(x, self.p)')}`, 'yes guarded'],
  [`${ADD}${CALLS('if self.training:\n      x = add(x, self.p)\n    return add(x, self.p)')}`, 'no always'],
  [`${ADD}${CALLS('if train:\n      x = add(x, self.p)\n    return x')}`, 'depends expression train'],
  [
    `${ADD}${CALLS('if self.training:\n      x = add(x, self.p)\n    if train:\n      x = add(x, self.p)\n    return x')}`,
    'depends expression train',
  ],
  [`${ADD}${CALLS('if self.big:\n      x = add(x, self.p)\n    return x')}`, 'no always'],
  [`${ADD}WAYS = [add]\n${CALLS('if self.training:\n      x = add(x, self.p)\n    return x')}`, 'no always'],
  [
    `${ADD}def twice(x, p):\n  return add(add(x, p), p)\n${CALLS('if self.training:\n      x = twice(x, self.p)\n    return x')}`,
    'yes guarded',
  ],
  [
    `${ADD}def twice(x, p, train):\n  if train:\n    x = add(x, p)\n  return x\n${CALLS('if self.training:\n      x = twice(x, self.p, train)\n    return x')}`,
    'yes guarded',
  ],
  [ADD, 'depends expression p'],
  [
    `${CALLS('if self.training:\n      x = self.drop(x)\n    return x')}\n  def drop(self, x):\n    return F.dropout(x, 0.5)`,
    'yes guarded',
  ],
  [
    `${CALLS('if self.training:\n      x = self.drop(x)\n    return x')}\n  def drop(self, x):\n    return F.dropout(x, 0.5)\n  def predict(self, x):\n    return self.drop(x)`,
    'no omitted',
  ],
  [
    `${CALLS('if self.training:\n      x = self.drop(x)\n    return x')}\n  def drop(self, x):\n    return F.dropout(x, 0.5)\ndef predict(net, x):\n  return net.drop(x)`,
    'depends expression drop()',
  ],
  [
    `${CALLS('if self.training:\n      x = self.drop(x)\n    return x')}\n  def drop(self, x):\n    return F.dropout(x, 0.5)\ndef predict(net, x):\n  return net.drop()`,
    'depends expression drop()',
  ],
  [
    `${CALLS('if self.training:\n      x = checkpoint(self.drop, x)\n    return x')}\n  def drop(self, x):\n    return F.dropout(x, 0.5)`,
    'no omitted',
  ],
  [
    'class Net(nn.Module):\n  def forward(self, x, gen=False):\n    if not gen:\n      x = F.dropout(x, 0.5)\n    return x',
    'depends expression gen',
  ],
  [
    'class Net(nn.Module):\n  def forward(self, x, length=False):\n    if not length:\n      x = F.dropout(x, 0.5)\n    return x',
    'no omitted',
  ],
  // Layers that a helper makes.
  [`def drop(p):\n  return nn.Dropout(p)\n${FORWARD}return drop(0.1)(x)`, 'no fresh'],
  [
    `def drop(p):\n  return nn.Dropout(p)\n${FORWARD}return drop(0.1)(x)\nkept = drop(0.1)`,
    'depends expression drop()',
  ],
  [`def drop(p):\n  return nn.Dropout(p)\n${INIT}self.d = drop(p)`, 'yes layer'],
  [`${FORWARD}return self.make()(x)\n  def make(self):\n    return nn.Dropout(0.1)`, 'no fresh'],
  // The operators of torch itself.
  [`${FORWARD}return torch.dropout(x, p, self.training)`, 'yes argument self.training'],
  [`${FORWARD}return torch.dropout(x, p, train=True)`, 'no always'],
  [`${FORWARD}return torch.alpha_dropout(x, p, False)`, 'yes off'],
  [`drop = partial(F.dropout, training=False)\n${FORWARD}return drop(x, p)`, 'yes off'],
];

describe('whether eval() silences a call', () => {
  for (const [code, expected] of CASES) {
    it(code.replaceAll('\n', '; '), () => {
      const verdicts = script(IMPORTS + code).sites.map(({ verdict: { silenced, reason, on } }) =>
        `${silenced} ${reason} ${on}`.trim(),
      );
      assert.deepEqual(verdicts, [expected]);
    });
  }

  it('whatever it takes to find p', () => {
    const attention =
      'class A(nn.Module):\n  def __init__(self, p=0.0):\n    self.p = p\n  def forward(self, x):\n    p = self.p if self.training else 0.0\n    return F.scaled_dot_product_attention(x, x, x, dropout_p=p)\n';
    const sum = Array.from({ length: 100 }, () => 'p').join(' + ');
    const callers = Array.from(
      { length: 60 },
      (_, i) => `def make${i}(p=0.0):\n  A(${sum})\nmake${i}(0.1)\n`,
    );
    const { sites, problems } = script(IMPORTS + attention + callers.join(''));
    assert.deepEqual(
      sites.map(({ verdict }) => verdict.silenced),
      ['yes'],
    );
    assert.deepEqual(problems, []);
  });
});

describe('whether eval() reaches what a module of another file keeps', () => {
  const LAYER = `${IMPORTS}class Layer(nn.Module):\n  def __init__(self, p=0.1):\n    super().__init__()\n    self.d = nn.Dropout(p)\n`;
  const keeps = (kept: string, from = 'from pkg.model import Layer'): string =>
    `from torch import nn\n${from}\nclass Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n    ${kept}\n  def forward(self, x):\n    for one in self.layers:\n      x = one(x)\n    return x\n`;
  const LISTED = 'self.layers = [Layer() for _ in range(3)]';
  const BLOCK =
    'from torch import nn\nfrom pkg.model import Layer\nclass Block(nn.Module):\n  def __init__(self):\n    self.layer = Layer()\n';
  const KEPT = 'depends kept self.layers';
  const cases: readonly [what: string, others: Readonly<Record<string, string>>, expected: string][] = [
    ['in a plain list', { 'net.py': keeps(LISTED) }, KEPT],
    [
      'in a plain list, beside another that keeps it well',
      { 'a.py': keeps('self.layers = nn.ModuleList([Layer()])'), 'net.py': keeps(LISTED) },
      KEPT,
    ],
    [
      'by another name',
      { 'net.py': keeps('self.layers = [L() for _ in range(3)]', 'from pkg.model import Layer as L') },
      KEPT,
    ],
    ['by its module', { 'net.py': keeps('self.layers = [model.Layer()]', 'from pkg import model') }, KEPT],
    [
      'within a part of it',
      { 'block.py': BLOCK, 'net.py': keeps('self.layers = [Block()]', 'from block import Block') },
      KEPT,
    ],
    [
      'as a part that a derived class has',
      {
        'net.py': keeps('self.layers = [Mine()]', 'from mine import Mine'),
        'mine.py': 'from pkg.model import Layer\nclass Mine(Layer):\n  pass\n',
      },
      KEPT,
    ],
    [
      'as a part that a derived class with an __init__ of its own has',
      {
        'net.py': keeps('self.layers = [Mine()]', 'from mine import Mine'),
        'mine.py':
          'from pkg.model import Layer\nclass Mine(Layer):\n  def __init__(self):\n    super().__init__(0.2)\n',
      },
      KEPT,
    ],
    [
      'by a name that is imported from elsewhere where that fails',
      {
        'net.py': keeps(
          'self.layers = [Layer()]',
          'try:\n  from pkg.model import Layer\nexcept ImportError:\n  from other import Layer',
        ),
        'other.py': LAYER,
      },
      KEPT,
    ],
    [
      'in a list of modules',
      { 'net.py': keeps('self.layers = nn.ModuleList([Layer() for _ in range(3)])') },
      'yes layer',
    ],
    [
      'in a list of which it makes modules',
      { 'net.py': keeps('layers = [Layer()]\n    self.layers = nn.ModuleList(layers)') },
      'yes layer',
    ],
    [
      'as another of that name',
      { 'net.py': keeps(LISTED, 'from other import Layer'), 'other.py': LAYER },
      'yes layer',
    ],
    ['in what is no module', { 'net.py': keeps(LISTED).replace('(nn.Module)', '') }, 'yes layer'],
    [
      'in a script',
      { 'net.py': 'from pkg.model import Layer\nlayers = [Layer()]\nlayers[0].eval()\n' },
      'yes layer',
    ],
    ['anew with each input', { 'net.py': keeps('pass').replace('x = one(x)', 'x = Layer()(x)') }, 'no fresh'],
    [
      'anew with each input, beside another that keeps it',
      {
        'a.py': keeps('self.layers = nn.ModuleList([Layer()])'),
        'net.py': keeps('pass').replace('x = one(x)', 'x = Layer()(x)'),
      },
      'depends expression Layer()',
    ],
  ];
  for (const [what, others, expected] of cases)
    it(what, () => {
      const [site] = among(others, LAYER);
      const { silenced, reason, on } = site?.verdict ?? {};
      assert.equal(`${silenced} ${reason} ${on}`.trim(), expected);
    });
});
