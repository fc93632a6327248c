import assert from 'node:assert/strict';
import { analyze, type DropoutSite, Files } from '../../../src/python';
import { likelyStars } from '../../../src/python/analysis/names/likelyStars';
import { Packages } from '../../../src/python/analysis/names/packages';
import type { Binding } from '../../../src/python/syntax/scopes';
import { reprNumber } from '../../../src/torch';

const SITE = 'file:///env/lib/python3.12/site-packages';
const MAIN = 'file:///work/model.py';
const IMPORTS = 'from torch import nn\n';

/** Reads a script beside what is installed, by paths below `site-packages`, and other files of the workspace; returns what was read. */
function beside(
  installed: Readonly<Record<string, string>>,
  code: string,
  others: Readonly<Record<string, string>> = {},
): { readonly sites: readonly DropoutSite[]; readonly read: readonly string[] } {
  const texts = new Map<string, string>([
    ...Object.entries(others).map(([path, text]) => [`file:///work/${path}`, text] as const),
    ...Object.entries(installed).map(([path, text]) => [`${SITE}/${path}`, text] as const),
  ]);
  const own = Object.keys(others).map((path) => `file:///work/${path}`);
  const files = new Files([MAIN, ...own], { packages: true });
  const options = { notebook: false, uri: MAIN, files };
  const read: string[] = [];
  let analysis = analyze([code], options);
  for (;;) {
    const wanted = files.takeWanted();
    if (wanted.length === 0 && !files.wantsPackages) return { sites: analysis.sites, read };
    if (files.wantsPackages) {
      const tops = new Set(Object.keys(installed).map((path) => path.replace(/\/.*/, '/')));
      files.setPackages([...tops].map((path) => `${SITE}/${path}`));
    }
    for (const uri of wanted) {
      if (texts.has(uri)) read.push(uri.slice(uri.startsWith(SITE) ? SITE.length + 1 : 0));
      files.set(uri, texts.get(uri));
    }
    analysis = analyze([code], options, analysis);
  }
}

/** Each site's p with the place where it is written: `0.1 lib/config.py:2`. */
function inWords({ p }: DropoutSite): string {
  if (!p.known) return `? ${p.reason}`;
  const place = p.steps.at(-1)?.place;
  const where =
    place?.uri === undefined ? '' : ` ${place.uri.replace(/^.*site-packages\//, '')}:${place.line + 1}`;
  return `${reprNumber(p.number)}${where}${p.guessed ? ' guessed' : ''}`;
}

const CONFIG = 'class NetConfig:\n    def __init__(self, rate=0.1, **kwargs):\n        self.rate = rate\n';
const USE = `${IMPORTS}from lib import NetConfig\nclass Net(nn.Module):\n    def __init__(self, config: NetConfig):\n        self.drop = nn.Dropout(config.rate)\n`;

