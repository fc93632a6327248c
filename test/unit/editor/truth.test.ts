import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { LONGEST_LENS, lensLength } from '../../../src/previews/lens';
import { addTo } from '../../../src/python/syntax/byKey';
import { lensesOf, type Said, saidOf } from './previews';
import { resolved } from '../../../src/editor/lateLens';
import type { DropoutSite } from '../../../src/python';

/**
 * What is true of a kind of call, as PyTorch 2.13 does it, told of no code of ours: for all that the editor says there is
 * a rule below, and each rule must hold of the call of which it is said.
 */
interface Truth {
  /** What is dropped as one: of `sublayers` attention weights as well, of `layers` the outputs of all but the last. */
  readonly drops: 'elements' | 'channels' | 'examples' | 'batch' | 'weights' | 'sublayers' | 'layers';
  readonly form: 'layer' | 'function';
  /** Kept values are scaled and shifted, rather than multiplied by 1/(1−p). */
  readonly alpha: boolean;
  /** A recurrent layer that has nobody to hand its outputs to. */
  readonly idle: boolean;
  /** Whether it drops in training, in eval mode: '?' where the code alone does not tell. */
  readonly inTraining: boolean | '?';
  readonly inEval: boolean | '?';
  /** Undefined where the code does not tell. */
  readonly p: number | undefined;
  /** Whether a truth value stands in the place of p: it counts as 1 or 0, and recurrent layers refuse it. */
  readonly isFlag: boolean;
  readonly origin: 'own' | 'default' | 'guess' | 'tried' | 'caller' | 'commandLine' | 'elsewhere';
  readonly seeded: boolean;
  /** The whole code, for what hangs on how p is given. */
  readonly program: string;
}

interface Kind extends Pick<Truth, 'drops' | 'form' | 'alpha' | 'idle'> {
  /** The call, with what gives p, and with the training argument of a function; '' stands for nothing. */
  readonly code: (p: string, training: string) => string;
  /** For a function whether it drops where it is given no training argument; undefined for one that takes none. */
  readonly trainingDefault?: boolean;
  readonly byDefault: number;
  /** Whether a call has to pass all that it takes. */
  readonly takesAll?: true;
}

const list = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ');
const named = (name: string, value: string): string => (value === '' ? '' : `${name}=${value}`);

const layer = (name: string, drops: Truth['drops'], alpha = false): Kind => ({
  ...{ drops, form: 'layer', alpha, idle: false, byDefault: 0.5 },
  code: (p) => `nn.${name}(${p})`,
});
const functional = (name: string, drops: Truth['drops'], alpha = false): Kind => ({
  ...{ drops, form: 'function', alpha, idle: false, byDefault: 0.5, trainingDefault: !alpha },
  code: (p, training) => `F.${name}(${list('x', named('p', p), named('training', training))})`,
});
const operator = (name: string, drops: Truth['drops'], alpha = false): Kind => ({
  ...{ drops, form: 'function', alpha, idle: false, byDefault: 0.5, trainingDefault: true, takesAll: true },
  code: (p, training) => `torch.${name}(x, ${p}, ${training === '' ? 'True' : training})`,
});
const around = (
  name: string,
  drops: Truth['drops'],
  args: string,
  byDefault: number,
  idle = false,
): Kind => ({
  ...{ drops, form: 'layer', alpha: false, idle, byDefault },
  code: (p) => `nn.${name}(${list(args, named('dropout', p))})`,
});

const KINDS: readonly Kind[] = [
  layer('Dropout', 'elements'),
  layer('Dropout1d', 'channels'),
  layer('Dropout2d', 'channels'),
  layer('Dropout3d', 'channels'),
  layer('AlphaDropout', 'elements', true),
  layer('FeatureAlphaDropout', 'channels', true),
  { ...layer('Dropout2d', 'channels'), code: (p) => `Own(${p})` },
  {
    ...layer('Dropout2d', 'channels'),
    code: (p) => `(nn.Dropout2d if deep else nn.Identity)(${p})`,
  },
  functional('dropout', 'elements'),
  functional('dropout1d', 'channels'),
  functional('dropout2d', 'channels'),
  functional('dropout3d', 'channels'),
  functional('alpha_dropout', 'elements', true),
  functional('feature_alpha_dropout', 'channels', true),
  operator('dropout', 'elements'),
  operator('dropout_', 'elements'),
  operator('feature_dropout', 'channels'),
  operator('alpha_dropout', 'elements', true),
  operator('feature_alpha_dropout_', 'channels', true),
  {
    ...{ drops: 'examples', form: 'layer', alpha: false, idle: false, byDefault: NaN, takesAll: true },
    code: (p) => `torchvision.ops.StochasticDepth(${p}, "row")`,
  },
  {
    ...{ drops: 'batch', form: 'layer', alpha: false, idle: false, byDefault: NaN, takesAll: true },
    code: (p) => `torchvision.ops.StochasticDepth(${p}, mode="batch")`,
  },
  {
    ...{ drops: 'examples', form: 'function', alpha: false, idle: false, byDefault: NaN, takesAll: true },
    ...{ trainingDefault: true },
    code: (p, training) =>
      `torchvision.ops.stochastic_depth(${list('x', p, 'mode="row"', named('training', training))})`,
  },
  {
    ...{ drops: 'examples', form: 'layer', alpha: false, idle: false, byDefault: 0 },
    code: (p) => `Path(${p})`,
  },
  around('TransformerEncoderLayer', 'sublayers', '8, 2', 0.1),
  around('TransformerDecoderLayer', 'sublayers', '8, 2', 0.1),
  around('Transformer', 'sublayers', '', 0.1),
  around('Transformer', 'sublayers', 'custom_encoder=e', 0.1),
  around('MultiheadAttention', 'weights', '8, 2', 0),
  ...['RNN', 'LSTM', 'GRU'].flatMap((name) => [
    around(name, 'layers', '3, 4', 0, true),
    around(name, 'layers', '3, 4, num_layers=1', 0, true),
    around(name, 'layers', '3, 4, 2', 0),
    around(name, 'layers', '3, 4, depth', 0),
  ]),
  {
    ...{ drops: 'weights', form: 'function', alpha: false, idle: false, byDefault: 0 },
    code: (p) => `F.scaled_dot_product_attention(${list('q', 'k', 'v', named('dropout_p', p))})`,
  },
  {
    ...{ drops: 'weights', form: 'function', alpha: false, idle: false, byDefault: 0, trainingDefault: true },
    code: (p, training) =>
      `F.multi_head_attention_forward(${list('q', 'k', 'v', named('dropout_p', p), named('training', training))})`,
  },
];

