import type { ChildProcess } from 'node:child_process';
import type { Ending } from '../comparison';

/** A script, the interpreter that runs it, and how far it may go. */
export interface Run {
  /** A path, or a name that is looked up in PATH. */
  readonly program: string;
  readonly args: readonly string[];
  /** Where it runs: no folder of the user's. */
  readonly folder: string;
  /** What it finds on stdin. */
  readonly input: string;
  /** Gets each line of stdout. What it returns is the reason to stop listening, and ends the process. */
  readonly hear: (line: string) => string | undefined;
  /** Ends the process when it is asked to. */
  readonly cancellation: Cancellation;
  readonly limits: Limits;
}

/** As VS Code's CancellationToken. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => unknown): { dispose(): unknown };
}

export interface Limits {
  readonly milliseconds: number;
  /** On stdout, altogether and in one line. */
  readonly characters: number;
  readonly lineCharacters: number;
}

export interface Result {
  readonly ending: Ending;
  /** The end of what it wrote to stderr. */
  readonly stderr: string;
}

/** How much of stderr is kept, in characters. */
const STDERR_KEPT = 16_000;

/** What Windows' stand-in for a Python that is not installed ends with. */
const STORE_STUB_STATUS = 9009;

/** Runs a script to its end, which comes early when it breaks a limit or is cancelled. Never rejects. */
export async function run(options: Run): Promise<Result> {
  const { program, args, folder, cancellation } = options;
  if (cancellation.isCancellationRequested) return { ending: { how: 'cancelled' }, stderr: '' };
  // oxlint-disable-next-line no-restricted-imports -- here and not at the top: in a browser there is no such module
  const { spawn } = await import('node:child_process');
  let child: ChildProcess;
  try {
    child = spawn(program, args, { cwd: folder, stdio: 'pipe', shell: false, windowsHide: true });
  } catch (error) {
    return { ending: { how: 'notStarted', reason: textOf(error) }, stderr: '' };
  }
  return new Promise((resolve) => {
    let stderr = '';
    let early: Ending | undefined;
    const end = (ending: Ending): void => {
      early ??= ending;
      // Python may be deep in an import, where it does not look at gentler signals.
      child.kill('SIGKILL');
      // Where the program is a wrapper, what it started has the other ends, and may live on for a moment.
      child.stdout?.destroy();
      child.stderr?.destroy();
    };
    const cancelled = cancellation.onCancellationRequested(() => end({ how: 'cancelled' }));
    const timer = setTimeout(() => end({ how: 'timedOut' }), options.limits.milliseconds);
    const settle = (ending: Ending): void => {
      clearTimeout(timer);
      cancelled.dispose();
      resolve({ ending: early ?? ending, stderr });
    };
    listen(child, options, end);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-STDERR_KEPT);
    });
    child.once('error', (error) => {
      const notFound = 'code' in error && error.code === 'ENOENT';
      settle(notFound ? { how: 'notFound' } : { how: 'notStarted', reason: textOf(error) });
    });
    child.once('close', (code, signal) => {
      if (code === STORE_STUB_STATUS) settle({ how: 'notFound' });
      else settle({ how: 'exited', status: signal ?? `exit status ${code ?? 'unknown'}` });
    });
    // It may end without having read it all; how it ended says more than a broken pipe.
    child.stdin?.on('error', () => undefined).end(options.input);
  });
}

/** Cuts stdout into lines, and ends the process at the first that is refused or too long. */
function listen(child: ChildProcess, { hear, limits }: Run, end: (ending: Ending) => void): void {
  let rest = '';
  let total = 0;
  let deaf = false;
  const stop = (ending: Ending): void => {
    deaf = true;
    end(ending);
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    if (deaf) return;
    total += text.length;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const reason = hear(line);
      if (reason === undefined) continue;
      stop({ how: 'refused', reason });
      return;
    }
    if (total > limits.characters || rest.length > limits.lineCharacters) stop({ how: 'tooMuchOutput' });
  });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
