// What 0.1.0 promised and readers may have written into their settings, key bindings and workspaces: it works for ever.
// The table is frozen: nothing is taken out of it. (Sessions that 0.1.0 stored: test/unit/playground/storedSession.test.ts.)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { receiveOpenRequest } from '../../../src/protocol';
import { SECTION, type SettingName, SETTINGS } from '../../../src/services/settings';

const root = join(import.meta.dirname, '../../..');

interface Setting {
  readonly type: string;
  readonly default: unknown;
  readonly scope?: string;
}
interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly type?: string }[]>>;
  };
}
const { contributes, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

const BOOLEAN = { type: 'boolean', default: true, values: [true, false] };

/** Its settings: type, default, scope where that is not VS Code's own default, and what a file may hold. */
const SETTINGS_OF_0_1_0: Readonly<Record<string, Setting & { readonly values: readonly unknown[] }>> = {
  'codeLens.enabled': { ...BOOLEAN, scope: 'language-overridable' },
  'hover.enabled': { ...BOOLEAN, scope: 'language-overridable' },
  'inlayHints.enabled': { ...BOOLEAN, scope: 'language-overridable' },
  'replay.enabled': { ...BOOLEAN, scope: 'language-overridable' },
  'panel.singleKeyShortcuts': BOOLEAN,
  generator: {
    type: 'string',
    default: 'cpu',
    values: [
      ...['cpu', 'cpu-mkl', 'cuda:K80', 'cuda:P100', 'cuda:GTX 1080 Ti', 'cuda:V100', 'cuda:T4'],
      ...['cuda:RTX 2080 Ti', 'cuda:RTX 3060', 'cuda:RTX 3080', 'cuda:RTX 3090', 'cuda:RTX A6000'],
      ...['cuda:A10', 'cuda:A10G', 'cuda:A40', 'cuda:A100', 'cuda:L4', 'cuda:L40S', 'cuda:RTX 4070'],
      ...['cuda:RTX 4080', 'cuda:RTX 4080 SUPER', 'cuda:RTX 4090', 'cuda:H100 PCIe', 'cuda:H100 SXM'],
      'cuda:H200',
    ],
  },
  'verify.interpreter': {
    type: 'string',
    default: '',
    scope: 'machine',
    values: ['', 'python3', '/usr/bin/python3'],
  },
};

/** Its commands, to which key bindings and other extensions may refer. */
const COMMANDS_OF_0_1_0 = [
  ...['open', 'toggleTraining', 'resample', 'changeProbability', 'setSeed', 'chooseGenerator'],
  ...['undo', 'redo', 'copyCode', 'copyTensor', 'insertBelow', 'savePicture'],
  ...['goToCode', 'writeProbability', 'unlink', 'openExample', 'verify'],
  ...['openCall', 'clearWhatIf', 'whatIf', 'goToPlace', 'compareOutputs'],
];

/** What it gave the command openCall, which a lens drawn by it, or a key binding, may give it still. */
const REQUESTS_OF_0_1_0: readonly object[] = [
  {
    kind: 'Dropout',
    inplace: false,
    p: { type: 'float', value: 0.5 },
    seed: '0',
    generator: 'cpu',
    origin: { label: 'model.py:12', illustrative: false },
  },
  {
    kind: 'Dropout2d',
    inplace: true,
    generator: 'cpu-mkl',
    training: false,
    shape: [2, 3, 4, 4],
    input: { type: 'randn' },
    earlier: 3,
    skipped: 20,
    origin: {
      label: 'cell 2:4',
      illustrative: true,
      deviation: 'values',
      inside: { of: 'LSTM', does: 'recurrent' },
      call: {
        ...{ uri: 'file:///a.ipynb', cell: 1, from: 12, key: 'drop' },
        ...{ line: 'drop = nn.Dropout2d()', head: 'drop =' },
      },
    },
  },
];

describe('what 0.1.0 promised', () => {
  for (const [name, { values, ...promised }] of Object.entries(SETTINGS_OF_0_1_0))
    it(`the setting ${name}, with its type, default and values`, () => {
      const {
        type,
        default: standard,
        scope,
      } = contributes.configuration.properties[`${SECTION}.${name}`] ?? {};
      assert.deepEqual({ type, default: standard, ...(scope === undefined ? {} : { scope }) }, promised);
      const { schema } = SETTINGS[name as SettingName];
      assert.deepEqual(
        values.filter((value) => !v.is(schema, value)),
        [],
      );
    });

  for (const command of COMMANDS_OF_0_1_0)
    it(`the command ${command}`, () =>
      assert.ok(contributes.commands.some((each) => each.command === `${SECTION}.${command}`)));

  for (const [index, request] of REQUESTS_OF_0_1_0.entries())
    it(`the argument of openCall, example ${index + 1}`, () =>
      assert.deepEqual(receiveOpenRequest(request), { ok: true, message: request }));

  it('the places of its views, which a reader may have moved', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      ['dropoutPlayground'],
    );
    const views = contributes.views['dropoutPlayground'] ?? [];
    assert.equal(views.find(({ id }) => id === 'dropoutPlayground.view')?.type, 'webview');
    // A panel that was open comes back by this name, and a session by this key.
    const source = (path: string): string => readFileSync(join(root, path), 'utf8');
    assert.match(source('src/services/playgroundTabs.ts'), /VIEW_TYPE = 'dropoutPlayground\.playground'/);
    assert.match(source('src/services/keptSession.ts'), /KEY = 'playground'/);
  });

  it('its name', () => assert.equal(manifest.name, 'dropout-playground'));
});
