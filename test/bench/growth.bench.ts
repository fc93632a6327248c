import type { ReadTogether } from '../../src/protocol/reading';
import { trace } from '../../src/python';
import { CudaGenerator, dropout, Generator, ones, randn } from '../../src/torch';
import * as algebra from '../../src/torch/algebra';
import { Mapper } from '../../src/worker/mapper';
import { type Host, Reader } from '../../src/worker/reader';
import { bytesHeld, inBytes } from './memory';
import { processorTime, row, table } from './measure';
import { keystroke, KINDS, type LongFile, REPEATED } from './longFiles';

export const about = `How time grows with work, as the exponent b of time = a · size^b, fitted by least squares to the best of some runs of each size that
takes over 0.2 ms, all sizes in turn, in processor time. Lines go from 100 up to 100,000, or to where a file is no longer read to its end (400,000 characters) or replayed (200,000). Then how what is kept grows, in
bytes after a collection of garbage. Above 1.1 the bench fails.`;

/** Time that grows with a higher power of the work than this is a fault. */
const MOST = 1.1;
/** In milliseconds: for so long all sizes are timed in turn, and so often where a busy machine may have spoilt it. */
const PATIENCE = 1000;
const MOST_TRIES = 4;
const FEWEST_ROUNDS = 3;
/** In milliseconds: what is shorter is timed so long in each round. */
const ROUND = 4;
/** The exponent is that of the sizes that take longer; below, what is the same for all sizes counts most. In milliseconds. */
const SHORTEST = 0.2;
const FEWEST_BYTES = 250_000;
/** In milliseconds: longer than anything takes here. */
const LONG = 1_000_000;
/** In milliseconds: the clock of the processor knows no less. */
const LEAST = 0.001;

const LINES = [100, 300, 1000, 3000, 10_000, 30_000, 100_000];
/** Of these memory is measured: the first does not count beside what else is made and collected, the last take minutes. */
const LINES_KEPT = [1000, 3000, 10_000];
const FILES = [10, 100, 1000, 3000];
const ELEMENTS = [10, 100, 1000, 10_000, 100_000, 1_000_000];
/** Sides of square matrices, by how many products of numbers it takes to multiply two of them. */
const SIDES: ReadonlyMap<number, number> = new Map([10, 20, 40, 80, 160].map((side) => [side ** 3, side]));

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
        const start = process.cpuUsage();
        await point.run();
        point.time = Math.min(point.time, Math.max(processorTime(start), LEAST));
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

