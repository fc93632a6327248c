import { GIVEN, hold, OPEN } from './forms';

describe('what files of hydra take in', () => {
  const CODE = (read: string, type = ''): string =>
    `import hydra\nfrom omegaconf import OmegaConf\n@hydra.main(config_path="conf", config_name="main")\ndef main(cfg${type}):\n  nn.Dropout(cfg.${read})\n`;
  const FILES = {
    'conf/main.yaml': 'defaults:\n  - larger\nsize: 3\n',
    'conf/larger.yaml':
      'defaults:\n  - base\n  - override model: big\n  - _self_\nrate: 0.5\nmodel:\n  n: 2\n',
    'conf/base.yaml': 'defaults:\n  - model: small\nrate: 0.6\nlast: 0.7\n',
    'conf/model/small.yaml': 'p: 0.1\nq: 0.2\n',
    'conf/model/big.yaml': 'p: 0.3\n',
    // What is found by its name alone would be told of this one, too.
    'conf/other.yaml': 'p: 0.8\nrate: 0.8\nlast: 0.8\n',
  };
  hold([
    ['of another as a whole', CODE('rate'), FILES, '0.5 conf/larger.yaml:5'],
    ['and of what that takes in', CODE('last'), FILES, '0.7 conf/base.yaml:4'],
    ['of a group, which one of them replaces', CODE('model.p'), FILES, '0.3 conf/model/big.yaml:1'],
    ['in the hands of OmegaConf', CODE('model.p', ': OmegaConf'), FILES, '0.3 conf/model/big.yaml:1'],
    [
      'over what stands in the file itself',
      CODE('rate'),
      { ...FILES, 'conf/main.yaml': 'defaults:\n  - _self_\n  - larger\nrate: 0.4\n' },
      '0.5 conf/larger.yaml:5',
    ],
    [
      'of a group over what stands in the file itself',
      CODE('model.p'),
      { ...FILES, 'conf/main.yaml': 'defaults:\n  - _self_\n  - model: big\nmodel:\n  p: 0.4\n' },
      '0.3 conf/model/big.yaml:1',
    ],
    [
      'of a group below what stands in the file itself',
      CODE('model.p'),
      { ...FILES, 'conf/main.yaml': 'defaults:\n  - model: big\nmodel:\n  p: 0.4\n' },
      '0.4 conf/main.yaml:4',
    ],
    [
      'the last of several',
      CODE('rate'),
      { ...FILES, 'conf/main.yaml': 'defaults:\n  - larger\n  - other\n' },
      '0.8 conf/other.yaml:2',
    ],
    [
      'of itself, in a circle',
      CODE('rate'),
      { 'conf/main.yaml': 'defaults:\n  - main\nrate: 0.4\n' },
      '0.4 conf/main.yaml:3',
    ],
  ]);
});

describe('what hydra puts together outside of a function of its own', () => {
  const CODE = (compose: string, where = 'config_path="../conf"'): string =>
    `from hydra import compose, initialize\nwith initialize(${where}):\n  cfg = ${compose}\nnn.Dropout(cfg.model.p)\n`;
  const FILES = {
    'conf/main.yaml': 'defaults:\n  - model: small\n',
    'conf/model/small.yaml': 'p: 0.1\n',
    'other/main.yaml': 'model:\n  p: 0.8\n',
  };
  // What is found by its name alone.
  const BY_NAME = '0.8 other/main.yaml:2 unless caller';
  const NAMED = 'compose(config_name="main")';
  hold([
    ['by its name', CODE(NAMED), FILES, '0.1 conf/model/small.yaml:1'],
    ['by its path', CODE('compose("main.yaml")', '"conf"'), FILES, '0.1 conf/model/small.yaml:1'],
    [
      'with nothing laid over it',
      CODE('compose(config_name="main", overrides=[])'),
      FILES,
      '0.1 conf/model/small.yaml:1',
    ],
    [
      'with something laid over it',
      CODE('compose(config_name="main", overrides=["model.p=0.3"])'),
      FILES,
      BY_NAME,
    ],
    ['by a name that nobody knows', CODE('compose(config_name=name)'), FILES, BY_NAME],
    ['in one of several folders', `${CODE(NAMED)}with initialize("other"):\n  pass\n`, FILES, BY_NAME],
  ]);
});

