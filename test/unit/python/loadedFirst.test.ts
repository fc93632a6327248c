import { hold, NET } from './forms';

describe('files of settings that disagree', () => {
  const READS = `${NET}, cfg):\n    self.d = nn.Dropout(cfg["model"]["rate"])\n`;
  const RUN =
    'import argparse\nfrom pkg.model import Net\nparser = argparse.ArgumentParser()\nparser.add_argument("cfg_path")\nNet(load(parser.parse_args().cfg_path))\n';
  const CONF = {
    'conf/a.yaml': 'model:\n  rate: 0.2\n',
    'conf/b.yaml': 'model:\n  rate: 0.3\n',
    'run.py': RUN,
  };
  const named = (path: string, file = 'data/other.py', before = ''): Record<string, string> => ({
    ...CONF,
    [file]: `${before}path = "${path}"\nwith open(path) as f:\n  cfg = yaml.safe_load(f)\n`,
  });
  const FIRST = '0.2 conf/a.yaml:2 unless commandLine | passed 0.3';
  hold([
    ['of which the code names none', READS, CONF, '? ambiguous'],
    [
      'one of which what makes the model names',
      READS,
      named('conf/a.yaml', 'main.py', 'from pkg.model import Net\n'),
      FIRST,
    ],
    [
      '… from where it stands',
      READS,
      named('../conf/a.yaml', 'src/main.py', 'from pkg.model import Net\n'),
      FIRST,
    ],
    ['… of the folder', READS, named('a.yaml', 'conf/main.py', 'from pkg.model import Net\n'), FIRST],
    [
      '… from the root of some machine',
      READS,
      named('/home/me/conf/a.yaml', 'main.py', 'from pkg.model import Net\n'),
      FIRST,
    ],
    [
      'one of which a script names that has nothing to do with the model',
      READS,
      named('conf/a.yaml'),
      '? ambiguous',
    ],
    [
      'one of whose name another folder has one',
      READS,
      named('tests/conf/a.yaml', 'main.py', 'from pkg.model import Net\n'),
      '? ambiguous',
    ],
    [
      'one of which a test names',
      READS,
      named('conf/a.yaml', 'tests/test_net.py', 'from pkg.model import Net\n'),
      '? ambiguous',
    ],
  ]);
});
