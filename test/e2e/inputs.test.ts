// What the layer is called on: made by a function of torch, pasted from Python, and too large for a cell each.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectGrid } from './grids.js';
import { launchWorkbench, themeNames, type Workbench } from './workbench.js';

describe('the input', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const field = (id: string): Locator => panel.locator(`#${id}`);
  async function fill(id: string, text: string): Promise<void> {
    await workbench.enter(field(id), text);
  }
  const choose = (input: string): Promise<unknown> =>
    panel.getByRole('combobox', { name: 'input' }).selectOption(input);
  const transcript = (): Promise<string> =>
    panel.getByRole('region', { name: 'What Python prints' }).locator('pre').innerText();

  before(async () => {
    workbench = await launchWorkbench({ viewport: { width: 1280, height: 1000 } });
    await workbench.command('Dropout Playground: Open Playground');
    panel = workbench.webview();
    await panel.locator('h1').waitFor();
  });
  after(() => workbench.close());

  it('is drawn before the layer draws, as in the session at the prompt', async () => {
    await choose('rand');
    await fill('shape', '2, 3');
    // torch.manual_seed(0); torch.rand(2, 3)
    await expectGrid(panel, 'Input', '0.4963 0.7682 0.0885 / 0.1320 0.3074 0.6341');
    assert.match(
      await transcript(),
      />>> layer\.training\nTrue\n>>> input = torch\.rand\(2, 3\)\n>>> layer\(input\)\n/,
    );
    await choose('arange');
    await expectGrid(panel, 'Input', '0 1 2 / 3 4 5');
  });

  it('is pasted from Python, as a list or as a printed tensor, and refused in words', async () => {
    await choose('pasted');
    await fill('values', 'tensor([[0.5000, -1.0000],\n        [2.0000, 4.0000]])');
    await expectGrid(panel, 'Input', '0.5000 -1.0000 / 2.0000 4.0000');
    assert.equal(await field('shape').inputValue(), '2, 2');
    assert.equal(await field('shape').isEditable(), false);
    assert.match(await transcript(), />>> input = torch\.tensor\(\[\[0\.5, -1\.0\], \[2\.0, 4\.0\]\]\)\n/);
    for (const [pasted, problem] of [
      ['[[1, 2], [3]]', 'ValueError: expected sequence of length 2 at dim 1 (got 1)'],
      ['[1, two]', 'two is no number'],
      ['tensor([1., ..., 2.])', 'Elements are left out'],
    ] as const) {
      await fill('values', pasted);
      await panel.getByRole('alert').filter({ hasText: problem }).waitFor();
      // What was typed stays to be mended, and what is shown is what it was.
      assert.equal(await field('values').inputValue(), pasted);
      assert.equal(await field('values').getAttribute('aria-invalid'), 'true');
      await expectGrid(panel, 'Input', '0.5000 -1.0000 / 2.0000 4.0000');
    }
    await workbench.press(field('values'), 'Escape');
    assert.equal(await field('values').inputValue(), '[[0.5, -1.0], [2.0, 4.0]]');
    assert.equal(await panel.getByRole('alert').textContent(), '');
  });

  it('takes what is wrong with a field along, and covers nothing with it', async () => {
    const alert = panel.locator('.controls [role=alert]');
    await fill('values', '[1, two]');
    await alert.filter({ hasText: 'two is no number' }).waitFor();
    const [said, below] = await Promise.all([alert.boundingBox(), panel.locator('.equation').boundingBox()]);
    assert.ok(said !== null && below !== null && said.y + said.height <= below.y);
    await choose('ones');
    await alert.filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    await choose('pasted');
    assert.equal(await alert.textContent(), '');
    await fill('values', '[[0.5, -1.0], [2.0, 4.0]]');
  });

  it('survives a reload of the window', async () => {
    await workbench.reloadWindow();
    panel = workbench.webview();
    await expectGrid(panel, 'Input', '0.5000 -1.0000 / 2.0000 4.0000');
  });

  it('of a million elements is a picture, which says of each cell what happened to it', async () => {
    await choose('ones');
    await fill('shape', '1000, 1000');
    await panel.getByText('mask · call 1 · 500,201 of 1,000,000 kept').waitFor();
    const mask = panel.getByRole('grid', { name: 'Mask (1000, 1000)' });
    await mask.hover();
    await panel
      .locator('.explanation')
      .filter({ hasText: /^x\[\d+, \d+\] was (kept|dropped): 1\.0 × [01] × 2\.0 = \d\.0, because u = / })
      .waitFor();
    assert.equal(await panel.locator('.lit-cell').count(), 3);
    assert.match(await transcript(), /\.\.\., 0\., 2\., 0\.\],\n/);
  });

  it('is zoomed by wheel, key and button, panned by drag, and walked through', async () => {
    const mask = panel.getByRole('grid', { name: 'Mask (1000, 1000)' });
    const current = mask.getByRole('gridcell');
    const width = async (): Promise<number> => (await current.boundingBox())?.width ?? NaN;
    await current.focus();
    assert.ok((await width()) <= 5);
    await mask.hover();
    await workbench.page.mouse.wheel(0, -3000);
    await mask.locator('[data-place="0 0"][style*="64px"]').waitFor();
    await workbench.press(current, '0');
    await mask.locator('[data-place="0 0"][style*="width: 5px"]').waitFor();
    for (let i = 0; i < 16; i++) await workbench.press(current, '+');
    await mask.locator('[data-place="0 0"][style*="64px"]').waitFor();
    assert.match((await current.getAttribute('aria-label')) ?? '', /^\[0, 0\] 0 dropped$/);
    await workbench.press(current, 'ArrowRight');
    await workbench.press(current, 'ArrowDown');
    const moved = mask.locator('[data-index="1001"]:focus');
    await moved.waitFor();
    assert.match(
      (await moved.evaluate(
        (cell) => document.getElementById(cell.getAttribute('aria-describedby') ?? '')?.textContent,
      )) ?? '',
      /^x\[1, 1\] was /,
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
    const seen = new Set<string>();
    for (const theme of themeNames) {
      await workbench.setTheme(theme);
      await panel.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      for (const end = Date.now() + 5000; Date.now() < end && seen.has(await corner());)
        await panel.locator('h1').waitFor();
      seen.add(await corner());
      const violations = await workbench.axe();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
    }
    assert.equal(seen.size, themeNames.length);
  });
});
