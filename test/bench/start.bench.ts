import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Frame, type Page } from 'playwright-core';
import { buildPage } from '../../esbuild.mjs';
import { CALLED } from '../e2e/called';
import { eventually } from '../eventually';
import { ensureChromium } from '../host/chromium.mjs';
import { type Host, launch, type Launched, resultIn } from './host/run';
import { EMPTY, type StartResult, TASK } from './host/scenario';
import { row, table } from './measure';

export const about =
  'How long the extension takes to start, from its `.vsix` in a real VS Code that is loaded anew for each run: from the beginning of its activation until it is active, until it has the facts of the file that is open, as one is when VS Code starts it, and until VS Code has its lenses of it, beside lenses for which nothing has to be found; from a click on a lens until the panel is painted, beside a webview with nothing in it; and from when the browser begins with the page until it has answered a click. Medians and bests of all runs, by the clock of the wall. Bold is a best that misses its aim.';

/** In milliseconds. */
const MOST = { facts: 150, painted: 250, interactive: 200 };
const RUNS = 5;
const FILE = 'model.py';
const CELL = '[aria-label^=Mask] [data-index]';

/** When a page was first painted, when it had answered a click, and when the window was clicked, by the browser's clock. */
interface Marks {
  readonly begun: number;
  readonly painted?: number;
  readonly answered?: number;
  readonly clicked?: number;
}

/**
 * Watches every page of the browser from its beginning, as text, for the compiler of the tests would call functions of its
 * own in the page. That it is painted tells a message that comes after layout and paint. Frames are not asked to begin with:
 * VS Code writes a webview's document anew, and that forgets who asked. A lens acts when the button is let go, and where it is
 * drawn anew meanwhile there is no click at all.
 */
const WATCH = `{
  const marks = (globalThis.marks = { begun: performance.timeOrigin });
  const now = () => performance.timeOrigin + performance.now();
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(now());
    channel.port2.postMessage(0);
  }));
  const call = () => document.querySelector('.mask-term .note').textContent;
  const look = async () => {
    if (document.querySelector('${CELL}, #${EMPTY.id}') === null) return void setTimeout(look);
    marks.painted = await painted();
    if (document.querySelector('.resample') === null) return;
    const before = call();
    document.querySelector('.resample').click();
    while (call() === before) await painted();
    marks.answered = await painted();
  };
  look();
  addEventListener('mouseup', () => (marks.clicked ??= now()), true);
}`;

function marksOf(frame: Frame | Page): Promise<Marks> {
  return frame.evaluate('globalThis.marks');
}

/** The marks of the first page that is painted, once it has done what it does then. */
async function paintedMarks(page: Page, isAnswered: boolean): Promise<Marks> {
  let found: Marks | undefined;
  await eventually(async () => {
    for (const frame of page.frames()) {
      // One may go meanwhile.
      const marks = await marksOf(frame).catch(() => undefined);
      if (marks?.painted !== undefined && (!isAnswered || marks.answered !== undefined)) found = marks;
    }
    return found !== undefined;
  }, true);
  return found ?? { begun: NaN };
}

interface Started extends StartResult {
  readonly painted: number;
  readonly interactive: number;
}

/** Loads VS Code anew, has the extension start in it, and clicks a lens. */
async function startOnce({ page, workspace }: Launched, lens: string): Promise<Started> {
  await page.reload();
  const result = await resultIn(workspace);
  if (!('start' in result)) throw new Error('The bench’s extension did something else.');
  const isOwn = lens !== EMPTY.lens;
  await page.locator('.codelens-decoration a').getByText(lens).first().click();
  const { begun, painted = NaN, answered = NaN } = await paintedMarks(page, isOwn);
  const { clicked = NaN } = await marksOf(page);
  return { ...result.start, painted: painted - clicked, interactive: answered - begun };
}

/** The page that stands alone, opened from its file. */
async function openAlone(): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dropout-start-'));
  const browser = await chromium.launch(await ensureChromium());
  try {
    const path = join(folder, 'page.html');
    await writeFile(path, await buildPage());
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const page = await browser.newPage();
      await page.addInitScript(WATCH);
      await page.goto(pathToFileURL(path).href);
      const { begun, answered = NaN } = await paintedMarks(page, true);
      times.push(answered - begun);
      await page.close();
    }
    return times;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}

const missed: string[] = [];

/** Prints a row, and notes what misses its aim. */
function show(name: string, times: readonly number[], aim?: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  const [best = NaN] = sorted;
  const median = sorted[sorted.length >> 1] ?? NaN;
  const isMissed = aim !== undefined && !(best <= aim);
  if (isMissed) missed.push(`${name}: ${best.toFixed(0)} ms, not ${aim}`);
  const shown = isMissed ? `**${best.toFixed(0)}**` : best.toFixed(0);
  row(name, median.toFixed(0), shown, aim === undefined ? '' : `${aim}`);
}

async function measureHost(host: Host): Promise<void> {
  const launched = await launch(host, 'package', {
    [FILE]: CALLED,
    [TASK]: JSON.stringify({ start: FILE }),
  });
  const own: Started[] = [];
  const empty: Started[] = [];
  try {
    await launched.page.addInitScript(WATCH);
    await resultIn(launched.workspace);
    for (let i = 0; i < RUNS; i++) {
      own.push(await startOnce(launched, 'Try it'));
      empty.push(await startOnce(launched, EMPTY.lens));
    }
  } finally {
    await launched.close();
  }
  const all = [...own, ...empty];
  table(
    host === 'node' ? 'Node’s extension host' : 'a browser’s extension host',
    'median ms',
    'best ms',
    'at most ms',
  );
  show(
    'active',
    all.map(({ active }) => active),
  );
  show(
    'first facts, in the host',
    all.map(({ facts }) => facts),
    MOST.facts,
  );
  show(
    'first lenses, in VS Code',
    all.map(({ lenses }) => lenses),
  );
  show(
    'lenses of a file with nothing to find',
    all.map(({ nothing }) => nothing),
  );
  show(
    'panel painted, from the click',
    own.map(({ painted }) => painted),
    MOST.painted,
  );
  show(
    'a webview with nothing in it, from the click',
    empty.map(({ painted }) => painted),
  );
  show(
    'the panel’s page has answered a click, from its beginning',
    own.map(({ interactive }) => interactive),
    MOST.interactive,
  );
}

export default async function run(): Promise<void> {
  await measureHost('node');
  await measureHost('web');
  table('the page that stands alone', 'median ms', 'best ms', 'at most ms');
  show('has answered a click, from its beginning', await openAlone(), MOST.interactive);
  if (missed.length > 0) throw new Error(`Too slow:\n  ${missed.join('\n  ')}`);
}
