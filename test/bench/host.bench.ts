import { readdirSync, readFileSync } from 'node:fs';
import { type Host, type Measured, runTask } from './host/run';
import type { BenchFile, FileResult } from './host/scenario';
import type { Entry, Timings } from './host/timings';
import { keystroke, type LongFile, longFiles } from './longFiles';
import { row, table } from './measure';

export const about = `What the extension does in the extension host of a real VS Code, as its users have it (production mode), in Node and in a browser's web worker, while
somebody types into files that are long in different ways, and into some that are hard to replay. Entries
are timed in processor time in Node, in wall-clock time in the browser; "with rest" is with what VS Code does at once with an answer.`;

/** In milliseconds. */
const MOST = { entry: 5, facts: 150, answer: 50 };
const KEYSTROKES = 40;

/** Files whose replay once took for ever, or ended its worker. */
function hardFiles(): LongFile[] {
  const folder = new URL('freeze/', import.meta.url);
  return readdirSync(folder).map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const cells = [text.includes('import torch') ? text : `import torch\nd = torch.nn.Dropout(0.5)\n${text}`];
    return { name: name.replace(/\..*/, ''), cells, notebook: false, typedBehind: 'Dropout(0.5)' };
  });
}

function asNotebook(cells: readonly string[]): string {
  const code = cells.map((source) => ({
    ...{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [] },
    source,
  }));
  return JSON.stringify({ cells: code, metadata: {}, nbformat: 4, nbformat_minor: 2 });
}

interface Prepared {
  readonly task: BenchFile;
  readonly content: string;
  readonly long: boolean;
}

function prepared(file: LongFile, long: boolean): Prepared {
  const name = `${file.name.replaceAll(/\W+/g, '_')}${file.notebook ? '.ipynb' : '.py'}`;
  const content = file.notebook ? asNotebook(file.cells) : (file.cells[0] ?? '');
  const place = long ? keystroke(file) : { cell: 0, at: (file.cells[0] ?? '').indexOf('0.5') + 3 };
  return { task: { name, ...place, keystrokes: KEYSTROKES }, content, long };
}

/** The value that so much of all is not above. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function entriesOf(...parts: (Timings | undefined)[]): Entry[] {
  return parts.flatMap((timings) => timings?.entries ?? []);
}

function show(value: number): string {
  return value.toFixed(1);
}

const only = process.env['BENCH_FILES'] ?? '';

async function measureHost(host: Host): Promise<string[]> {
  const files = [
    ...longFiles().map((file) => prepared(file, true)),
    ...hardFiles().map((file) => prepared(file, false)),
  ].filter(({ task }) => task.name.includes(only));
  const contents = Object.fromEntries(files.map(({ task, content }) => [task.name, content]));
  const task = { files: files.map(({ task }) => task) };
  const typed = async (measured: Measured): Promise<readonly FileResult[]> => {
    const result = await runTask(host, measured, task, contents);
    return 'files' in result ? result.files : [];
  };
  return reportFiles(host, await typed('timed'), await typed('none'));
}

function reportFiles(host: Host, files: readonly FileResult[], without: readonly FileResult[]): string[] {
  table(
    `${host}: by file, ms`,
    'entries p99',
    'max',
    'with rest p99',
    'max',
    'facts p50',
    'p99',
    'answers p99',
    'delay p99',
    'max',
    'without p99',
    'max',
  );
  const both = (values: readonly number[]): string[] => [
    show(quantile(values, 0.99)),
    show(quantile(values, 1)),
  ];
  const faults: string[] = [];
  for (const [i, { name, opening, typing, delays, facts }] of files.entries()) {
    const entries = entriesOf(opening, typing);
    const answers = typing?.answers ?? [];
    const took = answers.map((answer) => answer.took);
    row(
      name,
      ...both(entries.map(({ ours }) => ours)),
      ...both(entries.map(({ whole }) => whole)),
      show(quantile(facts, 0.5)),
      show(quantile(facts, 0.99)),
      show(quantile(took, 0.99)),
      ...both(delays),
      ...both(without[i]?.delays ?? []),
    );
    if (quantile(facts, 0.99) > MOST.facts)
      faults.push(`${host}, ${name}: facts after ${show(quantile(facts, 0.99))} ms`);
  }
  const all = files.flatMap(({ opening, typing }) => entriesOf(opening, typing));
  table(`${host}: by entry, ms`, 'count', 'call p99', 'p50', 'p99', 'max', 'with rest p99', 'max');
  for (const name of [...new Set(all.map((entry) => entry.name))].sort()) {
    const named = all.filter((entry) => entry.name === name);
    const ours = named.map((entry) => entry.ours);
    row(
      name,
      ...[
        String(named.length),
        show(
          quantile(
            named.map(({ own }) => own),
            0.99,
          ),
        ),
      ],
      ...[show(quantile(ours, 0.5)), ...both(ours), ...both(named.map(({ whole }) => whole))],
    );
    if (quantile(ours, 0.99) > MOST.entry) faults.push(`${host}, ${name}: ${show(quantile(ours, 0.99))} ms`);
  }
  const answers = files.flatMap(({ typing }) => typing?.answers ?? []);
  table(`${host}: answers, ms`, 'count', 'p50', 'p99', 'max');
  for (const name of [...new Set(answers.map((answer) => answer.name))].sort()) {
    const took = answers.filter((answer) => answer.name === name).map((answer) => answer.took);
    row(name, String(took.length), show(quantile(took, 0.5)), ...both(took));
    if (quantile(took, 0.99) > MOST.answer)
      faults.push(`${host}, ${name}: answered after ${show(quantile(took, 0.99))} ms`);
  }
  return faults;
}

export default async function run(): Promise<void> {
  const faults: string[] = [];
  for (const host of ['node', 'web'] as const)
    if ((process.env['BENCH_HOST'] ?? host) === host) faults.push(...(await measureHost(host)));
  if (faults.length > 0) throw new Error(`Too slow:\n  ${faults.join('\n  ')}`);
}
