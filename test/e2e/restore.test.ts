// What a reload of the window leaves of a session: all of it, in the panel and in the sidebar alike. A reload is as dear as a
// new window, so each has all in it that it is to leave.
import type { FrameLocator, Locator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { expectGrid } from './grids.js';
import { expectCall, expectLayer, ONES, openInput, openPlayground, startSession } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

describe('a session over a reload of the window', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  let view: FrameLocator;

  const call = (number: number): Promise<void> => expectCall(panel, number);
  const button = (name: string): Locator => panel.getByRole('button', { name, exact: true });
  const heading = (where: FrameLocator, p: string): Promise<void> => expectLayer(where, `Dropout(p=${p})`);

  /** What is done in each test before the reload: a new p, four calls more, and one of them undone. */
  async function play(): Promise<void> {
    await heading(panel, '0.5');
    await workbench.command('Dropout Playground: Change p…', '0.25');
    await heading(panel, '0.25');
    for (const number of [2, 3, 4, 5]) {
      await button('Resample').click();
      await call(number);
    }
    await button('Undo').click();
    await call(4);
  }

  eachTestStartsWith({
    options: {
      files: { 'notes.txt': 'notes\n' },
      viewport: { width: 1280, height: 900 },
      // Whatever stands in the settings, there is a playground to restore.
      settings: {
        'dropoutPlayground.panel.singleKeyShortcuts': 'off',
        'dropoutPlayground.generator': ['cuda'],
        'dropoutPlayground.codeLens.enabled': null,
      },
    },
    opened: async (opened) => {
      workbench = opened;
      panel = workbench.webview();
      view = workbench.webview('view');
      await workbench.clickActivity('Dropout Playground');
      await view.locator('h1').waitFor();
      await openPlayground(workbench);
    },
    again: async () => {
      await workbench.command('View: Show Explorer');
      await startSession(workbench);
    },
  });

  it('keeps generator, input, calls and tab, and what can be undone and done again', async () => {
    const generator = panel.getByLabel('generator');
    const input = (): Promise<void> => expectGrid(panel, 'Input', '0.5000 -1.0000 / 2.0000 4.0000');
    const output = (): Promise<string> => panel.getByRole('grid', { name: 'Output' }).innerText();
    await generator.selectOption('cuda:T4');
    await openInput(panel);
    await panel.getByRole('combobox', { name: 'input' }).selectOption('pasted');
    await workbench.enter(panel.locator('#values'), 'tensor([[0.5000, -1.0000],\n        [2.0000, 4.0000]])');
    await input();
    await panel.getByRole('tab', { name: 'Network' }).click();
    await play();
    const before = await output();
    await workbench.reloadWindow();
    await Promise.all([call(4), expectCall(view, 4)]);
    await panel.getByRole('tabpanel', { name: 'Network' }).waitFor();
    await input();
    await eventually(() => generator.inputValue(), 'cuda:T4');
    await eventually(output, before);
    await button('Redo').click();
    await call(5);
    await eventually(() => button('Redo').isDisabled(), true);
    for (const number of [4, 3, 2, 1]) {
      await button('Undo').click();
      await call(number);
    }
    await heading(panel, '0.25');
    await button('Undo').click();
    await heading(panel, '0.5');
    await workbench.command('Dropout Playground: Resample');
    await Promise.all([call(2), expectCall(view, 2)]);
    await view.getByRole('button', { name: 'Resample' }).click();
    await Promise.all([call(3), expectCall(view, 3)]);
    // The values, the input and the generator are what was chosen first.
    await eventually(async () => {
      const isDone = await button('Undo').isDisabled();
      if (!isDone) await button('Undo').click();
      return isDone;
    }, true);
    await eventually(() => generator.inputValue(), 'cpu');
    await expectGrid(panel, 'Input', ONES);
  });

  it('goes on in the sidebar where the panel’s tab is hidden, and in that tab when it is shown', async () => {
    await play();
    await workbench.coverPanel('notes.txt');
    await panel.locator('h1').waitFor({ state: 'detached' });
    await workbench.reloadWindow();
    await workbench.clickActivity('Dropout Playground');
    await view
      .getByText(/^Call 4: /)
      .first()
      .waitFor();
    await heading(view, '0.25');
    await workbench.command('Dropout Playground: Redo in Playground');
    await view
      .getByText(/^Call 5: /)
      .first()
      .waitFor();
    await workbench.page.locator('.tab', { hasText: 'Dropout Playground' }).click();
    await call(5);
    await button('Undo').click();
    await call(4);
    await expectCall(view, 4);
  });
});
