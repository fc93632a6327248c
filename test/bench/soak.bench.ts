import { setTimeout as delay } from 'node:timers/promises';
import { launch, type Launched, resultIn } from './host/run';
import { type LongDay, TASK } from './host/scenario';
import { row, table } from './measure';
import { inBytes } from './memory';

export const about =
  'Whether anything grows or gets lost over a long day in a real VS Code, with the package installed: files are opened, changed and closed, one after the other, while workers are ended by force; after each edit every call is to have its lens. What is alive in the extension host, VS Code and the other extensions included, is counted after collections of garbage; the process includes the workers.';

const DAY: LongDay = { files: 300, edits: 2000, ends: 200 };
/** A reader, a previewer, a replayer and the one that stands ready. */
const MOST_WORKERS = 4;
/** In bytes: so much more the host may hold at the end than when a fifth was done. VS Code itself keeps what it is told of files. */
const MOST_GROWTH = 5e6;

/** Where reading is off, because workers ended again and again, whoever reads the message has it tried again. */
async function tryAgain({ page }: Launched): Promise<void> {
  const again = page.getByRole('button', { name: 'Try again' }).first();
  while (!page.isClosed()) {
    if (await again.isVisible()) await again.click();
    await delay(500);
  }
}

export default async function run(): Promise<void> {
  const folder = 'day';
  const launched = await launch('node', 'package', {
    [`${folder}/empty.txt`]: '',
    [TASK]: JSON.stringify({ day: DAY, folder }),
  });
  let result;
  try {
    void tryAgain(launched).catch(() => undefined);
    result = await resultIn(launched.workspace);
  } finally {
    await launched.close();
  }
  if (!('day' in result)) throw new Error('The bench’s extension did something else.');
  const { edits, ends, lost, held } = result.day;
  table(`${edits} edits, ${ends} workers ended, ${lost} times a lens lost`, 'host', 'process', 'workers');
  for (const { files, own, all, workers } of held)
    row(`${files} files opened and closed`, inBytes(own), inBytes(all), String(workers));
  const growth = (held.at(-1)?.own ?? NaN) - (held[1]?.own ?? NaN);
  if (
    !(lost === 0 && ends === DAY.ends && growth < MOST_GROWTH) ||
    held.some(({ workers }) => workers > MOST_WORKERS)
  )
    throw new Error(`Something was lost, or grew: by ${inBytes(growth)}.`);
}