/** What is installed, the code, and what p comes to. */
const CASES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string, string]>> = {
  'a class of the package itself': [{ 'lib/__init__.py': CONFIG }, USE, '0.1 lib/__init__.py:2'],
  'a single file': [{ 'lib.py': CONFIG }, USE, '0.1 lib.py:2'],
  'a class that a package hands on': [
    { 'lib/__init__.py': 'from .config import NetConfig\n', 'lib/config.py': CONFIG },
    USE,
    '0.1 lib/config.py:2',
  ],
  'a lazy package, by what it imports for type checkers': [
    {
      'lib/__init__.py':
        'import sys\nfrom typing import TYPE_CHECKING\n_import_structure = {"net": ["NetConfig"]}\nif TYPE_CHECKING:\n    from .net import NetConfig\nelse:\n    sys.modules[__name__] = _LazyModule(__name__, _import_structure)\n',
      'lib/net/__init__.py':
        'if TYPE_CHECKING:\n    from .configuration_net import *\n    from .modeling_net import *\nelse:\n    pass\n',
      'lib/net/configuration_net.py': CONFIG,
      'lib/net/modeling_net.py': 'x = 1\n',
    },
    USE,
    '0.1 lib/net/configuration_net.py:2',
  ],
  'what is tried before it is imported': [
    {
      'lib/__init__.py':
        'try:\n    import torch\nexcept ImportError:\n    from .dummies import NetConfig\nelse:\n    from .config import NetConfig\n',
      'lib/config.py': CONFIG,
      'lib/dummies.py': 'class NetConfig: pass\n',
    },
    USE,
    '0.1 lib/config.py:2',
  ],
  'a file of a package': [
    { 'lib/__init__.py': '', 'lib/config.py': CONFIG },
    USE.replace('from lib', 'from lib.config'),
    '0.1 lib/config.py:2',
  ],
  'a file of a folder that is no package': [
    { 'lib/part/config.py': CONFIG },
    USE.replace('from lib', 'from lib.part.config'),
    '0.1 lib/part/config.py:2',
  ],
  'a file that is reached as an attribute': [
    { 'lib/__init__.py': 'x = 1\n', 'lib/config.py': CONFIG },
    USE.replace('from lib import NetConfig', 'import lib').replace(': NetConfig', ': lib.config.NetConfig'),
    '0.1 lib/config.py:2',
  ],
  'imports within a package, from its folder and from the one above': [
    {
      'lib/__init__.py': 'from .parts import NetConfig\n',
      'lib/parts/__init__.py': 'from . import config\nNetConfig = config.NetConfig\n',
      'lib/parts/config.py': `from ..common import RATE\n${CONFIG.replace('0.1', 'RATE')}`,
      'lib/common.py': 'from other import RATE\n',
      'other.py': 'RATE = 0.4\n',
    },
    USE,
    '0.4 other.py:1',
  ],
  'a class that one of the package is derived from': [
    {
      'lib/__init__.py': 'from .base import Base\nclass NetConfig(Base):\n    pass\n',
      'lib/base.py': 'class Base:\n    rate = 0.3\n',
    },
    USE,
    '0.3 lib/base.py:2',
  ],
  'the configuration that a base class declares': [
    {
      'lib/__init__.py': `${CONFIG}class Pretrained:\n    config_class = NetConfig\n`,
    },
    `${IMPORTS}from lib import Pretrained\nclass Net(Pretrained):\n    def __init__(self, config):\n        self.drop = nn.Dropout(config.rate)\n`,
    '0.1 lib/__init__.py:2',
  ],
  'the configuration that a base class has by its type': [
    {
      'lib/__init__.py':
        'from .base import Base\nfrom .config import NetConfig\nclass Pretrained(Base):\n    config: NetConfig\n',
      'lib/config.py': CONFIG,
      'lib/base.py': 'class Base:\n    config_class = None\n',
    },
    `${IMPORTS}from lib import Pretrained\nclass Net(Pretrained):\n    def __init__(self, config):\n        self.drop = nn.Dropout(config.rate)\n`,
    '0.1 lib/config.py:2',
  ],
  'an object that is made with another value': [
    { 'lib/__init__.py': CONFIG },
    `${IMPORTS}from lib import NetConfig\nconfig = NetConfig(rate=0.25)\ndrop = nn.Dropout(config.rate)\n`,
    '0.25',
  ],
  'a dropout layer of the package, derived from torch’s': [
    { 'lib/__init__.py': 'from torch import nn\nclass MyDropout(nn.Dropout):\n    pass\n' },
    'from lib import MyDropout\ndrop = MyDropout(0.2)\n',
    '0.2',
  ],
  'what is not installed': [{}, USE, '? attribute'],
};