/** What stands around a call and gives it its p. */
interface Way extends Pick<Truth, 'p' | 'origin'> {
  readonly p: number | undefined;
  readonly argument: string;
  readonly around?: (call: string) => string;
  /** Whether p is a parameter without a default, of which no caller is known. */
  readonly isGiven?: boolean;
  readonly isFlag?: true;
}

const WAYS: readonly Way[] = [
  { argument: '0.1', p: 0.1, origin: 'own' },
  { argument: '0.5', p: 0.5, origin: 'own' },
  { argument: '0', p: 0, origin: 'own' },
  { argument: '0.0', p: 0, origin: 'own' },
  { argument: '1', p: 1, origin: 'own' },
  { argument: '1.0', p: 1, origin: 'own' },
  { argument: '0.0001', p: 0.0001, origin: 'own' },
  { argument: '0.9999', p: 0.9999, origin: 'own' },
  { argument: '1.5', p: 1.5, origin: 'own' },
  { argument: '-0.1', p: -0.1, origin: 'own' },
  { argument: '50', p: 50, origin: 'own' },
  { argument: 'True', p: 1, origin: 'own', isFlag: true },
  { argument: 'False', p: 0, origin: 'own', isFlag: true },
  { argument: 'self.training', p: undefined, origin: 'own', isFlag: true },
  { argument: '(not is_train)', p: undefined, origin: 'own', isFlag: true },
  { argument: 'q', p: undefined, origin: 'own' },
  { argument: 'None', p: undefined, origin: 'own' },
  { argument: 'f()', p: undefined, origin: 'own' },
  { argument: 'self.p', p: undefined, origin: 'own' },
  {
    ...{ argument: 'p', p: undefined, origin: 'own', isGiven: true },
    around: (call) => `def build(p):\n  ${call}`,
  },
  { argument: 'rates[i]', p: undefined, origin: 'own' },
  { argument: '0.1 if deep else 0.2', p: undefined, origin: 'own' },
  ...(
    [
      ['p', (call) => `def build(p=None):\n  ${call}`],
      ['p', (call) => `def build(p):\n  ${call}\nbuild(0.1)\nbuild(0.2)`],
      ['p', (call) => `p = 0.1\nif deep:\n  p = 0.2\n${call}`],
      ['p', (call) => `from elsewhere import p\n${call}`],
      ['p', (call) => `for p in (0.1, 0.2):\n  ${call}`],
      ['p', (call) => `for p in rates():\n  ${call}`],
      ['p', (call) => `with opened() as p:\n  ${call}`],
      [
        'config.drop',
        (call) => `class AConfig:\n  drop = 0.1\nclass BConfig:\n  drop = 0.2\ndef build(config):\n  ${call}`,
      ],
    ] as [argument: string, around: (call: string) => string][]
  ).map(([argument, around]): Way => ({ argument, p: undefined, origin: 'own', around })),
  { argument: '', p: NaN, origin: 'default' },
  { argument: 'P', p: 0.2, origin: 'elsewhere', around: (call) => `P = 0.2\n${call}` },
  { argument: '1 - K', p: 0.25, origin: 'elsewhere', around: (call) => `K = 0.75\n${call}` },
  ...[0, 0.3, 1].map((p): Way => ({
    argument: 'p',
    p,
    origin: 'caller',
    around: (call) => `def build(p=${p}):\n  ${call}`,
  })),
  {
    ...{ argument: 'p', p: 0.2, origin: 'caller' },
    around: (call) => `def build(p=0.2):\n  ${call}\nbuild()\nbuild(0.3)`,
  },
  {
    ...{ argument: 'p', p: 0.2, origin: 'caller' },
    around: (call) => `def build(p=0.4):\n  ${call}\nbuild(0.2)`,
  },
  {
    ...{ argument: 'p', p: 0.2, origin: 'caller' },
    around: (call) => `def build(p=0.4):\n  ${call}\nbuild(0.2)\nbuild(0.3)`,
  },
  ...[0, 0.3].map((p): Way => ({
    argument: 'args.drop',
    p,
    origin: 'commandLine',
    around: (call) =>
      `import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument('--drop', type=float, default=${p})\nargs = parser.parse_args()\n${call}`,
  })),
  ...(
    [
      ['config.drop', 0.2],
      ['1 - config.drop', 0.8],
      ['config.none or config.drop', 0.2],
      ['0.4 if config.none is None else config.none', 0.4],
      ['config.none or 0.4', 0.4],
      ['config.zero', 0],
      ['config.one', 1],
      ['config.much', 7],
      ['float(config.drop)', 0.2],
      ['rate', 0.2],
    ] as const
  ).map(([argument, p]): Way => ({
    argument,
    p,
    origin: 'guess',
    around: (call) =>
      `from dataclasses import dataclass\n@dataclass\nclass Defaults:\n  drop = 0.2\n  zero = 0\n  one = 1\n  much = 7\n  none = None\ndef build(config):\n  rate = config.drop\n  ${call}`,
  })),
];

