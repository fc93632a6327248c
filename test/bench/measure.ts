import { Bench } from 'tinybench';

/** Something to time: its name, and the median of a call in milliseconds. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: number;
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
    return { name: task.name, milliseconds: task.result.latency.p50 };
  });
}

/** Prints timings as a table, each with its ratio to the first. */
export function report(title: string, timings: readonly Timing[]): void {
  console.log(`  ${title}`);
  const base = timings[0]?.milliseconds ?? NaN;
  for (const { name, milliseconds } of timings) {
    const columns = [
      name.padEnd(40),
      `${milliseconds.toFixed(3)} ms`.padStart(14),
      `${(milliseconds / base).toFixed(2)} x`.padStart(10),
    ];
    console.log(`    ${columns.join('')}`);
  }
}
