import type { ReadTogether } from '../../src/protocol/reading';
import { trace } from '../../src/python';
import { dropout, full, Generator } from '../../src/torch';
import { type Host, Reader } from '../../src/worker/reader';
import { row, table } from './measure';
import { keystroke, KINDS, type LongFile } from './longFiles';

export const about = `How time grows with work, as the exponent b of time = a · size^b, fitted by least squares to the best of some runs of each size that
takes over 0.2 ms, all sizes in turn. Lines go from 100 up to 100,000, or to where a file is no longer read to its end (400,000 characters) or replayed (200,000). Above 1.1 the bench fails.`;

/** Time that grows with a higher power of the work than this is a fault. */
const MOST = 1.1;
/** In milliseconds: for so long all sizes are timed in turn, and so often where a busy machine may have spoilt it. */
const PATIENCE = 2000;
const MOST_TRIES = 4;
const FEWEST_ROUNDS = 4;
/** In milliseconds: what is shorter is timed so long in each round. */
const ROUND = 4;
/** The exponent is that of the sizes that take longer; below, what is the same for all sizes counts most. In milliseconds. */
const SHORTEST = 0.2;

const LINES = [100, 300, 1000, 3000, 10_000, 30_000, 100_000];
const FILES = [10, 30, 100, 300, 1000, 3000, 10_000];
const ELEMENTS = [10, 100, 1000, 10_000, 100_000, 1_000_000];

/** In characters: longer texts are read so far and no further, and not replayed at all. */
const MOST_READ = 400_000;
const MOST_REPLAYED = 200_000;
/** Here a replay is to come to its end. */
const UNLIMITED = {
  ...{ steps: Infinity, elements: Infinity, work: Infinity, bytes: Infinity },
  milliseconds: Infinity,
};

/** Does work of some size; undefined where that much is never done. */
type Work = (size: number) => (() => unknown) | undefined;

interface Point {
  readonly size: number;
  readonly run: () => unknown;
  /** In milliseconds, the best that was measured. */
  time: number;
}

/** Times all sizes in turn, so that what else the machine does falls on all of them. */
async function timeAll(points: readonly Point[]): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (let round = 0; round < FEWEST_ROUNDS || performance.now() < end; round++) {
    for (const point of points) {
      const stop = performance.now() + ROUND;
      do {
        const start = performance.now();
        await point.run();
        point.time = Math.min(point.time, performance.now() - start);
      } while (performance.now() < stop);
    }
  }
}

/** The exponent b of time = a · size^b, by least squares of the logarithms. */
function exponentOf(points: readonly Pick<Point, 'size' | 'time'>[]): number {
  const logs = points.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(time) }));
  const x = logs.reduce((sum, log) => sum + log.x, 0) / logs.length;
  const y = logs.reduce((sum, log) => sum + log.y, 0) / logs.length;
  const covariance = logs.reduce((sum, log) => sum + (log.x - x) * (log.y - y), 0);
  return covariance / logs.reduce((sum, log) => sum + (log.x - x) ** 2, 0);
}

async function growth(name: string, sizes: readonly number[], work: Work): Promise<number> {
  const points = sizes.flatMap((size): Point[] => {
    const run = work(size);
    return run === undefined ? [] : [{ size, run, time: Infinity }];
  });
  let exponent = Infinity;
  for (let tries = 0; tries < MOST_TRIES && exponent > MOST; tries++) {
    await timeAll(points);
    const long = points.filter(({ time }) => time >= SHORTEST);
    exponent = exponentOf(long.length < 3 ? points.slice(-3) : long);
  }
  const edges = [points[0], points.at(-1)].map(
    (point) => point && `${point.size.toLocaleString('en')} in ${inWords(point.time)}`,
  );
  row(name, ...edges.map(String), exponent.toFixed(2));
  return exponent;
}

