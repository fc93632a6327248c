import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Program } from './randomPrograms';
import type { Cost } from './replayProcess';

/** In seconds of CPU, and in MB: what no replay may take. */
export const MOST_CPU = 2.5;
export const MOST_MEMORY = 300;

/** A replay that takes so many milliseconds is taken to hang. */
const HANGS = 60_000;

/** What is wrong with what a replay took; undefined where nothing is. */
export function excess({ cpu, memory, error }: Cost): string | undefined {
  if (error !== undefined) return error;
  if (cpu > MOST_CPU) return `${cpu.toFixed(1)} s`;
  return memory > MOST_MEMORY ? `${Math.round(memory)} MB` : undefined;
}

/** Replays programs in other processes, and says what that took. */
export class ReplayCosts {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly file: string,
  ) {}

  /** Bundles replay for the other processes. */
  static async start(): Promise<ReplayCosts> {
    const folder = mkdtempSync(path.join(tmpdir(), 'replay-'));
    const file = path.join(folder, 'replay.cjs');
    const entry = fileURLToPath(new URL('replayProcess.ts', import.meta.url));
    await build({ entryPoints: [entry], bundle: true, platform: 'node', outfile: file, logLevel: 'error' });
    return new ReplayCosts(folder, file);
  }

  /** What a program takes; where that may be too much, what it takes in a process of its own. */
  async of(program: Program): Promise<Cost> {
    const cost = await this.run(program);
    if (excess(cost) === undefined) return cost;
    return this.alone(program);
  }

  /** What a program takes in a process of its own. */
  async alone(program: Program): Promise<Cost> {
    this.end();
    const cost = await this.run(program);
    this.end();
    return cost;
  }

  dispose(): void {
    this.end();
    rmSync(this.folder, { recursive: true });
  }

  private end(): void {
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }

  private run(program: Program): Promise<Cost> {
    const child = (this.child ??= fork(this.file, { serialization: 'advanced' }));
    return new Promise((resolve) => {
      const settle = (cost: Cost): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (cost.error !== undefined) this.end();
        resolve(cost);
      };
      const fail = (error: string): void => settle({ cpu: Infinity, memory: Infinity, error });
      const timer = setTimeout(() => fail('hangs'), HANGS);
      child.once('message', (cost) => settle(cost as Cost));
      child.once('exit', () => fail('dies'));
      child.once('error', ({ message }) => fail(message));
      child.send(program);
    });
  }
}
