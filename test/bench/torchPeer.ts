import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PYTHON } from '../golden/python';
import type { Timing } from './measure';

/** Statements of Python, and what is to be run before. */
export interface TorchWork {
  readonly setup: string;
  readonly statement: string;
}

/** Real PyTorch with one thread, in a process that lives on: what is compared with it takes turns with it. */
export interface TorchPeer {
  readonly version: string;
  /** How long a run takes, by its own clock: of batches that take over a millisecond, for so many milliseconds. */
  time(work: TorchWork, milliseconds: number): Promise<Omit<Timing, 'name'>>;
  end(): void;
}

/** Starts it; undefined where `PYTHON` names no interpreter that has PyTorch. */
export async function torchPeer(): Promise<TorchPeer | undefined> {
  const script = fileURLToPath(new URL('torch_peer.py', import.meta.url));
  const { stdin, stdout } = spawn(PYTHON, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const line: IteratorResult<string, undefined> = await lines.next();
    return line.done === true ? undefined : JSON.parse(line.value);
  };
  const version = await answer();
  if (typeof version !== 'string') return undefined;
  return {
    version,
    async time(work, milliseconds) {
      stdin.write(`${JSON.stringify({ ...work, milliseconds })}\n`);
      const timing = await answer();
      if (timing === undefined) throw new Error(`PyTorch failed at ${work.statement}`);
      return timing as Omit<Timing, 'name'>;
    },
    end: () => stdin.end(),
  };
}
