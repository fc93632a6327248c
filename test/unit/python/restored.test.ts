import { GIVEN, hold, NET, OPEN } from './forms';

describe('settings that come out of what a program has kept', () => {
  const OTHER = {
    'other.py':
      'from torch import nn\nCONFIG = {"dropout": 0.3}\nclass Other(nn.Module):\n  def __init__(self, config):\n    self.d = nn.Dropout(config["dropout"])\nOther(CONFIG)\n',
  };
  const YAML = { 'config.yaml': 'other:\n  dropout: 0.5\n' };
  const KEPT = 'config = torch.load(path)["config"]\n';
  const load = (config: string, read: string): string => `${OPEN}config = ${config}\nNet(dropout=${read})\n`;
  const TRAIN = {
    'train.py':
      'import argparse\nfrom pkg.model import Net\nparser = argparse.ArgumentParser()\nparser.add_argument("--dropout", type=float, default=0.4)\nconfig = parser.parse_args()\nNet(2, config.dropout)\n',
  };
  const BUILD = 'def build(config):\n  return Net(2, config.dropout)\n';
  const GET = 'config.get("dropout", 0.2)';
  hold([
    [
      'by a default of its own, whatever others say',
      load('torch.load(path)["config"]', GET),
      OTHER,
      '0.2 here:8 unless caller | default 0.1',
    ],
    [
      'in two steps',
      `${OPEN}kept = torch.load(path)\nconfig = kept.get("config", {})\nNet(dropout=${GET})\n`,
      OTHER,
      '0.2 here:9 unless caller | default 0.1',
    ],
    [
      'whatever a file of settings says',
      load('pickle.load(file).get("config", dict())', GET),
      YAML,
      '0.2 here:8 unless caller | default 0.1',
    ],
    [
      'as attributes',
      load('joblib.load(path)["config"]', 'getattr(config, "dropout", 0.2)'),
      OTHER,
      '0.2 here:8 unless caller | default 0.1',
    ],
    [
      'by another default for all of them',
      `BASE = {"dropout": 0.4}\n${load('torch.load(path).get("config", BASE)', GET)}`,
      OTHER,
      '0.4 here:4 unless caller | default 0.1',
    ],
    [
      'without a default, as a guess',
      `${GIVEN}${KEPT}Net(2, config["dropout"])\n`,
      OTHER,
      '0.3? other.py:2 unless caller',
    ],
    [
      'as a guess, of a file',
      `${GIVEN}${KEPT}Net(2, config["dropout"])\n`,
      YAML,
      '0.5? config.yaml:2 unless caller',
    ],
    [
      'that are handed on as a whole',
      `${NET}, config):\n    nn.Dropout(config["dropout"])\n${KEPT}Net(config)\n`,
      OTHER,
      '0.3? other.py:2 unless caller',
    ],
    [
      'by way of a library',
      `${NET}, config):\n    nn.Dropout(config.dropout)\nconfig = OmegaConf.create(torch.load(path)["config"])\nNet(config)\n`,
      OTHER,
      '0.3? other.py:2 unless caller',
    ],
    [
      'that are unpacked',
      `${GIVEN}${KEPT}Net(2, **config)\n`,
      { 'other.py': 'config = {"config": {"dropout": 0.3}}\n' },
      '0.3? other.py:1 unless caller',
    ],
    [
      'where somebody else passes them',
      `${NET}, config):\n    nn.Dropout(config["dropout"])\n${KEPT}Net(config)\nNet({"dropout": 0.4})\n`,
      OTHER,
      '0.4 here:9',
    ],
    [
      'where another file alone says what a loaded one may',
      load('load_config(path)', GET),
      OTHER,
      '0.3 other.py:2 unless caller | default 0.1',
    ],
    [
      'of a file that is not there',
      load('json.load(open(folder + "/model.json"))', GET),
      OTHER,
      '0.2 here:8 unless caller | default 0.1',
    ],
    [
      'of one that is not there and is opened before',
      `${OPEN}with open(os.path.join(folder, "model.json")) as file:\n  config = json.load(file)\nNet(dropout=${GET})\n`,
      OTHER,
      '0.2 here:9 unless caller | default 0.1',
    ],
    [
      'of one that is there, in a folder that nobody knows',
      load('yaml.safe_load(open(folder + "/config.yaml"))', GET),
      { 'run/config.yaml': 'dropout: 0.5\n' },
      '0.5 run/config.yaml:1 unless caller | default 0.1',
    ],
    [
      'of one whose name nobody knows',
      load('yaml.safe_load(open(path))', GET),
      YAML,
      '0.5 config.yaml:2 unless caller | default 0.1',
    ],
    [
      'of which a function is given all',
      `${OPEN}def build(kept):\n  config = kept["config"]\n  Net(dropout=${GET})\nbuild(torch.load(path))\n`,
      OTHER,
      '0.2 here:9 unless caller | default 0.1',
    ],
    [
      'of which an object has all',
      `${OPEN}class Maker:\n  def __init__(self, path):\n    self.kept = torch.load(path)\n  def make(self):\n    config = self.kept["config"]\n    Net(dropout=${GET})\n`,
      OTHER,
      '0.2 here:12 unless caller | default 0.1',
    ],
    [
      'of which a function returns a part',
      `${OPEN}def kept(path):\n  return torch.load(path)["config"]\nconfig = kept(path)\nNet(dropout=${GET})\n`,
      OTHER,
      '0.2 here:10 unless caller | default 0.1',
    ],
    [
      'into which something is put',
      `${GIVEN}${KEPT}config["dropout"] = 0.4\nNet(2, ${GET})\n`,
      OTHER,
      '? reassigned',
    ],
    [
      'over which others are laid',
      `${GIVEN}${KEPT}config.update(others)\nNet(2, ${GET})\n`,
      OTHER,
      '? reassigned',
    ],
    [
      'beside other settings that have it',
      `${GIVEN}kept = {"config": {"dropout": 0.4}}\nif path:\n  kept = torch.load(path)\nconfig = kept["config"]\nNet(2, ${GET})\n`,
      OTHER,
      '? ambiguous',
    ],
    [
      'beside others that are without it',
      `${GIVEN}kept = {"config": pickle.load(file).get("config", {})}\nif path:\n  kept = torch.load(path)\nconfig = kept["config"]\nNet(2, ${GET})\n`,
      OTHER,
      '0.2 here:11 unless caller',
    ],
    [
      'or out of a file whose name nobody knows, as a guess',
      `${GIVEN}config = load_config(path)\nif path:\n  config = torch.load(path)["config"]\nNet(2, config["dropout"])\n`,
      OTHER,
      '0.3? other.py:2 unless caller',
    ],
    [
      'beside options with which they were made',
      `${OPEN}config = torch.load(path)["config"]\nNet(2, config.dropout)\n`,
      TRAIN,
      '0.4 train.py:4 unless caller | default 0.1',
    ],
    [
      'beside options with which they were made, by way of a function',
      `${OPEN}${BUILD}config = torch.load(path)["config"]\nbuild(config)\n`,
      TRAIN,
      '0.4 train.py:4 unless caller | default 0.1',
    ],
    [
      'beside options with which they were made, by way of a function of another file',
      OPEN,
      {
        ...TRAIN,
        'pkg/build.py': `from pkg.model import Net\n${BUILD}`,
        'translate.py': 'import torch\nfrom pkg.build import build\nbuild(torch.load(path)["config"])\n',
      },
      '0.4 train.py:4 unless caller | default 0.1',
    ],
    [
      'beside options with which they were made, by way of two functions',
      `${OPEN}${BUILD}def load(kept):\n  build(config=kept["config"])\nload(torch.load(path))\n`,
      TRAIN,
      '0.4 train.py:4 unless caller | default 0.1',
    ],
    [
      'beside options with which they were made, and by way of a function that others give something else',
      `${GIVEN}${BUILD}build(torch.load(path)["config"])\nbuild({"dropout": 0.3})\n`,
      TRAIN,
      '0.3 here:10 unless caller | passed 0.4',
    ],
    [
      'by way of a function, and nothing else, as a guess',
      `${GIVEN}def build(config):\n  return Net(2, config["dropout"])\nbuild(torch.load(path)["config"])\n`,
      OTHER,
      '0.3? other.py:2 unless caller',
    ],
  ]);
});

describe('what is made again of what was kept, beside what the file itself makes', () => {
  const AGAIN = 'def load(path):\n  return Net(**torch.load(path)["args"])\n';
  const MAIN = 'if __name__ == "__main__":\n  Net(2, 0.3)\n';
  const KEPT = ' | passed **torch.load(path)["args"]';
  hold([
    ['with a default', `${OPEN}${AGAIN}${MAIN}`, {}, `0.3 here:10 unless caller | default 0.1${KEPT}`],
    ['without a default', `${GIVEN}${AGAIN}${MAIN}`, {}, `0.3 here:10 unless caller${KEPT}`],
    ['alone', `${OPEN}${AGAIN}`, {}, `0.1 here:5 unless caller${KEPT}`],
    ['alone, without a default', `${GIVEN}${AGAIN}`, {}, '? unpacked'],
    [
      'beside others that make it',
      `${OPEN}${AGAIN}${MAIN}`,
      { 'pkg/train.py': 'from pkg.model import Net\nNet(2, 0.4)\n' },
      `0.4 pkg/train.py:2 unless caller | default 0.1${KEPT} | passed 0.3`,
    ],
  ]);
});
