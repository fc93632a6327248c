// Lenses that VS Code forgets to ask for, lines that must not move, and how all of it is hidden.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../eventually.js';
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

const CALLED = `import torch

torch.manual_seed(0)
x = torch.ones(3, 5)
layer = torch.nn.Dropout(0.5)
b = 1
a = b
y = layer(x)
z = layer(y)
end = 1
`;

describe('what is drawn into the code', () => {
  let workbench: Workbench;

  const line = (text: string): Locator =>
    // The editor writes spaces that do not break.
    workbench.page.locator('.view-line').filter({ hasText: new RegExp(text.replaceAll(' ', '\\s')) });
  const lenses = (): Promise<string[]> =>
    workbench.page.locator('.codelens-decoration').filter({ visible: true }).allInnerTexts();
  const item = (): Locator => workbench.page.locator('.statusbar-item', { hasText: 'dropout call' });
  const top = async (text: string): Promise<number> => (await line(text).first().boundingBox())?.y ?? NaN;

  eachTestStartsWith({
    options: {
      settings: { 'editor.autoClosingBrackets': 'never', 'editor.quickSuggestions': 'off' },
      files: { 'model.py': CALLED, 'other.py': 'x = 1\n' },
    },
    opened: (opened) => {
      workbench = opened;
    },
    again: async () => {
      await workbench.command('File: Revert File');
      await workbench.command('View: Close All Editors');
    },
  });

  it('leaves all lines where they are while something is typed, and while another file is looked at', async () => {
    await workbench.openFromExplorer('model.py');
    await workbench.settledLenses('Open call 2');
    const before = await top('end = ');
    /** Where the last line is from now on, for longer than the pause after which edits are replayed. */
    const tops = async (): Promise<Set<number>> =>
      new Set(
        await workbench.page.evaluate(async () => {
          const seen = new Set<number>();
          const end = performance.now() + 800;
          while (performance.now() < end) {
            await new Promise(requestAnimationFrame);
            // While the editor draws a line, there is none.
            for (const one of document.querySelectorAll('.view-line'))
              if (one.textContent.startsWith('end')) seen.add(one.getBoundingClientRect().y);
          }
          return [...seen];
        }),
      );
    for (const key of ['f', 'o', '(', '1', ')', 'Backspace', 'Backspace', 'Backspace']) {
      await workbench.pressInEditor(line('a = b'), 'End', key);
      const seen = await tops();
      assert.deepEqual(seen, new Set([before]), key);
    }
    await workbench.pressInEditor(line('a = b'), 'End', 'Backspace', 'Backspace');
    await workbench.openFromExplorer('other.py');
    await workbench.openFromExplorer('model.py');
    await line('end = ').first().waitFor();
    const back = await tops();
    assert.deepEqual(back, new Set([before]));
  });

  it('is hidden and shown by the item in the status bar, which counts the calls', async () => {
    await workbench.openFromExplorer('other.py');
    await eventually(() => item().count(), 0);
    await workbench.openFromExplorer('model.py');
    await item().filter({ hasText: '1 dropout call' }).waitFor();
    const shown = /drops 50%, rest × 2.*Try it.*Open call 1.*Open call 2/s;
    await eventually(async () => (await lenses()).join(), shown);
    const hint = line('y = ').filter({ hasText: 'kept' });
    await hint.waitFor();
    await item().click();
    await eventually(lenses, []);
    await hint.waitFor({ state: 'detached' });
    // It is remembered for the window.
    await workbench.reloadWindow();
    await workbench.page.locator('.tab.active').filter({ hasText: 'model.py' }).waitFor();
    await item().waitFor();
    await eventually(lenses, []);
    await workbench.command('Dropout Playground: Toggle Lenses and Hints');
    await eventually(async () => (await lenses()).join(), shown);
  });

  it('leads to a playground that keeps a column of its own when a file is opened', async () => {
    const panel = workbench.webview();
    await workbench.command('Dropout Playground: Open Playground');
    await panel.locator('h1').waitFor();
    // Alone in the window it moves aside, and beside a file it is not covered even where it has the focus.
    await workbench.openFromExplorer('model.py');
    await eventually(() => workbench.page.locator('.editor-group-container').count(), 2);
    await panel.locator('h1').click();
    await workbench.openFromExplorer('other.py');
    await eventually(() => workbench.page.locator('.editor-group-container').count(), 2);
    await panel.locator('h1').waitFor();
  });
});
