// The cursor leads the playground, if asked, and never over what the reader did there.
import type { FrameLocator, Locator } from 'playwright-core';
import { eventually } from '../eventually.js';
import { expectGrid } from './grids.js';
import { expectCall, expectLayer, openPlayground, SEED_0, startSession } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

const CODE = `import torch

torch.manual_seed(0)
layer = torch.nn.Dropout(0.5)
other = torch.nn.Dropout(0.25)
x = torch.ones(3, 5)
a = layer(x)
b = layer(x)
c = other(x)
`;

describe('the cursor in the code', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const line = (text: string): Locator => workbench.page.locator('.view-line').filter({ hasText: text });
  const goTo = (text: string): Promise<void> => workbench.pressInEditor(line(text).first(), 'Home');
  const pin = (): Locator => panel.getByRole('button', { name: 'Following the cursor: pin this call' });
  const pinned = (): Locator => panel.getByRole('button', { name: 'Pinned: follow the cursor again' });
  const canUndo = (): Promise<boolean> => panel.getByRole('button', { name: 'Undo' }).isEnabled();

  eachTestStartsWith({
    options: { files: { 'train.py': CODE }, viewport: { width: 1500, height: 900 } },
    opened: async (opened) => {
      workbench = opened;
      panel = workbench.webview();
      await workbench.openFromExplorer('train.py');
      await openPlayground(workbench);
    },
    again: startSession,
  });

  it('leads the playground to the call under it, without a step for undo', async () => {
    await goTo('a = layer');
    await workbench.command('Dropout Playground: Toggle Following the Cursor');
    await pin().waitFor();
    await expectCall(panel, 1);
    await expectGrid(panel, 'Output', SEED_0[0]);
    // The session that was there before comes back in one step, wherever the cursor was meanwhile.
    await eventually(canUndo, true);
    await goTo('b = layer');
    await expectCall(panel, 2);
    await expectGrid(panel, 'Output', SEED_0[1]);
    await goTo('c = other');
    await expectLayer(panel, 'Dropout(p=0.25)');
    await panel.getByRole('button', { name: 'Undo' }).click();
    await expectLayer(panel, 'Dropout(p=0.5)');
    await eventually(canUndo, false);
    // What the reader undid is pinned, until the cursor is not to lead at all.
    await pinned().waitFor();
    await workbench.command('Dropout Playground: Toggle Following the Cursor');
    await pinned().waitFor({ state: 'detached' });
  });

  it('lets go as soon as the reader changes something, until the reader lets it lead again', async () => {
    await goTo('a = layer');
    await workbench.command('Dropout Playground: Toggle Following the Cursor');
    await pin().waitFor();
    // The layer looks as before; what is entered before it is that of the code would be overwritten.
    await panel.getByRole('button', { name: 'train.py:7' }).waitFor();
    await expectLayer(panel, 'Dropout(p=0.5)');
    await workbench.enter(panel.locator('#probability'), '0.4');
    await pinned().waitFor();
    await goTo('c = other');
    await expectLayer(panel, 'Dropout(p=0.4)');
    await pinned().click();
    await expectLayer(panel, 'Dropout(p=0.25)');
    await workbench.command('Dropout Playground: Pin or Unpin the Call');
    await pinned().waitFor();
    await goTo('a = layer');
    await workbench.command('Dropout Playground: Go to Linked Code');
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 9,' }).waitFor();
    await expectLayer(panel, 'Dropout(p=0.25)');
    await workbench.command('Dropout Playground: Pin or Unpin the Call');
    await pin().waitFor();
    await workbench.command('Dropout Playground: Toggle Following the Cursor');
    await pin().waitFor({ state: 'detached' });
  });
});
