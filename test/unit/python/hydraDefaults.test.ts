import { hold } from './forms';

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
