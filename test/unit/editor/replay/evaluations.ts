/** What drops, how it is called, and what PyTorch then does: for tests of all that is said of it. */

/**
 * What is true of one evaluation of dropout, as PyTorch 2.13 does it, told of no code of ours: for all that replay says
 * there is a rule below, and each rule must hold of the evaluations of which it is said.
 */
export interface Evaluation {
  /** The call that stands in the code. */
  readonly place: string;
  /** The layer at work, where it is not what the call itself calls. */
  readonly layer: Layer | undefined;
  readonly drops: 'nothing' | 'some' | 'all';
  readonly training: boolean;
  /** Which one it is of those that drew since the seed, this one included. */
  readonly number: number;
  /** `unknown` where something that cannot be followed may have set one. */
  readonly seed: '3' | 'none' | 'unknown';
  /** Whether all that comes before is understood. */
  readonly isFollowed: boolean;
  /** Whether it follows from the code what is dropped, and which values that gives. */
  readonly maskIsKnown: boolean;
  readonly valuesAreKnown: boolean;
  readonly shape: readonly number[];
  /** Whether dropped elements come out as 0, and no others. */
  readonly showsZeros: boolean;
}

interface Layer {
  readonly callee: string;
  readonly path: string;
  readonly module: string;
}

/** What drops, as code with what gives p, and with the mode. */
export interface Kind {
  readonly code: (p: string, mode: string) => string;
  readonly form: 'layer' | 'function';
  /** What the layer is called within others; a function is no more than dropout. */
  readonly module: string;
  readonly alpha: boolean;
  /** The shape of x, as it is meant for the kind. */
  readonly shape: readonly number[];
}

const IMAGES = [2, 3, 2, 2];
const layer = (name: string, shape: readonly number[] = [2, 3], options = ''): Kind => ({
  ...{ form: 'layer', module: name, alpha: name.includes('Alpha'), shape },
  code: (p, mode) => `${name === 'Own' ? '' : 'nn.'}${name}(${list(p, options)})${mode}`,
});
const functional = (name: string, shape: readonly number[] = [2, 3], options = ''): Kind => ({
  ...{ form: 'function', module: 'dropout', alpha: name.includes('alpha'), shape },
  code: (p, mode) => `F.${name}(${list('x', p === '' ? '' : `p=${p}`, mode, options)})`,
});
/** Those that take no defaults. */
const native = (name: string, shape: readonly number[] = [2, 3]): Kind => ({
  ...{ form: 'function', module: 'dropout', alpha: name.includes('alpha'), shape },
  code: (p, mode) => `torch.${name}(x, ${p === '' ? '0.5' : p}, ${mode.replace('training=', '')})`,
});
const list = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ');

export const KINDS: readonly Kind[] = [
  layer('Dropout'),
  layer('Dropout', [2, 3], 'inplace=True'),
  layer('Dropout1d', [2, 3, 2]),
  layer('Dropout1d'),
  layer('Dropout2d', IMAGES),
  layer('Dropout3d', [...IMAGES, 1]),
  layer('AlphaDropout'),
  layer('AlphaDropout', [2, 3], 'inplace=True'),
  layer('FeatureAlphaDropout', IMAGES),
  layer('Own'),
  functional('dropout'),
  functional('dropout', [2, 3], 'inplace=True'),
  functional('dropout1d', [2, 3, 2]),
  functional('dropout2d', IMAGES),
  functional('dropout3d', [...IMAGES, 1]),
  functional('alpha_dropout'),
  functional('alpha_dropout', [2, 3], 'inplace=True'),
  functional('feature_alpha_dropout', IMAGES),
  native('dropout'),
  native('dropout_'),
  native('alpha_dropout'),
  native('feature_alpha_dropout', IMAGES),
];

/** Some of all kinds, for what has nothing to do with the kind. */
export const SOME_LAYERS = KINDS.filter(({ module }) => /^(?:Dropout|FeatureAlphaDropout)$/.test(module));

/** What one p comes to in training; undefined where PyTorch refuses it, or nobody knows it. */
export const PS: readonly (readonly [p: string, drops: Evaluation['drops'] | undefined])[] = [
  ...([
    ['0.5', 'some'],
    ['', 'some'],
    ['0.1', 'some'],
    ['0.9999', 'some'],
  ] as const),
  ...([
    ['0', 'nothing'],
    ['0.0', 'nothing'],
    ['1', 'all'],
    ['1.0', 'all'],
  ] as const),
  ...([
    ['1.5', undefined],
    ['-0.1', undefined],
    ['q', undefined],
    ['None', undefined],
  ] as const),
];

/** What comes before: whether the code sets a seed, and whether one can follow it to the call. */
export interface Start extends Pick<Evaluation, 'seed' | 'maskIsKnown' | 'valuesAreKnown'> {
  readonly code: string;
}

