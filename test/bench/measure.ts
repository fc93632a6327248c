import { Bench } from 'tinybench';

/** A call's time in milliseconds: the median, and the best, which a busy machine spoils least. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly best: number;
}

/** Milliseconds of processor time that this process took, since it had taken so much: a busy machine spoils them least. */
export function processorTime(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
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
  table(title, 'median ms', 'best ms', 'ratio');
  const base = timings[0]?.best ?? NaN;
  for (const { name, median, best } of timings)
    row(name, median.toFixed(3), best.toFixed(3), (best / base).toFixed(2));
}

/** What was printed since it was last taken, as Markdown. */
let printed: string[] = [];

export function takePrinted(): string[] {
  const taken = printed;
  printed = [];
  return taken;
}

/** Prints the head of a table. */
export function table(title: string, ...columns: string[]): void {
  print(title, columns);
  printed.push('', cells([title, ...columns]), cells(['---', ...columns.map(() => '---:')]));
}

/** Prints a row of it. */
export function row(name: string, ...columns: string[]): void {
  print(`  ${name}`, columns);
  printed.push(cells([name, ...columns]));
}

function print(name: string, columns: readonly string[]): void {
  console.log(`  ${name.padEnd(48)}${columns.map((column) => column.padStart(14)).join('')}`);
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}