/** What may read otherwise in another place; all else need be read in one. */
const IN_ALL_PLACES = new Set(['0.1', '0', '1', '1.5', 'q', 'p', 'config.drop', '']);

/** What stands around a layer, and a function's training argument: in which modes it drops then. */
interface Place extends Pick<Truth, 'inTraining' | 'inEval'> {
  readonly training: string;
  readonly around?: (call: string) => string;
}

/** A module that gives back an expression. */
const inModule = (given: string, init = 'self.size = 1'): string =>
  `class Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n    ${init}\n  def forward(self, x):\n    return ${given}`;

function placesOf({ form, trainingDefault }: Kind): readonly Place[] {
  if (form === 'layer')
    return [
      { training: '', inTraining: true, inEval: false, around: (call) => `layer = ${call}` },
      { training: '', inTraining: true, inEval: true, around: (call) => `y = ${call}(x)` },
      { training: '', inTraining: true, inEval: true, around: (call) => inModule(`${call}(x)`) },
      {
        ...{ training: '', inTraining: true, inEval: true },
        around: (call) => inModule('self.layers[0](x)', `self.layers = [${call}]`),
      },
      {
        ...{ training: '', inTraining: true, inEval: '?' },
        around: (call) => `class Net(nn.Module):\n  def __init__(self):\n    self.layers = [${call}]`,
      },
    ];
  const guarded: Place = {
    ...{ training: '', inTraining: true, inEval: false },
    around: (call) => `if self.training:\n  y = ${call}`,
  };
  if (trainingDefault === undefined)
    return [
      { training: '', inTraining: true, inEval: true },
      { training: '', inTraining: true, inEval: true, around: inModule },
      guarded,
    ];
  return [
    { training: '', inTraining: trainingDefault, inEval: trainingDefault },
    { training: '', inTraining: trainingDefault, inEval: trainingDefault, around: inModule },
    { training: 'True', inTraining: true, inEval: true },
    { training: 'False', inTraining: false, inEval: false },
    { training: 'self.training', inTraining: true, inEval: false },
    { training: 'flag', inTraining: '?', inEval: '?' },
    { ...guarded, training: 'True' },
  ];
}

/** Its last line is a short one, for that is read anew with what comes behind it. */
const IMPORTS =
  'import torch\nfrom torch import nn\nimport torch.nn.functional as F\nclass Own(nn.Dropout2d):\n  pass\n' +
  'class Path(nn.Module):\n  def __init__(self, p=0.0):\n    super().__init__()\n    self.p = p\n' +
  '  def forward(self, x):\n    if self.p == 0.0 or not self.training:\n      return x\n    keep = 1 - self.p\n' +
  '    kept = (keep + torch.rand((x.shape[0],) + (1,) * (x.ndim - 1))).floor_()\n    return x.div(keep) * kept\n' +
  'import torchvision\n';

/** Whether it may drop at all. */
const mayDrop = ({ p, idle, inTraining }: Truth): boolean => p !== 0 && !idle && inTraining !== false;
const isRefused = ({ p, isFlag, drops }: Truth): boolean =>
  p === undefined ? isFlag && drops === 'layers' : p < 0 || p > 1;
