// The extension where there is no Node at all: in a web worker, as on vscode.dev.
import assert from 'node:assert/strict';
import { extensionId, launchWorkbench, type Workbench } from './workbench.js';

describe('in a browser’s extension host', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await launchWorkbench({
      // High enough for the whole list of running extensions: only what shows is in the page.
      viewport: { width: 1280, height: 2000 },
      settings: { 'remote.extensionKind': { [extensionId]: ['web'] } },
      files: { 'model.py': 'import torch\n\nlayer = torch.nn.Dropout(0.5)\n' },
    });
  });
  after(() => workbench.close());

  it('shows a lens above a dropout call', async () => {
    await workbench.openFromExplorer('model.py');
    await workbench.page.locator('.codelens-decoration a').first().waitFor();
  });

  it('opens the playground', async () => {
    await workbench.command('Dropout Playground: Open Playground');
    await workbench.webview().getByText('Dropout(p=0.5, inplace=False)').first().waitFor();
  });

  it('says that no interpreter can be run', async () => {
    await workbench.command('Dropout Playground: Verify Against PyTorch');
    const [text = ''] = await workbench.notifications();
    assert.match(text, /which a browser alone cannot/);
  });

  it('makes the calls of statistics in a worker of the panel', async () => {
    const panel = workbench.webview();
    await panel.getByRole('tab', { name: 'Statistics' }).click();
    await panel.getByText(/^Dropped: 7,620 of 15,000 elements/).waitFor();
  });

  it('does run in a web worker', async () => {
    await workbench.command('Developer: Show Running Extensions');
    const row = workbench.page
      .locator('.runtime-extensions-editor .monaco-list-row')
      .filter({ hasText: extensionId });
    assert.match(await row.innerText(), /web worker/);
  });
});
