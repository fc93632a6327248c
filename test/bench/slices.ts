import type { Sliced } from '../../src/python';

/** After so many milliseconds work lets others run, as in the editor. */
const SLICE = 2;

/** How long one slice took, in milliseconds. */
interface Slice {
  /** By the clock on the wall, which runs on while other processes have the processor. */
  readonly wall: number;
  /**
   * Of it at most so much was this work's own: what the process used of its processors, and never more than the wall
   * clock, for a collector and a compiler that run beside it block nobody.
   */
  readonly own: number;
}

function timed(work: () => void): Slice {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, own: Math.min(wall, (user + system) / 1000) };
}

/** Does work in slices as the editor does, and returns how long each took. */
export function slicesOf(start: (pause: () => boolean) => Sliced<unknown>): Slice[] {
  let end = 0;
  const work = start(() => performance.now() >= end);
  const slices: Slice[] = [];
  let step: IteratorResult<undefined> | undefined;
  while (step?.done !== true) {
    end = performance.now() + SLICE;
    slices.push(timed(() => (step = work.next())));
  }
  return slices;
}

/** Prints how many slices there are and how long the longest of a run takes: the median of several runs, and the first. */
export function reportSlices(name: string, runs: readonly (readonly Slice[])[]): void {
  const longest = (kind: keyof Slice): number[] =>
    runs.map((run) => Math.max(...run.map((slice) => slice[kind])));
  const count = median(runs.map(({ length }) => length));
  const texts = (['own', 'wall'] as const).map((kind) => {
    const all = longest(kind);
    return `${median(all).toFixed(1).padStart(6)} (first ${(all[0] ?? NaN).toFixed(1)}, worst ${Math.max(...all).toFixed(1)})`;
  });
  console.log(
    `    ${name.padEnd(10)}${String(count).padStart(5)} slices, the longest: own ${texts.join('  wall ')} ms`,
  );
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}