/** A reader that tells nothing before all is known. */
function opened(file: LongFile, host = HOST): Reader {
  const reader = new Reader(host, LONG);
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

/** A script of the playground's that goes below many names, which it is not to take for its own. */
function avoiding(names: number): (() => unknown) | undefined {
  const text = `D()\n${Array.from({ length: names }, (_, i) => `a${i}`).join(', ')} = x\n`;
  const reader = new Reader(HOST);
  const script = 'import torch\na = torch.nn.Dropout(0.5)\n';
  return text.length > MOST_READ
    ? undefined
    : () => reader.scriptBelow({ script, texts: [text], below: 0, lineBreak: '\n' });
}

/** Replay of a text that was never read before: what was read of short ones is kept from one replay to the next. */
function replaying(make: (lines: number) => LongFile): Work {
  return (lines) => {
    const file = make(lines);
    const { cells, notebook } = file;
    let run = 0;
    const replay = (): unknown => {
      run++;
      const fresh = cells.map((cell) => `${cell}\n# ${run}`);
      return trace(fresh, { notebook, budget: UNLIMITED });
    };
    return lengthOf(file) > MOST_REPLAYED ? undefined : replay;
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

/** A file with so many functions, beside another one whose class has methods of the same names. */
function named(functions: number): () => unknown {
  const each = (write: (i: number) => string): string =>
    Array.from({ length: functions }, (_, i) => write(i)).join('');
  const own = each((i) => `def step${i}(x, p=0.5):\n    return F.dropout(x, p=p)\n\n`);
  const other = `class Net:\n${each((i) => `    def step${i}(self, x):\n        return self.relu(x)\n\n`)}`;
  const file = {
    name: '',
    notebook: false,
    typedBehind: '',
    cells: [`import torch.nn.functional as F\n\n${own}`],
  };
  const host = {
    ...HOST,
    listFiles: () => Promise.resolve(['file:/it.py', 'file:/other.py']),
    readFiles: (uris: readonly string[]) => Promise.resolve(uris.map(() => other)),
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

/** The map of a workspace with so many files, of which one in ten has dropout. */
function mapping(files: number): () => unknown {
  const entries = Array.from({ length: files }, (_, i) => ({
    ...{ name: `m${i}.py`, uri: `file:///w/m${i}.py` },
    kind: 'file' as const,
  }));
  const texts = new Map(
    entries.map(({ uri }, i) => [
      uri,
      i % 10 === 0 ? `from torch import nn\nd${i} = nn.Dropout(0.5)\n` : `import os\nx = ${i}\n`,
    ]),
  );
  const host = {
    ...{ begins: () => undefined, found: () => undefined, complains: () => undefined },
    environmentsOf: () => Promise.resolve([]),
    listFiles: () => Promise.resolve([...texts.keys()]),
    readFiles: (uris: readonly string[]) => Promise.resolve(uris.map((uri) => texts.get(uri))),
    foldersAt: (uris: readonly string[]) => Promise.resolve(uris.map(() => ({ value: entries }))),
    textsOf: (uris: readonly string[]) =>
      Promise.resolve(uris.map((uri) => ({ value: texts.get(uri) ?? '' }))),
  };
  return () => new Mapper(host).read([{ uri: 'file:///w', excluded: [] }], []);
}

/** Tensors of so many elements. */
function tensors(numel: number): [algebra.Enclosure, algebra.Enclosure] {
  const generator = new Generator(0);
  const one = (): algebra.Enclosure => algebra.Enclosure.of(randn([numel], generator).output);
  return [one(), one()];
}

/** How what is kept grows, as the exponent of its bytes. */
async function memory(name: string, sizes: readonly number[], work: Work): Promise<number> {
  const points: Pick<Point, 'size' | 'time'>[] = [];
  for (const size of sizes) {
    const run = work(size);
    if (run !== undefined) points.push({ size, time: await bytesHeld(run) });
  }
  const edges = [points[0], points.at(-1)].map(
    (point) => point && `${point.size.toLocaleString('en')} in ${inBytes(point.time)}`,
  );
  // What is small is lost among what else is made and collected.
  const large = points.filter(({ time }) => time >= FEWEST_BYTES);
  const exponent = large.length < 2 ? 0 : exponentOf(large);
  row(name, ...edges.map(String), exponent.toFixed(2));
  return exponent;
}

/** Prints how time and memory grow with work, and fails where that is too fast. */
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
  for (const [kind, make] of Object.entries(REPEATED)) await add(`${kind}: lines read`, LINES, reading(make));
  await add('names that a script avoids', LINES, avoiding);
  await add('files that one imports', FILES, importing);
  await add('files that make what one defines', FILES, made);
  await add('functions with names of methods elsewhere', FILES, named);
  await add('files of a workspace, mapped', FILES, mapping);
  const generators = {
    cpu: new Generator(0),
    'cpu-mkl': new Generator(0, 'cpu-mkl'),
    cuda: new CudaGenerator('A100', 0),
  };
  for (const [name, generator] of Object.entries(generators)) {
    await add(`elements of a mask, ${name}`, ELEMENTS, (elements) => {
      const x = ones([elements]);
      return () => dropout(x, 0.5, true, generator);
    });
  }
  for (const [name, operation] of Object.entries({
    sum: (x: algebra.Enclosure) => algebra.add(x, x),
    exponential: algebra.exp,
    total: (x: algebra.Enclosure) => algebra.sum(x),
  })) {
    await add(`elements of a tensor, ${name}`, ELEMENTS, (elements) => {
      const [x] = tensors(elements);
      return () => operation(x);
    });
  }
  await add('products of a matrix product', [...SIDES.keys()], (products) => {
    const side = SIDES.get(products) ?? 0;
    const [a, b] = tensors(side * side).map((x) => x.view([side, side], [side, 1]));
    return () => a && b && algebra.matmul(a, b);
  });
  await add('elements of a replayed mask', ELEMENTS, (elements) => {
    const text = `import torch\ntorch.manual_seed(0)\ny = torch.nn.Dropout(0.5)(torch.ones(${elements}))\n`;
    return () => trace([text], { notebook: false, budget: UNLIMITED });
  });
  await add('turns of a replayed loop', ELEMENTS.slice(0, -1), (turns) => {
    const text = `import torch\nd = torch.nn.Dropout(0.5)\nx = 0\nfor i in range(${turns}):\n    x += i\n`;
    return () => trace([text], { notebook: false, budget: UNLIMITED });
  });
  table('kept', 'from', 'to', 'exponent');
  for (const [kind, make] of Object.entries(KINDS)) {
    exponents.push(
      await memory(`${kind}: lines read`, LINES_KEPT, (lines) => {
        const file = make(lines);
        if (lengthOf(file) > MOST_READ) return undefined;
        return async () => {
          const reader = opened(file);
          await reader.facts(together(file));
          return reader;
        };
      }),
      await memory(`${kind}: lines replayed`, LINES_KEPT, replaying(make)),
    );
  }
  exponents.push(
    await memory('elements of a mask', ELEMENTS, (elements) => () => {
      return dropout(ones([elements]), 0.5, true, new Generator(0));
    }),
    await memory('calls of a replayed loop', ELEMENTS.slice(0, -2), (turns) => {
      const text = `import torch\nd = torch.nn.Dropout(0.5)\nx = torch.ones(3, 5)\nfor i in range(${turns}):\n    y = d(x)\n`;
      return () => trace([text], { notebook: false, budget: UNLIMITED });
    }),
  );
  const fastest = Math.max(...exponents);
  if (!(fastest <= MOST))
    throw new Error(`Time or memory grows with the power ${fastest.toFixed(2)} of the work.`);
}
