import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answersOf, type FakeTorch } from '../fakes/answers';
import { printing, writeFakePython } from '../fakes/python';
import { closeEverything, until } from './editor';

/** What a notification says, and what it offers. */
interface Shown {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly items: readonly string[];
}

type Show = (text: string, ...items: string[]) => Promise<string | undefined>;

// The fake interpreters are shell scripts.
(process.platform === 'win32' ? describe.skip : describe)('the command Verify Against PyTorch', () => {
  const { window } = vscode;
  const original = {
    information: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
    withProgress: window.withProgress,
  };
  let folder: string;
  let shown: Shown[];
  /** What the reader clicks. */
  let click: string | undefined;

  const watch =
    (severity: Shown['severity']): Show =>
    (text, ...items) => {
      shown.push({ severity, text, items });
      return Promise.resolve(click);
    };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropout-verify-'));
  });
  beforeEach(() => {
    shown = [];
    click = undefined;
    Object.assign(window, {
      showInformationMessage: watch('information'),
      showWarningMessage: watch('warning'),
      showErrorMessage: watch('error'),
    });
  });
  afterEach(async () => {
    Object.assign(window, {
      showInformationMessage: original.information,
      showWarningMessage: original.warning,
      showErrorMessage: original.error,
      withProgress: original.withProgress,
    });
    await setInterpreter(undefined);
    await closeEverything();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function setInterpreter(program: string | undefined): Promise<void> {
    await vscode.workspace
      .getConfiguration('dropoutPlayground')
      .update('verify.interpreter', program, vscode.ConfigurationTarget.Global);
  }

  /** Runs the command with an interpreter that runs this JavaScript, and gives what it shows. */
  async function verifyWith(name: string, javaScript: string): Promise<Shown> {
    await setInterpreter(writeFakePython(folder, name, javaScript));
    return verify();
  }

  async function verify(): Promise<Shown> {
    await vscode.commands.executeCommand('dropoutPlayground.verify');
    assert.equal(shown.length, 1, JSON.stringify(shown));
    return shown[0] ?? assert.fail();
  }

  /** The document behind the page that was opened last. */
  function detailsText(): string {
    const documents = vscode.workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === 'dropout-playground-verify',
    );
    return documents.at(-1)?.getText() ?? assert.fail('no details were opened');
  }

  const withTorch = (torch: FakeTorch): string => printing(answersOf(torch));

  it('says that all masks are identical', async () => {
    assert.deepEqual(await verifyWith('right', withTorch({})), {
      severity: 'information',
      text: '200 of 200 masks identical, PyTorch 2.13.0 on CPU.',
      items: ['Show Details'],
    });
  });

  it('names the generator that would match, and shows the first difference', async () => {
    const { severity, text } = await verifyWith(
      'old',
      withTorch({ version: '2.6.0+cu124', backend: 'cpu-mkl' }),
    );
    assert.equal(severity, 'warning');
    assert.match(
      text,
      /^Only \d+ of 200 masks identical, PyTorch 2\.6\.0 on CPU\. PyTorch 2\.6\.0 here draws as cpu-mkl/,
    );
    const details = window.activeTextEditor?.document.getText() ?? '';
    assert.match(
      details,
      /```python\nimport torch\ntorch\.manual_seed\(0\)\nlayer = torch\.nn\.Dropout\(0\.5\)\n/,
    );
    assert.match(details, /Dropout Playground, generator cpu\n\n```text\ntensor\(\[\[0, 0, 1, 0, 0\],/);
    assert.equal(details.match(/^\| \d/gm)?.length, 200);
  });

  it('shows the details when they are asked for', async () => {
    click = 'Show Details';
    await verifyWith('right', withTorch({}));
    await until(() =>
      window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('PyTorch'))),
    );
    const details = detailsText();
    assert.match(details, /200 of 200 masks identical/);
    assert.equal(details.match(/\| identical/g)?.length, 200);
  });

  it('reports a GPU beside the CPU', async () => {
    const gpu = { name: 'Tesla T4', multiprocessors: 40, threadsPerMultiprocessor: 1024 };
    const { severity, text } = await verifyWith('gpu', withTorch({ gpu }));
    assert.equal(severity, 'information');
    assert.equal(text, '200 of 200 masks identical, PyTorch 2.13.0 on CPU. CUDA (Tesla T4): 24 of 24.');
  });

  it('says that there is no PyTorch, where, and what to install', async () => {
    const missing = {
      type: 'noTorch',
      protocol: 1,
      python: '3.12.4',
      missing: true,
      error: 'ModuleNotFoundError',
    };
    const { severity, text, items } = await verifyWith('bare', printing([missing]));
    assert.equal(severity, 'error');
    assert.ok(text.startsWith(`${join(folder, 'bare')} (Python 3.12.4) has no PyTorch.`), text);
    assert.match(text, /python -m pip install torch/);
    assert.deepEqual(items, ['Open Settings', 'Show Log']);
  });

  const failures: readonly [name: string, javaScript: string, text: RegExp][] = [
    ['garbage', 'console.log("Welcome!")', /printed something else/],
    [
      'version',
      printing([{ type: 'torch', protocol: 2, python: '3', version: '3' }]),
      /printed something else/,
    ],
    ['crash', 'process.exit(3)', /ended before its last answer \(exit status 3\)/],
    ['flood', 'setInterval(() => process.stdout.write("x".repeat(1e6)), 1)', /printed too much/],
    ['silent end', '', /ended before its last answer \(exit status 0\)/],
  ];
  for (const [name, javaScript, text] of failures) {
    it(`says clearly what is wrong: ${name}`, async () => {
      const message = await verifyWith(name, javaScript);
      assert.equal(message.severity, 'error');
      assert.match(message.text, text);
    });
  }

  it('says that the interpreter of the setting does not exist', async () => {
    await setInterpreter(join(folder, 'nowhere', 'python'));
    const { text } = await verify();
    assert.match(text, /There is no Python interpreter .*nowhere/);
  });

  it('gets isolated mode, a folder of the extension’s own, and nothing of the workspace', async () => {
    const answer = join(folder, 'started.json');
    const javaScript = `import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(answer)}, JSON.stringify([process.cwd(), ...process.argv.slice(2)]));`;
    await verifyWith('curious', javaScript);
    const extension = vscode.extensions.getExtension('dropout-playground.dropout-playground');
    const own = vscode.Uri.joinPath(extension?.extensionUri ?? assert.fail(), 'media', 'verify').fsPath;
    const [cwd, ...args] = JSON.parse(readFileSync(answer, 'utf8')) as string[];
    assert.deepEqual(
      [vscode.Uri.file(cwd ?? '').fsPath.endsWith(join('media', 'verify')), ...args],
      [true, '-I', '-B', join(own, 'verify.py')],
    );
  });

  it('can be cancelled, ends the interpreter, and says nothing then', async () => {
    const pidFile = join(folder, 'pid');
    const javaScript = `import { writeFileSync } from 'node:fs';
      writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => undefined, 1000);`;
    await setInterpreter(writeFakePython(folder, 'endless', javaScript));
    const source = new vscode.CancellationTokenSource();
    let options: vscode.ProgressOptions | undefined;
    const withProgress: typeof window.withProgress = (given, task) => {
      options = given;
      return original.withProgress.call(window, given, (progress) =>
        task(progress, source.token),
      ) as ReturnType<typeof task>;
    };
    Object.assign(window, { withProgress });
    const command = vscode.commands.executeCommand('dropoutPlayground.verify');
    await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '');
    source.cancel();
    await command;
    assert.deepEqual(shown, []);
    assert.equal(options?.cancellable, true);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await until(() => {
      try {
        process.kill(pid, 0);
        return false;
      } catch {
        return true;
      }
    });
  });

  it('runs once at a time', async () => {
    const starts = join(folder, 'starts');
    writeFileSync(starts, '');
    const javaScript = `import { appendFileSync } from 'node:fs';
      appendFileSync(${JSON.stringify(starts)}, 'started ');\n${withTorch({})}`;
    await setInterpreter(writeFakePython(folder, 'counting', javaScript));
    await Promise.all([1, 2].map(() => vscode.commands.executeCommand('dropoutPlayground.verify')));
    assert.deepEqual([readFileSync(starts, 'utf8'), shown.length], ['started ', 1]);
  });
});
