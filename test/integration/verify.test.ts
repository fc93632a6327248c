import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';
import { answersOf, type FakeTorch } from '../fakes/answers';
import { printing, writeFakePython } from '../fakes/python';
import { eventually } from '../eventually';
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
    const { severity, text, items } = await verifyWith(
      'old',
      withTorch({ version: '2.6.0+cu124', backend: 'cpu-mkl' }),
    );
    assert.equal(severity, 'warning');
    assert.match(
      text,
      /^Only \d+ of 200 masks identical, PyTorch 2\.6\.0 on CPU\. PyTorch 2\.6\.0 here draws as cpu-mkl/,
    );
    assert.deepEqual(items, ['Use cpu-mkl', 'Show Details']);
    await eventually(detailsText, /generator cpu\n/);
    const details = detailsText();
    assert.match(
      details,
      /```python\nimport torch\ntorch\.manual_seed\(0\)\nlayer = torch\.nn\.Dropout\(0\.5\)\n/,
    );
    assert.match(details, /Dropout Playground, generator cpu\n\n```text\ntensor\(\[\[0, 0, 1, 0, 0\],/);
    assert.equal(details.match(/^\| \d/gm)?.length, 200);
  });

  it('sets the generator that would match, and compares with that one from then on', async () => {
    click = 'Use cpu-mkl';
    await verifyWith('old', withTorch({ version: '2.6.0', backend: 'cpu-mkl' }));
    const settings = () => vscode.workspace.getConfiguration('dropoutPlayground');
    await until(() => settings().get('generator') === 'cpu-mkl');
    try {
      shown = [];
      const { severity, text } = await verify();
      assert.deepEqual(
        [severity, text],
        ['information', '200 of 200 masks identical, PyTorch 2.6.0 on CPU, generator cpu-mkl.'],
      );
    } finally {
      await settings().update('generator', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('shows the details when they are asked for', async () => {
    click = 'Show Details';
    await verifyWith('right', withTorch({}));
    await until(() =>
      window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('PyTorch'))),
    );
    await eventually(detailsText, /200 of 200 masks identical/);
    const details = detailsText();
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
    assert.ok(text.includes(`"${join(folder, 'bare')} -m pip install torch"`), text);
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

  describe('where the setting names none', () => {
    const { getExtension } = vscode.extensions;
    const { PATH } = process.env;
    afterEach(() => {
      Object.assign(vscode.extensions, { getExtension });
      process.env['PATH'] = PATH;
    });

    /** Puts a Python extension into VS Code whose API has these environments. */
    function installPython(environments: object): void {
      const python = { activate: () => Promise.resolve({ environments }) };
      const stub = (id: string): unknown => (id === 'ms-python.python' ? python : getExtension(id));
      Object.assign(vscode.extensions, { getExtension: stub });
    }

    /** Puts two programs before all others in PATH. */
    function putIntoPath(): void {
      const programs = join(folder, 'bin');
      writeFakePython(programs, 'python3', withTorch({ version: '3.3.3' }));
      writeFakePython(programs, 'python', withTorch({ version: '1.1.1' }));
      process.env['PATH'] = [programs, PATH].join(delimiter);
    }

    const active = (): object => {
      const program = writeFakePython(folder, 'active', withTorch({ version: '2.9.9' }));
      const path = { id: 'active', path: program };
      return {
        getActiveEnvironmentPath: () => path,
        resolveEnvironment: (asked: unknown) =>
          Promise.resolve(asked === path ? { executable: { uri: vscode.Uri.file(program) } } : undefined),
      };
    };

    it('asks the interpreter of the Python extension', async () => {
      putIntoPath();
      installPython(active());
      assert.match((await verify()).text, /PyTorch 2\.9\.9/);
    });

    it('prefers that of the setting', async () => {
      installPython(active());
      assert.match((await verifyWith('set', withTorch({ version: '2.7.7' }))).text, /PyTorch 2\.7\.7/);
    });

    const unhelpful: readonly [what: string, environments: object][] = [
      ['fails', { getActiveEnvironmentPath: () => assert.fail('it has none') }],
      ['knows none', { getActiveEnvironmentPath: () => ({}), resolveEnvironment: () => undefined }],
      ['has another API', {}],
    ];
    for (const [what, environments] of unhelpful) {
      it(`asks python3 where the Python extension ${what}`, async () => {
        putIntoPath();
        installPython(environments);
        assert.match((await verify()).text, /PyTorch 3\.3\.3/);
      });
    }

    it('asks python where there is no python3', async () => {
      putIntoPath();
      rmSync(join(folder, 'bin', 'python3'));
      process.env['PATH'] = join(folder, 'bin');
      // The shell that starts the fake is named by its full path; it needs no PATH.
      assert.match((await verify()).text, /PyTorch 1\.1\.1/);
    });
  });

  it('runs nothing in a workspace that the reader does not trust', async () => {
    const starts = join(folder, 'untrusted');
    const descriptor = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted') ?? assert.fail();
    Object.defineProperty(vscode.workspace, 'isTrusted', { ...descriptor, get: () => false });
    try {
      const javaScript = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(starts)}, '');`;
      const { severity, text } = await verifyWith('untrusted-python', javaScript);
      assert.equal(severity, 'warning');
      assert.match(text, /only in a workspace that you trust/);
      assert.ok(!existsSync(starts));
    } finally {
      Object.defineProperty(vscode.workspace, 'isTrusted', descriptor);
    }
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
