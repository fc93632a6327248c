// Masks come from the extension: what it sends is shown, whatever that is, and a slow line is borne.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { expectGrid } from './grids.js';
import { expectLayer, openPlayground, SEED_0, startSession } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

/** In every page that is opened from now on: a test's `onSnapshot` decides what becomes of the extension's messages. */
const WATCH = `globalThis.addEventListener = (type, listener, options) => {
  const watched = (event) => {
    const pass = (data) => listener({ data });
    if (event.data?.type === 'snapshot' && globalThis.onSnapshot) globalThis.onSnapshot(event.data, pass);
    else listener(event);
  };
  EventTarget.prototype.addEventListener.call(globalThis, type, type === 'message' ? watched : listener, options);
}`;

/** Puts other bits into the masks of later calls that come: those of the elements 0, 2, 4 … are kept. */
const MADE_UP = `globalThis.onSnapshot = (snapshot, pass) => {
  const parts = snapshot.parts.map((part) => part.mask === undefined || part.number === 1
    ? part
    : { ...part, mask: new Uint8Array(part.mask.byteLength).fill(0b01010101).buffer });
  pass({ ...snapshot, parts });
}`;

/** Holds every message up for a tenth of a second, and remembers which call was the last that came. */
const SLOW = `globalThis.onSnapshot = (snapshot, pass) => setTimeout(() => {
  pass(snapshot);
  globalThis.lastCall = Math.max(globalThis.lastCall ?? 0, ...snapshot.parts.map(({ number }) => number ?? 0));
}, 100)`;

/** What the equation says of itself, and the number of its call, in the frame after an action. */
const afterFrame = (action: string): string => `(async () => {
  ${action};
  await new Promise(requestAnimationFrame);
  const equation = document.querySelector('.equation');
  const [, call] = /call (\\d+)/.exec(equation.querySelector('.mask-term .note').textContent) ?? [];
  return [Number(call), equation.matches('.behind'), equation.getAttribute('aria-busy') === 'true'];
})()`;

/** Loses the next message. */
const LOSE = `globalThis.onSnapshot = () => { globalThis.onSnapshot = undefined; }`;

describe('masks', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  eachTestStartsWith({
    options: { files: { 'model.py': 'import torch\n' }, viewport: { width: 1280, height: 1000 } },
    opened: async (opened) => {
      workbench = opened;
      panel = workbench.webview();
      await workbench.page.addInitScript(WATCH);
      await openPlayground(workbench);
    },
    // What is done to a page stays done, so each test has a page of its own.
    again: async () => {
      await workbench.command('View: Close All Editors');
      await workbench.command('Dropout Playground: Open Playground');
      await startSession(workbench);
    },
  });

  /** Runs JavaScript in the panel's page. */
  async function inPage<T>(script: string): Promise<T> {
    const frame = await workbench.activeFrame();
    return frame.evaluate<T>(script);
  }

  it('are shown as they come, though no generator draws them, in grid, strip, heat map and network', async () => {
    await inPage(`${MADE_UP}; 0`);
    // The next calls have come ahead; with another seed they come anew.
    for (const seed of ['1', '0']) await workbench.enter(panel.locator('#seed'), seed);
    await expectGrid(panel, 'Output', SEED_0[0]);
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Mask', '1 0 1 0 1 / 0 1 0 1 0 / 1 0 1 0 1');
    await expectGrid(panel, 'Output', '2 0 2 0 2 / 0 2 0 2 0 / 2 0 2 0 2');
    await panel.getByRole('option', { name: 'Call 2: 8 of 15 kept, 3 back again' }).waitFor();
    // The first call had dropped 0 1 3 4 / 5 8 / 13.
    await expectGrid(panel, 'Times dropped', '1 2 0 2 1 / 2 0 1 1 1 / 0 1 0 2 0');
    await panel.getByRole('tab', { name: 'Network' }).click();
    await panel.getByText('Hidden layer 1 is x[0, :] of the grid: 2 of 5 dropped.').waitFor();
  });

  it('that come late leave a drag of p smooth, and a click is answered at once', async () => {
    await inPage(`${SLOW}; 0`);
    // What is on the screen in the frame after an action, and how long an action takes.
    const drag = await inPage<{ drops: number[]; longest: number }>(`(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const slider = document.querySelector('input[type=range]');
      const drops = [];
      let longest = 0;
      for (let step = 1; step <= 9; step++) {
        slider.value = String(step / 10);
        const start = performance.now();
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        longest = Math.max(longest, performance.now() - start);
        await frame();
        drops.push(document.querySelectorAll('[aria-label^=Output] .cell.dropped').length);
      }
      return { drops, longest };
    })()`);
    // torch.manual_seed(0); (torch.rand(15, dtype=torch.float64) >= 1 - p).sum() for p = 0.1, 0.2 … 0.9
    assert.deepEqual(drag.drops, [2, 2, 4, 6, 7, 10, 12, 13, 15]);
    await expectLayer(panel, 'Dropout(p=0.9)');
    await eventually(() => panel.locator('.behind').count(), 0);
    // What comes of another mode is drawn by the extension, which takes its time.
    const toEval = `globalThis.lastCall = 0; document.querySelectorAll('[name=mode]')[1].click()`;
    const answered = await inPage(afterFrame(toEval));
    assert.deepEqual(answered, [1, true, true]);
    await panel.getByRole('option', { name: /^Call 2: / }).waitFor();
    await eventually(() => panel.locator('.behind').count(), 0);
    // The next calls have come before they are made.
    await eventually(() => inPage<boolean>('globalThis.lastCall >= 3'), true);
    const drawn = await inPage(afterFrame(`document.querySelector('.resample').click()`));
    assert.deepEqual(drawn, [3, false, false]);
  });

  it('and all else are there again after the page was reloaded, and after something was lost on the way', async () => {
    await inPage(`${LOSE}; 0`);
    const resample = panel.getByRole('button', { name: 'Resample' });
    await resample.click();
    await eventually(() => inPage('globalThis.onSnapshot === undefined'), true);
    await resample.click();
    await expectGrid(panel, 'Output', SEED_0[2]);
    await panel.getByRole('option', { name: /^Call 2: / }).waitFor();
    await workbench.reloadWindow();
    await expectGrid(workbench.webview(), 'Output', SEED_0[2]);
  });
});
