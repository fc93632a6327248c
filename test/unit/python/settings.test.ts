import assert from 'node:assert/strict';
import { analyze, type DropoutSite, Files } from '../../../src/python';
import { reprNumber } from '../../../src/torch';
import { holdKept } from './forms';

const IMPORTS = 'import yaml, json, tomllib, argparse\nfrom torch import nn\n';
const MAIN = 'file:///work/pkg/train.py';

const YAML = `# how it is trained
model:
  dropout: 0.3  # of the head
  name: "net"
  layers: [0.1, 0.2]
  none: null
seeds:
  - 1
  - {p: 0.4}
text: "0.3"
`;
const TOML = `seed = 3
[model]
dropout = 0.3
rates = [0.1, 0.2]
head.dropout = 0.25
tail = { dropout = 0.15 }
[model.encoder]
dropout = 0.35
`;
const JSON_TEXT = '{\n  "model": {\n    "dropout": 0.3,\n    "on": true\n  }\n}\n';

const FILES = {
  'pkg/config.yaml': YAML,
  'conf/train.yaml': 'defaults:\n  - model: small\n  - _self_\ndropout: 0.6\n',
  'conf/model/small.yaml': 'dropout: 0.7\n',
  'settings.toml': TOML,
  'pkg/config.json': JSON_TEXT,
  'pkg/net.jsonnet':
    '// how it is trained, #1\nlocal size = 3;\n{\n  path: "http://a#b", # \'\n  // {\n  model: {size: size, "dropout": 0.3,},\n}\n',
  'pkg/sum.jsonnet': 'local base = { dropout: 0.3 };\nbase + { size: 3 }\n',
  'pkg/parts.jsonnet':
    'local rate = 0.3;\nlocal size =\n  3;\nlocal inner = {\n  size: size, // ;\n  dropout: rate,\n};\n{ model: inner, other: inner.dropout, size: size }\n',
  'pkg/laid.jsonnet': 'local base = { dropout: 0.2 };\n{ model: base { dropout: 0.3 } }\n',
  'pkg/function.jsonnet': 'local f(x) = { dropout: x };\n{ dropout: 0.3 }\n',
  'pkg/old.jsonnet': '{ /* dropout: 0.1,\n */ dropout: 0.3 }\n',
  'pkg/chosen.jsonnet': '{ dropout: if std.extVar("big") then 0.3 else 0.1 }\n',
  'pkg/main.conf':
    '# how it is trained\ninclude "paths.conf"\nrate = 0.25 // of all\nbest {\n  dropout = 0.3, path: "http://a#b"\n  head { dropout = ${rate}, of = [0.1, 0.2] }\n}\nlarge = ${best} {\n  size = 3\n}\nsmall = ${best}{ dropout = 0.35 }\nfar = ${paths} { size = 1 }\n',
  'pkg/other.conf': 'rate_of_conf = 0.3\n',
  'pkg/parts.conf': 'dropout = 0.3\nhead { a = 1 }\nhead { dropout = 0.4 }\n',
  'pkg/server.conf': 'server {\n  listen 80;\n  dropout = 0.3\n}\n',
  'pkg/deep.conf': 'dropout = 0.1\ndropout = ${?DROPOUT}\n',
  'pkg/tables.json': '{\n  "a": {"size": 1},\n  "b+": {"rate": 0.45}\n}\n',
};

const LAYER = 'class Net(nn.Module):\n  def __init__(self, rate):\n    self.d = nn.Dropout(rate)\n';

function callIn(code: string, others: Readonly<Record<string, string>>): DropoutSite | undefined {
  const texts = new Map(Object.entries(others).map(([path, text]) => [`file:///work/${path}`, text]));
  const files = new Files([MAIN, ...texts.keys()]);
  const options = { notebook: false, uri: MAIN, files };
  let analysis = analyze([IMPORTS + code], options);
  for (let wanted = files.takeWanted(); wanted.length > 0; wanted = files.takeWanted()) {
    for (const uri of wanted) files.set(uri, texts.get(uri));
    analysis = analyze([IMPORTS + code], options, analysis);
  }
  return analysis.sites[0];
}

/** p, whether it is a guess, and the place where it is written: `0.3 pkg/config.yaml:3`. */
function inWords(site: DropoutSite | undefined): string {
  if (site?.p.known !== true) return `? ${site?.p.known === false ? site.p.reason : 'no call'}`;
  const { number, guessed, steps } = site.p;
  const place = steps.at(-1)?.place;
  const file = place?.uri?.slice('file:///work/'.length) ?? 'here';
  return `${reprNumber(number)}${guessed ? '?' : ''} ${file}:${(place?.line ?? 0) + 1}`;
}

/** Settings of transformers' for a function of the reader's own. */
const MADE = 'from transformers import GPT2Config\ndef tagger(config):\n  nn.Dropout(config.attn_pdrop)\n';
/** Loads the settings of one of the models in a table. */
const TABLE = (table: string): string =>
  `from own import OwnConfig, OwnModel\nfrom transformers import AlbertConfig, AlbertModel, BertConfig, BertModel, GPT2Config, GPT2Model, MegatronBertConfig, RobertaConfig, RobertaModel\nCLASSES = {${table}}\nC, M = CLASSES[kind()]\nconfig = C.from_pretrained(path)\ndef head(config):\n  nn.Dropout(config.hidden_dropout_prob)\nhead(config)\n`;
/** A model of transformers' in a module of the reader's own. */
const MODEL_OF = (made: string): string =>
  `from transformers import AlbertModel, AutoModel, BertConfig, BertModel, BertTokenizer\nclass Net(nn.Module):\n  def __init__(self, name):\n    self.bert = ${made}\n`;
const OPEN = 'with open("config.yaml") as f:\n  cfg = yaml.safe_load(f)\n';

/** Reads what pyhocon does. */
const HOCON = (name: string): string =>
  `from pyhocon import ConfigFactory\nc = ConfigFactory.parse_file("${name}.conf")\n`;
/** What makes settings of files that it is called with the names of. */
const NAMED =
  'from others import Config, load_config, Writer\nSMALL, TRAIN = "conf/model/small.yaml", "conf/train.yaml"\n';

/** An experiment of sacred's that runs with what functions set. */
const SET = '@ex.config\ndef settings():\n';
const EXPERIMENT = (set: string): string =>
  `from sacred import Experiment\nex = Experiment("a")\n${set}@ex.automain\ndef main(_config):\n  nn.Dropout(_config["dropout"])\n`;