function inWords(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toPrecision(2) : milliseconds.toFixed(0)} ms`;
}

const HOST: Host = {
  listFiles: () => Promise.resolve([]),
  readFiles: () => Promise.resolve([]),
  foldersAt: () => Promise.resolve([]),
  environmentsOf: () => Promise.resolve([]),
  begins: () => undefined,
  filesRead: () => undefined,
};

function together({ cells, notebook }: LongFile, root?: string): ReadTogether {
  return {
    key: 'file:/it.py',
    notebook,
    cells: cells.map((_, i) => ({ uri: uriOf(i), version: 1, known: undefined })),
    root,
  };
}

function uriOf(cell: number): string {
  return `cell:${cell}`;
}

function opened(file: LongFile, host = HOST): Reader {
  const reader = new Reader(host);
  for (const [i, text] of file.cells.entries()) reader.open({ uri: uriOf(i), version: 1, text });
  return reader;
}

function lengthOf({ cells }: LongFile): number {
  return cells.reduce((sum, { length }) => sum + length, 0);
}

/** Analysis of a file, as the reader does it in its worker. */
function reading(make: (lines: number) => LongFile): Work {
  return (lines) => {
    const file = make(lines);
    return lengthOf(file) > MOST_READ ? undefined : () => opened(file).facts(together(file));
  };
}

/** A keystroke in the middle of a file that is known. */
function typing(make: (lines: number) => LongFile): Work {
  return (lines) => {
    const file = make(lines);
    if (lengthOf(file) > MOST_READ) return undefined;
    const reader = opened(file);
    const { cell, at } = keystroke(file);
    let version = 1;
    return () => {
      const typed = version % 2 === 0;
      const change = typed ? { from: at, to: at + 1, text: '' } : { from: at, to: at, text: 'x' };
      reader.edit({ uri: uriOf(cell), version: ++version, changes: [change] });
      return reader.facts(together(file));
    };
  };
}

function replaying(make: (lines: number) => LongFile): Work {
  return (lines) => {
    const file = make(lines);
    const { cells, notebook } = file;
    return lengthOf(file) > MOST_REPLAYED ? undefined : () => trace(cells, { notebook, budget: UNLIMITED });
  };
}

/** A file whose p is imported from each of so many others. */
function importing(files: number): () => unknown {
  const names = Array.from({ length: files }, (_, i) => `m${i}`);
  const lines = names.map((name) => `from ${name} import P as ${name}\nd = nn.Dropout(${name})\n`);
  const file = {
    name: '',
    notebook: false,
    typedBehind: '',
    cells: [`from torch import nn\n${lines.join('')}`],
  };
  const host = {
    ...HOST,
    listFiles: () => Promise.resolve(names.map((name) => `file:/${name}.py`)),
    readFiles: (uris: readonly string[]) => Promise.resolve(uris.map(() => 'P = 0.5\n')),
  };
  return () => opened(file, host).facts(together(file, 'file:/'));
}

/** A file whose class many others make, each with much else in it. */
function made(files: number): () => unknown {
  const names = Array.from({ length: files }, (_, i) => `m${i}`);
  const file = {
    name: '',
    notebook: false,
    typedBehind: '',
    cells: [
      'from torch import nn\nclass Net(nn.Module):\n    def __init__(self, p=0.5):\n        self.drop = nn.Dropout(p)\n',
    ],
  };
  const other = `from it import Net\n${'def other(x):\n    y = x + 1\n    return y\n\n\n'.repeat(50)}net = Net(0.25)\n`;
  const host = {
    ...HOST,
    listFiles: () => Promise.resolve(['file:/it.py', ...names.map((name) => `file:/${name}.py`)]),
    readFiles: (uris: readonly string[]) => Promise.resolve(uris.map(() => other)),
  };
  return () => opened(file, host).facts(together(file, 'file:/'));
}

/** Prints how time grows with work, and fails where that is too fast. */
export default async function run(): Promise<void> {
  const exponents: number[] = [];
  table('', 'from', 'to', 'exponent');
  const add = async (name: string, sizes: readonly number[], work: Work): Promise<void> => {
    exponents.push(await growth(name, sizes, work));
  };
  for (const [kind, make] of Object.entries(KINDS)) {
    await add(`${kind}: lines read`, LINES, reading(make));
    await add(`${kind}: lines, a keystroke in them`, LINES, typing(make));
    await add(`${kind}: lines replayed`, LINES, replaying(make));
  }
  await add('files that one imports', FILES, importing);
  await add('files that make what one defines', FILES.slice(0, -1), made);
  await add('elements of a mask', ELEMENTS, (elements) => {
    const x = full([elements], 1, 'float32');
    const generator = new Generator(0);
    return () => dropout(x, 0.5, true, generator);
  });
  await add('elements of a replayed mask', ELEMENTS, (elements) => {
    const text = `import torch\ntorch.manual_seed(0)\ny = torch.nn.Dropout(0.5)(torch.ones(${elements}))\n`;
    return () => trace([text], { notebook: false, budget: UNLIMITED });
  });
  await add('turns of a replayed loop', ELEMENTS.slice(0, -1), (turns) => {
    const text = `import torch\nd = torch.nn.Dropout(0.5)\nx = 0\nfor i in range(${turns}):\n    x += i\n`;
    return () => trace([text], { notebook: false, budget: UNLIMITED });
  });
  const fastest = Math.max(...exponents);
  if (!(fastest <= MOST)) throw new Error(`Time grows with the power ${fastest.toFixed(2)} of the work.`);
}