const known = { maskIsKnown: true, valuesAreKnown: true } as const;
const lost = { maskIsKnown: false, valuesAreKnown: false } as const;
export const SEED = 'torch.manual_seed(3)\n';
const ONES = 'x = torch.ones(SHAPE)\n';
export const SEEDED: Start = { code: SEED + ONES, seed: '3', ...known };
export const UNSEEDED: Start = { code: ONES, seed: 'none', ...lost };
export const STARTS: readonly Start[] = [
  SEEDED,
  { code: `${SEED}torch.rand(5)\n${ONES}`, seed: '3', ...known },
  UNSEEDED,
  { code: `${SEED}import foo\nfoo.bar()\n${ONES}`, seed: '3', ...lost },
  { code: `from foo import seed_everything\nseed_everything(3)\n${ONES}`, seed: 'unknown', ...lost },
  // Which shape these have is known, though not their values.
  {
    code: `${SEED}x = torch.empty(SHAPE)\n`,
    ...{ seed: '3', maskIsKnown: true, valuesAreKnown: false },
  },
];

/** One evaluation that a form leads to, as far as it depends on the form. */
interface Step extends Partial<Pick<Evaluation, 'drops' | 'training' | 'maskIsKnown' | 'shape'>> {
  readonly place: string;
  /** The callee and the path within it. */
  readonly within?: readonly [callee: string, path: string];
}

/** How a layer is called, and the evaluations that this leads to. */
export interface Form {
  readonly code: (made: string, mode: string) => string;
  readonly steps: readonly Step[];
}

const times = (count: number, step: Step): Step[] => Array<Step>(count).fill(step);
const itself = (place: string): Step => ({ place });
const OFF = { drops: 'nothing', training: false } as const;
const made = (code: string) => (layer: string, mode: string) => `layer = ${layer}${mode}\n${code}`;
const net = (layers: (made: string) => string) => (layer: string, mode: string) =>
  `net = nn.Sequential(${layers(layer)})${mode}\nout = net(x)`;
const OWN = (forward: string, call: string) => (layer: string, mode: string) =>
  `class Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n    self.drop = ${layer}\n  def forward(self, x):\n    ${forward}\nnet = Net()${mode}\n${call}`;

export const FORMS: readonly Form[] = [
  { code: made('y = layer(x)'), steps: [itself('layer(x)')] },
  { code: made('layer(x)'), steps: [itself('layer(x)')] },
  { code: made('y = layer.forward(x)'), steps: [itself('layer.forward(x)')] },
  { code: made('y = layer(layer(x))'), steps: [itself('layer(x)'), itself('layer(layer(x))')] },
  { code: made('y = layer(x) + layer (x)'), steps: [itself('layer(x)'), itself('layer (x)')] },
  { code: made('for _ in range(3):\n  y = layer(x)'), steps: times(3, itself('layer(x)')) },
  { code: made('for _ in range(4): layer(x)'), steps: times(4, itself('layer(x)')) },
  {
    code: made('for _ in range(3):\n  layer(x)\n  layer.eval()'),
    steps: [itself('layer(x)'), ...times(2, { place: 'layer(x)', ...OFF })],
  },
  {
    code: (layer) => `layer = ${layer}.eval()\nfor _ in range(2):\n  layer(x)\n  layer.train()`,
    steps: [
      { place: 'layer(x)', ...OFF },
      { place: 'layer(x)', training: true },
    ],
  },
  {
    code: made('y = layer(x) + layer.eval()(x)'),
    steps: [itself('layer(x)'), { place: 'layer.eval()(x)', ...OFF }],
  },
  {
    code: made('for _ in range(3):\n  layer(x)\n  import foo'),
    steps: [itself('layer(x)'), ...times(2, { place: 'layer(x)', maskIsKnown: false })],
  },
  {
    code: made('for n in (1, 2):\n  layer(torch.ones(n, 3, 2, 2))'),
    steps: [1, 2].map((n) => ({ place: 'layer(torch.ones(n, 3, 2, 2))', shape: [n, 3, 2, 2] })),
  },
  {
    code: (layer, mode) => `for one in nn.ModuleList([${layer}, ${layer}])${mode}:\n  x = one(x)`,
    steps: times(2, itself('one(x)')),
  },
  {
    code: (layer, mode) => `net = nn.ModuleDict({'a': ${layer}})${mode}\ny = net['a'](x)`,
    steps: [itself("net['a'](x)")],
  },
  { code: net((layer) => layer), steps: [{ place: 'net(x)', within: ['net', '0'] }] },
  {
    code: net((layer) => `nn.Identity(), nn.Sequential(${layer})`),
    steps: [{ place: 'net(x)', within: ['net', '1.0'] }],
  },
  {
    code: net((layer) => `${layer}, ${layer}`),
    steps: ['0', '1'].map((path) => ({ place: 'net(x)', within: ['net', path] })),
  },
  {
    code: net((layer) => `${layer}, ${layer}, ${layer}`),
    steps: ['0', '1', '2'].map((path) => ({ place: 'net(x)', within: ['net', path] })),
  },
  {
    code: (layer, mode) => `net = nn.Sequential(${layer})${mode}\nfor _ in range(2):\n  y = net(x)`,
    steps: times(2, { place: 'net(x)', within: ['net', '0'] }),
  },
  {
    code: (layer, mode) => `layer = ${layer}${mode}\nnet = nn.Sequential(layer)\ny = layer(net(x))`,
    steps: [{ place: 'net(x)', within: ['net', '0'] }, itself('layer(net(x))')],
  },
  { code: OWN('return self.drop(x)', 'out = net(x)'), steps: [itself('self.drop(x)')] },
  {
    code: OWN('return self.drop(x)', 'for _ in range(2):\n  out = net(x)'),
    steps: times(2, itself('self.drop(x)')),
  },
  {
    code: OWN('return nn.Sequential(self.drop)(x)', 'out = net(x)'),
    steps: [{ place: 'nn.Sequential(self.drop)(x)', within: ['nn.Sequential(self.drop)', '0'] }],
  },
  {
    code: made('y = list(map(layer, [x, x]))'),
    steps: times(2, { place: 'list(map(layer, [x, x]))', within: ['list', ''] }),
  },
  {
    code: made('list(map(layer, [x])).extend(map(layer, [x]))'),
    steps: [
      { place: 'list(map(layer, [x]))', within: ['list', ''] },
      {
        place: 'list(map(layer, [x])).extend(map(layer, [x]))',
        within: ['list(map(layer, [x])).extend', ''],
      },
    ],
  },
];

