import assert from 'node:assert/strict';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { callsOf, EVERYTHING, fileRow, rowLabel } from '../../src/map/rows';
import { Survey } from '../../src/map/survey';
import { Reading, type StartWorker } from '../../src/reading';
import { Settings } from '../../src/services/settings';
import { eventually } from '../eventually';
import { closeEverything, openPython, replace, startHere } from './editor';

const IMPORTS = 'from torch import nn\nimport torch.nn.functional as F\n';
const CLEAN = `${IMPORTS}drop = nn.Dropout(0.25)\n`;
const WRONG = `${IMPORTS}class Net(nn.Module):\n    def forward(self, x):\n        return F.dropout(x, 0.5)\n`;

describe('the map of a real workspace', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const folder = join(root, 'mapped');
  let logged: string[];
  let started: Awaited<ReturnType<StartWorker>>[];
  let reading: Reading;
  let survey: Survey;

  /** What is known of the test's own files: `a.py: drop p = 0.25 · off in eval()`. */
  const shown = (): string[] =>
    [...survey.files]
      .flatMap((file) => {
        const path = vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri));
        if (!path.startsWith('mapped/')) return [];
        const row = fileRow(file, { path, filter: EVERYTHING, severityOf: ({ severity }) => severity });
        const calls = row === undefined ? [] : callsOf(row);
        return [`${path.slice(7)}: ${calls.map((call) => rowLabel(call).description).join(', ')}`];
      })
      .sort();

  async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  }

  beforeEach(async () => {
    await mkdir(folder);
    // What the test before left behind may still say something: to its own lists.
    const lines: string[] = [];
    logged = lines;
    const note = (text: string): void => void lines.push(text);
    const log = { debug: () => undefined, warn: note, error: note };
    const real = startHere();
    const mappers: typeof started = [];
    started = mappers;
    const start: StartWorker = async (role) => {
      const worker = await real(role);
      if (role === 'mapper') mappers.push(worker);
      return worker;
    };
    const settings = new Settings(vscode.workspace, log);
    reading = new Reading(start, settings, log);
    survey = new Survey(reading, settings, log);
  });
  afterEach(async () => {
    survey.dispose();
    reading.dispose();
    await closeEverything();
    await rm(folder, { recursive: true });
  });

  const OFF = 'p = 0.25 · off in eval()';
  const ON = 'p = 0.5 · stays on in eval()';

  it('shows all that can be read, and says of the rest why not', async () => {
    await write({
      'a.py': CLEAN,
      'b/net.py': WRONG,
      'binary.py': Buffer.from([100, 0, 1]),
      'broken.ipynb': '{"cells": [',
      'shut.py': WRONG,
      '.gitignore': 'made/\n',
      'made/net.py': WRONG,
      'node_modules/net.py': WRONG,
      'huge.py': Buffer.alloc(11_000_000, 'x'),
      [`${'d/'.repeat(110)}deep.py`]: WRONG,
    });
    // Windows lets few people make links.
    const hasLinks = process.platform !== 'win32';
    if (hasLinks) {
      await symlink(folder, join(folder, 'round'));
      await symlink('loop.py', join(folder, 'loop.py'));
      await symlink('nowhere.py', join(folder, 'lost.py'));
    }
    await chmod(join(folder, 'shut.py'), 0);
    await survey.read();
    // Whoever may do everything may read that, too.
    const rest = () => shown().filter((line) => !line.startsWith('shut.py'));
    await eventually(rest, [`a.py: ${OFF}`, `b/net.py: ${ON}`]);
    // Where VS Code tells of the new files only now, all is read once more, and told of once more.
    const told = [...new Set(logged)]
      // Nor is it certain that it passes over a link to itself when it tells of that.
      .filter((line) => line.includes('/mapped/') && !/shut\.py|loop\.py/.test(line))
      .sort();
    assert.deepEqual(
      told.map((line) => line.replace(/^.*\/mapped\//, '').replace(/(?<=no notebook): .*/, '')),
      [
        'binary.py: it is no text',
        'broken.ipynb: it is no notebook',
        `${'d/'.repeat(100).slice(0, -1)}: it is too deep`,
        'huge.py: it has more than 10 MB',
        // VS Code itself passes over a link to itself.
        ...(hasLinks ? ['lost.py: it is no file', 'round: it links to a folder'] : []),
      ],
    );
  });

  it('keeps up with files that are written, deleted and typed into', async () => {
    await write({ 'a.py': CLEAN, 'b/c/net.py': WRONG });
    await survey.read();
    // What the test before has deleted may be told of only now, and have all read anew.
    await eventually(shown, [`a.py: ${OFF}`, `b/c/net.py: ${ON}`]);
    await write({ 'a.py': WRONG });
    await eventually(shown, [`a.py: ${ON}`, `b/c/net.py: ${ON}`]);
    await rm(join(folder, 'b'), { recursive: true });
    await eventually(shown, [`a.py: ${ON}`]);
    const document = await vscode.workspace.openTextDocument(join(folder, 'a.py'));
    await replace(document, '0.5)', '0.5, self.training)');
    await eventually(shown, ['a.py: p = 0.5 · off in eval()']);
    assert.ok(document.isDirty);
    await document.save();
    await replace(document, '0.5, self.training)', '0.25)');
    await document.save();
    await eventually(shown, ['a.py: p = 0.25 · stays on in eval()']);
    await write({ '.gitignore': 'a.py\n' });
    await eventually(shown, []);
  });

  it('keeps up with files of settings, and with folders that have a dot in their names', async () => {
    const code = `import yaml\n${IMPORTS}cfg = yaml.safe_load(open("conf.yaml"))\ndrop = nn.Dropout(cfg["p"])\n`;
    await write({ 'a.py': code, 'conf.yaml': 'p: 0.5\n' });
    await survey.read();
    const read = (p: number): string => `a.py: p = ${p} from conf.yaml:1 · off in eval()`;
    await eventually(shown, [read(0.5)]);
    await write({ 'conf.yaml': 'p: 0.25\n' });
    await eventually(shown, [read(0.25)]);
    await write({ '../exp.v2/net.py': WRONG });
    await rename(join(root, 'exp.v2'), join(folder, 'exp.v2'));
    await eventually(shown, [read(0.25), `exp.v2/net.py: ${ON}`]);
    await rm(join(folder, 'exp.v2'), { recursive: true });
    await eventually(shown, [read(0.25)]);
  });

  it('leaves out what the reader excludes', async () => {
    const settings = vscode.workspace.getConfiguration('search');
    await write({ 'a.py': CLEAN, 'old/net.py': WRONG });
    await settings.update('exclude', { '**/old': true }, vscode.ConfigurationTarget.Workspace);
    try {
      await survey.read();
      await eventually(shown, [`a.py: ${OFF}`]);
    } finally {
      await settings.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually(shown, [`a.py: ${OFF}`, `old/net.py: ${ON}`]);
  });

  it('knows a file that was changed, each time', async () => {
    await survey.read();
    const document = await openPython(CLEAN);
    const key = document.uri.toString();
    for (let round = 1; round <= 3; round++) {
      const p = 0.25 + round / 100;
      await replace(document, /Dropout\((.*)\)/.exec(document.getText())?.[1] ?? '', String(p));
      await document.save();
      await eventually(
        () => [...survey.files].find(({ uri }) => uri === key)?.calls[0]?.told.value,
        String(p),
      );
    }
  });

  it('is copied as Markdown and as CSV, also where the view was never shown', async () => {
    await write({ 'a.py': WRONG });
    const copied = async (command: string): Promise<string | undefined> => {
      await vscode.commands.executeCommand(`dropoutPlayground.${command}`);
      const lines = (await vscode.env.clipboard.readText()).split(/\r?\n/);
      return lines.find((line) => line.includes('mapped/a.py'));
    };
    const call = [
      'Net',
      'forward: F.dropout',
      'torch.nn.functional.dropout',
      '0.5',
      '',
      'stays on in eval()',
    ];
    const cells = ['mapped/a.py', '', '5', ...call, 'always-on'];
    await eventually(() => copied('copyMapCsv'), cells.join(','));
    await eventually(() => copied('copyMapMarkdown'), `| ${cells.join(' | ')} |`);
  });

  it('starts over where its worker was lost', async () => {
    await write({ 'a.py': CLEAN });
    await survey.read();
    await eventually(() => started.length, 1);
    started[0]?.end();
    await eventually(() => logged.filter((line) => line.includes('ended')).length, 1);
    await write({ 'a.py': WRONG });
    await eventually(shown, [`a.py: ${ON}`]);
    assert.equal(started.length, 2);
  });
});