describe('what hydra makes of a group of settings, one of which it takes in', () => {
  const MAIN = (name: string): string =>
    `import hydra\n@hydra.main(config_path="conf", config_name="${name}")\ndef main(cfg):\n  hydra.utils.instantiate(cfg.model)\n`;
  const made = (p: number): string => `_target_: pkg.model.Net\nn: 3\ndropout: ${p}\n`;
  const FILES = {
    'train.py': MAIN('main'),
    'conf/main.yaml': 'defaults:\n  - _self_\n  - model: big\n',
    'conf/model/big.yaml': made(0.4),
    'conf/model/small.yaml': made(0.2),
  };
  const BIG = '0.4 conf/model/big.yaml:3 unless caller';
  const EITHER = '? ambiguous 0.4, 0.2';
  hold([
    ['is that one', GIVEN, FILES, `${BIG} | passed 0.2`],
    ['is that one, whatever the default', OPEN, FILES, `${BIG} | default 0.1 | passed 0.2`],
    [
      'by way of a file that is taken in',
      GIVEN,
      {
        ...FILES,
        'conf/main.yaml': 'defaults:\n  - base\n',
        'conf/base.yaml': 'defaults:\n  - model: big\n',
      },
      `${BIG} | passed 0.2`,
    ],
    [
      'is either where nobody begins with the file',
      GIVEN,
      { ...FILES, 'train.py': MAIN('main').replace('config_name="main"', 'config_name=name()') },
      EITHER,
    ],
    [
      'is either where another begins with another file',
      GIVEN,
      { ...FILES, 'test.py': MAIN('eval'), 'conf/eval.yaml': 'defaults:\n  - model: small\n' },
      EITHER,
    ],
    [
      'is either where another file replaces it',
      GIVEN,
      {
        ...FILES,
        'conf/main.yaml': 'defaults:\n  - model: big\n  - run: short\n',
        'conf/run/short.yaml': 'defaults:\n  - override /model: small\n',
      },
      EITHER,
    ],
    [
      'is either where both are taken in',
      GIVEN,
      { ...FILES, 'conf/main.yaml': 'defaults:\n  - model: big\n  - model@other: small\n' },
      EITHER,
    ],
    [
      'is either where code asks for the other',
      GIVEN,
      { ...FILES, 'try.py': 'from hydra import compose\ncompose("main", overrides=["model=small"])\n' },
      EITHER,
    ],
    [
      'is either where that one takes in the other',
      GIVEN,
      { ...FILES, 'conf/model/big.yaml': `defaults:\n  - small\n${made(0.4)}` },
      '? ambiguous 0.4, 0.2',
    ],
  ]);
});

describe('what hydra gives for a part of the settings of what it makes', () => {
  const CODE = `class Net(nn.Module):\n  def __init__(self, n, encoder):\n    super().__init__()\n    self.drop = nn.Dropout(encoder.p)\n`;
  const files = (taken: string, rest = ''): Record<string, string> => ({
    'train.py':
      'import hydra\n@hydra.main(config_path="conf", config_name="main")\ndef main(cfg):\n  hydra.utils.instantiate(cfg.model)\n',
    'conf/main.yaml': 'defaults:\n  - model: net\n',
    'conf/model/net.yaml': `defaults:\n  - _self_\n  - ${taken}\n_target_: pkg.model.Net\nn: 3\n${rest}`,
    'conf/model/encoder/small.yaml': 'p: 0.1\n',
    'conf/model/encoder/big.yaml': 'p: 0.3\n',
    'conf/model/other/small.yaml': 'p: 0.7\n',
  });
  const SMALL = '0.1 conf/model/encoder/small.yaml:1';
  hold([
    ['is what stands in the file that is taken in', CODE, files('encoder: small'), SMALL],
    ['whose name has its ending', CODE, files('encoder: small.yaml'), SMALL],
    ['of another folder', CODE, files('other@encoder: small'), '0.7 conf/model/other/small.yaml:1'],
    [
      'from the folder of all',
      CODE,
      files('/model/encoder@encoder: big'),
      '0.3 conf/model/encoder/big.yaml:1',
    ],
    ['that may be missing', CODE, files('optional encoder: small'), SMALL],
    ['but not of one for another part', CODE, files('encoder@other: small'), '? attribute'],
    ['nor of none', CODE, files('encoder: null'), '? attribute'],
    ['nor what nobody has', CODE, files('encoder: huge'), '? attribute'],
    ['over what stands in the file itself', CODE, files('encoder: small', 'encoder:\n  p: 0.4\n'), SMALL],
    [
      'or below that',
      CODE,
      {
        ...files(''),
        'conf/model/net.yaml':
          'defaults:\n  - encoder: small\n  - _self_\n_target_: pkg.model.Net\nencoder:\n  p: 0.4\n',
      },
      '0.4 conf/model/net.yaml:6',
    ],
  ]);
});
