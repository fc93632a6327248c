// What a reader and the log are told where something fails: a sentence with the reason, never a stack trace; and what
// Report Issue takes along.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type CommandHost, registerCommands } from '../../../src/commands/commands';
import { savePage } from '../../../src/panel/savePage';
import { savePicture } from '../../../src/panel/savePicture';
import type { PanelHost } from '../../../src/panel/connectedWebview';
import { PlaygroundStore } from '../../../src/playground';
import { Endurance } from '../../../src/reading/endurance';

const root = join(import.meta.dirname, '../../..');

/** What was said in notifications, what was logged, by its level, and which commands of VS Code were run. */
const said: string[] = [];
const logged: [level: string, text: string][] = [];
const ran: [command: string, argument: unknown][] = [];
const commands = new Map<string, (argument?: unknown) => unknown>();

const log = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map((level) => [
    level,
    (text: string) => void logged.push([level, text]),
  ]),
) as unknown as vscode.LogOutputChannel;
const say = (text: string): Promise<undefined> => {
  said.push(text);
  return Promise.resolve(undefined);
};

/** It fails as a disk does; what it has beside its message is nothing for readers. */
const fail = (): Promise<never> => Promise.reject(new Error('there is no room on the disk'));

const store = new PlaygroundStore();
const host = { extensionId: 'a.b', store, log, showPanel: () => Promise.resolve() } as unknown as CommandHost;

describe('where something fails', () => {
  before(() => {
    Object.assign(vscode.window, {
      ...{ showErrorMessage: say, showWarningMessage: say, showInformationMessage: say },
      showSaveDialog: () => Promise.resolve({ path: '/dropout.svg' }),
    });
    Object.assign(vscode.workspace, { fs: { readFile: fail, writeFile: fail } });
    Object.assign(vscode.Uri, { joinPath: () => ({}) });
    Object.assign(vscode.commands, {
      registerCommand: (name: string, run: () => unknown) => commands.set(name, run),
      executeCommand: (command: string, argument: unknown) => void ran.push([command, argument]),
    });
    registerCommands(host);
  });
  beforeEach(() => {
    for (const list of [said, logged, ran]) list.splice(0);
  });

  const CASES: readonly (readonly [what: string, act: () => unknown, says: RegExp])[] = [
    [
      'a picture cannot be drawn',
      () => savePicture(fail),
      /^The picture was not saved: there is no room on the disk$/,
    ],
    [
      'a picture cannot be written',
      () => savePicture(() => Promise.resolve('<svg />')),
      /^The picture was not saved: there is no room on the disk$/,
    ],
    [
      'a page cannot be written',
      () => savePage({ store } as unknown as PanelHost),
      /^The page was not saved: there is no room on the disk$/,
    ],
    [
      'another extension asks for a call that is none',
      () => commands.get('dropoutPlayground.openCall')?.({ kind: 'Dropout', p: 'much' }),
      /^The playground cannot show this call: /,
    ],
    [
      'what reads the code ends again and again',
      () => {
        const endurance = new Endurance(log);
        for (let i = 0; i < 5; i++) endurance.noteEnd('reader', 'RangeError: x\n    at y (worker.js:1:2)');
      },
      /^Dropout Playground no longer reads your code: what reads it stopped 5 times within a minute\.$/,
    ],
  ];
  for (const [what, act, says] of CASES)
    it(`a reader is told in a sentence that ${what}`, async () => {
      await act();
      assert.equal(said.length, 1);
      assert.match(said.join(), says);
      assert.doesNotMatch(said.join(), /\n\s+at |\.[jt]sx?:\d|Traceback/);
    });

  it('no program of ours asks an error for its stack', () => {
    const files = ['src', 'media'].flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.tsx?$/.test(path))
        .map((path) => join(room, path)),
    );
    assert.ok(files.length > 400);
    // torch.stack is another thing.
    const asks = /(?<!algebra|torch|\.)\??\.stack\b/;
    assert.deepEqual(
      files.filter((path) => asks.test(readFileSync(join(root, path), 'utf8'))),
      [],
    );
  });

  it('the log tells apart what is ordinary and what is wrong', () => {
    const endurance = new Endurance(log);
    endurance.note('reader', 'idle');
    endurance.noteEnd('reader', 'exit 1');
    endurance.dispose();
    // By then the log is gone, too.
    endurance.note('reader', 'disposed');
    assert.deepEqual(logged, [
      ['debug', 'The reader is ended: idle'],
      ['error', 'The reader ended: exit 1'],
    ]);
  });
});

describe('Report Issue', () => {
  it('takes along which generator is chosen, and nothing of the code', async () => {
    const origin = { label: 'secret.py:7', illustrative: false };
    store.dispatch({
      type: 'open',
      request: { kind: 'Dropout', inplace: false, generator: 'cuda:A100', seed: '4711', origin },
    });
    store.dispatch({ type: 'setInput', input: { type: 'pasted', text: '[[815.0]]' } });
    await commands.get('dropoutPlayground.reportIssue')?.();
    const [command, form] = ran[0] ?? [];
    assert.equal(command, 'workbench.action.openIssueReporter');
    const { extensionId, issueBody, ...rest } = form as Record<string, string>;
    assert.deepEqual([extensionId, rest], ['a.b', {}]);
    assert.match(
      issueBody ?? '',
      /^What did you do, and what did you see\?\n\n[^]*\n\ngenerator: cuda:A100$/,
    );
    assert.doesNotMatch(issueBody ?? '', /secret|4711|815/);
  });

  it('is a text to be sent where VS Code has no form for it', async () => {
    const shown: unknown[] = [];
    Object.assign(vscode.commands, { executeCommand: fail });
    Object.assign(vscode.workspace, { openTextDocument: (draft: unknown) => Promise.resolve(draft) });
    Object.assign(vscode.window, {
      showTextDocument: (draft: unknown) => Promise.resolve(shown.push(draft)),
    });
    await commands.get('dropoutPlayground.reportIssue')?.();
    const [{ language, content }] = shown as [Record<string, string>];
    assert.equal(language, 'markdown');
    assert.match(content ?? '', /^What did you do, and what did you see\?\n\n/);
  });
});
