// Lenses that VS Code forgets to ask for.
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

describe('lenses', () => {
  let workbench: Workbench;

  eachTestStartsWith({
    // What replay finds out later would bring them, too.
    options: {
      settings: { 'dropoutPlayground.replay.enabled': false },
      files: { 'model.py': 'import torch\nlayer = torch.nn.Dropout(0.5)\n' },
    },
    opened: async (opened) => {
      workbench = opened;
      await workbench.openFromExplorer('model.py');
    },
  });

  it('follow an edit though the focus leaves the editor right after it', async () => {
    const { page } = workbench;
    const lens = page.locator('.codelens-decoration');
    await lens.filter({ hasText: 'drops 50%' }).waitFor();
    const line = page.locator('.view-line').filter({ hasText: 'Dropout' });
    await workbench.pressInEditor(line, 'End', 'ArrowLeft', 'Backspace', '2', '5');
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await lens.filter({ hasText: 'drops 25%' }).waitFor();
  });
});