/** How a function is called: as `CALL`. */
export const FUNCTION_FORMS: readonly Form[] = [
  { code: (call) => `y = ${call}`, steps: [itself('CALL')] },
  {
    code: (call) => `def f(x):\n  return ${call}\nfor _ in range(3):\n  f(x)`,
    steps: times(3, itself('CALL')),
  },
  { code: (call) => `y = list(map(lambda x: ${call}, [x, x]))`, steps: times(2, itself('CALL')) },
  {
    code: (call) => `class Net(nn.Module):\n  def forward(self, x):\n    return ${call}\nNet()(x)`,
    steps: [itself('CALL')],
  },
  {
    code: (call) =>
      `from functools import partial\nf = ${call.replace(/(.*?)\(x, (.*)\)/, 'partial($1, $2)')}\ny = list(map(f, [x, x]))`,
    steps: times(2, { place: 'list(map(f, [x, x]))', within: ['list', ''] }),
  },
];

export const IMPORTS =
  'import torch\nfrom torch import nn\nimport torch.nn.functional as F\nclass Own(nn.Dropout):\n  pass\n';

export interface Program {
  readonly code: string;
  readonly evaluations: readonly Evaluation[];
}

/** Puts a program together, with what is true of it. @param drops what a call drops if it does; undefined where it fails */
export function programOf(
  kind: Kind,
  [p, drops]: (typeof PS)[number],
  start: Start,
  form: Form,
  [mode, training]: readonly [text: string, training: boolean],
): Program {
  const shape = kind.shape.join(', ');
  const call = kind.code(p, kind.form === 'layer' ? '' : mode);
  const code = `${IMPORTS}${start.code.replace('SHAPE', shape)}${form.code(call, mode)}\n`;
  if (drops === undefined) return { code, evaluations: [] };
  let number = 0;
  let isInputKnown = start.valuesAreKnown || start.code === ONES;
  const evaluations = form.steps.map((step): Evaluation => {
    const { place, within } = step;
    const isOn = step.training ?? training;
    const dropped = step.drops ?? (isOn ? drops : 'nothing');
    if (dropped === 'some') number++;
    const isFollowed = !start.code.includes('foo') && step.maskIsKnown !== false;
    // What draws nothing hangs on no seed.
    const isMaskKnown = isFollowed && (start.maskIsKnown || dropped !== 'some');
    const valuesAreKnown = isMaskKnown && isInputKnown;
    if (call.includes('inplace')) isInputKnown = valuesAreKnown;
    return {
      place: place === 'CALL' ? call : place,
      layer: within && { callee: within[0], path: within[1], module: kind.module },
      ...{ drops: dropped, training: isOn, number, seed: start.seed, shape: step.shape ?? kind.shape },
      ...{ isFollowed, maskIsKnown: isMaskKnown, valuesAreKnown },
      showsZeros: !kind.alpha || dropped === 'all',
    };
  });
  return { code, evaluations };
}

/** The modes of a layer, and of a function. */
export const MODES = {
  layer: [
    ['', true],
    ['.eval()', false],
  ],
  function: [
    ['training=True', true],
    ['training=False', false],
  ],
} as const;
