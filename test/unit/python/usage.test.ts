import { hold, OPEN } from './forms';

/** A script that docopt gives its options, by the text at its beginning. */
const script = (options: string, use: string): string =>
  `"""Trains.\n\nUsage:\n  run.py train [options]\n\nOptions:\n  -h --help  show this\n${options}\n"""\nfrom docopt import docopt\nfrom pkg.model import Net\n${use}\n`;
const MAIN =
  'def train(args):\n  Net(3, float(args["--dropout"]))\ndef main():\n  args = docopt(__doc__)\n  train(args)';
const DEFAULT = '  --dropout=<float>  how much [default: 0.3]';

describe('options of docopt', () => {
  hold([
    ['a default', OPEN, { 'run.py': script(DEFAULT, MAIN) }, '0.3 run.py:1 unless caller | default 0.1'],
    [
      'below comments, of a dictionary',
      OPEN,
      {
        'run.py': `#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n\n${script(DEFAULT, `from typing import Dict\n${MAIN.replace('args)', 'args: Dict)')}`)}`,
      },
      '0.3 run.py:4 unless caller | default 0.1',
    ],
    [
      'with a short name',
      OPEN,
      { 'run.py': script('  -d P, --dropout P  how much\n                     [default: 0.3]', MAIN) },
      '0.3 run.py:1 unless caller | default 0.1',
    ],
    [
      'of a text with a name',
      OPEN,
      { 'run.py': script(DEFAULT, MAIN).replace('"""', 'USAGE = """').replace('__doc__', 'USAGE') },
      '0.3 run.py:1 unless caller | default 0.1',
    ],
    [
      'without a default',
      OPEN,
      { 'run.py': script('  --dropout=<float>  how much\n  --rate=<float>  [default: 0.3]', MAIN) },
      '? none',
    ],
    [
      'that is not there',
      OPEN,
      { 'run.py': script('  --drop=<float>  how much [default: 0.3]', MAIN) },
      '? subscript',
    ],
    [
      'that is no number yet',
      OPEN,
      { 'run.py': script(DEFAULT, MAIN.replace(/float\((.*)\)\)/, '$1)')) },
      '? expression',
    ],
  ]);
});
