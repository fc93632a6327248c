// What happened to each cell, in words, by mouse and by keyboard; and the random numbers that decided.
import assert from 'node:assert/strict';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { eventually } from '../../eventually.js';
import { openPlayground, PANEL } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import type { Workbench } from '../workbench.js';

/** torch.manual_seed(0); torch.rand(15, dtype=torch.float64)[8] is 0.5813… */
const DROPPED = 'x[1, 3] dropped: 1.0 × 0 × 2.0 = 0.0, as its random number 0.5813 is not below 1 − p = 0.5';
const KEPT = 'x[1, 3] kept: 1.0 × 1 × 1.6667 = 1.6667, as its random number 0.5813 is below 1 − p = 0.6';

describe('the equation', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  let explanation: Locator;
  /** What of the window's width the panel does not have. */
  let others: number;

  const cell = (grid: string, index: number): Locator =>
    panel.getByRole('grid', { name: grid }).locator(`[data-index="${index}"]`);

  async function setP(p: string): Promise<void> {
    const field = panel.locator('#probability');
    await workbench.enter(field, p);
  }

  eachTestStartsWith({
    ...PANEL,
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
      explanation = panel.locator('.explanation');
      const frame = await workbench.activeFrame();
      others = 1280 - (await frame.evaluate(() => innerWidth));
    },
  });

  it('lights a cell up in all tensors and says what happened, without moving anything', async () => {
    const heights = async (): Promise<unknown> => panel.locator('.equation').boundingBox();
    const before = await heights();
    for (const grid of ['Input', 'Mask', 'Output']) {
      await cell(grid, 8).hover();
      await explanation.filter({ hasText: DROPPED }).waitFor();
      await eventually(
        () =>
          panel
            .locator(':is(.input-term, .mask-term, .output-term) [data-lit]')
            .evaluateAll((lit) => lit.map((one) => one.getAttribute('data-index'))),
        ['8', '8', '8'],
      );
    }
    const after = await heights();
    assert.deepEqual(after, before);
    await panel.locator('h1').hover();
    await explanation.filter({ hasText: 'Point at one' }).waitFor();
    await eventually(() => panel.locator('[data-lit]').count(), 0);
  });

  it('is no announcement under the mouse, and the description of the cell that has the focus', async () => {
    await eventually(
      () => explanation.evaluate((line) => line.closest('[aria-live], [role=status], [role=alert]') === null),
      true,
    );
    await workbench.press(cell('Mask', 3), 'ArrowDown');
    const described = panel.locator('[data-index="8"]:focus');
    await described.waitFor();
    const description = (): Promise<string | null | undefined> =>
      described.evaluate(
        (one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent,
      );
    await eventually(description, DROPPED);
    // The mouse elsewhere changes what is seen, not what the focused cell is.
    await cell('Output', 2).hover();
    await explanation.filter({ hasText: 'x[0, 2] kept' }).waitFor();
    await eventually(description, DROPPED);
  });

  it('shows the numbers drawn, which stay as p moves and a cell’s fate changes', async () => {
    await cell('Mask', 8).hover();
    await panel.getByRole('button', { name: 'Show random numbers' }).click();
    const drawn = (): Promise<string[]> =>
      panel.getByRole('grid', { name: 'Mask' }).getByRole('gridcell').allInnerTexts();
    await eventually(
      async () => (await drawn()).slice(0, 3).map((text) => Number(text).toFixed(2)),
      ['0.97', '0.71', '0.46'],
    );
    const before = await drawn();
    await setP('0.4');
    await cell('Mask', 8).hover();
    await explanation.filter({ hasText: KEPT }).waitFor();
    await eventually(drawn, before);
    await panel.getByRole('button', { name: 'Show mask' }).click();
  });

  const SENTENCES: readonly [kind: string, p: string, index: number, sentence: string][] = [
    ['Dropout', '0', 8, 'x[1, 3] stays 1.0: nothing is drawn, and nothing dropped'],
    ['Dropout', '1', 8, 'x[1, 3] dropped: 1.0 × 0 = 0.0. With p = 1 all are, and nothing is drawn'],
    [
      'Dropout2d',
      '0.5',
      17,
      'x[1, 1, 0, 1] dropped with channel [1, 1]: 1.0 × 0 × 2.0 = 0.0, as its random number 0.6450 is not below 1 − p = 0.5',
    ],
    [
      'AlphaDropout',
      '0.5',
      0,
      'x[0, 0] dropped: 1.0 × 0 − 0.7792 = -0.7792, SELU’s saturation value, as its random number 0.9701 is not below 1 − p = 0.5',
    ],
  ];
  for (const [kind, p, index, sentence] of SENTENCES) {
    it(`has words for ${kind} with p = ${p}`, async () => {
      await panel.getByRole('combobox', { name: 'layer' }).selectOption(kind);
      await setP(p);
      await cell('Input', index).hover();
      await explanation.filter({ hasText: sentence }).waitFor();
    });
  }

  /** Makes the panel so wide, in CSS pixels. */
  async function setPanelWidth(width: number): Promise<Frame> {
    const frame = await workbench.activeFrame();
    await workbench.page.setViewportSize({ width: width + others, height: 900 });
    await eventually(() => frame.evaluate(() => innerWidth), width);
    return frame;
  }

  /** The parts of the page, which never move, and all cells but those of a mask that is not there. */
  const PARTS = `h1, .link, .tools, .controls > *, .probability > *, .equation .terms > *, .equation h2, .captions,
    .explanation, .choices, .worth, .chips > *, [role=tablist], [role=tab]`;

  /** So many things are done at each width, by chance; the first number makes them come again. */
  const ACTIONS = 200;

  for (const width of [320, 460, 700, 1200]) {
    it(`moves nothing, whatever is done in a panel of ${width} px`, async () => {
      const frame = await setPanelWidth(width);
      const moved = await frame.evaluate<string[]>(`(async () => {
        let seed = ${width};
        const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
        const places = () => [...document.querySelectorAll(\`${PARTS}\`)].map((part) => {
          const { left, top, width, height } = part.getBoundingClientRect();
          return { name: part.tagName + ' ' + part.id + ' ' + part.className.split(' ')[0], box: [left, top, width, height] };
        });
        const type = (id, text) => {
          const field = document.getElementById(id);
          field.focus();
          field.value = text;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          field.blur();
        };
        const pick = (selector) => {
          const all = [...document.querySelectorAll(selector)];
          return all[random(all.length)];
        };
        const actions = {
          p: () => type('probability', String(random(101) / 100)),
          seed: () => type('seed', String(random(100000))),
          mode: () => pick('[name=mode]').click(),
          resample: () => document.querySelector('.resample').click(),
          call: () => pick('[role=option]')?.click(),
          hover: () => pick('[data-index]').dispatchEvent(new PointerEvent('pointerover', { bubbles: true })),
          leave: () => document.querySelector('h1').dispatchEvent(new PointerEvent('pointerover', { bubbles: true })),
          tab: () => pick('[role=tab]').click(),
          numbers: () => document.querySelector('.secondary.numbers').click(),
        };
        const before = places();
        const moved = [];
        for (let i = 0; i < ${ACTIONS} && moved.length === 0; i++) {
          const name = Object.keys(actions)[random(Object.keys(actions).length)];
          actions[name]();
          await new Promise((resolve) => setTimeout(resolve, 15));
          places().forEach((place, at) => {
            // Parts of a pixel come of rounding.
            const isMoved = place.box.some((value, i) => !(Math.abs(value - before[at]?.box[i]) < 0.5));
            if (isMoved) moved.push(name + ': ' + place.name + ' ' + before[at]?.box + ' → ' + place.box);
          });
        }
        return moved;
      })()`);
      assert.deepEqual(moved, []);
    });
  }

  it('and what numbers are worth are above the fold of a laptop’s panel', async () => {
    await setPanelWidth(460);
    await panel.locator('button.chip[aria-expanded=true]').click();
    const worth = await panel.locator('.worth').boundingBox();
    const header = await panel.locator('header').boundingBox();
    assert.ok(worth !== null && header !== null && worth.y + worth.height - header.y < 290);
    const tabs = await panel.getByRole('tablist').boundingBox();
    assert.ok(tabs !== null && tabs.y + tabs.height - header.y < 370);
  });

  it('says of alpha dropout what becomes of mean and variance', async () => {
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('AlphaDropout');
    await panel.locator('.captions', { hasText: /mean 1\.00 → .*, variance 0\.00 → / }).waitFor();
    await panel.getByText('kept: x × 0.8864 + 0.7792 · dropped: −0.7792').waitFor();
  });

  it('frames the channels that are drawn as a whole', async () => {
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout2d');
    const frames = panel.getByRole('grid', { name: 'Mask' }).locator('.channel');
    await frames.first().waitFor();
    await eventually(() => frames.count(), 6);
    // Whole examples, the rows of the grid, and then the whole batch.
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('DropPath');
    await eventually(() => frames.count(), 3);
    await panel.getByText('Each example: 50% chance to become 0, else × 2: the same on average.').waitFor();
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('StochasticDepth');
    await eventually(() => frames.count(), 1);
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout');
    await frames.first().waitFor({ state: 'detached' });
  });
});