describe('packages that are installed', () => {
  for (const [name, [installed, code, expected]] of Object.entries(CASES))
    it(`are read: ${name}`, () => {
      assert.deepEqual(beside(installed, code).sites.map(inWords), [expected]);
    });

  it('are read by need: of many star imports those that are called like the name', () => {
    const models = ['albert', 'bart', 'net', 'bloom', 'clip', 'gpt2', 'llama', 'mistral', 'opt', 't5', 'vit'];
    const installed = {
      'lib/__init__.py': 'from .models import *\nfrom .utils import *\n',
      'lib/utils.py': 'x = 1\n',
      'lib/models/__init__.py': models.map((model) => `from .${model} import *\n`).join(''),
      ...Object.fromEntries(models.map((model) => [`lib/models/${model}.py`, CONFIG.replace('Net', model)])),
      'lib/models/net.py': CONFIG,
    };
    const { sites, read } = beside(installed, USE);
    assert.deepEqual(sites.map(inWords), ['0.1 lib/models/net.py:2']);
    assert.deepEqual(read.filter((path) => path.startsWith('lib/models/')).sort(), [
      'lib/models/__init__.py',
      'lib/models/net.py',
    ]);
  });

  it('come behind the workspace, and see nothing of it', () => {
    const installed = { 'lib/__init__.py': 'from common import NetConfig\n', 'helpers.py': CONFIG };
    const own = { 'common.py': CONFIG, 'helpers.py': CONFIG.replace('0.1', '0.7') };
    assert.deepEqual(beside(installed, USE, own).sites.map(inWords), ['? attribute']);
    const code = USE.replace('from lib', 'from helpers');
    assert.deepEqual(beside(installed, code, own).sites.map(inWords), ['0.7 file:///work/helpers.py:2']);
  });

  it('are not searched for callers and settings', () => {
    const installed = { 'lib/__init__.py': `${CONFIG}def make():\n    return Net(0.9)\n` };
    const code = `${IMPORTS}from lib import NetConfig\nx: NetConfig\nclass Net(nn.Module):\n    def __init__(self, p=0.5):\n        self.drop = nn.Dropout(p)\n`;
    assert.deepEqual(beside(installed, code).sites.map(inWords), ['0.5']);
  });

  it('tell what callers in the workspace pass instead', () => {
    const own = { 'train.py': 'from lib import NetConfig\nconfig = NetConfig(rate=0.6)\n' };
    const [site] = beside({ 'lib/__init__.py': CONFIG }, USE, own).sites;
    assert.equal(site?.p.known === true ? site.p.number.value : undefined, 0.6);
  });

  it('are forgotten when others are installed', () => {
    const files = new Files([], { packages: true });
    files.setPackages([`${SITE}/lib/`]);
    assert.equal(files.installed('lib', MAIN), 'searching');
    const uri = `${SITE}/lib/__init__.py`;
    assert.deepEqual(files.takeWanted(), [uri, `${SITE}/lib.py`]);
    files.set(uri, 'x = 1\n');
    files.set(`${SITE}/lib.py`, undefined);
    files.parseWanted();
    assert.notEqual(files.installed('lib', MAIN), 'searching');
    const { version } = files;
    files.setPackages([`${SITE}/lib/`]);
    assert.notEqual(files.version, version);
    assert.equal(files.installed('lib', MAIN), 'searching');
  });
});

describe('the files that an import from a package may mean', () => {
  const packages = new Packages([`${SITE}/lib/`, `${SITE}/six.py`, `${SITE}/six/`, 'file:///src/own/']);
  const FROM = `${SITE}/lib/parts/a.py`;
  const PATHS: readonly [path: string, files: readonly string[]][] = [
    ['lib', ['lib/__init__.py', 'lib.py']],
    ['lib.a.b', ['lib/a/b/__init__.py', 'lib/a/b.py']],
    ['six', ['six/__init__.py', 'six.py']],
    ['.', ['lib/parts/__init__.py']],
    ['.b', ['lib/parts/b/__init__.py', 'lib/parts/b.py']],
    ['..', ['lib/__init__.py']],
    ['..b.c', ['lib/b/c/__init__.py', 'lib/b/c.py']],
    ['numpy', []],
    ['', []],
  ];
  for (const [path, files] of PATHS)
    it(`are found for ${path}`, () => {
      assert.deepEqual(
        packages.filesFor(path, FROM),
        files.map((file) => `${SITE}/${file}`),
      );
    });

  it('may lie elsewhere', () => {
    assert.deepEqual(packages.filesFor('own.x', FROM), [
      'file:///src/own/x/__init__.py',
      'file:///src/own/x.py',
    ]);
  });
});

describe('star imports that are likely to bind a name', () => {
  const star = (path: string): Binding => ({ kind: { type: 'star', path } }) as Binding;
  const many = [
    'albert',
    'bert',
    'bert_generation',
    'distilbert',
    'roberta',
    'xlm_roberta',
    'gpt2',
    't5',
    'vit',
    'auto',
  ];
  const RATED: readonly [name: string, paths: readonly string[], first: string | undefined][] = [
    ['BertConfig', many, '.bert'],
    ['DistilBertConfig', many, '.distilbert'],
    ['XLMRobertaConfig', many, '.xlm_roberta'],
    ['GPT2Config', many, '.gpt2'],
    ['T5Config', many, '.t5'],
    ['AutoConfig', many, '.auto'],
    ['BertConfig', ['modeling_bert', 'tokenization_bert', 'configuration_bert'], '.configuration_bert'],
    ['DropPath', many, undefined],
  ];
  for (const [name, paths, first] of RATED)
    it(`begin with ${first} for ${name}`, () => {
      const [best] = likelyStars(
        paths.map((path) => star(`.${path}`)),
        name,
      );
      assert.equal(best?.kind.type === 'star' ? best.kind.path : undefined, first);
    });
});
