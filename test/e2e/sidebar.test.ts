// The playground in the sidebar: the same session as in the panel, wherever something is done.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectGrid } from './grids.js';
import { expectAccessible } from './accessibility.js';
import { eventually } from '../eventually.js';
import { expectCall, expectLayer, ONES, SEED_0, startSession } from './session.js';
import { eachTestStartsWith } from './suite.js';
import { themeNames, type Workbench } from './workbench.js';

/** VS Code lets a sidebar be no narrower. */
const NARROWEST = 170;

describe('the sidebar', () => {
  let workbench: Workbench;
  let view: FrameLocator;
  let panel: FrameLocator;

  const heading = (where: FrameLocator, p: string): Promise<void> => expectLayer(where, `Dropout(p=${p})`);

  async function openPanel(): Promise<void> {
    await view.getByRole('button', { name: 'More' }).click();
    await view.getByRole('menuitem', { name: 'Open in panel' }).click();
    await expectGrid(panel, 'Output', SEED_0[0]);
  }
  async function hideSidebar(): Promise<void> {
    await workbench.clickActivity('Dropout Playground');
    await view.locator('h1').waitFor({ state: 'hidden' });
  }
  const callIs = (number: number): Promise<void> => expectCall(view, number);

  eachTestStartsWith({
    options: { files: { 'notes.txt': 'notes\n' }, viewport: { width: 1400, height: 1000 } },
    opened: async (opened) => {
      workbench = opened;
      view = workbench.webview('view');
      panel = workbench.webview();
      await workbench.clickActivity('Dropout Playground');
      await expectGrid(view, 'Output', SEED_0[0]);
    },
    again: async () => {
      await startSession(workbench, 'view');
      if ((await workbench.page.locator('.tab').count()) === 0) return;
      await workbench.command('View: Close All Editors');
      await panel.locator('h1').waitFor({ state: 'detached' });
    },
  });

  it('opens from the activity bar, and shows what PyTorch prints', async () => {
    await hideSidebar();
    await workbench.clickActivity('Dropout Playground');
    await heading(view, '0.5');
    await view.getByText('sum 15 → 8 kept → sum 16').waitFor();
    await expectGrid(view, 'Output', SEED_0[0]);
    await view.getByText('Exactly what PyTorch 2.7+ prints on a CPU').waitFor();
    await eventually(
      () => view.getByRole('region', { name: 'What Python prints' }).locator('pre').innerText(),
      />>> input = torch\.ones\(3, 5\)\n>>> layer\(input\)\ntensor\(\[\[0\., 0\., 2\., 0\., 0\.\],\n/,
    );
  });

  it('resamples and switches the mode by button and by key', async () => {
    await view.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(view, 'Output', SEED_0[1]);
    await workbench.press('view', 't');
    await expectGrid(view, 'Output', ONES);
    await view.getByText('eval: passed through').waitFor();
    await callIs(3);
    await view.getByText('Train', { exact: true }).click();
    await expectGrid(view, 'Output', SEED_0[2]);
    await workbench.press('view', 'r');
    await callIs(5);
  });

  it('takes seed, p and layer, by field, slider and list', async () => {
    await workbench.press('view', 'r');
    await expectGrid(view, 'Output', SEED_0[1]);
    await workbench.press('view', 's');
    await workbench.pressFocused('view', '0', 'Enter');
    await expectGrid(view, 'Output', SEED_0[0]);
    await workbench.press(view.locator('input[type=range]'), 'ArrowRight');
    await heading(view, '0.51');
    await workbench.enter(view.locator('#probability'), '0.5');
    await expectGrid(view, 'Output', SEED_0[0]);
    await view.getByRole('combobox', { name: 'layer' }).selectOption('AlphaDropout');
    await expectLayer(view, 'AlphaDropout(p=0.5)');
    await view.getByRole('combobox', { name: 'layer' }).selectOption('Dropout');
    await expectGrid(view, 'Output', SEED_0[0]);
  });

  it('says what p cannot be without moving anything', async () => {
    const grid = view.getByRole('grid', { name: 'Output' });
    const before = await grid.boundingBox();
    const field = view.locator('#probability');
    await workbench.enter(field, '1.5');
    await view
      .getByRole('alert')
      .filter({ hasText: 'ValueError: dropout probability has to be between 0 and 1, but got 1.5' })
      .waitFor();
    const after = await grid.boundingBox();
    assert.deepEqual(after, before);
    await workbench.press(field, 'Escape');
    await heading(view, '0.5');
  });

  it('says of a cell what happened to it', async () => {
    const grid = view.getByRole('grid', { name: 'Output' });
    const before = await grid.boundingBox();
    await view.getByRole('gridcell', { name: '[0, 2] 2. kept' }).hover();
    await view
      .getByText(/x\[0, 2\] kept: 1\.0 × 1 × 2\.0 = 2\.0, as its random number /)
      .first()
      .waitFor();
    const after = await grid.boundingBox();
    assert.deepEqual(after, before);
  });

  it('is where commands act while no panel is open', async () => {
    await workbench.command('Dropout Playground: Change p…', '0.25');
    await heading(view, '0.25');
    await workbench.command('Dropout Playground: Undo in Playground');
    await heading(view, '0.5');
    await expectGrid(view, 'Output', SEED_0[0]);
    await eventually(() => workbench.page.locator('.tab', { hasText: 'Dropout Playground' }).count(), 0);
  });

  it('lends undo and redo only while it is seen', async () => {
    const offers = (): Promise<boolean> => workbench.offers('Dropout Playground: Undo in Playground');
    await workbench.press('view', 'r');
    await expectGrid(view, 'Output', SEED_0[1]);
    await eventually(offers, true);
    await hideSidebar();
    await eventually(offers, false);
    await workbench.clickActivity('Dropout Playground');
    await expectGrid(view, 'Output', SEED_0[1]);
    await eventually(offers, true);
  });

  it('opens the panel, and both show what is done in either', async () => {
    await openPanel();
    await view.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Output', SEED_0[1]);
    await panel.getByText('Eval', { exact: true }).click();
    await expectGrid(view, 'Output', ONES);
    await workbench.press('panel', 't');
    await expectGrid(view, 'Output', SEED_0[2]);
    await workbench.press(panel.locator('input[type=range]'), 'ArrowRight');
    await heading(view, '0.51');
    await workbench.press('view', 'Control+z');
    await Promise.all([heading(view, '0.5'), heading(panel, '0.5')]);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expectGrid(view, 'Output', ONES);
    await panel.getByRole('button', { name: 'Redo' }).click();
    await expectGrid(view, 'Output', SEED_0[2]);
    // A change of mode and its call are one step.
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expectGrid(view, 'Output', ONES);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expectGrid(view, 'Output', SEED_0[1]);
  });

  it('tells a screen reader in one place what a change came to', async () => {
    const spoken = (where: FrameLocator): Locator => where.locator('p[role=status].visually-hidden');
    const says = (where: FrameLocator, call: number): Promise<boolean> =>
      spoken(where)
        .innerText()
        .then((text) => text.startsWith(`Call ${call}: `));
    await openPanel();
    await view.getByRole('button', { name: 'Resample' }).click();
    await eventually(() => says(view, 2), true);
    await expectGrid(panel, 'Output', SEED_0[1]);
    await eventually(() => says(panel, 2), false);
    await panel.getByRole('button', { name: 'Undo' }).click();
    await eventually(() => says(panel, 1), true);
    await expectGrid(view, 'Output', SEED_0[0]);
    await eventually(() => says(view, 1), false);
  });

  it('shows on its return what was done meanwhile, and undoes it', async () => {
    await openPanel();
    await hideSidebar();
    await workbench.press('panel', 'r');
    await expectGrid(panel, 'Output', SEED_0[1]);
    await workbench.clickActivity('Dropout Playground');
    await expectGrid(view, 'Output', SEED_0[1]);
    await workbench.command('Dropout Playground: Undo in Playground');
    await expectGrid(view, 'Output', SEED_0[0]);
    await expectGrid(panel, 'Output', SEED_0[0]);
  });

  it('passes over what is no message of the extension', async () => {
    const frame = await workbench.activeFrame('view');
    await frame.evaluate(() => {
      for (const message of [undefined, 'resample', { type: 'snapshot' }, { type: 'snapshot', state: {} }])
        window.postMessage(message, '*');
    });
    await view.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(view, 'Output', SEED_0[1]);
    await workbench.press('view', 'Control+z');
    await expectGrid(view, 'Output', SEED_0[0]);
  });

  it('goes on after a reload without a panel', async () => {
    await view.getByRole('button', { name: 'Resample' }).click();
    await callIs(2);
    await workbench.reloadWindow();
    await callIs(2);
    await workbench.press('view', 'r');
    await callIs(3);
  });

  it('fits every width, with its list of keys too', async () => {
    for (const width of [NARROWEST, 240, 300, 400]) {
      await workbench.resizeSidebar(width);
      const frame = await workbench.activeFrame('view');
      await frame.waitForFunction((wanted) => Math.abs(innerWidth - wanted) < 10, width);
      /** By how much the page is wider than the view: a page is laid out a while after it was resized. */
      const beyond = (): Promise<string> =>
        frame.evaluate((ofWidth) => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return `${scrollWidth - clientWidth} beyond ${ofWidth} pixels`;
        }, width);
      const fits = `0 beyond ${width} pixels`;
      await eventually(beyond, fits);
      await workbench.press('view', '?');
      await view.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await eventually(beyond, fits);
      await workbench.pressFocused('view', 'Escape');
      await view.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  it('has what is needed less often beside a long name, too', async () => {
    await view.getByRole('combobox', { name: 'layer' }).selectOption('StochasticDepth');
    await workbench.resizeSidebar(300);
    const frame = await workbench.activeFrame('view');
    /** How many lines the name and the tools take. */
    const lines = (): Promise<number> =>
      frame.evaluate(() => {
        const [name, tools] = ['h1', '.tools'].map((one) =>
          document.querySelector(one)?.getBoundingClientRect(),
        );
        return name !== undefined && tools !== undefined && tools.top < name.bottom ? 1 : 2;
      });
    await eventually(lines, 1);
  });

  for (const theme of themeNames) {
    it(`has no accessibility violations in ${theme}, in training and in eval mode`, async () => {
      await workbench.setTheme(theme);
      await expectAccessible(workbench, 'view', 'in training');
      await view.getByText('Eval', { exact: true }).click();
      await expectGrid(view, 'Output', ONES);
      await expectAccessible(workbench, 'view', 'in eval mode');
    });
  }
});
