import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { SECTION, SETTINGS } from '../../../src/services/settings';
import { RULE_CODES } from '../../../src/python';
import { GENERATOR_NAMES } from '../../../src/torch';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Manifest {
  main: string;
  browser: string;
  capabilities: { untrustedWorkspaces: { supported: unknown; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category: string; enablement?: string }[];
    configuration: {
      properties: Record<
        string,
        {
          type: string;
          default: unknown;
          scope?: string;
          markdownDescription: string;
          enum?: string[];
          markdownEnumDescriptions?: string[];
        }
      >;
    };
  };
}
const manifest = JSON.parse(read('package.json')) as Manifest;

/** The TypeScript files below a folder. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join(folder, path));
}

describe('the manifest', () => {
  it('takes every text from package.nls.json, and leaves none there unused', () => {
    const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    assert.deepEqual(
      [...new Set(used)].sort(),
      Object.keys(JSON.parse(read('package.nls.json')) as object).sort(),
    );
  });

  it('puts every command into one category', () => {
    assert.deepEqual(
      manifest.contributes.commands.filter(({ category }) => category !== '%category%'),
      [],
    );
  });

  it('describes every setting that the code reads, and only those, with its type, values and default', () => {
    const described = Object.entries(manifest.contributes.configuration.properties).map(
      ([name, { type, default: standard, enum: values }]) => [name, { type, standard, values }],
    );
    const read = Object.entries(SETTINGS).map(([name, { schema, standard }]) => [
      `${SECTION}.${name}`,
      {
        type: schema.type === 'picklist' ? 'string' : schema.type,
        standard,
        values: schema.type === 'picklist' ? schema.options : undefined,
      },
    ]);
    assert.deepEqual(Object.fromEntries(described), Object.fromEntries(read));
  });

  it('lets a language have its own value of what is read for a document, and of nothing else', () => {
    const properties = Object.entries(manifest.contributes.configuration.properties);
    assert.deepEqual(
      properties.filter(([, { scope }]) => scope === 'language-overridable').map(([name]) => name),
      [
        ...[
          'codeLens.enabled',
          'codeLens.style',
          'hover.enabled',
          'inlayHints.enabled',
          'replay.enabled',
        ].map((name) => `${SECTION}.${name}`),
        `${SECTION}.problems.enabled`,
        ...RULE_CODES.map((rule) => `${SECTION}.problems.${rule}`),
      ],
    );
  });

  it('offers every generator that there is, cpu first, each with its description', () => {
    const setting = manifest.contributes.configuration.properties['dropoutPlayground.generator'];
    assert.deepEqual(setting?.enum, GENERATOR_NAMES);
    assert.equal(setting.default, GENERATOR_NAMES[0]);
    const key = (name: string): string => `%setting.generator.${name.replace(/:.*/, '')}%`;
    assert.deepEqual(setting.markdownEnumDescriptions, GENERATOR_NAMES.map(key));
  });

  it('offers to run an interpreter only where the reader trusts the workspace and there is Node', () => {
    const verify = manifest.contributes.commands.find(
      ({ command }) => command === 'dropoutPlayground.verify',
    );
    assert.equal(verify?.enablement, 'isWorkspaceTrusted && dropoutPlayground.canVerify');
    // VS Code heeds the list of restricted settings only with "limited".
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual(
      [supported, restrictedConfigurations],
      ['limited', ['dropoutPlayground.verify.interpreter']],
    );
    const setting = manifest.contributes.configuration.properties['dropoutPlayground.verify.interpreter'];
    assert.equal(setting?.scope, 'machine');
  });

  it('has one program for the desktop and the browser', () => {
    assert.equal(manifest.main, manifest.browser);
  });
});

describe('the texts for translators', () => {
  it('are those in the code (npm run l10n writes them anew)', async function () {
    this.timeout(60_000);
    // For each import of what translates it makes its queries anew, which takes longer than all the rest: so all code is
    // one text with one import, by which it finds `l10n.t` as well as `vscode.l10n.t`.
    const importing = /^import (?:\* as (?:vscode|l10n)|\{ l10n \}) from '(?:vscode|@vscode\/l10n)';$/gm;
    const files = [...sources('src'), ...sources('media')];
    const inCode = await getL10nJson(
      (['.ts', '.tsx'] as const).map((extension) => {
        const texts = files.filter((path) => path.endsWith(extension)).map(read);
        const speaking = texts.filter((text) => text.includes('l10n')).join('\n');
        return {
          extension,
          contents: `import * as vscode from 'vscode';\n${speaking.replaceAll(importing, '')}`,
        };
      }),
    );
    assert.deepEqual(JSON.parse(read('l10n/bundle.l10n.json')), inCode);
  });
});
