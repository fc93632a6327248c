// Undo and redo in the panel, by button, key and palette; and the list of its keys.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectAccessible } from '../accessibility.js';
import { eventually } from '../../eventually.js';
import { expectCall, expectLayer, openPlayground, PANEL } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import { themeNames, type Workbench } from '../workbench.js';

describe('the history in the panel', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const heading = (p: string): Promise<void> => expectLayer(panel, `Dropout(p=${p})`);
  const undo = (): Locator => panel.getByRole('button', { name: 'Undo' });
  const redo = (): Locator => panel.getByRole('button', { name: 'Redo' });

  const probability = (): Locator => panel.locator('#probability');

  eachTestStartsWith({
    ...PANEL,
    opened: async (opened) => {
      workbench = opened;
      await workbench.openFromExplorer('notes.txt');
      await openPlayground(workbench);
      panel = workbench.webview();
    },
  });

  it('goes back and forth by button', async () => {
    await workbench.command('Dropout Playground: Change p…', '0.25');
    await heading('0.25');
    await undo().click();
    await heading('0.5');
    await redo().click();
    await heading('0.25');
  });

  it('takes a drag of the slider as one step, and a press of a key as another', async () => {
    await workbench.enter(probability(), '0.25');
    await heading('0.25');
    const slider = panel.locator('input[type=range]');
    const box = (await slider.boundingBox()) ?? assert.fail();
    const y = box.y + box.height / 2;
    await workbench.page.mouse.move(box.x + box.width * 0.3, y);
    await workbench.page.mouse.down();
    for (const part of [0.4, 0.5, 0.6, 0.7]) await workbench.page.mouse.move(box.x + box.width * part, y);
    await workbench.page.mouse.up();
    await eventually(() => probability().inputValue(), /^0\.7/);
    const dragged = await probability().inputValue();
    await workbench.press(slider, 'ArrowRight');
    await eventually(async () => (await probability().inputValue()) !== dragged, true);
    await workbench.press(slider, 'Control+z');
    await heading(dragged);
    await workbench.press('panel', 'Control+z');
    await heading('0.25');
    await workbench.press('panel', 'Control+y');
    await heading(dragged);
    await workbench.press('panel', 'Control+z');
    await heading('0.25');
    await workbench.press('panel', 'Control+Shift+z');
    await heading(dragged);
  });

  it('leaves a text field its own undo', async () => {
    await workbench.enter(probability(), '0.25');
    const seed = panel.locator('#seed');
    await workbench.press(seed, 'End');
    await workbench.type(seed, '77');
    await eventually(() => seed.inputValue(), '077');
    await workbench.press(seed, 'Control+z');
    await eventually(() => seed.inputValue(), '0');
    await heading('0.25');
    await workbench.press(seed, 'Escape');
  });

  it('tells a field from the playground by itself, while the host does not answer', async () => {
    await workbench.enter(probability(), '0.25');
    await workbench.enter(probability(), '0.75');
    await heading('0.75');
    const seed = panel.locator('#seed');
    await workbench.withSilentHost(async () => {
      // The focus has only just come into the field, and leaves it again.
      await workbench.press('panel', 'End');
      await workbench.press(seed, 'End');
      await workbench.type(seed, '77');
      await eventually(() => seed.inputValue(), '077');
      await workbench.press(seed, 'Control+z');
      await eventually(() => seed.inputValue(), '0');
      await workbench.press(seed, 'Control+Shift+z');
      await eventually(() => seed.inputValue(), '077');
      await workbench.press(seed, 'Control+z', 'Control+z', 'Escape');
      await workbench.press('panel', 'Control+z');
    });
    // What was pressed outside the field is one step; all the rest was none.
    await heading('0.25');
    await workbench.command('Dropout Playground: Redo in Playground');
    await heading('0.75');
    await eventually(() => redo().isDisabled(), true);
  });

  it('leaves the editor its own', async () => {
    await workbench.enter(probability(), '0.25');
    await heading('0.25');
    const line = workbench.page.locator('.view-line').first();
    await workbench.pressInEditor(line, 'x');
    await line.filter({ hasText: 'x' }).waitFor();
    await workbench.pressInEditor(line, 'Control+z');
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: /^notes$/ })
      .waitFor();
    await heading('0.25');
  });

  it('is in the palette, too', async () => {
    await workbench.enter(probability(), '0.25');
    await heading('0.25');
    await workbench.command('Dropout Playground: Undo in Playground');
    await heading('0.5');
    await workbench.command('Dropout Playground: Redo in Playground');
    await heading('0.25');
  });

  it('lists its keys on ?, and gives the focus back', async () => {
    const dialog = panel.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await workbench.enter(probability(), '0.25');
    await workbench.press(undo(), '?');
    await dialog.waitFor();
    for (const text of ['Resample: call the layer once more', 'Undo', 'Go to the first or last row'])
      await dialog.getByText(text, { exact: true }).waitFor();
    // Behind it nothing acts.
    await workbench.pressFocused('panel', 'r', 'Escape');
    await dialog.waitFor({ state: 'hidden' });
    await panel.locator('[title=Undo]:focus').waitFor();
    await expectCall(panel, 1);
    await panel.getByRole('button', { name: 'More' }).click();
    await panel.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  for (const theme of themeNames) {
    it(`has no accessibility violations in ${theme}, with the list and without`, async () => {
      await workbench.setTheme(theme);
      await expectAccessible(workbench);
      await panel.getByRole('button', { name: 'More' }).click();
      await panel.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
      await panel.getByRole('dialog').waitFor();
      await expectAccessible(workbench, 'panel', 'with the list');
      await workbench.pressFocused('panel', 'Escape');
      await panel.getByRole('dialog').waitFor({ state: 'hidden' });
    });
  }
});
