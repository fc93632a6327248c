// What the layer is called on: made by a function of torch, pasted from Python, and too large for a cell each.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectGrid } from '../grids.js';
import { expectAccessible } from '../accessibility.js';
import { eventually } from '../../eventually.js';
import { expectCall, openInput, openPlayground, TALL_PANEL } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import { themeNames, type Workbench } from '../workbench.js';

describe('the input', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const field = (id: string): Locator => panel.locator(`#${id}`);
  async function fill(id: string, text: string): Promise<void> {
    await workbench.enter(field(id), text);
  }
  async function choose(input: string): Promise<void> {
    await openInput(panel);
    await panel.getByRole('combobox', { name: 'input' }).selectOption(input);
  }
  const transcript = (): Promise<string> =>
    panel.getByRole('region', { name: 'What Python prints' }).locator('pre').innerText();

  async function paste(): Promise<void> {
    await choose('pasted');
    await fill('values', 'tensor([[0.5000, -1.0000],\n        [2.0000, 4.0000]])');
    await expectGrid(panel, 'Input', '0.5000 -1.0000 / 2.0000 4.0000');
  }

  async function fillWithAMillion(): Promise<void> {
    await openInput(panel);
    await fill('shape', '1000, 1000');
    await expectCall(panel, 1);
  }

  eachTestStartsWith({
    ...TALL_PANEL,
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
    },
  });

  it('is drawn before the layer draws, as in the session at the prompt', async () => {
    await choose('rand');
    await fill('shape', '2, 3');
    // torch.manual_seed(0); torch.rand(2, 3)
    await expectGrid(panel, 'Input', '0.4963 0.7682 0.0885 / 0.1320 0.3074 0.6341');
    await eventually(
      transcript,
      />>> layer\.training\nTrue\n>>> input = torch\.rand\(2, 3\)\n>>> layer\(input\)\n/,
    );
    await choose('arange');
    await expectGrid(panel, 'Input', '0 1 2 / 3 4 5');
  });

  it('is pasted from Python, as a list or as a printed tensor, and refused in words', async () => {
    await paste();
    await eventually(() => field('shape').inputValue(), '2, 2');
    await eventually(() => field('shape').isEditable(), false);
    await eventually(transcript, />>> input = torch\.tensor\(\[\[0\.5, -1\.0\], \[2\.0, 4\.0\]\]\)\n/);
    for (const [pasted, problem] of [
      ['[[1, 2], [3]]', 'ValueError: expected sequence of length 2 at dim 1 (got 1)'],
      ['[1, two]', 'two is not the number, bracket or comma that fits here'],
      ['tensor([1., ..., 2.])', 'Elements are left out'],
    ] as const) {
      await fill('values', pasted);
      await panel.getByRole('alert').filter({ hasText: problem }).waitFor();
      // What was typed stays to be mended, and what is shown is what it was.
      await eventually(() => field('values').inputValue(), pasted);
      await eventually(() => field('values').getAttribute('aria-invalid'), 'true');
      await expectGrid(panel, 'Input', '0.5000 -1.0000 / 2.0000 4.0000');
    }
    await workbench.press(field('values'), 'Escape');
    await eventually(() => field('values').inputValue(), '[[0.5, -1.0], [2.0, 4.0]]');
    await eventually(() => panel.locator('.setup [role=alert]').textContent(), '');
  });

  it('shows what is wrong with a field while the reader is there, and takes it along with the field', async () => {
    const alert = panel.locator('.setup [role=alert]');
    const isSeen = (): Promise<boolean> =>
      alert.evaluate(
        (element) => getComputedStyle(element).clipPath === 'none' && element.textContent !== '',
      );
    await choose('pasted');
    await panel.getByRole('grid', { name: 'Output (2, 3)' }).waitFor();
    const before = await panel.locator('.equation').boundingBox();
    await fill('values', '[1, two]');
    await alert.filter({ hasText: 'two is not the number, bracket or comma that fits here' }).waitFor();
    await eventually(isSeen, true);
    const after = await panel.locator('.equation').boundingBox();
    assert.deepEqual(after, before, 'nothing moves');
    await panel.getByRole('button', { name: 'Resample' }).click();
    await eventually(isSeen, false);
    await eventually(() => field('values').getAttribute('aria-invalid'), 'true');
    await field('values').click();
    await eventually(isSeen, true);
    await choose('ones');
    await eventually(() => alert.textContent(), '');
    await choose('pasted');
    await eventually(() => alert.textContent(), '');
    await eventually(() => field('values').getAttribute('aria-invalid'), 'false');
  });

  it('of a million elements is a picture, which says of each cell what happened to it', async () => {
    await fillWithAMillion();
    const mask = panel.getByRole('grid', { name: 'Mask (1000, 1000)' });
    await mask.hover();
    await panel
      .locator('.explanation')
      .filter({ hasText: /^x\[\d+, \d+\] (kept|dropped): 1\.0 × [01] × 2\.0 = \d\.0, as its random number / })
      .waitFor();
    await eventually(() => panel.locator('.lit-cell').count(), 3);
    await eventually(transcript, /\.\.\., 0\., 2\., 0\.\],\n/);
  });

  it('is zoomed by wheel, key and button, panned by drag, and walked through', async () => {
    await fillWithAMillion();
    const mask = panel.getByRole('grid', { name: 'Mask (1000, 1000)' });
    const current = mask.getByRole('gridcell');
    const width = async (): Promise<number> => (await current.boundingBox())?.width ?? NaN;
    await current.focus();
    await eventually(async () => (await width()) <= 5, true);
    await mask.hover();
    await workbench.page.mouse.wheel(0, -3000);
    await mask.locator('[data-place="0 0"][style*="64px"]').waitFor();
    await workbench.press(current, '0');
    await mask.locator('[data-place="0 0"][style*="width: 5px"]').waitFor();
    await workbench.press(current, ...Array.from({ length: 16 }, () => '+'));
    await mask.locator('[data-place="0 0"][style*="64px"]').waitFor();
    await eventually(() => current.getAttribute('aria-label'), '[0, 0] 0 dropped');
    await workbench.press(current, 'ArrowRight', 'ArrowDown');
    const moved = mask.locator('[data-index="1001"]:focus');
    await moved.waitFor();
    await eventually(
      () =>
        moved.evaluate(
          (cell) => document.getElementById(cell.getAttribute('aria-describedby') ?? '')?.textContent,
        ),
      /^x\[1, 1\] (kept|dropped)/,
    );
    const place = (): Promise<string | null> => moved.getAttribute('style');
    const before = await place();
    const box = (await mask.boundingBox()) ?? assert.fail();
    await workbench.page.mouse.move(box.x + 200, box.y + 200);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(box.x + 150, box.y + 120, { steps: 4 });
    await workbench.page.mouse.up();
    await mask.locator(`[data-index="1001"]:not([style="${before ?? ''}"])`).waitFor();
    await panel.getByRole('button', { name: 'Show all' }).click();
    await mask.locator('[data-index="1001"][style*="width: 5px"]').waitFor();
  });

  it('is painted in the theme’s colours, without accessibility violations', async () => {
    const corner = (): Promise<string> =>
      panel
        .getByRole('grid', { name: 'Input (1000, 1000)' })
        .locator('canvas')
        .evaluate((canvas) => {
          const context = (canvas as HTMLCanvasElement).getContext('2d');
          return String(context?.getImageData(40, 40, 1, 1).data.slice(0, 3));
        });
    await fillWithAMillion();
    const seen = new Set<string>();
    for (const theme of themeNames) {
      await workbench.setTheme(theme);
      // Each theme has a colour of its own.
      await eventually(async () => seen.has(await corner()), false);
      seen.add(await corner());
      await expectAccessible(workbench, 'panel', theme);
    }
  });
});
