import type { Page } from 'playwright-core';
import { INITIAL_STATE, type PlaygroundState, reduce } from '../../src/playground';
import { launchBrowser, openPanel, showState } from '../host/panelPage';
import { report, type Timing } from './measure';

const RUNS = 60;
/** The first ones are slower: the browser has not compiled the page's code yet. */
const WARM_UP = 10;

/**
 * Times what an action costs until it is painted: the work of the action itself, and that of the frame that shows
 * it, from its first callback until a message that comes after layout and paint. The wait for the screen's next
 * refresh in between is left out.
 *
 * @param action JavaScript, run in the page
 */
async function timeInPage(page: Page, name: string, action: string): Promise<Timing> {
  // As text, for the compiler of the tests would call functions of its own in the page.
  const script = `(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
      const start = performance.now();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - start);
      channel.port2.postMessage(0);
    }));
    const times = [];
    for (let run = 0; run < ${RUNS}; run++) {
      await frame();
      const painted = frame();
      const start = performance.now();
      ${action};
      // What components change in answer is drawn in microtasks.
      for (let i = 0; i < 5; i++) await null;
      const worked = performance.now() - start;
      times.push(worked + (await painted));
    }
    return times.slice(${WARM_UP}).sort((a, b) => a - b);
  })()`;
  const times = await page.evaluate<number[]>(script);
  return { name, median: times[Math.floor(times.length / 2)] ?? NaN, best: times[0] ?? NaN };
}

const RESAMPLE = `document.querySelector('.resample').click()`;
const MOVE_P = `{
  const slider = document.querySelector('input[type=range]');
  slider.value = String(0.3 + (run % 10) / 25);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}`;
const POINT = `document.querySelectorAll('[aria-label^=Mask] [data-index]')[run % 15]
  .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))`;
const ZOOM = `{
  const picture = document.querySelector('.tensor-canvas');
  const { left, top } = picture.getBoundingClientRect();
  const deltaY = run % 20 < 10 ? -100 : 100;
  picture.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: left + 90, clientY: top + 90, cancelable: true }));
}`;

function shaped(...shape: number[]): PlaygroundState {
  return reduce(INITIAL_STATE, { type: 'setShape', shape });
}

export default async function run(): Promise<void> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await openPanel(page);
  const time = (name: string, action: string): Promise<Timing> => timeInPage(page, name, action);
  const small = [
    await time('resample', RESAMPLE),
    await time('p moves', MOVE_P),
    await time('point at a cell', POINT),
  ];
  await showState(page, reduce(INITIAL_STATE, { type: 'resample', times: 99 }));
  small.push(await time('resample, 100 calls listed', RESAMPLE));
  small.push(await time('p moves, 100 calls listed', MOVE_P));
  report('the panel at 3×5, until painted', small);
  for (const size of [512, 1000]) {
    await showState(page, shaped(size, size));
    report(`the panel at ${size}×${size}, until painted`, [
      await time('resample', RESAMPLE),
      await time('p moves', MOVE_P),
      await time('zoom', ZOOM),
    ]);
  }
  await browser.close();
}
