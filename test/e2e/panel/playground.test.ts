// What the panel shows, and what is done there, as a reader would do it.
import type { FrameLocator } from 'playwright-core';
import { expectGrid } from '../grids.js';
import { expectAccessible } from '../accessibility.js';
import { eventually } from '../../eventually.js';
import { expectCall, expectLayer, ONES, openInput, openPlayground, PANEL, SEED_0 } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import { themeNames, type Workbench } from '../workbench.js';

describe('the playground', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  eachTestStartsWith({
    ...PANEL,
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
    },
  });

  async function callOnceMore(): Promise<void> {
    await workbench.press('panel', 'r');
    await expectGrid(panel, 'Output', SEED_0[1]);
  }

  it('opens from the palette and shows what PyTorch prints for seed 0', async () => {
    await expectLayer(panel, 'Dropout(p=0.5)');
    await expectGrid(panel, 'Input', ONES);
    await expectGrid(panel, 'Mask', SEED_0[0].replaceAll('2', '1'));
    await expectGrid(panel, 'Output', SEED_0[0]);
    await expectCall(panel, 1);
    await eventually(
      () => panel.getByRole('region', { name: 'What Python prints' }).locator('pre').innerText(),
      />>> input = torch\.ones\(3, 5\)\n>>> layer\(input\)\ntensor\(\[\[0\., 0\., 2\., 0\., 0\.\],\n {8}\[0\., 2\., 2\., 0\., 2\.\],\n {8}\[2\., 2\., 2\., 0\., 2\.\]\]\)/,
    );
  });

  it('has the focus, so that the keyboard goes on there', async () => {
    await workbench.command('View: Close All Editors');
    await openPlayground(workbench);
    await workbench.pressFocused('panel', 'r');
    await expectCall(panel, 2);
  });

  it('says where its numbers are PyTorch’s, to the keyboard too', async () => {
    const badge = panel.locator('summary', { hasText: 'Exactly what PyTorch 2.7+ prints on a CPU' });
    const limit = panel.getByText(/Wheels for x86 up to 2\.6 draw other random numbers\./);
    await workbench.press(badge, 'Enter');
    await limit.waitFor();
    await workbench.press(badge, 'Escape');
    await limit.waitFor({ state: 'hidden' });
  });

  it('draws the next call on Resample, by button, key and palette alike', async () => {
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Output', SEED_0[1]);
    await workbench.press('panel', 'r');
    await expectCall(panel, 3);
    await workbench.command('Dropout Playground: Resample');
    await expectCall(panel, 4);
    await eventually(() => panel.getByRole('option', { name: /^Call \d/ }).count(), 4);
  });

  it('starts again with a seed', async () => {
    await workbench.press('panel', 'r');
    await expectGrid(panel, 'Output', SEED_0[1]);
    await workbench.command('Dropout Playground: Set Seed…', '0');
    await expectGrid(panel, 'Output', SEED_0[0]);
  });

  it('is the identity in eval mode, and draws on back in training', async () => {
    await workbench.command('Dropout Playground: Toggle Train/Eval');
    await expectGrid(panel, 'Output', ONES);
    await expectCall(panel, 2);
    await workbench.press('panel', 't');
    await expectGrid(panel, 'Output', SEED_0[1]);
    await expectCall(panel, 3);
  });

  it('takes p from the field, and says in PyTorch’s words what it cannot be', async () => {
    const field = panel.locator('#probability');
    await workbench.enter(field, '0');
    await expectGrid(panel, 'Output', ONES);
    await expectLayer(panel, 'Dropout(p=0)');
    await workbench.enter(field, '1.5');
    await panel
      .getByRole('alert')
      .filter({ hasText: 'ValueError: dropout probability has to be between 0 and 1, but got 1.5' })
      .waitFor();
    await expectLayer(panel, 'Dropout(p=0)');
    await workbench.press(field, 'Escape');
    await eventually(() => field.inputValue(), '0');
    await workbench.command('Dropout Playground: Change p…', '0.5');
    await expectGrid(panel, 'Output', SEED_0[0]);
  });

  it('keeps the problem of each field until it is mended there', async () => {
    const seed = panel.locator('#seed');
    await workbench.enter(seed, 'many');
    await openInput(panel);
    const shape = panel.locator('#shape');
    await workbench.enter(shape, 'three');
    await workbench.press(panel.locator('input[type=range]'), 'ArrowRight');
    await expectLayer(panel, 'Dropout(p=0.51)');
    const described = (id: string): Promise<string | null> =>
      panel
        .locator(`#${id}[aria-invalid=true][aria-describedby=${id}-problem]`)
        .evaluate(
          (field) =>
            document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? null,
        );
    await eventually(() => described('seed'), /many|seed|int/i);
    await eventually(() => described('shape'), /A shape is a list of sizes/);
    await workbench.press(shape, 'Escape');
    await eventually(() => shape.getAttribute('aria-invalid'), 'false');
    await described('seed');
    await workbench.press(seed, 'Escape');
    await eventually(() => seed.getAttribute('aria-invalid'), 'false');
  });

  it('refuses a p out of range in the palette, in PyTorch’s words', async () => {
    await workbench.command('Dropout Playground: Change p…');
    await workbench.answer('2');
    const message = workbench.page.locator('.quick-input-widget .quick-input-message');
    await message
      .filter({ hasText: 'ValueError: dropout probability has to be between 0 and 1, but got 2' })
      .waitFor();
    await workbench.dismiss();
    await expectGrid(panel, 'Output', SEED_0[0]);
  });

  it('draws whole channels, and any shape', async () => {
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout2d');
    await expectLayer(panel, 'Dropout2d(p=0.5)');
    await eventually(
      () => panel.getByRole('grid', { name: 'Mask (2, 3, 2, 2)' }).getByRole('rowgroup').count(),
      6,
    );
    await openInput(panel);
    const shape = panel.locator('#shape');
    await workbench.enter(shape, '3');
    await panel
      .locator('.raised', { hasText: 'RuntimeError: Feature dropout requires at least 2 dimensions' })
      .waitFor();
    await workbench.enter(shape, '3, 5');
    await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout');
    await expectGrid(panel, 'Output', SEED_0[0]);
  });

  it('is walked through with the keyboard alone', async () => {
    const first = panel.getByRole('gridcell', { name: '[0, 0] 0. dropped' });
    await workbench.press(first, 'ArrowRight', 'ArrowRight');
    const focused = panel.locator(':focus');
    await eventually(() => focused.getAttribute('aria-label'), '[0, 2] 2. kept');
    await workbench.pressFocused('panel', 'ArrowDown', 'End');
    await eventually(() => focused.getAttribute('aria-label'), '[1, 4] 2. kept');
    await workbench.pressFocused('panel', 'Control+Home');
    await eventually(() => focused.getAttribute('aria-label'), '[0, 0] 0. dropped');
  });

  it('keeps its state while its tab is hidden', async () => {
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Output', SEED_0[1]);
    await workbench.coverPanel('model.py');
    await panel.getByRole('grid').first().waitFor({ state: 'hidden' });
    await workbench.page.locator('.tab', { hasText: 'Dropout Playground' }).click();
    await expectGrid(panel, 'Output', SEED_0[1]);
  });

  it('goes on when its page is made anew', async () => {
    await callOnceMore();
    await workbench.command('Developer: Reload Webviews');
    await expectCall(panel, 2);
    await workbench.command('Dropout Playground: Resample');
    await expectCall(panel, 3);
  });

  it('goes on, in one tab, where its hidden tab was not revived after a reload', async () => {
    const tabs = workbench.page.locator('.tab', { hasText: 'Dropout Playground' });
    await callOnceMore();
    await workbench.coverPanel('model.py');
    await workbench.reloadWindow();
    await workbench.page.locator('.codelens-decoration').first().waitFor();
    await eventually(() => tabs.count(), 1);
    await workbench.command('Dropout Playground: Open Playground');
    await expectCall(panel, 2);
    await eventually(() => tabs.count(), 1);
  });

  it('lets single keys be turned off', async () => {
    await workbench.setSettings({ 'dropoutPlayground.panel.singleKeyShortcuts': false });
    await panel.getByRole('button', { name: 'Resample' }).locator('kbd').waitFor({ state: 'detached' });
    // Had the first key acted, the second call would show the input.
    await workbench.press('panel', 't');
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(panel, 'Output', SEED_0[1]);
    await workbench.setSettings({ 'dropoutPlayground.panel.singleKeyShortcuts': true });
    await panel.getByRole('button', { name: 'Resample' }).locator('kbd').waitFor();
  });

  for (const theme of themeNames) {
    it(`has no accessibility violations in ${theme}, in training and in eval mode`, async () => {
      await workbench.setTheme(theme);
      await expectAccessible(workbench, 'panel', 'in training');
      await panel.getByText('Eval', { exact: true }).click();
      await expectGrid(panel, 'Output', ONES);
      await expectAccessible(workbench, 'panel', 'in eval mode');
      await panel.getByText('Train', { exact: true }).click();
      // High contrast must not tell the chosen mode by colour alone.
      const underlined = (mode: string): Promise<boolean> =>
        panel
          .getByText(mode, { exact: true })
          .evaluate((label) => getComputedStyle(label).textDecorationLine === 'underline');
      await eventually(() => underlined('Train'), theme.includes('High Contrast'));
      await eventually(() => underlined('Eval'), false);
    });
  }
});
