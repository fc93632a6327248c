import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Conversation, CPU_CASES, CUDA_CASES } from '../../../src/verify/comparison';
import { type Cancellation, type Limits, type Result, run } from '../../../src/verify/interpreter';
import { answersOf } from '../../fakes/answers';
import { printing } from '../../fakes/python';

const QUESTION = { cpu: CPU_CASES, cuda: CUDA_CASES };
const LIMITS: Limits = { milliseconds: 60_000, characters: 8_000_000, lineCharacters: 400_000 };
const NEVER: Cancellation = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** Cancels when it is told to. */
class Canceller implements Cancellation {
  isCancellationRequested = false;
  #listeners = new Set<() => unknown>();
  onCancellationRequested(listener: () => unknown) {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of this.#listeners) listener();
  }
  get listeners(): number {
    return this.#listeners.size;
  }
}

/** Whether a process is still there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the run of an interpreter', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'dropout-run-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  interface Options {
    hear?: (line: string) => string | undefined;
    cancellation?: Cancellation;
    limits?: Partial<Limits>;
    program?: string;
  }

  /** Node plays the interpreter, with a script of its own. */
  const play = (javaScript: string, options: Options = {}): Promise<Result> => {
    const script = join(folder, 'script.mjs');
    writeFileSync(script, javaScript);
    return run({
      program: options.program ?? process.execPath,
      args: [script],
      folder,
      input: JSON.stringify(QUESTION),
      hear: options.hear ?? (() => undefined),
      cancellation: options.cancellation ?? NEVER,
      limits: { ...LIMITS, ...options.limits },
    });
  };

  it('hands over the question, and each line of the answer', async () => {
    const conversation = new Conversation(QUESTION);
    const { ending, stderr } = await play(printing(answersOf()), { hear: (line) => conversation.hear(line) });
    assert.deepEqual([ending, stderr], [{ how: 'exited', status: 'exit status 0' }, '']);
    assert.equal(conversation.outcome(ending).type, 'answers');
  });

  it('puts lines together that come in pieces', async () => {
    const lines: string[] = [];
    const script = `const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
      for (const piece of ['{"a', '": 1}\\n{"b": ', '2}\\r\\n{"c"']) { process.stdout.write(piece); await pause(); }`;
    await play(script, {
      hear: (line) => {
        lines.push(line.trim());
        return undefined;
      },
    });
    assert.deepEqual(lines, ['{"a": 1}', '{"b": 2}']);
  });

  it('runs in the folder it is given, and passes the arguments on as they are', async () => {
    const lines: string[] = [];
    await play('console.log(process.cwd())', {
      hear: (line) => {
        lines.push(line);
        return undefined;
      },
    });
    assert.match(lines.join(), /dropout-run-\w+$/);
  });

  it('says what a crash left', async () => {
    const { ending, stderr } = await play('console.error("Illegal instruction"); process.exit(3)');
    assert.deepEqual(ending, { how: 'exited', status: 'exit status 3' });
    assert.match(stderr, /Illegal instruction/);
  });

  it('says by which signal it ended', async function () {
    if (process.platform === 'win32') this.skip();
    const { ending } = await play('process.kill(process.pid, "SIGSEGV"); setTimeout(() => undefined, 60000)');
    assert.deepEqual(ending, { how: 'exited', status: 'SIGSEGV' });
  });

  it('stops at the first line that is refused', async () => {
    const heard: string[] = [];
    const { ending } = await play('console.log("hello\\nworld"); setTimeout(() => undefined, 60000)', {
      hear: (line) => {
        heard.push(line);
        return 'not JSON';
      },
    });
    assert.deepEqual([ending, heard], [{ how: 'refused', reason: 'not JSON' }, ['hello']]);
  });

  it('gives up on silence', async () => {
    const { ending } = await play('setTimeout(() => undefined, 60000)', { limits: { milliseconds: 300 } });
    assert.deepEqual(ending, { how: 'timedOut' });
  });

  const floods: readonly [what: string, javaScript: string][] = [
    [
      'a line without end',
      'for (;;) if (!process.stdout.write("x".repeat(65536))) await new Promise((r) => process.stdout.once("drain", r));',
    ],
    [
      'lines without end',
      'for (;;) if (!process.stdout.write("{}\\n".repeat(9999))) await new Promise((r) => process.stdout.once("drain", r));',
    ],
  ];
  for (const [what, javaScript] of floods) {
    it(`stops ${what}`, async () => {
      assert.deepEqual((await play(javaScript)).ending, { how: 'tooMuchOutput' });
    });
  }

  it('keeps the end of much on stderr', async () => {
    const { stderr } = await play('process.stderr.write("x".repeat(1e6) + "the end")');
    assert.ok(stderr.length < 20_000 && stderr.endsWith('the end'));
  });

  it('kills the process when it is cancelled', async () => {
    const cancellation = new Canceller();
    let pid = 0;
    const { ending } = await play('console.log(process.pid); setInterval(() => undefined, 1000)', {
      cancellation,
      hear: (line) => {
        pid = Number(line);
        cancellation.cancel();
        return undefined;
      },
    });
    assert.deepEqual([ending, cancellation.listeners], [{ how: 'cancelled' }, 0]);
    assert.ok(pid > 0);
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('starts nothing when it is cancelled before', async () => {
    const cancellation = new Canceller();
    cancellation.cancel();
    const heard: string[] = [];
    const { ending } = await play('console.log("started")', {
      cancellation,
      hear: (line) => {
        heard.push(line);
        return undefined;
      },
    });
    assert.deepEqual([ending, heard], [{ how: 'cancelled' }, []]);
  });

  it('does not wait for what a killed wrapper has left behind', async function () {
    if (process.platform === 'win32') this.skip();
    const script = `import { spawn } from 'node:child_process';
      spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 5000)'], { stdio: 'inherit' });
      console.log('ready'); setInterval(() => undefined, 1000);`;
    const cancellation = new Canceller();
    const hear = (): undefined => {
      cancellation.cancel();
    };
    const outcome = await Promise.race([
      play(script, { cancellation, hear }),
      new Promise((resolve) => setTimeout(resolve, 4000)),
    ]);
    assert.deepEqual((outcome as Result | undefined)?.ending, { how: 'cancelled' });
  });

  it('knows a program that does not exist, and one that cannot start', async () => {
    assert.deepEqual((await play('', { program: 'no-such-python' })).ending, { how: 'notFound' });
    const { ending } = await play('', { program: folder });
    assert.equal(ending.how, 'notStarted');
    const broken = await play('', { program: 'py\0thon' });
    assert.equal(broken.ending.how, 'notStarted');
  });
});
