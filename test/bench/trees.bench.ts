import { basename } from 'node:path';
import type { Host, Reader } from '../../src/worker/reader';
import { textsBelow } from '../corpus/workspace';
import { inBytes, used } from './memory';
import { processorTime, row, table } from './measure';
import { type Shipped, shipped } from './shipped';

export const about = `All files with dropout calls of some trees (\`READ_TREES=<folder>:<folder>\`, each a workspace) opened one after the other, and each edited twice as soon as it was
read, with the reader alone, as it is shipped, and the files in memory; in milliseconds of processor time. Aims: 200 for a first answer, 50 for an edit, 300 MB for what is kept.`;

/** Opens and edits each file of a tree, as an editor does; gives the reader that keeps them all. */
async function openAll(
  { reading }: Shipped,
  texts: ReadonlyMap<string, string>,
  firsts: number[],
  edits: number[],
): Promise<Reader> {
  let told = 0;
  const host: Host = {
    listFiles: () => Promise.resolve([...texts.keys()]),
    // As the host's answer, it comes in another turn.
    readFiles: async (uris) => {
      await new Promise((resolve) => setImmediate(resolve));
      return uris.map((uri) => texts.get(uri));
    },
    foldersAt: () => Promise.resolve([]),
    environmentsOf: () => Promise.resolve([]),
    begins: () => undefined,
    filesRead: () => told++,
  };
  const reader = new reading.Reader(host);
  for (const [uri, text] of texts) {
    if (!uri.endsWith('.py') || !/drop/i.test(text)) continue;
    let version = 1;
    const facts = (known?: number) =>
      reader.facts({ key: uri, notebook: false, root: 'file:/', cells: [{ uri, version, known }] });
    const timed = async (known: number | undefined, times: number[]) => {
      const since = process.cpuUsage();
      const answer = await facts(known);
      times.push(processorTime(since));
      return answer;
    };
    reader.open({ uri, version, text });
    const [found] = await timed(undefined, firsts);
    const sites = (found !== undefined && 'sites' in found ? found.sites : []).flatMap((one) =>
      'to' in one ? one : [],
    );
    const site = sites.at(sites.length >> 1);
    if (site === undefined) {
      firsts.pop();
      reader.close(uri);
      continue;
    }
    const lineEnd = text.indexOf('\n', site.to);
    const at = lineEnd === -1 ? text.length : lineEnd;
    for (const change of [
      { from: at, to: at, text: ' #' },
      { from: at, to: at + 2, text: '' },
    ]) {
      reader.edit({ uri, version: ++version, changes: [change] });
      await timed(version - 1, edits);
    }
    // What other files tell later, before the next is opened.
    for (let before = -1; before !== told;) {
      before = told;
      await facts(version);
    }
  }
  return reader;
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  return [0.5, 0.95, 1]
    .map((share) => (sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(0))
    .join(', ');
}

export default async function run(): Promise<void> {
  const trees = (process.env['READ_TREES'] ?? '').split(':').filter((folder) => folder !== '');
  if (trees.length === 0) throw new Error('READ_TREES names no folders');
  table('median, 95 %, worst', 'files', 'with calls', 'first answer', 'after an edit', 'kept');
  const program = await shipped();
  for (const tree of trees) await open(tree, program);
}

async function open(tree: string, program: Shipped): Promise<void> {
  const texts = textsBelow(tree);
  const [firsts, edits]: [number[], number[]] = [[], []];
  const before = await used();
  const reader = await openAll(program, texts, firsts, edits);
  const bytes = (await used()) - before;
  // It must not be collected before.
  reader.ping();
  row(
    basename(tree),
    String(texts.size),
    String(firsts.length),
    spread(firsts),
    spread(edits),
    inBytes(bytes),
  );
}
