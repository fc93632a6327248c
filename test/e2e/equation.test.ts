// What happened to each cell, in words, by mouse and by keyboard; and the uniform numbers that decided.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { openPlayground, startSession } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

/** torch.manual_seed(0); torch.rand(15, dtype=torch.float64)[8] is 0.5813… */
const DROPPED = 'x[1, 3] was dropped: 1.0 × 0 × 2.0 = 0.0, because u = 0.5813 ≥ 1 − p = 0.5.';
const KEPT = 'x[1, 3] was kept: 1.0 × 1 × 1.6666666 = 1.6666666, because u = 0.5813 < 1 − p = 0.6.';

describe('the equation', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  let explanation: Locator;

  const cell = (grid: string, index: number): Locator =>
    panel.getByRole('grid', { name: grid }).locator(`[data-index="${index}"]`);

  async function setP(p: string): Promise<void> {
    const field = panel.locator('#probability');
    await workbench.enter(field, p);
  }

  eachTestStartsWith({
    options: { viewport: { width: 1280, height: 900 } },
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
      explanation = panel.locator('.explanation');
    },
    again: startSession,
  });

  it('lights a cell up in all tensors and says what happened, without moving anything', async () => {
    const heights = async (): Promise<unknown> => panel.locator('.equation').boundingBox();
    const before = await heights();
    for (const grid of ['Input', 'Mask', 'Output']) {
      await cell(grid, 8).hover();
      await explanation.filter({ hasText: DROPPED }).waitFor();
      await eventually(
        () =>
          panel.locator('[data-lit]').evaluateAll((lit) => lit.map((one) => one.getAttribute('data-index'))),
        ['8', '8', '8'],
      );
    }
    const after = await heights();
    assert.deepEqual(after, before);
    await panel.locator('h1').hover();
    await explanation.filter({ hasText: 'Point at a cell' }).waitFor();
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
    await explanation.filter({ hasText: 'x[0, 2] was kept' }).waitFor();
    await eventually(description, DROPPED);
  });

  it('shows the numbers drawn, which stay as p moves and a cell’s fate changes', async () => {
    await cell('Mask', 8).hover();
    await panel.getByLabel('uniform numbers u').check();
    const drawn = (): Promise<string[]> =>
      panel.getByRole('grid', { name: 'Mask' }).getByRole('gridcell').allInnerTexts();
    await eventually(async () => (await drawn()).slice(0, 3), ['0.9701', '0.7078', '0.4594']);
    const before = await drawn();
    await setP('0.4');
    await cell('Mask', 8).hover();
    await explanation.filter({ hasText: KEPT }).waitFor();
    await eventually(drawn, before);
    await panel.getByLabel('uniform numbers u').uncheck();
  });

  const SENTENCES: readonly [kind: string, p: string, index: number, sentence: string][] = [
    ['Dropout', '0', 8, 'x[1, 3] stays 1.0: nothing is drawn, and nothing dropped.'],
    ['Dropout', '1', 8, 'x[1, 3] was dropped: 1.0 × 0 = 0.0. With p = 1 all are, and nothing is drawn.'],
    [
      'Dropout2d',
      '0.5',
      17,
      'x[1, 1, 0, 1] was dropped with all of channel [1, 1]: 1.0 × 0 × 2.0 = 0.0, because u = 0.6450 ≥ 1 − p = 0.5.',
    ],
    [
      'AlphaDropout',
      '0.5',
      0,
      'x[0, 0] was dropped: 1.0 × 0 − 0.77919394 = -0.77919394, in place of SELU’s saturation value, because u = 0.9701 ≥ 1 − p = 0.5.',
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

  it('moves nothing as p, the mode and the calls change', async () => {
    for (const width of [1280, 420]) {
      await workbench.page.setViewportSize({ width, height: 900 });
      const places = (): Promise<unknown> =>
        panel
          .locator('.controls, .about-cells, [role=tablist]')
          .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
      await setP('0.5');
      const before = await places();
      for (const p of ['0.1', '0.37', '0.99', '0']) {
        await setP(p);
        await panel.getByRole('heading', { name: `Dropout(p=${p}, inplace=False)` }).waitFor();
        const now = await places();
        assert.deepEqual(now, before, `p = ${p} at ${width} px`);
      }
      await panel.getByRole('button', { name: 'Resample' }).click();
      await panel.getByText('Eval', { exact: true }).click();
      await panel.getByText(/ · none in eval mode$/).waitFor();
      const now = await places();
      assert.deepEqual(now, before, `eval at ${width} px`);
      await panel.getByText('Train', { exact: true }).click();
    }
    await workbench.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('says of alpha dropout what becomes of mean and variance', async () => {
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('AlphaDropout');
    await panel.locator('.moments', { hasText: /^Mean 1 → .*, variance 0 → / }).waitFor();
  });

  it('frames the channels that are drawn as a whole', async () => {
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout2d');
    const frames = panel.getByRole('grid', { name: 'Mask' }).locator('.channel');
    await frames.first().waitFor();
    await eventually(() => frames.count(), 6);
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout');
    await frames.first().waitFor({ state: 'detached' });
  });
});