const isWithin = ({ drops }: Truth): boolean => /^(?:weights|sublayers|layers)$/.test(drops);
/** Whether it draws by another function than PyTorch's own layers. */
const drawsOtherwise = ({ program }: Truth): boolean => program.includes('Path(', IMPORTS.length);
/** Whether it surely is a layer of a library that does nothing but drop. */
const isPlain = (truth: Truth): boolean =>
  !isWithin(truth) && !/\bOwn\(|\bPath\(| if deep else nn/.test(truth.program.slice(IMPORTS.length));
/** Whether the call on an example draws random numbers. */
const draws = (truth: Truth): boolean =>
  !isWithin(truth) && truth.p !== undefined && truth.p > 0 && truth.p < 1 && truth.inTraining !== false;
const isOpen = ({ origin }: Truth): boolean =>
  origin !== 'own' && origin !== 'default' && origin !== 'elsewhere';

/** Whether a caller passes another number than the one that is told first. */
const isPassedAnother = ({ program }: Truth): boolean => /\nbuild\((?:0\.2)?\)\nbuild\(0\.3\)/.test(program);

/** All that may be said, sentence by sentence, and of which calls it is true. */
const RULES: readonly [says: RegExp, holds: (truth: Truth) => boolean][] = [
  // p and where it comes from.
  [/^torch\.|^torchvision\.|^Own$|^Path$/, () => true],
  [
    /^(?:p|dropout) = [\d.e-]+$/,
    ({ origin, p }) => p !== undefined && /own|caller|commandLine|elsewhere/.test(origin),
  ],
  [/^(?:p|dropout|dropout_p) = [\d.]+ \(default\)$/, ({ origin }) => origin === 'default'],
  // As the command line lists it.
  [/^p = [\d.-]+ from model\.py:\d+$/, ({ origin }) => origin !== 'guess' && origin !== 'default'],
  [/^p = [\d.-]+ by default$/, ({ origin }) => origin === 'default'],
  [/^p = [\d.]+\? from model\.py:\d+$/, ({ origin }) => origin === 'guess'],
  [/^p = 0\.2 from model\.py:\d+ \(callers pass 0\.3\)$/, isPassedAnother],
  [/^p = [\d.]+\?$/, ({ origin }) => origin === 'guess'],
  [/^p = [\d.]+\? guessed from line \d+$/, ({ origin }) => origin === 'guess'],
  [/^p = [\d.]+\?? (?:guessed )?from line \d+$/, ({ origin }) => origin !== 'own' && origin !== 'default'],
  [
    /^if Dropout2d:$|^perhaps$|^Something else may be called here, too: this is what Dropout2d does\.$/,
    ({ program }) => program.includes('(nn.Dropout2d if deep else nn.Identity)('),
  ],
  // What callers pass in the place of a default.
  [/^p = [\d.]+, callers pass 0\.3$/, isPassedAnother],
  [/^Callers pass: 0\.3 \(line \d+\)$/, isPassedAnother],
  [/^By default: 0\.4 \(line \d+\)$/, ({ program }) => /p=0\.4.*\nbuild\(0\.2\)/s.test(program)],
  [/^p = 0\.2 from line \d+, 0\.4 by default$/, ({ program }) => /p=0\.4.*\nbuild\(0\.2\)/s.test(program)],
  [/^p unknown: /, ({ p }) => p === undefined],
  // Why it is unknown, each with the code of which it is true.
  ...(
    [
      [/None is no number$/, /=?None/],
      [/None by default$/, /def build\(p=None\)/],
      [/(?:q is )?not defined (?:in this file|here)$/, /q/],
      [/ is not a number written in this file$|no number in this file$/, /f\(\)|self\.p|rates\[i\]/],
      [/depends on a condition$/, / if deep else /],
      [/p is a parameter without a default$|it has no default$/, /def build\(p\)/],
      [/p is None unless it is set$/, /def build\(p=None\)/],
      [/the values found for \S+ disagree$|its values disagree$/, /AConfig/],
      [/assigned more than once$/, /p = 0\.1\nif deep/],
      [/imported$/, /from elsewhere import p/],
      [/p is a loop variable$/, /for p in rates/],
      [/set by a loop$/, /for p in rates/],
      [/cannot be read(?: from the code)?$/, /as p/],
    ] as const
  ).map(([says, code]): (typeof RULES)[number] => [
    new RegExp(`^p unknown: .*${says.source}`),
    ({ program }) => code.test(program),
  ]),
  [/^p: callers pass 0\.1, 0\.2$/, ({ program }) => program.includes('build(0.1)\nbuild(0.2)')],
  [/^p is 0\.1, 0\.2 in turn$/, ({ program }) => program.includes('for p in (0.1, 0.2)')],
  [/^what if p = /, ({ origin }) => origin === 'tried'],
  [/^A p that you try\.$|^The code itself leaves p open\.$/, ({ origin }) => origin === 'tried'],
  [
    /^line \d+$|^…$|^rate$|^P$|^1 - K$|^K$|^config|^1 - config|^0\.4 if config|^float\(config|^args\.drop$/,
    () => true,
  ],
  [/^build\(…\)$/, ({ program }) => program.includes('\nbuild(')],
  [/^This p is a guess: the setting was found by its name alone/, ({ origin }) => origin === 'guess'],
  [/^A caller may set another p\.$/, isOpen],
  [
    /^The command line may set another p\.$|^off unless the command line sets it$/,
    ({ origin }) => origin === 'commandLine',
  ],
  [
    /^Off unless the caller sets another p\.$|^(?:if so: )?off unless the caller sets it$/,
    (truth) => isOpen(truth) && truth.p === 0 && !truth.idle && truth.inTraining !== false,
  ],
  // What it drops.
  [/^drops nothing$/, ({ p, origin }) => p === 0 && !/guess|caller|commandLine/.test(origin)],
  [
    /^off, training is False$|^This call drops nothing, because its training argument is False\.$/,
    ({ inTraining }) => inTraining === false,
  ],
  [
    /^(?:\$\(warning\)\u00a0)?drops nothing: it has one layer$|^A recurrent layer drops only between its layers, and this one has a single one: nothing/,
    ({ idle }) => idle,
  ],
  ...(
    [
      [
        'elements',
        /^(?:if so: )?drops [\d.<>]+%(?:, .*)?$/,
        /^(?:In training|In every call|Where its training argument is true,) each element is/,
      ],
      [
        'channels',
        /^(?:if so: )?drops [\d.<>]+% of channels(?:, .*)?$/,
        /(?:training|call|true,) each channel is/,
      ],
      [
        'examples',
        /^(?:if so: )?drops [\d.<>]+% of examples(?:, .*)?$/,
        /(?:training|call|true,) each example as a whole is/,
      ],
      [
        'batch',
        /^(?:if so: )?drops all in [\d.<>]+% of calls(?:, .*)?$/,
        /(?:training|call|true,) the whole batch is/,
      ],
      [
        'weights',
        /^(?:if so: )?drops (?:[\d.<>]+% of|all) attention weights(?:, .*)?$/,
        /(?:training|call|true,) each attention weight is/,
      ],
      [
        'sublayers',
        /^(?:if so: )?drops (?:[\d.<>]+%|everything) in its sublayers(?:, .*)?$/,
        /In (?:training|every call) each attention weight, each element within a feed-forward block and each element of a sublayer’s output is/,
      ],
      [
        'layers',
        /^(?:if so: )?drops (?:[\d.<>]+%|everything) between its layers(?:, .*)?$/,
        /In (?:training|every call) each element of the output of every layer but the last is/,
      ],
    ] as const
  ).flatMap(([drops, short, long]): (typeof RULES)[number][] => {
    const holds = (truth: Truth): boolean => truth.drops === drops && mayDrop(truth);
    return [
      [short, holds],
      [new RegExp(`${long.source} set to 0, because p is 1\\.$`), (truth) => holds(truth) && truth.p === 1],
      [
        new RegExp(
          `${long.source} dropped with probability .* multiplied by 1/\\(1−p\\) = [\\d.]+, so the expected sum stays the same\\.$`,
        ),
        (truth) => holds(truth) && !truth.alpha && truth.p !== 1,
      ],
      [
        new RegExp(
          `${long.source} set to SELU’s saturation value with probability .* mean of 0 and a variance of 1 stay so on average\\.$`,
        ),
        (truth) => holds(truth) && truth.alpha && truth.p !== 1,
      ],
    ];
  }),
  [/^(?:if so: )?drops everything$/, (truth) => !isWithin(truth) && mayDrop(truth)],
  [/^(?:if so: )?drops (?:everything|all)(?! in [\d<>])/, ({ p }) => p === 1],
  [/^if so: /, ({ origin }) => origin === 'guess'],
  [/, rest × [\d.]+$/, (truth) => !truth.alpha && truth.p !== 1 && mayDrop(truth)],
  [/, keeps mean 0, variance 1$/, (truth) => truth.alpha && truth.p !== 1 && mayDrop(truth)],
  [
    /^With p = 0 nothing is dropped: the input comes out unchanged\.$/,
    (truth) => truth.p === 0 && !isWithin(truth),
  ],
  [/^With p = 0 nothing is dropped\.$/, (truth) => truth.p === 0 && isWithin(truth)],
  [/^With another p: /, (truth) => truth.p === 0 && isOpen(truth)],
  // When.
  [/^In training /, ({ inTraining, inEval }) => inTraining === true && inEval !== true],
  [/^In every call /, ({ inTraining, inEval }) => inTraining === true && inEval !== false],
  [/^Where its training argument is true, /, ({ inTraining }) => inTraining === '?'],
  [/^off in eval\(\)$/, (truth) => truth.inEval === false && (mayDrop(truth) || isOpen(truth))],
  [
    /^(?:\$\(warning\)\u00a0)?stays on in eval\(\)$/,
    (truth) => truth.inEval === true && (mayDrop(truth) || isOpen(truth)),
  ],
  [/^eval\(\): it depends$/, ({ inEval }) => inEval === '?'],
  [/eval\(\) silences it: /, ({ inEval }) => inEval === false],
  [/eval\(\) does not silence it: /, ({ inEval }) => inEval === true],
  [/Whether eval\(\) silences it depends/, ({ inEval }) => inEval === '?'],
  [
    /self\.layers is a plain collection, into which a module does not look\.$/,
    ({ form }) => form === 'layer',
  ],
  [/it runs only in training mode\.$/, ({ program }) => program.includes('if self.training:')],
  [
    /silences it: the layer then passes its input through unchanged\.$/,
    (truth) => truth.form === 'layer' && !isWithin(truth),
  ],
  [
    /silences it: all else that the layer does goes on\.$/,
    (truth) => truth.form === 'layer' && isWithin(truth),
  ],
  [
    /the layer is made anew in each call, and a new layer is in training mode\.$/,
    ({ form }) => form === 'layer',
  ],
  [/its training argument is /, ({ form }) => form === 'function'],
  [/this function knows no training mode/, ({ form, drops }) => form === 'function' && drops === 'weights'],
  [/^There is nothing for eval\(\) to silence\.$/, (truth) => !mayDrop(truth)],
  // What PyTorch refuses.
  [
    /^ValueError: dropout probability has to be/,
    (truth) => isRefused(truth) && !/weights|layers$/.test(truth.drops.replace('sublayers', '')),
  ],
  [
    /^ValueError: dropout should be a number in range \[0, 1\] (?:…|representing the probability of an element being zeroed)$/,
    (truth) => isRefused(truth) && truth.drops === 'layers',
  ],
  [/^PyTorch refuses this call:$/, (truth) => isRefused(truth) && truth.drops !== 'weights'],
  [
    /^PyTorch refuses this p: ValueError: dropout probability has to be between 0 and 1, but got [\d.-]+$/,
    isRefused,
  ],
  [/^PyTorch refuses this p: ValueError: dropout should be a number in range/, isRefused],
  // A truth value in p's place counts as 1 or 0, and what is written for it instead is offered; recurrent layers refuse it.
  [/^p is a truth value: /, ({ isFlag, p }) => isFlag && p === undefined],
  [/^\$\(warning\)\u00a0drops all: p is True$/, ({ isFlag, p }) => isFlag && p === 1],
  [/^\$\(warning\)\u00a0drops nothing: p is False$/, ({ isFlag, p }) => isFlag && p === 0],
  [
    /^\$\(warning\)\u00a0drops all where p is True$|^Where p is True, this drops /,
    ({ isFlag, p, drops }) => isFlag && p === undefined && drops !== 'layers',
  ],
  [/^True stands in the place of p, and counts as 1: this drops /, ({ isFlag, p }) => isFlag && p === 1],
  [
    /^False stands in the place of p, and counts as 0: nothing is dropped$/,
    ({ isFlag, p }) => isFlag && p === 0,
  ],
  [
    /^\S.* stands in the place of p: where it is True, this drops /,
    ({ isFlag, p, drops }) => isFlag && p === undefined && drops !== 'layers',
  ],
  ...(['everything', 'all attention weights', 'everything in its sublayers'] as const).map(
    (what): (typeof RULES)[number] => [
      new RegExp(`(?:,|:) this drops ${what}\\.?$`),
      ({ drops }) =>
        what ===
        (drops === 'weights'
          ? 'all attention weights'
          : drops === 'sublayers'
            ? 'everything in its sublayers'
            : 'everything'),
    ],
  ),
  [
    /^Pass training=.* \(unsafe: p is then its default, 0\.5\)$/,
    ({ isFlag, drops, form }) => isFlag && form === 'function' && /^(?:elements|channels)$/.test(drops),
  ],
  [/^\$\(warning\)\u00a0PyTorch refuses a truth value as p$/, (truth) => truth.isFlag && isRefused(truth)],
  [
    /^\$\(warning\)\u00a0p is no number$/,
    ({ program, origin, drops }) => origin === 'own' && /\bNone\b/.test(program) && drops !== 'weights',
  ],
  // Offered only where something is wrong.
  [/^Fix$/, ({ idle, isFlag, inEval }) => idle || isFlag || inEval === true],
  [
    /^Dropout stays on in eval\(\): a layer made in each call is in training mode$|^Make the layer once: /,
    ({ form, inEval }) => form === 'layer' && inEval === true,
  ],
  [
    /^\$\(warning\)\u00a0eval\(\) does not reach it$|^eval\(\) (?:on the model )?does not reach it: |^Keep it in a module: /,
    ({ form, inEval, program }) => form === 'layer' && inEval === true && program.includes('self.layers = ['),
  ],
  // What only drops has no parameters, and no keys; of a class of the reader's own that is not known.
  [/^(?:Make the layer once|Keep it in a module): (?!.*unsafe)/, isPlain],
  [/ \(unsafe: may change the keys of state_dict\)$/, (truth) => !isPlain(truth)],
  [
    /^(?:Attention d|D)ropout stays on in eval\(\): pass |^Pass (?:training=|.+ if )self\.training/,
    ({ form, isFlag, inEval }) => form === 'function' && (inEval === true || isFlag),
  ],
  [/^Dropout stays on in eval\(\): pass /, ({ drops }) => drops !== 'weights'],
  [/^Attention dropout|^Pass .+ if self\.training else 0\.0$/, ({ drops }) => drops === 'weights'],
  [
    /^PyTorch raises an error: None stands in the place of p, and is no number$/,
    ({ program, drops }) => /\bNone\b/.test(program) && drops !== 'weights',
  ],
  [/^Remove dropout=.+$/, ({ idle }) => idle],
  [/^dropout=.+ has no effect: num_layers is 1$/, (truth) => truth.idle && !isRefused(truth)],
  [/^\$\(warning\)\u00a0(?:what if )?p = [\d.-]+\?? is no probability$/, isRefused],
  [
    /^p = [\d.-]+\??, which is no probability$/,
    (truth) => isRefused(truth) && /^(?:weights|examples|batch)$/.test(truth.drops),
  ],
  [
    /^A probability lies between 0 and 1\.$|^PyTorch looks at this one only where/,
    (truth) => isRefused(truth) && truth.drops === 'weights',
  ],
  // What numbers are worth.
  [/^Without p there is nothing exact to show\.$/, ({ p }) => p === undefined],
  [
    /^The playground shows this layer with a p of your choice\.$/,
    (truth) => truth.p === undefined && !isWithin(truth),
  ],
  [
    /^The playground shows the dropout inside it, with a p of your choice\.$/,
    (truth) => truth.p === undefined && isWithin(truth),
  ],
  [/^\d+ of \d+ values kept(?:, where its training argument is true)?\.$/, draws],
  [/, where its training argument is true/, ({ form, inEval }) => form === 'function' && inEval !== true],
  [/^\d+ of \d+ values kept.*, whatever the seed:$/, (truth) => !draws(truth) && truth.p !== undefined],
  [/^This is what it comes to:$/, ({ inTraining }) => inTraining === false],
  [
    /Exactly|^seed 3: /,
    (truth) =>
      draws(truth) &&
      truth.seeded &&
      !drawsOtherwise(truth) &&
      truth.origin !== 'guess' &&
      truth.origin !== 'tried',
  ],
  [/^Expected on CUDA/, (truth) => draws(truth) && truth.seeded],
  [
    /^one possible run: |^One possible run: |^Resample$/,
    (truth) => draws(truth) && (!truth.seeded || drawsOtherwise(truth)),
  ],
  [
    /^One possible run: which seed is in force at this call cannot be read/,
    (truth) => !drawsOtherwise(truth),
  ],
  [/^One possible run: this code may draw its random numbers in another way\.$/, drawsOtherwise],
  [/^Only if p is .*, which is a guess\.$/, (truth) => draws(truth) && truth.origin === 'guess'],
  [/^For the p = .* that you try\.$/, (truth) => draws(truth) && truth.origin === 'tried'],
  [/^for p = .*: [□■ ]+$/, (truth) => draws(truth) && /guess|tried/.test(truth.origin)],
  [/^Shown for seed /, draws],
  // What leads elsewhere.
  [/^Open in playground$|^Try it$/, () => true],
  [/^Try a p$/, (truth) => truth.p === undefined || (isOpen(truth) && truth.p === 0)],
  [/^Go to where it is made$/, ({ form }) => form === 'layer'],
  [/^What if p = …$/, (truth) => truth.p === undefined || isOpen(truth)],
  [/^Clear what-if$/, ({ origin }) => origin === 'tried'],
  [/^Go to the place where p is written$/, ({ origin }) => origin !== 'own' && origin !== 'default'],
  [/^Show this layer, its mask and what PyTorch prints$/, (truth) => !isWithin(truth) && !isRefused(truth)],
  [/^Show the dropout inside it, as a layer of its own on an example input$/, isWithin],
  [/^Open the playground on \w+, with the p that it shows now$/, (truth) => !isWithin(truth)],
  [
    /^(?:, )?(?:p|dropout|dropout_p)=[\d.]+$|^The default of \S+, because the call does not pass it$/,
    ({ origin }) => origin === 'default',
  ],
];

/** The sentences, and the parts of headings and lenses. */
function piecesOf({ lenses, tooltips, hover, hints, code, elsewhere }: Said): string[] {
  const texts = [
    ...Object.values(lenses).flat(),
    ...tooltips,
    ...hints,
    hover,
    ...elsewhere,
    ...(code.startsWith('ValueError') ? [code] : []),
  ];
  return texts
    .flatMap((text) => text.split(/\n+| · | ← |(?<=\.) (?=\p{L})|(?<=if [A-Z]\w+:|perhaps) /u))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
}

/** Every call has its lenses, no wider than a line has room for; what they leave out is in the hover, and numbers are rounded. */
function lensesHold({ lenses: { problems, short }, hover }: Said, program: string): void {
  for (const line of [problems, short]) {
    const length = lensLength(line.join(' | '));
    assert.ok(length <= LONGEST_LENS, `${line.join(' | ')} is ${length} characters long`);
  }
  if (problems.length > 0) assert.deepEqual(short, problems, program);
  const [first] = short;
  if (first?.endsWith('…') === true) assert.ok(hover.includes(first.slice(0, 12)), `${first} of ${hover}`);
  assert.doesNotMatch([...short, hover].join('\n'), /\d\.\d{5}/, program);
}

function check(said: Said, truth: Truth): number {
  const { program } = truth;
  const pieces = piecesOf(said);
  for (const piece of pieces) {
    const rules = RULES.filter(([says]) => says.test(piece));
    const enough = piece.startsWith('p unknown: ') ? 2 : 1;
    assert.ok(rules.length >= enough, `nobody answers for “${piece}” of\n${program}`);
    for (const [says, holds] of rules)
      assert.ok(holds(truth), `“${piece}” (${says.source}) is false of\n${program}`);
  }
  lensesHold(said, program);
  const { request } = said;
  if (request === undefined) return pieces.length;
  const { inside, guess } = request.origin;
  assert.equal(inside !== undefined, isWithin(truth), program);
  assert.equal(guess !== undefined, truth.origin === 'guess' && !isRefused(truth), program);
  return pieces.length;
}

describe('all that the editor says of a call', () => {
  for (const kind of KINDS) {
    it(`is true of ${kind.code('p', '')}`, async () => {
      let pieces = 0;
      for (const [index, place] of placesOf(kind).entries())
        for (const way of WAYS.filter(
          ({ argument }) =>
            (index === 0 || IN_ALL_PLACES.has(argument)) && !(argument === '' && kind.takesAll === true),
        ))
          for (const seeded of way.p !== undefined && way.p > 0 && way.p < 1 ? [false, true] : [false]) {
            const call = kind.code(way.argument, place.training);
            const statement = place.around?.(call) ?? `y = ${call}`;
            const indented =
              way.around?.('@').includes('  @') === true ? statement.replaceAll('\n', '\n  ') : statement;
            const program = `${IMPORTS}${seeded ? 'torch.manual_seed(3)\n' : ''}${way.around?.(indented) ?? indented}`;
            const isDefault = way.origin === 'default';
            const isUnread = way.isFlag === true && kind.drops === 'layers';
            const truth: Truth = {
              ...{ drops: kind.drops, form: kind.form, alpha: kind.alpha, idle: kind.idle },
              ...{ p: isDefault ? kind.byDefault : isUnread ? undefined : way.p, origin: way.origin, seeded },
              isFlag: way.isFlag === true,
              ...{ inTraining: place.inTraining, inEval: evalOf(kind, way, place, program), program },
            };
            pieces += check(await saidOf(program), truth);
          }
      assert.ok(pieces > 400, `all of them are looked at, not ${pieces}`);
    });
  }

  it('is true of a layer’s name, and of its eval and train', async () => {
    for (const kind of KINDS.filter(({ form }) => form === 'layer'))
      for (const argument of ['0.1', '0', '1', '1.5', 'q', ...(kind.takesAll === true ? [] : [''])])
        for (const use of ['|layer(x)', 'layer.|eval()', 'layer.|train()']) {
          const code = `${IMPORTS}layer = ${kind.code(argument, '')}\n${use}`;
          const program = code.replace('|', '');
          const said = await saidOf(program, { at: code.indexOf('|') });
          assert.match(said.hover, /^(?:torch\.nn\.|torchvision\.|Own|Path)/, program);
          const p = argument === 'q' ? undefined : argument === '' ? kind.byDefault : Number(argument);
          const origin = argument === '' ? 'default' : 'own';
          check(said, {
            ...kind,
            p,
            origin,
            isFlag: false,
            seeded: false,
            inTraining: true,
            inEval: false,
            program,
          });
        }
  });

  it('is true of a p that is tried', async () => {
    for (const kind of KINDS)
      for (const value of [0, 0.1, 1])
        for (const seeded of [false, true]) {
          const statement = `layer = ${kind.code('q', '')}`;
          const program = `${IMPORTS}${seeded ? 'torch.manual_seed(3)\n' : ''}${statement}`;
          const number = { type: 'float', value } as const;
          const tried: DropoutSite['p'] = {
            ...{ known: true, number, source: 'literal', reach: 'file', steps: [], unless: undefined },
            ...{ guessed: false, beside: [] },
          };
          const [place] = placesOf(kind);
          const { inTraining = true, inEval = true } = place ?? {};
          const truth: Truth = {
            ...kind,
            p: value,
            isFlag: false,
            origin: 'tried',
            seeded,
            inTraining,
            inEval,
            program,
          };
          check(await saidOf(program, { tried }), truth);
        }
  });

  it('has room for its lenses in every language', async () => {
    const translations = ['zh-cn', 'ja'].map((language) => {
      const bundle = new URL(`../../../l10n/bundle.l10n.${language}.json`, import.meta.url);
      return JSON.parse(readFileSync(bundle, 'utf8')) as Record<string, string>;
    });
    let lines = 0;
    try {
      for (const kind of KINDS)
        for (const [index, place] of placesOf(kind).entries())
          for (const { argument, around } of WAYS.filter(
            (way) => way.argument !== '' && (index === 0 || way.argument === '0.1'),
          )) {
            const call = kind.code(argument, place.training);
            const program = `${IMPORTS}${around?.(call) ?? place.around?.(call) ?? `y = ${call}`}`;
            for (const contents of translations) {
              l10n.config({ contents });
              const lenses = await Promise.all((await lensesOf(program, 'short')).map(resolved));
              // Those of one line of code stand beside each other.
              const titles = new Map<number, string[]>();
              for (const { range, command } of lenses) addTo(titles, range.start.line, command?.title ?? '');
              for (const beside of titles.values()) {
                const line = beside.join(' | ');
                assert.ok(lensLength(line) <= LONGEST_LENS && !line.includes('…'), line);
                lines++;
              }
            }
          }
    } finally {
      l10n.config({ contents: {} });
    }
    assert.ok(lines > 1500, `all of them are looked at, not ${lines}`);
  });

  it('promises nothing exact of a GPU', async () => {
    for (const kind of KINDS) {
      const program = `${IMPORTS}torch.manual_seed(3)\nlayer = ${kind.code('0.5', '')}`;
      const said = await saidOf(program, { generator: 'cuda:T4' });
      assert.doesNotMatch(JSON.stringify(said), /Exactly/, program);
    }
  });
});

/**
 * A function without a training argument drops in eval mode as well, unless who gives it its p thinks of that; so does one
 * that always drops, where p is a parameter that every caller has to give, or one that is 0 unless a caller gives another.
 */
function evalOf(
  { form, trainingDefault }: Kind,
  { argument, isGiven = false, p, origin }: Way,
  { inEval }: Place,
  program: string,
): Truth['inEval'] {
  if (form === 'layer' || program.includes('if self.training:')) return inEval;
  if (argument === 'self.training') return false;
  // What is given, or a part of it, is up to the caller; what is made of it is not.
  const isPassedOn = program.includes('def build(') && /^(?:p|config\.\w+|config\["\w+"\])$/.test(argument);
  // Of several numbers, none of which is 0, it drops by any.
  const isChosen = argument.includes(' if ') && !/^0\.\d+ if /.test(argument);
  const isOpen = isChosen || isPassedOn || (argument === 'p' && program.includes('as p'));
  if (trainingDefault === undefined && isOpen) return '?';
  const mayBeZero = isGiven || (origin === 'caller' && p === 0);
  return mayBeZero && inEval === true ? '?' : inEval;
}
