import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { fullName, type SettingName, Settings, SETTINGS } from '../../src/services/settings';

/** Values that a settings file may hold, whatever the setting. */
const HOSTILE: readonly unknown[] = [
  'off',
  'true',
  'CPU',
  'cuda',
  null,
  undefined,
  0,
  1,
  NaN,
  true,
  false,
  '',
  [],
  ['cpu'],
  {},
  { enabled: false },
  'x'.repeat(10_000),
];

/** Settings whose values, by their full names and perhaps languages, stand in files. */
function settingsWith(values: Record<string, unknown>) {
  const logged: string[] = [];
  const changes: (() => void)[] = [];
  const workspace = {
    onDidChangeConfiguration: (told: () => void) => changes.push(told),
    getConfiguration: (section?: string, scope?: vscode.ConfigurationScope | null) => ({
      get: (name: string): unknown => {
        const language = (scope as { languageId?: string } | undefined)?.languageId;
        const own = `[${language}]${section}.${name}`;
        return own in values ? values[own] : values[`${section}.${name}`];
      },
    }),
  };
  return {
    settings: new Settings(workspace as unknown as typeof vscode.workspace, {
      warn: (text) => void logged.push(text),
    }),
    logged,
    changed: () => changes.forEach((told) => told()),
  };
}

describe('the settings', () => {
  const names = Object.keys(SETTINGS) as SettingName[];

  for (const name of names) {
    const { schema, standard } = SETTINGS[name];
    const isGood = (value: unknown): boolean =>
      schema.type === 'picklist'
        ? schema.options.some((option) => option === value)
        : typeof value === schema.type;

    it(`give ${name} its default where a file holds something else, and log each such value once`, () => {
      for (const value of HOSTILE) {
        const { settings, logged } = settingsWith({ [fullName(name)]: value });
        const read = [settings.get(name), settings.get(name), settings.get(name)];
        assert.deepEqual(new Set(read), new Set([isGood(value) ? value : standard]), String(value));
        assert.equal(logged.length, isGood(value) ? 0 : 1, String(value));
        for (const text of logged) {
          assert.ok(text.startsWith(`dropoutPlayground.${name} is `), text);
          assert.ok(text.length < 500, text);
        }
      }
    });

    it(`give ${name} every value that it can have`, () => {
      const values =
        schema.type === 'picklist' ? schema.options : schema.type === 'boolean' ? [true, false] : ['a'];
      for (const value of values) {
        const { settings, logged } = settingsWith({ [fullName(name)]: value });
        assert.deepEqual([settings.get(name), logged], [value, []]);
      }
    });
  }

  it('log another wrong value of the same setting, and the same value of another', () => {
    const values: Record<string, unknown> = { 'dropoutPlayground.generator': 7 };
    const { settings, logged, changed } = settingsWith(values);
    settings.get('generator');
    values['dropoutPlayground.generator'] = 'cuda';
    changed();
    settings.get('generator');
    changed();
    settings.get('generator');
    values['dropoutPlayground.hover.enabled'] = 7;
    settings.get('hover.enabled');
    assert.deepEqual(logged, [
      'dropoutPlayground.generator is 7, which it cannot be; its default "cpu" stands in.',
      'dropoutPlayground.generator is "cuda", which it cannot be; its default "cpu" stands in.',
      'dropoutPlayground.hover.enabled is 7, which it cannot be; its default true stands in.',
    ]);
  });

  it('are asked for once, until something of them is changed', () => {
    const values: Record<string, unknown> = { 'dropoutPlayground.hover.enabled': false };
    const { settings, changed } = settingsWith(values);
    const document = { languageId: 'python' };
    const read = () => [settings.get('hover.enabled', document), settings.get('hover.enabled')];
    assert.deepEqual(read(), [false, false]);
    values['[python]dropoutPlayground.hover.enabled'] = true;
    assert.deepEqual(read(), [false, false]);
    changed();
    assert.deepEqual(read(), [true, false]);
  });

  it('are those of a document’s language, where these are wrong, too', () => {
    const { settings, logged } = settingsWith({
      'dropoutPlayground.hover.enabled': false,
      '[python]dropoutPlayground.hover.enabled': 'off',
      '[markdown]dropoutPlayground.hover.enabled': true,
    });
    const inLanguage = (languageId: string): boolean => settings.get('hover.enabled', { languageId });
    assert.deepEqual(
      [inLanguage('python'), inLanguage('markdown'), inLanguage('plaintext')],
      [true, true, false],
    );
    assert.equal(logged.length, 1);
  });
});
