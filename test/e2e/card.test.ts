// The commands in a window where no playground is open, and the session that they make: three calls, eval, two calls.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectGrid } from './grids.js';
import { launchWorkbench, type Workbench } from './workbench.js';

/** What PyTorch 2.13.0 gives for torch.manual_seed(0) and Dropout(0.5)(torch.ones(3, 5)), call after call. */
const SEED_0 = [
  '0 0 2 0 0 / 0 2 2 0 2 / 2 2 2 0 2',
  '2 2 2 0 0 / 2 0 2 0 2 / 0 0 0 0 2',
  '0 0 2 2 2 / 0 0 2 0 2 / 2 2 0 2 0',
  '2 0 2 0 0 / 0 2 2 0 0 / 2 0 0 2 0',
] as const;
const ONES = '1 1 1 1 1 / 1 1 1 1 1 / 1 1 1 1 1';

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
    await workbench.openFromExplorer(name);
    await panel.locator('h1').waitFor({ state: 'hidden' });
  };

  before(async () => {
    workbench = await launchWorkbench({
      files: {
        'notes.txt': 'notes\n',
        'model.py': 'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout(0.25)\n',
      },
      viewport: { width: 1280, height: 900 },
    });
    panel = workbench.webview();
  });
  after(() => workbench.close());

  it('are in the palette of a fresh window, but for those that have nothing to act on', async () => {
    for (const title of ['Toggle Train/Eval', 'Resample', 'Change p…', 'Set Seed…', 'Choose Generator…'])
      assert.equal(await offers(title), true, title);
    for (const title of ['Undo in Playground', 'Go to Linked Code', 'Clear What-If'])
      assert.equal(await offers(title), false, title);
  });

  it('open the playground on its first call, and say so', async () => {
    await run('Resample');
    await told('opened on call 1');
    await expectGrid(panel, 'Output', SEED_0[0]);
    await panel.getByText(/mask · call 1/).waitFor();
    assert.equal(await tabs().count(), 1);
  });

  it('make the source’s session: three masks, then the identity twice', async () => {
    await run('Resample');
    await told('call 2');
    await run('Resample');
    await expectGrid(panel, 'Output', SEED_0[2]);
    await run('Toggle Train/Eval');
    await told('layer.eval(), then call 4');
    await expectGrid(panel, 'Output', ONES);
    await run('Resample');
    await panel.getByText('mask · call 5 · none in eval mode').waitFor();
    const names = await calls().evaluateAll((options) =>
      options.map((option) => option.getAttribute('aria-label')),
    );
    assert.deepEqual(
      names.map((name) => name?.replace(/^(Call \d: \d+ of 15 kept).*/, '$1')),
      [
        'Call 1: 8 of 15 kept',
        'Call 2: 7 of 15 kept',
        'Call 3: 8 of 15 kept',
        'Call 4: eval mode, everything kept',
        'Call 5: eval mode, everything kept',
      ],
    );
    assert.deepEqual(await strip().getByRole('group').last().locator('code').allInnerTexts(), [
      'layer.eval()',
    ]);
    const session = await panel
      .getByRole('region', { name: 'What Python prints' })
      .locator('pre')
      .innerText();
    assert.deepEqual(
      [...session.matchAll(/^>>> (.*)$/gm)].map(([, typed]) => typed),
      [
        ...['import torch', '_ = torch.manual_seed(0)', 'p = 0.5', 'layer = torch.nn.Dropout(p)'],
        ...['layer.training', 'input = torch.ones(3, 5)', 'layer(input)', 'layer(input)', 'layer(input)'],
        ...['1 / (1 - p)', 'layer.eval()', 'layer(input)', 'layer(input)'],
      ],
    );
    assert.match(session, />>> layer\.eval\(\)\nDropout\(p=0\.5, inplace=False\)\n/);
  });

  it('call in the other mode and show that call, whichever is shown', async () => {
    await panel.getByRole('option', { name: /^Call 2/ }).click();
    await panel.getByText(/mask · call 2/).waitFor();
    await workbench.press('panel', 't');
    await panel.getByText(/mask · call 6/).waitFor();
    await expectGrid(panel, 'Output', SEED_0[3]);
    await run('Undo in Playground');
    await panel.locator('.mode', { hasText: 'eval' }).waitFor();
    assert.equal(await calls().count(), 5);
  });

  it('bring a hidden panel up before they act, and call nothing that nobody sees', async () => {
    await hidePanel('model.py');
    await run('Resample');
    await told('opened on call 5');
    await panel.getByText(/mask · call 5/).waitFor();
    assert.equal(await calls().count(), 5);
    await run('Resample');
    await panel.getByText(/mask · call 6/).waitFor();
  });

  it('know a session whose tab was hidden when the window was reloaded', async () => {
    await workbench.openFromExplorer('model.py');
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Open in playground' }).click();
    await panel.getByRole('heading', { name: 'Dropout(p=0.25, inplace=False)' }).waitFor();
    await workbench.page.locator('.tab', { hasText: 'Dropout Playground' }).first().click();
    await workbench.command('View: Join All Editor Groups');
    await hidePanel('notes.txt');
    await workbench.reloadWindow();
    while (!(await offers('Go to Linked Code'))) await workbench.page.waitForTimeout(100);
    await run('Change p…', '0.3');
    await told('p = 0.3');
    await panel.getByRole('heading', { name: 'Dropout(p=0.3, inplace=False)' }).waitFor();
    await panel.getByRole('button', { name: 'linked to model.py:3' }).waitFor();
    assert.equal(await tabs().count(), 1);
  });
});
