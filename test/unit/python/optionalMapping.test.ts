import { hold } from './forms';

describe('what is unpacked of a dictionary that need not be passed', () => {
  const NET = (fallback: string, unpacked: string, before = ''): string =>
    `class Net(nn.Module):\n  def __init__(self, n, more${fallback}):\n${before}    nn.MultiheadAttention(3, 1, **${unpacked})\n`;
  const MADE = '    more = more or {}\n';
  const WAYS: readonly [way: string, code: string][] = [
    ['or an empty one', NET('=None', 'more', MADE)],
    ['or an empty one where it is unpacked', NET('=None', '(more or {})')],
    ['which is empty by default', NET('={}', 'more')],
    ['in a branch', NET('=None', 'more', '    if more is None:\n      more = dict()\n')],
    ['in a condition', NET('=None', 'more', '    more = {} if more is None else more\n')],
  ];
  const use = (calls: string): Record<string, string> => ({
    'main.py': `from pkg.model import Net\n${calls}\n`,
  });
  for (const [way, code] of WAYS)
    describe(way, () => {
      hold([
        ['where nobody makes it', code, {}, '0.0 here:4'],
        ['where nobody passes it', code, use('Net(3)\nNet(n=3)'), '0.0 here:4'],
        ['where it lacks p', code, use('Net(3, {"bias": False})\nNet(3, None)'), '0.0 here:4'],
        ['where all pass it', code, use('Net(3, {"dropout": 0.3})'), '0.3 main.py:2 unless caller'],
        ['where some pass it', code, use('Net(3, dict(dropout=0.3))\nNet(3)'), '? unpacked'],
        ['where nobody knows what is passed', code, use('Net(3, read())'), '? unpacked'],
        [
          'where the call passes it itself',
          `${code}Net(3, {"dropout": 0.3})\n`,
          {},
          `0.3 here:${3 + code.split('\n').length} unless caller`,
        ],
      ]);
    });
  hold([
    ['that is set otherwise, too', NET('=None', 'more', `${MADE}    more = read()\n`), {}, '? unpacked'],
    ['that has to be passed', NET('', 'more', MADE), {}, '? unpacked'],
    ['that is something by default', NET('={"dropout": 0.2}', 'more'), {}, '0.2 here:4 unless caller'],
  ]);
});
