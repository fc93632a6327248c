import { execFileSync } from 'node:child_process';
import type { Frame } from 'playwright-core';
import { expectCall, openInput, openPlayground } from '../e2e/session.js';
import { closeShared, launchWorkbench, type Workbench } from '../e2e/workbench.js';
import { repository } from '../host/places.mjs';
import { report, type Timing } from './measure';

export const about = 'What an action in the playground costs until it is painted, in a real VS Code.';

const RUNS = 60;
/** The first ones are slower: the browser has not compiled the page's code yet. */
const WARM_UP = 10;

/**
 * Times what an action costs until it is painted, in the panel of a real VS Code: the work of the action itself, the
 * way to the extension and back, and the frame that shows what came of it, from its first callback until a message
 * that comes after layout and paint. The wait for the screen's next refresh in between is left out.
 *
 * @param action JavaScript, run in the page
 * @param isShown JavaScript: whether what came of it stands in the page
 */
async function timeInPage(frame: Frame, name: string, action: string, isShown = 'true'): Promise<Timing> {
  // As text, for the compiler of the tests would call functions of its own in the page.
  const times = await frame.evaluate<number[]>(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
      const start = performance.now();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now() - start);
      channel.port2.postMessage(0);
    }));
    const call = () => Number(/call (\\d+)/.exec(document.querySelector('.mask-term .note').textContent)?.[1]);
    const times = [];
    for (let run = 0; run < ${RUNS}; run++) {
      await frame();
      const before = call();
      const start = performance.now();
      const shown = new Promise((resolve) => {
        const look = () => {
          if (!(${isShown})) return;
          observer.disconnect();
          resolve(performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        ${action};
        look();
      });
      const worked = (await shown) - start;
      times.push(worked + (await frame()));
    }
    return times.slice(${WARM_UP}).sort((a, b) => a - b);
  })()`);
  return { name, median: times[Math.floor(times.length / 2)] ?? NaN, best: times[0] ?? NaN };
}

const RESAMPLE = `document.querySelector('.resample').click()`;
// A long session starts again with call 1.
const IS_RESAMPLED = 'call() !== before';
const MOVE_P = `{
  const slider = document.querySelector('input[type=range]');
  slider.value = String(0.3 + (run % 10) / 25);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}`;
const IS_MOVED = `!document.querySelector('.behind')`;
const POINT = `document.querySelectorAll('[aria-label^=Mask] [data-index]')[run % 15]
  .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))`;
const ZOOM = `{
  const picture = document.querySelector('.tensor-canvas');
  const { left, top } = picture.getBoundingClientRect();
  const deltaY = run % 20 < 10 ? -100 : 100;
  picture.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: left + 90, clientY: top + 90, cancelable: true }));
}`;

/** In how many of the frames of a drag of p its new value is on the screen. */
async function framesOfDrag(frame: Frame): Promise<{ frames: number; shown: number }> {
  return frame.evaluate(`(async () => {
    const slider = document.querySelector('input[type=range]');
    const output = () => document.querySelector('[aria-label^=Output]').textContent;
    let shown = 0;
    for (let step = 0; step < 60; step++) {
      const before = output();
      slider.value = String(0.2 + (step % 2) / 2);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
      if (output() !== before) shown++;
    }
    return { frames: 60, shown };
  })()`);
}

async function setShape(workbench: Workbench, shape: string): Promise<void> {
  await openInput(workbench.webview());
  await workbench.enter(workbench.webview().locator('#shape'), shape);
  await expectCall(workbench.webview(), 1);
}

export default async function run(): Promise<void> {
  execFileSync(process.execPath, ['esbuild.mjs', '--production', '--quiet'], { cwd: repository });
  const workbench = await launchWorkbench({ viewport: { width: 1500, height: 1000 } });
  try {
    await openPlayground(workbench);
    const frame = await workbench.activeFrame();
    const time = (name: string, action: string, isShown?: string): Promise<Timing> =>
      timeInPage(frame, name, action, isShown);
    const drag = await framesOfDrag(frame);
    console.log(`  a drag of p at 3×5: painted in ${drag.shown} of ${drag.frames} frames`);
    report('the panel at 3×5, until painted', [
      await time('resample', RESAMPLE, IS_RESAMPLED),
      await time('p moves', MOVE_P),
      await time('p moves, and the extension has drawn it', MOVE_P, IS_MOVED),
      await time('point at a cell', POINT),
    ]);
    for (const size of [512, 1000]) {
      await setShape(workbench, `${size}, ${size}`);
      report(`the panel at ${size}×${size}, until painted`, [
        await time('resample', RESAMPLE, IS_RESAMPLED),
        await time('p moves', MOVE_P, IS_MOVED),
        await time('zoom', ZOOM),
      ]);
    }
  } finally {
    await workbench.close();
    await closeShared();
  }
}
