// Get Started, as somebody new goes through it: each step completes by what it asks for, and by nothing else.
import type { Locator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { expectGrid } from './grids.js';
import { expectLayer, ONES, SEED_0 } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

const STEPS = ['openExample', 'tryIt', 'ownFile', 'problems', 'why'];

const MODEL = 'from torch import nn\n\n\nlayer = nn.Dropout(0.5)\n';

describe('Get Started', () => {
  let workbench: Workbench;

  const page = (): Locator => workbench.page.locator('.gettingStartedContainer');
  /** The steps that are done, by their ids. */
  const done = (): Promise<string[]> =>
    page()
      .locator('[data-done-step-id]')
      .evaluateAll((marks) =>
        marks
          .filter((mark) => mark.classList.contains('complete'))
          .map((mark) => mark.getAttribute('data-done-step-id')?.split('#').at(-1) ?? ''),
      );
  /** Opens it from the palette. */
  async function open(): Promise<void> {
    await workbench.command('Dropout Playground: Get Started');
    await page().getByText('See what PyTorch’s dropout really does').first().waitFor();
  }

  eachTestStartsWith({
    options: { files: { 'model.py': MODEL }, viewport: { width: 1280, height: 900 } },
    opened: async (opened) => {
      workbench = opened;
      await workbench.page.locator('.explorer-folders-view').waitFor();
    },
  });

  it('opens from the palette, the welcome page and the sidebar, and completes step by step', async () => {
    await workbench.command('Help: Welcome');
    await page()
      .getByRole('button', { name: /^Get Started with Dropout Playground/ })
      .click();
    await eventually(() => page().locator('[data-done-step-id]').count(), STEPS.length);
    await eventually(done, []);

    await workbench.command('Dropout Playground: Open Example Notebook');
    await workbench.page.locator('.notebook-editor').first().waitFor();
    await open();
    await eventually(done, ['openExample']);

    await workbench.clickActivity('Dropout Playground');
    const view = workbench.webview('view');
    await expectGrid(view, 'Output', SEED_0[0]);
    await workbench.enter(view.locator('#probability'), '0.25');
    await expectLayer(view, 'Dropout(p=0.25)');
    await eventually(done, ['openExample']);
    await workbench.command('Dropout Playground: Toggle Train/Eval');
    await expectGrid(view, 'Output', ONES);
    await eventually(done, ['openExample', 'tryIt']);

    await workbench.command('View: Close All Editors');
    await workbench.page.locator('.pane-header', { hasText: 'Dropout Playground' }).hover();
    await workbench.page
      .locator('.pane-header')
      .getByRole('button', { name: 'More Actions...', exact: true })
      .click();
    const item = workbench.page.getByRole('menuitem', { name: 'Get Started' });
    await item.waitFor();
    // A menu of VS Code takes no click within its first moments.
    await eventually(async () => {
      if ((await item.count()) > 0) await item.click();
      return item.count();
    }, 0);
    await eventually(done, ['openExample', 'tryIt']);

    await workbench.command('View: Show Explorer');
    await workbench.openFromExplorer('model.py');
    // Whoever leaves a file before its calls are known has not seen them.
    await workbench.page.locator('.statusbar-item', { hasText: '1 dropout call' }).waitFor();
    await open();
    await eventually(done, ['openExample', 'tryIt', 'ownFile']);
    await workbench.command('Problems: Focus on Problems View');
    await eventually(done, ['openExample', 'tryIt', 'ownFile', 'problems']);
    await workbench.command('Dropout Playground: Open Playground');
    await open();
    await eventually(done, STEPS);
  });
});
