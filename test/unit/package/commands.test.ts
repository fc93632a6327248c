// The commands of the manifest: where the palette offers them, and that the program registers the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { programs } from '../../../esbuild.mjs';

interface Manifest {
  contributes: {
    commands: { command: string; enablement?: string }[];
    menus: { commandPalette: { command: string; when: string }[] };
  };
}
const root = join(import.meta.dirname, '../../..');
const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** When the palette offers a command; undefined where always. */
function condition(name: string): string | undefined {
  const id = `dropoutPlayground.${name}`;
  const command = contributes.commands.find((each) => each.command === id) ?? assert.fail(`no ${id}`);
  const hidden = contributes.menus.commandPalette.find((each) => each.command === id);
  return hidden?.when ?? command.enablement;
}

const OPEN = '(dropoutPlayground.isOpen || dropoutPlayground.isViewVisible)';

/** Those that open the playground where there is none, and those that need nothing. */
const ALWAYS = [
  ...['open', 'toggleTraining', 'resample', 'changeProbability', 'setSeed', 'chooseGenerator'],
  ...['refreshMap', 'filterMap', 'copyMapMarkdown', 'copyMapCsv'],
  ...['copyCode', 'copyTensor', 'savePicture', 'savePage', 'openExample', 'followCursor', 'toggleQuiet'],
  ...['getStarted', 'reportIssue'],
];
/** Those that need something to act on. */
const CONDITIONS: Readonly<Record<string, string>> = {
  undo: `${OPEN} && dropoutPlayground.canUndo`,
  redo: `${OPEN} && dropoutPlayground.canRedo`,
  insertBelow: `${OPEN} && dropoutPlayground.canInsert`,
  goToCode: 'dropoutPlayground.isLinked',
  unlink: 'dropoutPlayground.isLinked',
  writeProbability: 'dropoutPlayground.canWriteProbability',
  pinCall: 'dropoutPlayground.cursorLeads',
  clearWhatIf: 'dropoutPlayground.hasWhatIf',
  openHere: 'dropoutPlayground.hasCalls',
  stopMap: 'dropoutPlayground.mapIsReading',
  clearMapFilter: 'dropoutPlayground.mapIsFiltered',
  verify: 'isWorkspaceTrusted && dropoutPlayground.canVerify',
};
/** Those that only lenses, hovers, items and rows run, with an argument. */
const NEVER = [
  ...['openCall', 'whatIf', 'goToPlace', 'compareOutputs', 'fix'],
  ...['openMapped', 'tryMapped', 'fixMapped'],
];

describe('the palette', () => {
  for (const name of ALWAYS) it(`always offers ${name}`, () => assert.equal(condition(name), undefined));
  for (const [name, when] of Object.entries(CONDITIONS))
    it(`offers ${name} where ${when}`, () => assert.equal(condition(name), when));
  for (const name of NEVER) it(`never offers ${name}`, () => assert.equal(condition(name), 'false'));
});

/** Something that may be read, written, called, made and gone through, whatever VS Code has in its place. */
function anything(own: readonly (readonly [PropertyKey, unknown])[] = []): unknown {
  const parts = new Map(own);
  // What a proxy stands for decides on whether it can be called and made.
  return new Proxy(Object, {
    get(_, key) {
      // No promise; empty where it is gone through; 0 as a number.
      if (key === 'then') return undefined;
      if (key === Symbol.iterator) return [][Symbol.iterator];
      if (key === Symbol.toPrimitive) return () => 0;
      // A class may derive from it.
      if (key === 'prototype') return Object.prototype;
      if (!parts.has(key)) parts.set(key, anything());
      return parts.get(key);
    },
    set: () => true,
    apply: () => anything(),
    construct: () => anything() as object,
  });
}

/** What the program registers when VS Code activates it. */
async function registered(): Promise<string[]> {
  const { outputFiles } = await build({ ...programs.extension, write: false });
  const names: string[] = [];
  const commands = {
    registerCommand: (name: string) => names.push(name),
    executeCommand: () => Promise.resolve(),
  };
  const program = outputFiles[0]?.text ?? '';
  // The bundle copies the module's own properties.
  const used = new Set([...program.matchAll(/\bvscode\w*\.(\w+)/g)].map(([, name = '']) => name));
  const vscode = { ...Object.fromEntries([...used].map((name) => [name, anything()])), commands };
  const module = { exports: {} as { activate?: (context: unknown) => unknown } };
  // oxlint-disable-next-line typescript/no-implied-eval
  const load = new Function('module', 'exports', 'require', program) as (...parts: unknown[]) => void;
  load(module, module.exports, () => vscode);
  await (module.exports.activate ?? assert.fail())(anything([['subscriptions', []]]));
  return names;
}

describe('the commands', () => {
  it('are in the manifest as they are in the program', async () => {
    assert.deepEqual((await registered()).sort(), contributes.commands.map(({ command }) => command).sort());
  });

  it('are all told of here', () => {
    assert.deepEqual(
      [...ALWAYS, ...Object.keys(CONDITIONS), ...NEVER].map((name) => `dropoutPlayground.${name}`).sort(),
      contributes.commands.map(({ command }) => command).sort(),
    );
  });
});
