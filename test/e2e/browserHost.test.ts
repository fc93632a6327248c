// The extension where there is no Node at all: in a web worker, as on vscode.dev.
import { eventually } from '../eventually.js';
import { CALLED, expectHints, expectHover, expectLens } from './called.js';
import { openPlayground } from './session.js';
import { eachTestStartsWith } from './suite.js';
import { extensionId, type Workbench } from './workbench.js';

describe('in a browser’s extension host', () => {
  let workbench: Workbench;

  eachTestStartsWith({
    options: {
      // High enough for the whole list of running extensions: only what shows is in the page.
      viewport: { width: 1280, height: 2000 },
      settings: { 'remote.extensionKind': { [extensionId]: ['web'] } },
      files: { 'model.py': CALLED },
    },
    opened: async (opened) => {
      workbench = opened;
      await workbench.openFromExplorer('model.py');
    },
    again: async () => {
      await workbench.command('View: Close All Editors');
      await workbench.openFromExplorer('model.py');
    },
  });

  it('shows above a layer what it drops', () => expectLens(workbench));

  it('shows behind each call what replay says of it', () => expectHints(workbench));

  it('shows in a hover what a call gives', () => expectHover(workbench));

  it('opens the playground', async () => {
    await openPlayground(workbench);
  });

  it('offers nothing that takes an interpreter', async () => {
    await expectLens(workbench);
    await eventually(() => workbench.offers('Dropout Playground: Verify Against PyTorch'), false);
    await eventually(() => workbench.offers('Dropout Playground: Open Playground'), true);
  });

  it('makes the calls of statistics in a worker of the panel', async () => {
    await openPlayground(workbench);
    const panel = workbench.webview();
    await panel.getByRole('tab', { name: 'Average' }).click();
    await panel
      .locator('details', { hasText: 'Thousands of calls, counted' })
      .locator('summary')
      .first()
      .click();
    await panel.getByText(/^Dropped: 7,620 of 15,000 elements/).waitFor();
  });

  it('does run in a web worker', async () => {
    await workbench.command('Developer: Show Running Extensions');
    const row = workbench.page
      .locator('.runtime-extensions-editor .monaco-list-row')
      .filter({ hasText: extensionId });
    await eventually(() => row.innerText(), /web worker/);
  });

  it('lists the dropout of the workspace', async () => {
    await workbench.clickActivity('Dropout Playground');
    await workbench.page.locator('.pane-header', { hasText: 'Dropout in this workspace' }).click();
    await workbench.page.getByRole('treeitem', { name: /^layer, p = 0\.5/ }).waitFor();
  });
});
