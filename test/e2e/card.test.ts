// The commands in a window where no playground is open, and the session that they make: three calls, eval, two calls.
import type { FrameLocator, Locator } from 'playwright-core';
import { expectGrid } from './grids.js';
import { eventually } from '../eventually.js';
import { expectCall, expectLayer, ONES, openPlayground, SEED_0, startSession } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

const OPTIONS = {
  files: {
    'notes.txt': 'notes\n',
    'model.py': 'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout(0.25)\n',
  },
  viewport: { width: 1280, height: 900 },
};

describe('the commands of the playground', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const run = (title: string, ...answers: string[]): Promise<void> =>
    workbench.command(`Dropout Playground: ${title}`, ...answers);
  const offers = (title: string): Promise<boolean> => workbench.offers(`Dropout Playground: ${title}`);
  /** What the status bar says of the last command. */
  const told = (text: string): Promise<void> =>
    workbench.page.locator('.statusbar-item', { hasText: `Dropout Playground: ${text}` }).waitFor();
  const tabs = (): Locator => workbench.page.locator('.tab', { hasText: 'Dropout Playground' });
  const strip = (): Locator => panel.locator('.strip');
  const calls = (): Locator => strip().getByRole('option');
  const hidePanel = async (name: string): Promise<void> => {
    await workbench.coverPanel(name);
    await panel.locator('h1').waitFor({ state: 'hidden' });
  };

  /** Three calls, eval, two calls. */
  async function makeSession(): Promise<void> {
    await run('Resample');
    await told('call 2');
    await run('Resample');
    await expectGrid(panel, 'Output', SEED_0[2]);
    await run('Toggle Train/Eval');
    await told('layer.eval(), then call 4');
    await expectGrid(panel, 'Output', ONES);
    await run('Resample');
    await expectCall(panel, 5);
  }

  describe('where none is open', () => {
    eachTestStartsWith({
      options: OPTIONS,
      opened: (opened) => {
        workbench = opened;
        panel = workbench.webview();
      },
      handOn: () => workbench.command('View: Close All Editors'),
    });

    it('are in the palette, but for those that have nothing to act on', async () => {
      for (const title of ['Toggle Train/Eval', 'Resample', 'Change p…', 'Set Seed…', 'Choose Generator…'])
        await eventually(async () => [title, await offers(title)], [title, true]);
      for (const title of ['Undo in Playground', 'Go to Linked Code', 'Clear What-If'])
        await eventually(async () => [title, await offers(title)], [title, false]);
    });

    it('open it on its first call, and say so', async () => {
      await run('Resample');
      await told('opened on call 1');
      await expectGrid(panel, 'Output', SEED_0[0]);
      await expectCall(panel, 1);
      await eventually(() => tabs().count(), 1);
    });

    it('have nothing to undo or to do again then', async () => {
      await openPlayground(workbench);
      for (const name of ['Undo', 'Redo'])
        await eventually(() => panel.getByRole('button', { name }).isDisabled(), true);
    });
  });

  describe('where one is open', () => {
    eachTestStartsWith({
      options: OPTIONS,
      opened: async (opened) => {
        workbench = opened;
        panel = workbench.webview();
        await openPlayground(workbench);
      },
      again: startSession,
    });

    it('make the source’s session: three masks, then the identity twice', async () => {
      await makeSession();
      const names = (): Promise<(string | undefined)[]> =>
        calls().evaluateAll((options) =>
          options.map((option) =>
            option.getAttribute('aria-label')?.replace(/^(Call \d: \d+ of 15 kept).*/, '$1'),
          ),
        );
      await eventually(names, [
        'Call 1: 8 of 15 kept',
        'Call 2: 7 of 15 kept',
        'Call 3: 8 of 15 kept',
        'Call 4: eval mode, everything kept',
        'Call 5: eval mode, everything kept',
      ]);
      await eventually(
        () => strip().getByRole('group').last().locator('code').allInnerTexts(),
        ['layer.eval()'],
      );
      const session = (): Promise<string> =>
        panel.getByRole('region', { name: 'What Python prints' }).locator('pre').innerText();
      const typed = async (): Promise<unknown> =>
        [...(await session()).matchAll(/^>>> (.*)$/gm)].map(([, line]) => line);
      await eventually(typed, [
        ...['import torch', '_ = torch.manual_seed(0)', 'p = 0.5', 'layer = torch.nn.Dropout(p)'],
        ...['layer.training', 'input = torch.ones(3, 5)', 'layer(input)', 'layer(input)', 'layer(input)'],
        ...['1 / (1 - p)', 'layer.eval()', 'layer(input)', 'layer(input)'],
      ]);
      await eventually(session, />>> layer\.eval\(\)\nDropout\(p=0\.5, inplace=False\)\n/);
    });

    it('call in the other mode and show that call, whichever is shown', async () => {
      await makeSession();
      await panel.getByRole('option', { name: /^Call 2/ }).click();
      await expectCall(panel, 2);
      await workbench.press('panel', 't');
      await expectCall(panel, 6);
      await expectGrid(panel, 'Output', SEED_0[3]);
      await run('Undo in Playground');
      await eventually(() => panel.getByRole('radio', { name: 'Eval' }).isChecked(), true);
      await eventually(() => calls().count(), 5);
    });

    it('bring a hidden panel up before they act, and call nothing that nobody sees', async () => {
      await makeSession();
      await hidePanel('model.py');
      await run('Resample');
      await told('opened on call 5');
      await expectCall(panel, 5);
      await eventually(() => calls().count(), 5);
      await run('Resample');
      await expectCall(panel, 6);
    });

    it('know a session whose tab was hidden when the window was reloaded', async () => {
      await workbench.openFromExplorer('model.py');
      await workbench.clickLens('Try it');
      await expectLayer(panel, 'Dropout(p=0.25)');
      await hidePanel('notes.txt');
      await workbench.reloadWindow();
      await eventually(() => offers('Go to Linked Code'), true);
      await run('Change p…', '0.3');
      await told('p = 0.3');
      await expectLayer(panel, 'Dropout(p=0.3)');
      await panel.getByRole('button', { name: 'model.py:3' }).waitFor();
      await eventually(() => tabs().count(), 1);
    });
  });
});
