// The extension where there is no Node at all: in a web worker, as on vscode.dev.
import { eventually } from '../eventually.js';
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
      files: { 'model.py': 'import torch\n\nlayer = torch.nn.Dropout(0.5)\n' },
    },
    opened: (opened) => {
      workbench = opened;
    },
  });

  it('shows a lens above a dropout call', async () => {
    await workbench.openFromExplorer('model.py');
    await workbench.page.locator('.codelens-decoration a').first().waitFor();
  });

  it('opens the playground', async () => {
    await openPlayground(workbench);
  });

  it('says that no interpreter can be run', async () => {
    await workbench.command('Dropout Playground: Verify Against PyTorch');
    await eventually(() => workbench.notifications(), /which a browser alone cannot/);
  });

  it('makes the calls of statistics in a worker of the panel', async () => {
    await openPlayground(workbench);
    const panel = workbench.webview();
    await panel.getByRole('tab', { name: 'Statistics' }).click();
    await panel.getByText(/^Dropped: 7,620 of 15,000 elements/).waitFor();
  });

  it('does run in a web worker', async () => {
    await workbench.command('Developer: Show Running Extensions');
    const row = workbench.page
      .locator('.runtime-extensions-editor .monaco-list-row')
      .filter({ hasText: extensionId });
    await eventually(() => row.innerText(), /web worker/);
  });
});
