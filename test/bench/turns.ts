import { processorTime, type Timing } from './measure';
import type { TorchPeer, TorchWork } from './torchPeer';

/*
 * What is timed beside PyTorch: in turns, so that what else the machine does falls on both, and in processor time, which
 * that spoils least.
 */

/** In milliseconds: what is shorter is run so long at a time. */
const BATCH = 1;
/** In milliseconds: the clock of the processor knows no less. */
const LEAST = 0.001;
const TURNS = 3;

/** The best milliseconds of a run: of batches of over a millisecond, for about so many milliseconds. */
export function bestOf(run: () => unknown, milliseconds: number): number {
  const timed = (count: number): number => {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) run();
    return processorTime(start) / count;
  };
  let [count, best] = [1, timed(1)];
  // Compiled it is faster.
  for (let tries = 0; tries < 3 && count * best < BATCH; tries++) {
    count = Math.ceil(BATCH / Math.max(best, LEAST));
    best = timed(count);
  }
  const end = performance.now() + milliseconds;
  do best = Math.min(best, timed(count));
  while (performance.now() < end);
  return best;
}

/** The best milliseconds of each of some functions, and of PyTorch's work. */
export interface SideBySide {
  readonly own: readonly number[];
  /** NaN where there is no PyTorch. */
  readonly torch: Timing['best'];
}

/** Times functions and PyTorch one after the other, several times. */
export async function sideBySide(
  peer: TorchPeer | undefined,
  work: TorchWork,
  runs: readonly (() => unknown)[],
  milliseconds: number,
): Promise<SideBySide> {
  let own = runs.map(() => Infinity);
  let torch = Infinity;
  for (let turn = 0; turn < TURNS; turn++) {
    if (peer) torch = Math.min(torch, (await peer.time(work, milliseconds / TURNS)).best);
    own = runs.map((run, i) => Math.min(own[i] ?? Infinity, bestOf(run, milliseconds / TURNS)));
  }
  return { own, torch: peer ? torch : NaN };
}

/** How aims were met that are ratios to PyTorch's time. */
export class Aims {
  readonly #missed: string[] = [];

  /** A ratio as text, marked where it is above the aim. */
  ratio(name: string, own: number, torch: number, aim: number): string {
    const ratio = own / torch;
    if (!(ratio > aim)) return ratio.toFixed(2);
    this.#missed.push(`${name}: ${ratio.toFixed(2)}, not ${aim}`);
    return `**${ratio.toFixed(2)}**`;
  }

  /** Fails where one was missed. */
  check(): void {
    if (this.#missed.length > 0)
      throw new Error(`Missed ${this.#missed.length}:\n${this.#missed.join('\n')}`);
  }
}

/** Milliseconds to three digits, of whatever size. */
export function inMilliseconds(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
