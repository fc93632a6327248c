import { Bench } from 'tinybench';

/** A call's time in milliseconds: the median, and the best, which a busy machine spoils least. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly best: number;
}

/** Times each function in this process for about `time` milliseconds, after a warm-up. */
export async function measure(
  functions: Readonly<Record<string, () => unknown>>,
  time = 1500,
): Promise<Timing[]> {
  const bench = new Bench({ time, iterations: 5, warmupTime: time / 5, warmupIterations: 2 });
  for (const [name, run] of Object.entries(functions)) bench.add(name, run);
  await bench.run();
  return bench.tasks.map((task) => {
    if (task.result.state !== 'completed') throw new Error(`${task.name}: ${task.result.state}`);
    const { p50, min } = task.result.latency;
    return { name: task.name, median: p50, best: min };
  });
}

/** Prints timings as a table, each with the ratio of its best to the first one's. */
export function report(title: string, timings: readonly Timing[]): void {
  const row = (...[name = '', ...columns]: string[]): void =>
    console.log(`  ${name.padEnd(42)}${columns.map((column) => column.padStart(12)).join('')}`);
  row(title, 'median ms', 'best ms', 'ratio');
  const base = timings[0]?.best ?? NaN;
  for (const { name, median, best } of timings) {
    row(`  ${name}`, median.toFixed(3), best.toFixed(3), (best / base).toFixed(2));
  }
}
