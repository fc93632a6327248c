// The panel and the code stay together: what the reader does in one is seen, or can be written, in the other.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { launchWorkbench, themeNames, type Workbench } from './workbench.js';

const MODEL = `import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Dropout(0.5)
P = 0.25
other = nn.Dropout(P)
`;

describe('the panel opened from a lens', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const heading = (text: string): Promise<void> => panel.getByRole('heading', { name: text }).waitFor();
  const linkedTo = (place: string): Locator => panel.getByRole('button', { name: `linked to ${place}` });
  const write = (): Locator => panel.getByRole('button', { name: /^Write p=/ });
  const lenses = (text: string): Locator => workbench.page.locator('.codelens-decoration', { hasText: text });
  /** The code, without the lenses. */
  const line = (text: string): Locator =>
    // The editor writes spaces that do not break.
    workbench.page.locator('.view-line').filter({ hasText: new RegExp(text.replaceAll(' ', '\\s')) });

  /** Types into the line that shows `text`, at its start or its end. */
  async function typeAt(text: string, key: 'Home' | 'End', keys: readonly string[]): Promise<void> {
    await workbench.pressInEditor(line(text).first(), key, ...keys);
  }

  before(async () => {
    workbench = await launchWorkbench({
      files: { 'model.py': MODEL },
      viewport: { width: 1500, height: 900 },
      // What is typed here is what is meant.
      settings: { 'editor.autoClosingBrackets': 'never', 'editor.quickSuggestions': 'off' },
    });
    await workbench.openFromExplorer('model.py');
    await workbench.page.locator('.codelens-decoration a', { hasText: 'Open in playground' }).first().click();
    panel = workbench.webview();
  });
  after(() => workbench.close());

  it('says which call it follows', async () => {
    await linkedTo('model.py:5').waitFor();
    await panel.getByText('the code has this p').waitFor();
    assert.ok(await write().isDisabled());
  });

  it('follows an edit of p, and edits above the call', async () => {
    await typeAt('layer = nn', 'End', ['ArrowLeft', 'Backspace', '3']);
    await heading('Dropout(p=0.3, inplace=False)');
    await typeAt('torch.manual_seed', 'Home', ['Enter', 'Enter']);
    await linkedTo('model.py:7').waitFor();
    await typeAt('torch.manual_seed', 'End', ['ArrowLeft', 'Backspace', '7']);
    await panel.getByText('>>> _ = torch.manual_seed(7)').waitFor();
  });

  it('writes p to the code, and the editor’s undo takes it back', async () => {
    const field = panel.locator('#probability');
    await workbench.enter(field, '0.9');
    await panel.getByRole('button', { name: 'Write p=0.9 to model.py:7' }).click();
    await line('layer = nn\\.Dropout\\(0\\.9\\)').waitFor();
    await panel.getByText('the code has this p').waitFor();
    await linkedTo('model.py:7').click();
    await workbench.pressInEditor(line('layer = nn'), 'Control+z');
    await line('layer = nn\\.Dropout\\(0\\.3\\)').waitFor();
    await heading('Dropout(p=0.3, inplace=False)');
  });

  for (const theme of themeNames) {
    it(`has no accessibility violations in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await panel.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      assert.deepEqual(
        (await workbench.axe()).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
    });
  }

  it('is still linked after a reload of the window', async () => {
    await workbench.pressInEditor(line('layer = nn').first(), 'Control+s');
    await workbench.reloadWindow();
    await linkedTo('model.py:7').waitFor();
    await typeAt('layer = nn', 'End', ['ArrowLeft', 'Backspace', '4']);
    await heading('Dropout(p=0.4, inplace=False)');
  });

  it('says that the call is gone, and finds it again when it is back', async () => {
    await line('layer = nn').first().click();
    await workbench.command('Delete Line');
    await panel.getByText('model.py:7: the call is no longer there').waitFor();
    await workbench.pressInEditor(line('torch.manual_seed').first(), 'Control+z');
    await linkedTo('model.py:7').waitFor();
    // An editor that loses the focus before it has asked for lenses asks only when it has the focus again.
    await lenses('p = 0.4').waitFor();
    await panel.getByRole('button', { name: 'Unlink' }).click();
    await panel.getByText('opened from model.py:7').waitFor();
    await linkedTo('model.py:7').waitFor({ state: 'detached' });
  });

  it('writes to the constant that p comes from, and says so before', async () => {
    await lenses('p = 0.25').getByText('Open in playground').click();
    await heading('Dropout(p=0.25, inplace=False)');
    const field = panel.locator('#probability');
    await workbench.enter(field, '0.75');
    await panel.getByText('writes P = 0.75 at model.py:8').waitFor();
    await write().click();
    await line('P = 0\\.75').waitFor();
  });
});
