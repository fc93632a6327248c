import { GIVEN, hold, OPEN } from './forms';

describe("a class that Lightning's command line makes of a part of the settings", () => {
  const CLI = 'from pytorch_lightning.cli import LightningCLI\nfrom pkg.model import Net\n';
  const files = (
    call: string,
    settings: string,
    rest: Record<string, string> = {},
  ): Record<string, string> => ({
    'main.py': `${CLI}${call}\n`,
    'config.yaml': settings,
    ...rest,
  });
  const FLAT = 'trainer:\n  max_epochs: 3\nmodel:\n  n: 3\n  dropout: 0.3\n';
  const IS_FLAT = '0.3 config.yaml:5 unless caller';
  hold([
    ['is given what stands there', GIVEN, files('LightningCLI(Net)', FLAT), IS_FLAT],
    ['by name', GIVEN, files('LightningCLI(model_class=Net)', FLAT), IS_FLAT],
    ['in the place of a default', OPEN, files('LightningCLI(Net)', FLAT), `${IS_FLAT} | default 0.1`],
    ['or leaves that', OPEN, files('LightningCLI(Net)', 'model:\n  n: 3\n'), '0.1 here:5 unless caller'],
    ['as data', GIVEN, files('LightningCLI(Other, Net)', FLAT.replace('model', 'data')), IS_FLAT],
    [
      'by a command line of its own',
      GIVEN,
      files('class Own(LightningCLI):\n  pass\nOwn(Net)', FLAT),
      IS_FLAT,
    ],
    [
      'of several files',
      GIVEN,
      files('LightningCLI(Net)', FLAT, { 'other.yaml': 'model:\n  n: 3\n  dropout: 0.4\n' }),
      '? ambiguous 0.3, 0.4',
    ],
    [
      'but not of what it does not take',
      GIVEN,
      files('LightningCLI(Net)', FLAT, { 'other.yaml': 'model:\n  n: 3\n  depth: 2\n  dropout: 0.4\n' }),
      IS_FLAT,
    ],
    [
      'and not of another part',
      GIVEN,
      files('LightningCLI(Net)', FLAT.replace('model', 'data')),
      '? parameter',
    ],
    ['nor is another class', GIVEN, files('LightningCLI(Other)', FLAT), '? parameter'],
    ['nor one that something else makes', GIVEN, files('run(Net)', FLAT), '? parameter'],
    [
      'whose name stands there, as before',
      GIVEN,
      files(
        'LightningCLI(Net)',
        'model:\n  class_path: pkg.model.Net\n  init_args:\n    n: 3\n    dropout: 0.3\n',
      ),
      '0.3 config.yaml:5 unless caller',
    ],
  ]);
});