describe('settings in files', () => {
  const CASES: readonly [code: string, expected: string][] = [
    [`${OPEN}nn.Dropout(cfg["model"]["dropout"])`, '0.3 pkg/config.yaml:3'],
    [`${OPEN}nn.Dropout(cfg["model"]["layers"][1])`, '0.2 pkg/config.yaml:5'],
    [`${OPEN}nn.Dropout(cfg["seeds"][1]["p"])`, '0.4 pkg/config.yaml:9'],
    [`${OPEN}nn.Dropout(cfg["model"].get("dropout", 0.9))`, '0.3 pkg/config.yaml:3'],
    [`${OPEN}nn.Dropout(cfg["model"]["none"])`, '? none'],
    [`${OPEN}nn.Dropout(cfg["text"])`, '? expression'],
    [`${OPEN}nn.Dropout(cfg["model"]["other"])`, '? subscript'],
    [
      `${OPEN}class Net(nn.Module):\n  def __init__(self, dropout=0.1):\n    self.d = nn.Dropout(dropout)\nNet(**cfg["model"])`,
      '0.3 pkg/config.yaml:3',
    ],
    [
      'cfg = yaml.load(open("pkg/config.yaml"), Loader=yaml.FullLoader)\nnn.Dropout(cfg["model"]["dropout"])',
      '0.3 pkg/config.yaml:3',
    ],
    ['cfg = json.load(open("./config.json"))\nnn.Dropout(cfg["model"]["dropout"])', '0.3 pkg/config.json:3'],
    [
      'from allennlp.common import Params\ncfg = Params.from_file("net.jsonnet")\nnn.Dropout(cfg.pop("model").pop("dropout"))',
      '0.3 pkg/net.jsonnet:6',
    ],
    [
      'def f(config: Params):\n  nn.Dropout(config["model"]["dropout"])\nf(Params.from_file("net.jsonnet"))',
      '0.3 pkg/net.jsonnet:6',
    ],
    ['nn.Dropout(Params.from_file("sum.jsonnet")["dropout"])', '? subscript'],
    ['nn.Dropout(Params.from_file("parts.jsonnet")["model"]["dropout"])', '0.3 pkg/parts.jsonnet:1'],
    ['nn.Dropout(Params.from_file("parts.jsonnet")["other"])', '0.3 pkg/parts.jsonnet:1'],
    ['nn.Dropout(Params.from_file("parts.jsonnet")["size"])', '3 pkg/parts.jsonnet:3'],
    ['nn.Dropout(Params.from_file("function.jsonnet")["dropout"])', '? subscript'],
    ['nn.Dropout(Params.from_file("laid.jsonnet")["model"]["dropout"])', '? subscript'],
    ['nn.Dropout(Params.from_file("old.jsonnet")["dropout"])', '? subscript'],
    ['nn.Dropout(Params.from_file("chosen.jsonnet")["dropout"])', '? subscript'],
    [`${HOCON('main')}nn.Dropout(c["best"]["dropout"])`, '0.3 pkg/main.conf:5'],
    [`${HOCON('main')}nn.Dropout(c["large"]["dropout"])`, '0.3 pkg/main.conf:5'],
    [`${HOCON('main')}nn.Dropout(c["small"]["dropout"])`, '0.35 pkg/main.conf:11'],
    [`${HOCON('main')}nn.Dropout(c["small"]["head"]["dropout"])`, '0.25 pkg/main.conf:3'],
    [`${HOCON('main')}nn.Dropout(c["rate"])`, '0.25 pkg/main.conf:3'],
    [`${HOCON('main')}nn.Dropout(c["far"]["folder"])`, '? subscript'],
    [`${HOCON('main')}nn.Dropout(c["folder"])`, '? subscript'],
    [`${HOCON('parts')}nn.Dropout(c["dropout"])`, '? subscript'],
    [`${HOCON('server')}nn.Dropout(c["server"]["dropout"])`, '? subscript'],
    [`${HOCON('deep')}nn.Dropout(c["dropout"])`, '? subscript'],
    // What nobody names is not read.
    ['def f(config):\n  nn.Dropout(config["rate_of_conf"])', '? subscript'],
    [
      `${NAMED}nn.Dropout(Config(model=Net, config_file_list=[SMALL])["dropout"])`,
      '0.7 conf/model/small.yaml:1',
    ],
    [`${NAMED}nn.Dropout(load_config(SMALL)["dropout"])`, '0.7 conf/model/small.yaml:1'],
    [`${NAMED}nn.Dropout(Config("Net", "data", [SMALL, TRAIN])["dropout"])`, '0.6 conf/train.yaml:4'],
    [`${NAMED}nn.Dropout(Config(SMALL, dropout=0.2)["dropout"])`, '0.2 here:5'],
    [
      `${NAMED}nn.Dropout(Config(config_dict={"dropout": 0.2}, config_file_list=[SMALL])["dropout"])`,
      '0.2 here:5',
    ],
    [
      `${NAMED}nn.Dropout(Config(defaults={"dropout": 0.2, "other": 0.4}, files_of_config=[SMALL])["dropout"])`,
      '0.7 conf/model/small.yaml:1',
    ],
    // What may have settings, and is not known, lies over them, too.
    [`${NAMED}nn.Dropout(Config(SMALL, config_dict=made())["dropout"])`, '? subscript'],
    [`${NAMED}nn.Dropout(Config(config_file_list=[SMALL, "gone.yaml"])["dropout"])`, '? subscript'],
    [`${NAMED}nn.Dropout(Config(config_file_list=[SMALL, name])["dropout"])`, '? subscript'],
    [`${NAMED}nn.Dropout(Config(SMALL, **more)["dropout"])`, '? subscript'],
    [
      `${NAMED}files = [SMALL]\nfiles.append(name)\nnn.Dropout(Config(config_file_list=files)["dropout"])`,
      '? subscript',
    ],
    [`${NAMED}nn.Dropout(Writer(SMALL)["dropout"])`, '? subscript'],
    [
      'with open("../settings.toml", "rb") as f:\n  cfg = tomllib.load(f)\nnn.Dropout(cfg["model"]["dropout"])',
      '0.3 settings.toml:3',
    ],
    [
      'cfg = tomllib.load(open("settings.toml", "rb"))\nnn.Dropout(cfg["model"]["head"]["dropout"])',
      '0.25 settings.toml:5',
    ],
    [
      'cfg = tomllib.load(open("settings.toml", "rb"))\nnn.Dropout(cfg["model"]["tail"]["dropout"])',
      '0.15 settings.toml:6',
    ],
    [
      'cfg = tomllib.load(open("settings.toml", "rb"))\nnn.Dropout(cfg["model"]["encoder"]["dropout"])',
      '0.35 settings.toml:8',
    ],
    [
      'cfg = tomllib.load(open("settings.toml", "rb"))\nnn.Dropout(cfg["model"]["rates"][0])',
      '0.1 settings.toml:4',
    ],
    [
      'from omegaconf import OmegaConf\ncfg = OmegaConf.load("config.yaml")\nnn.Dropout(cfg.model.dropout)',
      '0.3 pkg/config.yaml:3',
    ],
    [
      'import hydra\n@hydra.main(config_path="../conf", config_name="train")\ndef main(cfg):\n  nn.Dropout(cfg.dropout)',
      '0.6 conf/train.yaml:4',
    ],
    [
      'import hydra\n@hydra.main(config_path="../conf", config_name="train")\ndef main(cfg):\n  nn.Dropout(cfg.model.dropout)',
      '0.7 conf/model/small.yaml:1',
    ],
    [
      'import hydra\nclass Net(nn.Module):\n  def __init__(self, cfg):\n    self.d = nn.Dropout(cfg.dropout)\n@hydra.main(config_path="../conf", config_name="train")\ndef main(cfg):\n  Net(cfg.model)',
      '0.7 conf/model/small.yaml:1',
    ],
    [
      'def load(path):\n  with open(path) as f:\n    return yaml.safe_load(f)\ncfg = load("config.yaml")\nnn.Dropout(cfg["model"]["dropout"])',
      '0.3 pkg/config.yaml:3',
    ],
    [
      'parser = argparse.ArgumentParser()\nparser.add_argument("--config", default="config.yaml")\nargs = parser.parse_args()\ncfg = yaml.safe_load(open(args.config))\nnn.Dropout(cfg["model"]["dropout"])',
      '0.3 pkg/config.yaml:3',
    ],
    [
      `${LAYER}def main(name="a"):\n  cfg = json.load(open("tables.json"))\n  options = cfg[name]\n  if name == "a":\n    Other(**options)\n  elif name == "b+":\n    Net(**options)`,
      '0.45 pkg/tables.json:3',
    ],
    [
      `${LAYER}def main(name="a", other="b+"):\n  cfg = json.load(open("tables.json"))\n  options = cfg[name]\n  if other == "b+":\n    Net(**options)`,
      '? unpacked',
    ],
    [
      'import hydra\ndef make(x):\n  return nn.Dropout(x.model.dropout)\ndef again(x):\n  return make(x)\n@hydra.main(config_path="../conf", config_name="train")\ndef main(c):\n  make(c)',
      '0.7 conf/model/small.yaml:1',
    ],
    ['def make(x):\n  return nn.Dropout(x.model.dropout)\ndef again(x):\n  return make(x)', '? attribute'],
    // Of several files that one statement opens the one before the name.
    [
      'with open("pkg/config.yaml") as a, open("conf/model/small.yaml") as b:\n  cfg = yaml.safe_load(b)\nnn.Dropout(cfg["dropout"])',
      '0.7 conf/model/small.yaml:1',
    ],
    [
      'with open("conf/model/small.yaml") as a, open("conf/train.yaml") as b:\n  cfg = yaml.safe_load(b)\nnn.Dropout(cfg["dropout"])',
      '0.6 conf/train.yaml:4',
    ],
    [
      'with open("conf/model/small.yaml") as a, open("conf/train.yaml") as b:\n  cfg = yaml.safe_load(a)\nnn.Dropout(cfg["dropout"])',
      '0.7 conf/model/small.yaml:1',
    ],
    [
      'with open("conf/model/small.yaml") as a, files[0] as b:\n  cfg = yaml.safe_load(b)\nnn.Dropout(cfg["dropout"])',
      '0.3? pkg/config.yaml:3',
    ],
    // A name in which parts are replaced.
    [
      'name = "train"\ncfg = yaml.safe_load(open(f"conf/{name.replace(\'/\', \'-\')}.yaml"))\nnn.Dropout(cfg["dropout"])',
      '0.6 conf/train.yaml:4',
    ],
    [
      'name = "model-small"\ncfg = yaml.safe_load(open("conf/" + name.replace("-", "/") + ".yaml"))\nnn.Dropout(cfg["dropout"])',
      '0.7 conf/model/small.yaml:1',
    ],
    [
      'name = "-train-"\ncfg = yaml.safe_load(open("conf/" + name.replace("-", "", 1) + ".yaml"))\nnn.Dropout(cfg["dropout"])',
      '0.3? pkg/config.yaml:3',
    ],
    ['cfg = yaml.safe_load(open("missing.yaml"))\nnn.Dropout(cfg["dropout"])', '0.3? pkg/config.yaml:3'],
    ['cfg = yaml.safe_load(open(path))\nnn.Dropout(cfg["dropout"])', '0.3? pkg/config.yaml:3'],
  ];
  for (const [code, expected] of CASES)
    it(code.replaceAll('\n', '; '), () => {
      assert.equal(inWords(callIn(code, FILES)), expected);
    });

  it('by name alone are one where all say the same, else a guess, and come after those in code', () => {
    const code = 'class Net(nn.Module):\n  def __init__(self, cfg):\n    self.d = nn.Dropout(cfg.drop_rate)';
    const settings = { 'conf/a.yaml': 'model:\n  drop_rate: 0.3\n' };
    assert.equal(inWords(callIn(code, settings)), '0.3 conf/a.yaml:2');
    const other = { ...settings, 'conf/b.yaml': 'drop_rate: 0.4\n' };
    assert.equal(inWords(callIn(code, other)), '? ambiguous');
    const inCode = { ...other, 'lib/net.py': 'class NetConfig:\n  drop_rate = 0.5\n' };
    assert.equal(inWords(callIn(code, inCode)), '0.5 lib/net.py:2');
  });

  const ARGUMENTS = 'def build(net_args):\n  nn.Dropout(net_args.drop_rate)';
  const NET = 'def build(cfg):\n  nn.Dropout(cfg.head.drop_rate)';
  const PLAIN = 'def build(cfg):\n  nn.Dropout(cfg.drop_rate)';
  const OWN = { 'pkg/conf/a.yaml': 'drop_rate: 0.3\n' };
  const PROJECTS = (files: readonly string[]): Record<string, string> => ({
    ...Object.fromEntries(files.flatMap((file) => [`pkg/${file}`, `copy/${file}`].map((one) => [one, '']))),
    'copy/conf/a.yaml': 'drop_rate: 0.4\n',
  });
  const READER = (read: string): string =>
    `class Net(nn.Module):\n  def __init__(self, cfg):\n    self.cfg = cfg\n    self.size = cfg["size"]\n    self.depth = self.cfg.depth\n    self.d = nn.Dropout(${read})\n`;
  const MODEL =
    'class SASRec(nn.Module):\n  def __init__(self, config):\n    self.d = nn.Dropout(config["drop_rate"])\n';
  const BERT =
    'from transformers import BertConfig, PreTrainedModel\nclass Bert(PreTrainedModel):\n  def __init__(self, config):\n    self.d = nn.Dropout(config.drop_rate)\n';
  const BERT_JSON = '{"drop_rate": 0.3}';
  const BERT_MAIN =
    'from train import Bert, BertConfig\nBert.from_pretrained("bert", config=BertConfig.from_json_file(options["path"]))\n';
  const SAID: readonly [
    what: string,
    code: string,
    others: Readonly<Record<string, string>>,
    expected: string,
  ][] = [
    [
      'an option of the one script that has it, whatever files of settings say',
      'def build(args):\n  nn.Dropout(args.drop_rate)',
      {
        'run/train.py': 'from pkg import train; p.add_argument("--drop_rate", default=0.3)',
        'conf/a.yaml': 'drop_rate: 0.4\n',
      },
      '0.3 run/train.py:1',
    ],
    [
      'an option, of what may not be its settings',
      'def build(cfg):\n  nn.Dropout(cfg.drop_rate)',
      {
        'run/train.py': 'from pkg import train; p.add_argument("--drop_rate", default=0.3)',
        'conf/a.yaml': 'drop_rate: 0.4\n',
      },
      '0.3? run/train.py:1',
    ],
    [
      'an option that takes several, with one by default',
      'def build(opt):\n  nn.Dropout(opt.drop_rate[0] if type(opt.drop_rate) is list else opt.drop_rate)',
      {
        'run/opts.py':
          'from pkg import train; group.add("--drop_rate", "-drop_rate", type=float, default=[0.3], nargs="+")',
      },
      '0.3 run/opts.py:1',
    ],
    ...['hp.quniform("drop_rate", low=0, high=0.4, q=0.05)', 'tune.choice([0.1, 0.4])'].map(
      (space): [string, string, Record<string, string>, string] => [
        `an option, whatever a search tries: ${space}`,
        'def build(args):\n  nn.Dropout(args.drop_rate)',
        {
          'run/train.py': 'from pkg import train; p.add_argument("--drop_rate", default=0.3)',
          'run/search.py': `from pkg import train\nSPACE = {"drop_rate": ${space}}\n`,
        },
        '0.3 run/train.py:1',
      ],
    ),
    [
      'an option, where another table has what cannot be read',
      'def build(args):\n  nn.Dropout(args.drop_rate)',
      {
        'run/train.py': 'from pkg import train; p.add_argument("--drop_rate", default=0.3)',
        'run/search.py': 'from pkg import train\nSPACE = {"drop_rate": hp.get("rate")}\n',
      },
      '? ambiguous',
    ],
    [
      'what is called so in code that names its settings __C',
      'class Net(nn.Module):\n  def __init__(self, __C):\n    self.d = nn.Dropout(__C.drop_rate)',
      {
        'run/base.py': 'class Cfgs:\n  def __init__(self):\n    self.drop_rate = 0.3\n',
        'run/a.yml': 'drop_rate: 0.3\n',
      },
      '0.3 run/base.py:3',
    ],
    [
      'what a file says and the command line may replace',
      'def build(cfg):\n  nn.Dropout(cfg["drop_rate"])',
      {
        'conf/a.json': '{"drop_rate": 0.3}',
        'run/train.py':
          'parser.add_argument("--drop_rate")\nargs = parser.parse_args()\nif args.drop_rate is not None:\n  cfg["drop_rate"] = float(args.drop_rate)',
      },
      '0.3 conf/a.json:1',
    ],
    [
      'the key under which it is read',
      NET,
      { 'conf/a.yaml': 'head:\n  drop_rate: 0.3\nbody:\n  drop_rate: 0.4\n' },
      '0.3 conf/a.yaml:2',
    ],
    [
      'two of that key that differ',
      NET,
      {
        'conf/a.yaml': 'head:\n  drop_rate: 0.3\nbody:\n  drop_rate: 0.4\n',
        'conf/b.yaml': 'head:\n  drop_rate: 0.5\n',
      },
      '? ambiguous',
    ],
    [
      'what the file says that the code loads unless it is told another',
      PLAIN,
      {
        'conf/small.yaml': 'drop_rate: 0.3\n',
        'conf/big.yaml': 'drop_rate: 0.4\n',
        'run/main.py': 'from pkg import train; parser.add_argument("--config", default="conf/small.yaml")\n',
      },
      '0.3 conf/small.yaml:1',
    ],
    [
      'what several files say that the code names',
      PLAIN,
      {
        'conf/small.yaml': 'drop_rate: 0.3\n',
        'conf/big.yaml': 'drop_rate: 0.4\n',
        'run/main.py': 'SIZES = ["conf/small.yaml", "conf/big.yaml"]\n',
      },
      '? ambiguous',
    ],
    [
      'what a file says whose name is no text',
      PLAIN,
      {
        'conf/small.yaml': 'drop_rate: 0.3\n',
        'conf/big.yaml': 'drop_rate: 0.4\n',
        'run/main.py': '# as in conf/small.yaml\nsmall = 3\n',
      },
      '? ambiguous',
    ],
    [
      'what its own project says, and not a copy of that',
      PLAIN,
      { ...PROJECTS(['net.py', 'lib/run.py']), ...OWN },
      '0.3 pkg/conf/a.yaml:1',
    ],
    [
      'what a copy says where its own says nothing',
      PLAIN,
      PROJECTS(['net.py', 'lib/run.py']),
      '0.4? copy/conf/a.yaml:1',
    ],
    [
      'what two projects say that are no copies',
      PLAIN,
      { ...PROJECTS(['net.py', 'lib/__init__.py', 'setup.py']), ...OWN },
      '? ambiguous',
    ],
    [
      'what has all that the class reads of it',
      READER('self.cfg.drop_rate'),
      { 'conf/a.yaml': 'rgb:\n  drop_rate: 0.2\nboth:\n  drop_rate: 0.3\n  size: 3\n  depth: 2\n' },
      '0.3 conf/a.yaml:4',
    ],
    [
      'what has it in several files together',
      READER('self.cfg.drop_rate'),
      {
        'conf/a.yaml': 'rgb:\n  drop_rate: 0.2\nboth:\n  drop_rate: 0.3\n  size: 3\n',
        'conf/b.yaml': 'both:\n  drop_rate: 0.3\n  depth: 2\n',
      },
      '0.3 conf/a.yaml:4',
    ],
    [
      'several that have it',
      READER('self.cfg.drop_rate'),
      {
        'conf/a.yaml':
          'rgb:\n  drop_rate: 0.2\n  size: 1\n  depth: 2\nboth:\n  drop_rate: 0.3\n  size: 3\n  depth: 2\n',
      },
      '? ambiguous',
    ],
    [
      'none that has it',
      READER('self.cfg.drop_rate'),
      { 'conf/a.yaml': 'rgb:\n  drop_rate: 0.2\nboth:\n  drop_rate: 0.3\n  size: 3\n' },
      '? ambiguous',
    ],
    [
      'what need not be there',
      READER('self.cfg.drop_rate').replace(
        'self.size = cfg["size"]',
        'self.size = "size" in cfg and cfg["size"]',
      ),
      { 'conf/a.yaml': 'rgb:\n  drop_rate: 0.2\n  depth: 3\nboth:\n  drop_rate: 0.3\n  size: 3\n' },
      '0.2 conf/a.yaml:2',
    ],
    [
      'the class after which it is called',
      ARGUMENTS,
      {
        'run/settings.py': 'class NetArguments:\n  drop_rate: float = 0.3\n',
        'run/other.py': 'class DataArguments:\n  drop_rate: float = 0.4\n',
      },
      '0.3 run/settings.py:2',
    ],
    [
      'the class after which it is called, of several parts',
      ARGUMENTS,
      {
        'run/settings.py':
          'class Head:\n  drop_rate = 0.3\nclass Tail:\n  size = 3\nPARTS = [Head, Tail]\nclass NETArgs(*PARTS):\n  pass\n',
        'run/other.py': 'class DataArguments:\n  drop_rate: float = 0.4\n',
      },
      '0.3 run/settings.py:2',
    ],
    [
      'two classes after which it may be called',
      ARGUMENTS,
      {
        'run/settings.py': 'class NetArguments:\n  drop_rate: float = 0.3\n',
        'run/other.py': 'class NetArgs:\n  drop_rate: float = 0.4\n',
      },
      '? ambiguous',
    ],
    [
      'a field that a class only declares, in the file of settings that has it',
      'from conf import Config\nclass Net(nn.Module):\n  def __init__(self, config: Config):\n    self.d = nn.Dropout(config.drop_rate)',
      {
        'pkg/conf.py': 'from dataclasses import dataclass\n@dataclass\nclass Config:\n  drop_rate: float\n',
        'pkg/net.toml': '[DEFAULT]\ndrop_rate = 0.3\n',
      },
      '0.3 pkg/net.toml:2',
    ],
    [
      'a field that a class only declares, where files of settings differ',
      'from conf import Config\nclass Net(nn.Module):\n  def __init__(self, config: Config):\n    self.d = nn.Dropout(config.drop_rate)',
      {
        'pkg/conf.py': 'class Config:\n  drop_rate: float\n',
        'pkg/a.yaml': 'drop_rate: 0.3\n',
        'pkg/b.yaml': 'drop_rate: 0.4\n',
      },
      '? ambiguous',
    ],
    [
      'an element that is called as settings are',
      'class NetConfig:\n  drop_rate = 0.3\nclass Tuner:\n  def add(self, name):\n    net_config = self.configs[name]\n    nn.Dropout(net_config.drop_rate)',
      {},
      '0.3 here:4',
    ],
    [
      'an element that is called otherwise',
      'class NetConfig:\n  drop_rate = 0.3\nclass Tuner:\n  def add(self, name):\n    one = self.configs[name]\n    nn.Dropout(one.drop_rate)',
      {},
      '? attribute',
    ],
    [
      'what a method is given by its own object and by others, where all pass the same',
      'class LoraConfig:\n  rate: float = 0.3\nclass Layer:\n  def update(self, rate):\n    nn.Dropout(rate)\nclass Linear(Layer):\n  def __init__(self, rate=0.3):\n    self.update(rate)\ndef change(layer):\n  layer.update(0.3)',
      {},
      '0.3 here:9',
    ],
    [
      'what a method is given by its own object and by others, where they differ',
      'class Layer:\n  def update(self, rate):\n    nn.Dropout(rate)\nclass Linear(Layer):\n  def __init__(self, rate=0.3):\n    self.update(rate)\ndef change(layer):\n  layer.update(0.4)',
      {},
      '? ambiguous',
    ],
    [
      'a decorator whose arguments only speak of dataclasses, so that nobody makes its class from outside',
      '@described("as is defined above")\nclass Net(nn.Module):\n  rate = 0.3\n  def __init__(self):\n    self.d = nn.Dropout(self.rate)',
      {},
      '0.3 here:5',
    ],
    [
      'a file from which a class of a library is made',
      'from biglib import BigConfig\ncfg = BigConfig.from_json_file("config.json")\nnn.Dropout(cfg.drop_rate)',
      { 'pkg/config.json': '{"drop_rate": 0.3}', 'conf/b.json': '{"drop_rate": 0.4}' },
      '0.3 pkg/config.json:1',
    ],
    [
      'a class that is made from a file, which does not say it',
      'class NetConfig:\n  drop_rate = 0.2\n  @classmethod\n  def from_json_file(cls, path):\n    return cls(**json.load(open(path)))\ncfg = NetConfig.from_json_file("config.json")\nnn.Dropout(cfg.drop_rate)',
      { 'pkg/config.json': '{"size": 3}' },
      '0.2 here:4',
    ],
    [
      'the file that is called after the class',
      MODEL,
      { 'conf/sas_rec.yaml': 'drop_rate: 0.3\n', 'conf/GRU.yaml': 'drop_rate: 0.4\n' },
      '0.3 conf/sas_rec.yaml:1',
    ],
    [
      'the file that is called after the class, whatever options others have',
      MODEL,
      {
        'conf/SASRec.yaml': 'drop_rate: 0.3\n',
        'run/train.py': 'from pkg import train; p.add_argument("--drop_rate", default=0.4)',
      },
      '0.4? run/train.py:1',
    ],
    [
      'no file that is called after the class',
      MODEL,
      { 'conf/SAS.yaml': 'drop_rate: 0.3\n', 'conf/GRU.yaml': 'drop_rate: 0.4\n' },
      '? ambiguous',
    ],
    [
      'what a class of settings that is passed has read',
      `${MODEL}from configs import Config\nSASRec(Config("SASRec"))`,
      {
        'pkg/configs.py': 'class Config:\n  def __getitem__(self, key):\n    return self.all[key]\n',
        'conf/SASRec.yaml': 'drop_rate: 0.3\n',
      },
      '0.3 conf/SASRec.yaml:1',
    ],
    [
      'a part of imported settings that the workspace makes',
      'from biglib import cfg\nnn.Dropout(cfg.head.drop_rate)',
      { 'pkg/own.py': 'def add(cfg):\n  cfg.head = CN()\n  cfg.head.drop_rate = 0.3\n' },
      '0.3 pkg/own.py:3',
    ],
    [
      'a part of imported settings that the workspace does not make',
      'from biglib import cfg\nnn.Dropout(cfg.head.drop_rate)',
      { 'pkg/own.py': 'def add(cfg):\n  cfg.tail.drop_rate = 0.3\n' },
      '0.3? pkg/own.py:2',
    ],
    [
      'imported settings themselves',
      'from biglib import cfg\nnn.Dropout(cfg.drop_rate)',
      { 'pkg/own.py': 'def add(cfg):\n  cfg.drop_rate = 0.3\n' },
      '? attribute',
    ],
    [
      'settings of a library that the workspace makes of its own file',
      BERT,
      { 'conf/bert_config.json': BERT_JSON, 'pkg/main.py': BERT_MAIN },
      '0.3 conf/bert_config.json:1',
    ],
    [
      'settings of a library that are made otherwise as well',
      BERT,
      { 'conf/bert_config.json': BERT_JSON, 'pkg/main.py': `${BERT_MAIN}BertConfig()\n` },
      '0.3? conf/bert_config.json:1',
    ],
    [
      'settings of a library, of a model that is made without',
      BERT,
      { 'conf/bert_config.json': BERT_JSON, 'pkg/main.py': `${BERT_MAIN}Bert.from_pretrained("bert")\n` },
      '0.3? conf/bert_config.json:1',
    ],
    [
      'settings of a library that nobody makes',
      BERT,
      { 'conf/bert_config.json': BERT_JSON },
      '0.3? conf/bert_config.json:1',
    ],
    [
      'an option that is spelt with hyphens',
      'def build(args):\n  nn.Dropout(args.drop_rate)',
      { 'run/train.py': 'from pkg import train; p.add_argument("--drop-rate", default=0.3)' },
      '0.3 run/train.py:1',
    ],
    [
      'a class that a library makes of the command line',
      'from dataclasses import dataclass\nimport tyro\n@dataclass\nclass Args:\n  drop_rate: float = 0.2\nclass OtherArgs:\n  drop_rate = 0.3\nargs = tyro.cli(Args)\nnn.Dropout(args.drop_rate)',
      {},
      '0.2 here:7',
    ],
    [
      'those of the dictionary that names the class',
      'class OCRNet(nn.Module):\n  def __init__(self, cfg):\n    head_cfg = cfg["head"]\n    nn.Dropout2d(head_cfg["rate"])',
      {
        'conf/ocrnet.py': 'OCR_CFG = SegmentorConfig(type="OCRNet", head={"a": 1, "rate": 0})\n',
        'conf/fcn.py': 'FCN_CFG = SegmentorConfig(type="FCN", head={"a": 1, "rate": 0.1})\n',
        'conf/more.py': 'CFG = REGISTERED["OCR_CFG"].copy()\nCFG["head"] = {"a": 2, "rate": 0.2}\n',
      },
      '0 conf/ocrnet.py:1',
    ],
    [
      'those of dict(), and of what holds its keywords like it',
      'def build(cfg):\n  nn.Dropout(cfg.head.rate)',
      { 'conf/a.py': 'cfg = edict(lr=1, head=dict(rate=0.15), neck=dict(rate=0.2))\n' },
      '0.15 conf/a.py:1',
    ],
    [
      'no others beside those of dict()',
      'def build(cfg):\n  nn.Dropout(cfg.rate)',
      { 'conf/a.py': 'cfg = dict(rate=0.15)\n', 'conf/b.py': 'cfg = {"rate": 0.2}\n' },
      '? ambiguous',
    ],
    [
      'what transformers has by default, where it is not installed',
      'from transformers import BertPreTrainedModel\nclass Tagger(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)',
      {},
      '0.1? here:3',
    ],
    [
      'that of the model from which a class is derived, whatever else its file imports',
      'from transformers import AlbertModel, BertPreTrainedModel, AutoConfig\nclass Tagger(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)',
      {},
      '0.1? here:3',
    ],
    [
      'none of models that differ',
      'from transformers import AlbertModel, BertModel\nclass Tagger(nn.Module):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)',
      {},
      '? attribute',
    ],
    [
      'that of the class which an annotation names',
      'from transformers import AlbertConfig, GPT2Config\nclass Tagger(nn.Module):\n  def __init__(self, config: GPT2Config):\n    nn.Dropout(config.resid_pdrop)',
      {},
      '0.1? here:3',
    ],
    [
      'what settings of transformers are made with',
      `${MADE}tagger(GPT2Config(attn_pdrop=0.3))\n`,
      {},
      '0.3 here:6',
    ],
    [
      'what they have by default that are made with something else',
      `${MADE}tagger(GPT2Config(embd_pdrop=0.3))\n`,
      {},
      '0.1 here:6',
    ],
    [
      'what they are made with by way of others, which is the default',
      `${MADE}def build(**options):\n  tagger(GPT2Config(n_embd=8, **options))\nbuild(attn_pdrop=0.1)\n`,
      {},
      '0.1 here:7',
    ],
    [
      'what they are made with by way of others',
      `${MADE}def build(**options):\n  tagger(GPT2Config(n_embd=8, **options))\nbuild(attn_pdrop=0.3)\n`,
      {},
      '0.3 here:8',
    ],
    [
      'by way of others, who leave the default',
      `${MADE}def build(**options):\n  tagger(GPT2Config(n_embd=8, **options))\nbuild(n_layer=2)\n`,
      {},
      '0.1 here:7',
    ],
    [
      'what they have by default that are made, whatever the file imports',
      'import transformers\ndef tagger(config):\n  nn.Dropout(config.attention_dropout)\ntagger(transformers.WhisperConfig())\n',
      {},
      '0 here:6',
    ],
    [
      'what they have by default that are loaded, as a guess, where a parameter has the same',
      `from transformers import WhisperConfig\ndef tagger(p=0):\n  nn.Dropout(p)\ndef build(config: WhisperConfig):\n  tagger(config.dropout)\nbuild(WhisperConfig.from_pretrained("own/whisper"))\n`,
      {},
      '0? here:3',
    ],
    [
      'what they have by default that are loaded, where all models of that kind have it',
      `from transformers import GPT2Config\ndef tagger(p=0.1):\n  nn.Dropout(p)\ndef build(config: GPT2Config):\n  tagger(config.attn_pdrop)\nbuild(GPT2Config.from_pretrained("own/gpt2"))\n`,
      {},
      '0.1 here:4',
    ],
    [
      'what they have by default that are loaded, where somebody surely passes the same',
      `from transformers import GPT2Config\ndef tagger(p=0.1):\n  nn.Dropout(p)\ndef build(config: GPT2Config):\n  tagger(config.attn_pdrop)\nbuild(GPT2Config.from_pretrained("gpt2"))\ntagger(0.1)\n`,
      {},
      '0.1 here:4',
    ],
    [
      'what they have by default that are loaded, where something else is given',
      `${MADE}tagger(GPT2Config.from_pretrained("own/gpt2", embd_pdrop=0.3))\n`,
      {},
      '0.1 here:3',
    ],
    [
      'what those have of a table in which only some have it',
      TABLE('"bert": (BertConfig, BertModel), "gpt2": (GPT2Config, GPT2Model)'),
      {},
      '0.1 here:7',
    ],
    [
      'what those have of a table in which all have the same',
      TABLE('"bert": (BertConfig, BertModel), "roberta": (RobertaConfig, RobertaModel)'),
      {},
      '0.1 here:7',
    ],
    [
      'what those have of a table, as a guess where not all models of a kind have it',
      TABLE('"bert": (BertConfig, BertModel), "mega": (MegatronBertConfig, BertModel)'),
      {},
      '0.1? here:7',
    ],
    [
      'what those have of a table in which they differ',
      TABLE('"bert": (BertConfig, BertModel), "albert": (AlbertConfig, AlbertModel)'),
      {},
      '? attribute',
    ],
    [
      'what those have of a table with others',
      TABLE('"bert": (BertConfig, BertModel), "own": (OwnConfig, OwnModel)'),
      {},
      '? attribute',
    ],
    [
      'what they have by default that are loaded as they are published',
      `${MADE}tagger(GPT2Config.from_pretrained("gpt2"))\n`,
      {},
      '0.1 here:6',
    ],
    [
      'what is given to what is loaded as it is published',
      `${MADE}tagger(GPT2Config.from_pretrained("gpt2", attn_pdrop=0.3))\n`,
      {},
      '0.3 here:6',
    ],
    [
      'what all have that is loaded as it is published',
      'from transformers import BertConfig, BertPreTrainedModel\nclass Net(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nNet.from_pretrained("bert-base-cased")\n',
      {},
      '0.1 here:3',
    ],
    [
      'what some have that is loaded as it is published',
      'from transformers import BertConfig, BertPreTrainedModel\nclass Net(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nNet.from_pretrained("bert-base-cased")\nNet.from_pretrained("own/bert")\n',
      {},
      '0.1 here:3',
    ],
    [
      'what some have, beside what may be any model',
      'from transformers import AutoModel, BertConfig, BertPreTrainedModel\nclass Net(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nNet.from_pretrained("bert-base-cased")\nAutoModel.from_pretrained(path)\n',
      {},
      '0.1? here:3',
    ],
    [
      'what is loaded of a kind whose models differ',
      'from transformers import AlbertConfig, AlbertPreTrainedModel\nclass Net(AlbertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nNet.from_pretrained(path)\n',
      {},
      '0? here:3',
    ],
    [
      'what the settings are made with whose class is said',
      'from transformers import BertConfig\ndef tagger(config: BertConfig):\n  nn.Dropout(config.hidden_dropout_prob)\ntagger(BertConfig(hidden_dropout_prob=0.2))\n',
      {},
      '0.2 here:6',
    ],
    [
      'what holds where nobody sets another',
      'from transformers import BertConfig\ndef tagger(config):\n  p = config.classifier_dropout if config.classifier_dropout is not None else config.hidden_dropout_prob\n  nn.Dropout(p)\ntagger(BertConfig.from_pretrained("bert-base-cased"))\n',
      {},
      '0.1 here:7',
    ],
    [
      'what is set in that one’s place',
      'from transformers import BertConfig\ndef tagger(config):\n  p = config.classifier_dropout if config.classifier_dropout is not None else config.hidden_dropout_prob\n  nn.Dropout(p)\ntagger(BertConfig(classifier_dropout=0.3))\n',
      {},
      '0.3 here:7',
    ],
    [
      'what is given beside to what is not known here',
      'from transformers import BertConfig, BertPreTrainedModel\nclass Net(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nNet.from_pretrained("bert-base-cased")\nmake(hidden_dropout_prob=0.3)\n',
      {},
      '0.1? here:3',
    ],
    [
      'what is given to a class of theirs somewhere',
      'from transformers import BertConfig, BertPreTrainedModel\nclass Net(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)\nNet.from_pretrained("bert-base-cased")\n',
      { 'pkg/other.py': 'from transformers import BertConfig\nBertConfig(hidden_dropout_prob=0.3)\n' },
      '0.1? here:3',
    ],
    [
      'what is set to something else, too',
      `${MADE}def build(**options):\n  config = GPT2Config(**options)\n  config.attn_pdrop = 0.2\n  tagger(config)\nbuild(attn_pdrop=0.3)\n`,
      {},
      '? unpacked',
    ],
    [
      'what is set in those that an attribute holds, over the default',
      `from transformers import GPT2Config\nclass Net(nn.Module):\n  def __init__(self):\n    self.config = GPT2Config()\n    self.config.attn_pdrop = 0.4\n    nn.Dropout(self.config.attn_pdrop)\n`,
      {},
      '0.4 here:7',
    ],
    [
      'what those are updated with that an attribute holds, over the default',
      `from transformers import GPT2Config\nclass Net(nn.Module):\n  def __init__(self):\n    self.config = GPT2Config()\n    self.config.update({"attn_pdrop": 0.4})\n    nn.Dropout(self.config.attn_pdrop)\n`,
      {},
      '0.4 here:7',
    ],
    [
      'what those are updated with that stands elsewhere, over the default',
      `from transformers import GPT2Config\nOVER = {"attn_pdrop": 0.4}\nclass Net(nn.Module):\n  def __init__(self):\n    self.config = GPT2Config()\n    self.config.update(OVER)\n    nn.Dropout(self.config.attn_pdrop)\n`,
      {},
      '0.4 here:4',
    ],
    [
      'what those may be updated with that are read in another method',
      `from transformers import GPT2Config\nclass Net(nn.Module):\n  def __init__(self, more):\n    self.config = GPT2Config()\n    self.config.update(more)\n  def head(self):\n    return nn.Dropout(self.config.attn_pdrop)\n`,
      {},
      '? reassigned',
    ],
    [
      'what those are by default that are updated with others',
      `from transformers import GPT2Config\nOVER = {"n_embd": 8}\nclass Net(nn.Module):\n  def __init__(self):\n    self.config = GPT2Config()\n    self.config.update(OVER)\n    nn.Dropout(self.config.attn_pdrop)\n`,
      {},
      '0.1 here:7',
    ],
    [
      'what is set in others, too',
      `from transformers import GPT2Config\nclass Net(nn.Module):\n  def __init__(self, other):\n    self.config = GPT2Config()\n    other.config.attn_pdrop = 0.4\n    nn.Dropout(self.config.attn_pdrop)\n`,
      {},
      '? reassigned',
    ],
    [
      'those of the class of a model that is loaded',
      `${MODEL_OF('BertModel.from_pretrained(name)')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '0.1 here:6',
    ],
    [
      'by whatever name they go, and as a guess where not all models of that kind have them',
      `${MODEL_OF('AlbertModel.from_pretrained(name)')}    own = self.bert.config\n    nn.Dropout(own.hidden_dropout_prob)\n`,
      {},
      '0? here:6',
    ],
    [
      'those of what is loaded by its name',
      `${MODEL_OF('AutoModel.from_pretrained("microsoft/deberta-v3-base")')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '0.1 here:6',
    ],
    [
      'none of what may be any model',
      `${MODEL_OF('AutoModel.from_pretrained(name)')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '? attribute',
    ],
    [
      'what a model is given while it is loaded',
      `${MODEL_OF('BertModel.from_pretrained(name, hidden_dropout_prob=0.3)')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '0.3 here:6',
    ],
    [
      'those that a model is made with',
      `${MODEL_OF('BertModel(BertConfig(hidden_dropout_prob=0.3))')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '0.3 here:6',
    ],
    [
      'what the class has by default with whose settings a model is made',
      `${MODEL_OF('BertModel(BertConfig(num_labels=3))')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '0.1 here:6',
    ],
    [
      'what is set in the settings of a model',
      `${MODEL_OF('BertModel(BertConfig())')}    self.bert.config.hidden_dropout_prob = 0.3\n    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '0.3 here:7',
    ],
    [
      'what may be set in settings that a model is loaded with',
      `${MODEL_OF('BertModel.from_pretrained(name, config=load(name))')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\nconfig.hidden_dropout_prob = 0.3\n`,
      {},
      '0.3? here:8',
    ],
    [
      'no settings of what makes no model',
      `${MODEL_OF('BertTokenizer.from_pretrained(name)')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '? attribute',
    ],
    [
      'no settings of a model of another library',
      `${MODEL_OF('BertModel.from_pretrained(name)').replace('transformers', 'elsewhere')}    nn.Dropout(self.bert.config.hidden_dropout_prob)\n`,
      {},
      '? attribute',
    ],
    [
      'what settings of another library are made with',
      `${MADE.replace('transformers', 'elsewhere')}tagger(GPT2Config(attn_pdrop=0.3))\n`,
      {},
      '? attribute',
    ],
    [
      'what the workspace says, where that is the same',
      'from pytorch_transformers.modeling_bert import BertPreTrainedModel\nclass Tagger(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)',
      { 'run/train.py': 'config.hidden_dropout_prob = 0.1\n' },
      '0.1? run/train.py:1',
    ],
    [
      'a guess where it says otherwise',
      'from transformers import BertPreTrainedModel\nclass Tagger(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)',
      { 'run/train.py': 'config.hidden_dropout_prob = 0.3\n' },
      '0.3? run/train.py:1',
    ],
    [
      'what an experiment of sacred’s sets',
      'from sacred import Experiment\nex = Experiment("a")\n@ex.config\ndef settings():\n  dropout = 0.3\n@ex.automain\ndef main(dropout):\n  nn.Dropout(dropout)',
      {},
      '0.3 here:7',
    ],
    [
      'nothing of what another experiment sets',
      'from sacred import Experiment\nex, other = Experiment("a"), Experiment("b")\n@other.config\ndef settings():\n  dropout = 0.3\n@ex.automain\ndef main(dropout):\n  nn.Dropout(dropout)',
      {},
      '? parameter',
    ],
    [
      'what an experiment of sacred’s sets in the place of a default',
      'from sacred import Experiment\nex = Experiment("a")\n@ex.config\ndef settings():\n  dropout = 0.3\n@ex.capture\ndef build(n, dropout=0.5):\n  nn.Dropout(dropout)\nbuild(2)',
      {},
      '0.3 here:7',
    ],
    ['all that an experiment sets', EXPERIMENT(`${SET}  dropout = 0.3\n`), {}, '0.3 here:7'],
    [
      'all that an experiment sets, in a part',
      EXPERIMENT(`${SET}  net = dict(dropout=0.3)\n`).replace('["dropout"]', '["net"]["dropout"]'),
      {},
      '0.3 here:7',
    ],
    [
      'all that an experiment sets, one way or another',
      EXPERIMENT(`${SET}  dropout = 0.3\n  if big():\n    dropout = 0.1\n`),
      {},
      '? reassigned',
    ],
    [
      'all that an experiment sets, but where it is told to set something else',
      EXPERIMENT(`${SET}  dropout = 0.3\n@ex.named_config\ndef small():\n  dropout = 0.1\n`),
      {},
      '0.3 here:7',
    ],
    [
      'all that several functions of an experiment set, the last of them',
      EXPERIMENT(`${SET}  dropout = 0.3\n@ex.config\ndef more():\n  dropout = 0.1\n`),
      {},
      '0.1 here:10',
    ],
    [
      'nothing of an experiment over which files are laid',
      EXPERIMENT(`ex.add_config(path)\n${SET}  dropout = 0.3\n`),
      {},
      '? subscript',
    ],
    [
      'nothing of an experiment that sets something else',
      EXPERIMENT(`${SET}  other = 0.3\n`),
      {},
      '? subscript',
    ],
    [
      'all that an experiment of another file sets, changed before it is handed on',
      'class Net(nn.Module):\n  def __init__(self, config):\n    self.d = nn.Dropout(config["dropout"])\n',
      {
        'run/conf.py': `from sacred import Experiment\nex = Experiment("a")\n${SET}  dropout = 0.3\n`,
        'main.py':
          'from copy import deepcopy\nfrom run.conf import ex\nfrom pkg.model import Net\n@ex.automain\ndef main(_config):\n  _config = deepcopy(_config)\n  _config["dropout"] = 0.4\n  Net(_config)\n',
      },
      '0.4 main.py:7',
    ],
    [
      'all that an experiment of another file sets',
      'class Net(nn.Module):\n  def __init__(self, config):\n    self.d = nn.Dropout(config["dropout"])\n',
      {
        'run/conf.py': `from sacred import Experiment\nex = Experiment("a")\n${SET}  dropout = 0.3\n`,
        'main.py':
          'from run.conf import ex as run\nfrom pkg.model import Net\n@run.automain\ndef main(_config):\n  Net(_config)\n',
        'test.py':
          'from run.conf import ex\nfrom pkg.model import Net\n@ex.main\ndef main(_config):\n  Net(_config)\n',
      },
      '0.3 run/conf.py:5',
    ],
    [
      'what holds where nothing is said behind a script’s name',
      'import sys\np = float(sys.argv[1]) if len(sys.argv) > 1 else 0.3\nnn.Dropout(p)',
      {},
      '0.3 here:4',
    ],
    [
      'a part of a file that an object takes over',
      'from utils import Params\nparams = Params("config.json")\nnn.Dropout(params.model["dropout"])',
      {
        'utils.py':
          'import json\nclass Params:\n  def __init__(self, path):\n    with open(path) as f:\n      self.__dict__.update(json.load(f))\n',
        'config.json': '{"model": {\n"dropout": 0.3}}',
      },
      '0.3 config.json:2',
    ],
    [
      'nothing of what only is called so',
      'from others import BertPreTrainedModel\nclass Tagger(BertPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)',
      {},
      '? attribute',
    ],
    [
      'no guess of what the workspace adds to the settings of a library',
      'from biglib import BigPreTrainedModel, BigModel\nclass Tagger(BigPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.head_rate)',
      {
        'pkg/conf.py':
          'class TaggerConfig(BigConfig):\n  def __init__(self, **kw):\n    self.head_rate = kw.get("head_rate", 0.3)\n',
      },
      '0.3 pkg/conf.py:3',
    ],
    [
      'a guess of what only others have',
      'from biglib import BigPreTrainedModel, BigModel\nclass Tagger(BigPreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.head_rate)',
      {
        'pkg/conf.py':
          'class TaggerConfig:\n  def __init__(self, **kw):\n    self.head_rate = kw.get("head_rate", 0.3)\n',
      },
      '0.3? pkg/conf.py:3',
    ],
    [
      'the settings of the model that the file imports, before those of another one',
      `from transformers import AlbertConfig, PreTrainedModel\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '0? here:3',
    ],
    [
      'the same of its parts',
      `from transformers import AlbertConfig, PreTrainedModel\nclass Tagger(nn.Module):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '0? here:3',
    ],
    [
      'those of the model that the class says, of several',
      `from transformers import AlbertConfig, BertConfig, PreTrainedModel\nclass Tagger(PreTrainedModel):\n  config_class = AlbertConfig\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '0? here:3',
    ],
    [
      'the same where a branch gives what nobody knows',
      `from transformers import AlbertConfig, PreTrainedModel\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
        'run.py':
          'from pkg.model import Tagger\nfrom pkg.conf import DebertaConfig\nfrom transformers import AutoConfig\nif name == "deberta":\n  config = DebertaConfig.from_pretrained(name)\nelse:\n  config = AutoConfig.from_pretrained(name)\nTagger(config)\n',
      },
      '0? here:3',
    ],
    [
      'but what the workspace adds to these',
      `from transformers import AlbertConfig, PreTrainedModel\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(AlbertConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '0.3 pkg/conf.py:2',
    ],
    [
      'but what the library has nowhere',
      `from transformers import AlbertConfig, PreTrainedModel\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.head_rate)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, head_rate=0.3, **kw):\n    self.head_rate = head_rate\n',
      },
      '0.3 pkg/conf.py:2',
    ],
    [
      'but what the file imports of the workspace',
      `from transformers import AlbertConfig, PreTrainedModel\nfrom pkg.conf import DebertaConfig\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '0.3 pkg/conf.py:2',
    ],
    [
      'nothing of a library whose settings nobody knows',
      `from transformers import FooConfig, PreTrainedModel\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '? attribute',
    ],
    [
      'those of the workspace where the file imports no others',
      `from transformers import PreTrainedModel\nclass Tagger(PreTrainedModel):\n  def __init__(self, config):\n    nn.Dropout(config.hidden_dropout_prob)`,
      {
        'pkg/conf.py':
          'class DebertaConfig(PretrainedConfig):\n  def __init__(self, hidden_dropout_prob=0.3, **kw):\n    self.hidden_dropout_prob = hidden_dropout_prob\n',
      },
      '0.3 pkg/conf.py:2',
    ],
    [
      'no guess of arguments beside the config of a library',
      'from transformers import BertPreTrainedModel\nclass Tagger(BertPreTrainedModel):\n  def __init__(self, config, params):\n    nn.Dropout(params.head_rate)',
      { 'conf/a.yaml': 'head_rate: 0.3\n' },
      '0.3 conf/a.yaml:1',
    ],
  ];
  for (const [what, code, others, expected] of SAID)
    it(`are found: ${what}`, () => {
      assert.equal(inWords(callIn(code, others)), expected);
      if (Object.keys(others).length === 0) holdKept(IMPORTS + code);
    });

  it('that cannot be read leave p unknown', () => {
    const code = 'cfg = yaml.safe_load(open("config.yaml"))\nnn.Dropout(cfg["dropout"])';
    for (const text of [
      '',
      '[',
      'a: [',
      '\t: {',
      'dropout: *missing',
      '- 1',
      '!!binary x',
      'dropout: ${p}',
      'dropout: 1e-1',
    ])
      assert.match(inWords(callIn(code, { 'pkg/config.yaml': text })), /^\?/, text);
  });

  it('in JSON are what Python reads there', () => {
    const code = 'cfg = json.load(open("config.json"))\nnn.Dropout(cfg["p"])';
    for (const [text, expected] of [
      ['\n\n{"on": true,\n"text": "a \\"null\\"", "p": 1e-1}', '0.1 pkg/config.json:4'],
      ['{"a": NaN, "b": -Infinity, "c": [null, {}], "p": 0.3}', '0.3 pkg/config.json:1'],
      ['{"model": {"p": 0.2}, "p": "${model.p}"}', '0.2 pkg/config.json:1'],
      // Python refuses it, but not what reads JSON with remarks.
      ['{"p": 0.3} // as trained', '0.3 pkg/config.json:1'],
      ["{'p': 0.3}", '?'],
      ['{"p": 0.3', '?'],
      ['', '?'],
    ] as const)
      assert.ok(inWords(callIn(code, { 'pkg/config.json': text })).startsWith(expected), text);
  });
});
