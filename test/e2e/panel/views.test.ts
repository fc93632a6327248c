// What lies below the equation: train beside eval, and the tabs with calls, network, statistics and code.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectGrid } from '../grids.js';
import { expectAccessible } from '../accessibility.js';
import { eventually } from '../../eventually.js';
import { expectCall, expectLayer, ONES, openInput, openPlayground, TALL_PANEL, SEED_0 } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import { themeNames, type Workbench } from '../workbench.js';

describe('below the equation', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const tab = (name: string): Locator => panel.getByRole('tab', { name });
  const button = (name: string | RegExp): Locator => panel.getByRole('button', { name });

  /** Presses a key in the panel, whatever had the focus before. */
  const press = (key: string): Promise<void> =>
    workbench.press(panel.getByRole('tab', { selected: true }), key);

  /** Goes on to the fifth call. */
  async function callFiveTimes(): Promise<void> {
    for (let call = 2; call <= 5; call++) await button('Resample').click();
    await expectCall(panel, 5);
  }

  eachTestStartsWith({
    ...TALL_PANEL,
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
    },
  });

  describe('train and eval side by side', () => {
    it('show the same call in both modes, and why eval needs no scaling', async () => {
      await tab('Average').click();
      const comparison = panel.getByText('Train and eval side by side');
      await comparison.click();
      await expectGrid(panel, 'In training', SEED_0[0]);
      await expectGrid(panel, 'In eval mode', ONES);
      await panel
        .getByText(/comes out as it went in: 0\.5 × 2\.0 = 1\. Eval mode gives this average at once/)
        .waitFor();
      // In eval mode the call in training is still the one that it would be.
      await press('t');
      await expectGrid(panel, 'Output', ONES);
      await expectGrid(panel, 'In training', SEED_0[1]);
      await workbench.command('Dropout Playground: Undo in Playground');
      await expectGrid(panel, 'In training', SEED_0[0]);
      await comparison.click();
      await panel.getByRole('grid', { name: 'In training' }).waitFor({ state: 'detached' });
    });
  });

  describe('calls', () => {
    it('are made ten at once, and counted', async () => {
      await tab('Calls').click();
      await button('Run 10 calls').click();
      await expectCall(panel, 11);
      await panel.getByText('Times dropped in 11 calls').waitFor();
      await workbench.command('Dropout Playground: Set Seed…', '0');
      await expectCall(panel, 1);
      await callFiveTimes();
      // As in the sketch of the panel.
      await expectGrid(panel, 'Times dropped', '3 3 0 4 4 / 3 2 1 4 2 / 2 3 3 3 2');
    });

    it('are gone through back and forth, by button, key, arrow and click', async () => {
      await tab('Calls').click();
      await callFiveTimes();
      await button(/Previous/).click();
      await expectCall(panel, 4);
      await press('b');
      await press('b');
      await expectCall(panel, 2);
      await expectGrid(panel, 'Output', SEED_0[1]);
      await press('n');
      await expectCall(panel, 3);
      const option = (name: RegExp): Locator => panel.getByRole('option', { name });
      await option(/^Call 5/).click();
      await expectCall(panel, 5);
      await workbench.press(option(/^Call 5/), 'Home');
      await expectCall(panel, 1);
      await workbench.press(panel.locator(':focus'), 'ArrowRight');
      await expectCall(panel, 2);
      await eventually(() => panel.locator(':focus').getAttribute('aria-selected'), 'true');
      await eventually(() => button(/Previous/).isDisabled(), false);
      await workbench.press(panel.locator(':focus'), 'Home');
      await expectCall(panel, 1);
      await eventually(() => button(/Previous/).isDisabled(), true);
    });

    it('stay where they are while p changes, and go to the latest with a new one', async () => {
      await tab('Calls').click();
      await callFiveTimes();
      await panel.getByRole('option', { name: /^Call 2/ }).click();
      await expectCall(panel, 2);
      await workbench.command('Dropout Playground: Change p…', '0.4');
      await expectLayer(panel, 'Dropout(p=0.4)');
      await expectCall(panel, 2);
      await workbench.command('Dropout Playground: Change p…', '0.5');
      await expectLayer(panel, 'Dropout(p=0.5)');
      await press('r');
      await expectCall(panel, 6);
    });

    it('do not move the page under the reader where the strip is out of sight', async () => {
      await tab('Calls').click();
      await workbench.page.setViewportSize({ width: 700, height: 500 });
      const frame = await workbench.activeFrame();
      await frame.evaluate(() => scrollTo(0, 0));
      await workbench.press(panel.getByRole('button', { name: 'Resample' }), 'r');
      await expectCall(panel, 2);
      const scrolled = await frame.evaluate(() => scrollY);
      assert.equal(scrolled, 0);
      await workbench.page.setViewportSize({ width: 1280, height: 1000 });
    });

    it('mark what was dropped before and is back', async () => {
      await tab('Calls').click();
      await callFiveTimes();
      await panel.getByRole('option', { name: /^Call 2: 7 of 15 kept, 3 back again/ }).click();
      await panel.getByRole('gridcell', { name: '[0, 0] 1 kept, back again' }).waitFor();
      await eventually(() => panel.locator('.cell.back').count(), 3);
    });

    it('are played one after the other, unless motion is unwanted', async () => {
      await tab('Calls').click();
      await workbench.setSettings({ 'workbench.reduceMotion': 'off' });
      await workbench.page.emulateMedia({ reducedMotion: 'no-preference' });
      await panel.locator('body:not(.vscode-reduce-motion)').waitFor();
      await button('Run 100 calls').click();
      await panel
        .locator('.mask-term')
        .getByText(/^call [2-9]\d$/)
        .waitFor();
      await expectCall(panel, 101);
      await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
      await workbench.setSettings({ 'workbench.reduceMotion': 'on' });
      await panel.locator('body.vscode-reduce-motion').waitFor();
    });
  });

  describe('tabs', () => {
    it('are chosen with the arrow keys', async () => {
      await tab('Calls').click();
      await workbench.press(tab('Calls'), 'ArrowRight');
      await panel.getByRole('tabpanel', { name: 'Average' }).waitFor();
      await eventually(() => tab('Average').getAttribute('aria-selected'), 'true');
      await workbench.pressFocused('panel', 'End');
      await panel.getByRole('tabpanel', { name: 'Code' }).waitFor();
      await workbench.pressFocused('panel', 'ArrowRight');
      await panel.getByRole('tabpanel', { name: 'Calls' }).waitFor();
      await eventually(() => panel.locator('[role=tab][tabindex="0"]').count(), 1);
    });
  });

  describe('the network', () => {
    const thinned = (): Locator => panel.getByRole('img', { name: /^thinned by call/ });

    it('is thinned for each example by its own dropped neurons, and loses their synapses', async () => {
      await tab('Network').click();
      await panel.getByText('Hidden layer 1 is x[0, :] of the grid: 4 of 5 dropped.').waitFor();
      // The next call, which is the second hidden layer's, keeps three of five.
      await panel
        .getByText(
          'Hidden layer 2 has a dropout of its own, which draws the numbers that come next: 2 of 5 dropped.',
        )
        .waitFor();
      await eventually(() => thinned().locator('.strike').count(), 6);
      const synapses = (): Promise<number> =>
        thinned()
          .locator('.synapses')
          .evaluate((lines) => (lines.getAttribute('d') ?? '').split('M').length - 1);
      // From four inputs to one neuron, from there to three, from these to the output.
      await eventually(synapses, 4 + 3 + 3);
      await button('Next example').click();
      await panel.getByText('example 2 of 3').waitFor();
      await panel.getByText('Hidden layer 1 is x[1, :] of the grid: 2 of 5 dropped.').waitFor();
      await press('r');
      await panel.getByRole('img', { name: 'thinned by call 2' }).waitFor();
      await button('Previous example').click();
      await panel.getByText('example 1 of 3').waitFor();
    });

    it('lights up the neuron of a cell, and the cells of a neuron', async () => {
      await tab('Network').click();
      await panel.getByRole('grid', { name: 'Mask' }).locator('[data-index="2"]').hover();
      await eventually(() => panel.locator('.networks [data-lit]').count(), 2);
      await thinned().locator('[data-first="1"]').hover();
      await eventually(() => panel.locator('.equation [data-index="1"][data-lit]').count(), 3);
      await panel
        .locator('.explanation')
        .getByText(/^x\[0, 1\] dropped: /)
        .waitFor();
    });

    it('is whole in eval mode, and says how many neurons it leaves out', async () => {
      await tab('Network').click();
      await press('t');
      await panel.getByText('In eval mode the network is whole: every neuron and every connection').waitFor();
      await eventually(() => panel.locator('.network .strike').count(), 0);
      await press('t');
      await openInput(panel);
      await workbench.enter(panel.locator('#shape'), '2, 64');
      await panel.getByText('8 of 64 neurons are drawn.').waitFor();
      await eventually(() => panel.locator('.network [data-first]').count(), 16);
    });
  });

  describe('the average', () => {
    it('settles near what eval gives, or without the scale at half of it', async () => {
      await tab('Average').click();
      await callFiveTimes();
      await panel.getByText('5 calls', { exact: true }).waitFor();
      // Kept in 3, 2, 5, 1 … of five calls, times 2.
      await expectGrid(
        panel,
        'Average',
        '0.80 0.80 2.00 0.40 0.40 / 0.80 1.20 1.60 0.40 1.20 / 1.20 0.80 0.80 0.80 1.20',
      );
      await panel
        .getByText(/Train gives about 1 on average; eval gives 1 every time\./)
        .first()
        .waitFor();
      await panel.getByText('without × 2.0: 0.5').waitFor();
      const scale = panel.getByRole('switch', { name: /^Scale kept values/ });
      await scale.click();
      await expectGrid(
        panel,
        'Average',
        '0.40 0.40 1.00 0.20 0.20 / 0.40 0.60 0.80 0.20 0.60 / 0.60 0.40 0.40 0.40 0.60',
      );
      await panel
        .getByText(/Without × 2\.0 train gives about 0\.5 on average, and eval 1/)
        .first()
        .waitFor();
      await scale.click();
      // Eval draws nothing, so that the average stays.
      await press('t');
      await expectGrid(panel, 'Output', ONES);
      await panel.getByText('5 calls', { exact: true }).waitFor();
    });
  });

  describe('thousands of calls', () => {
    const count = async (): Promise<void> => {
      await tab('Average').click();
      const counted = panel.locator('details', { hasText: 'Thousands of calls, counted' });
      if ((await counted.getAttribute('open')) === null) await counted.locator('summary').first().click();
    };

    it('make a thousand calls at first, in a worker, and say what they come to', async () => {
      await count();
      await panel.getByText('1,000 of 1,000 calls').waitFor();
      await panel
        .getByRole('img', { name: /^After 1,000 calls the mean of all outputs is 0\.984\./ })
        .waitFor();
      await panel
        .getByText(/^Dropped: 7,620 of 15,000 elements, a share of 0\.508\. The 95 % confidence interval/)
        .waitFor();
      await panel
        .getByRole('img', { name: /^A call keeps 7\.38 of 15 elements on average; expected is 7\.5\./ })
        .waitFor();
      await panel.getByRole('img', { name: /Expected is p\/\(1−p\)·x², which is 1\./ }).waitFor();
    });

    it('are there as numbers too', async () => {
      await count();
      const figure = panel.getByRole('figure').filter({ hasText: 'Kept in one call' });
      await panel.getByText('1,000 of 1,000 calls').waitFor();
      await figure.getByText('Numbers', { exact: true }).click();
      const row = figure
        .getByRole('row')
        .filter({ has: panel.getByRole('cell', { name: '7', exact: true }) });
      await eventually(() => row.getByRole('cell').allInnerTexts(), ['7', '207', '196.4']);
    });

    it('follow the session', async () => {
      await count();
      await panel.getByText(/^Dropped: 7,620 of 15,000/).waitFor();
      await panel.getByRole('combobox', { name: 'layer' }).selectOption('AlphaDropout');
      await panel.getByText(/^Alpha dropout keeps the mean and the variance/).waitFor();
      await workbench.command('Dropout Playground: Change p…', '0');
      await panel
        .getByText('With p = 0 nothing is dropped, in any call: there is nothing to count.')
        .waitFor();
      await workbench.command('Dropout Playground: Change p…', '0.5');
      await panel.getByRole('combobox', { name: 'layer' }).selectOption('Dropout');
      await panel.getByText(/^Dropped: 7,620 of 15,000/).waitFor();
      await panel.getByLabel('generator').selectOption('cpu-mkl');
      await panel.getByText(/^Dropped: (?!7,620)[\d,]+ of 15,000/).waitFor();
      await panel.getByLabel('generator').selectOption('cpu');
      await panel.getByText(/^Dropped: 7,620 of 15,000/).waitFor();
    });

    it('can be cancelled, while the panel stays at work', async () => {
      await count();
      await openInput(panel);
      const shape = panel.locator('#shape');
      await workbench.enter(shape, '100, 100');
      await panel.getByText(/of 10,000,000 elements/).waitFor();
      await panel.getByRole('combobox', { name: 'calls' }).selectOption('100000');
      await button('Cancel').waitFor();
      await button('Cancel').click();
      await button('Run again').waitFor();
      const progress = panel.getByRole('progressbar', { name: 'Calls made' });
      await eventually(async () => Number(await progress.getAttribute('value')) < 100_000, true);
      await workbench.enter(shape, '3, 5');
      await panel.getByText('100,000 of 100,000 calls').waitFor();
      await panel.getByText(/^Dropped: [\d,]+ of 1,500,000 elements/).waitFor();
      await panel.getByRole('combobox', { name: 'calls' }).selectOption('1000');
      await panel.getByText('1,000 of 1,000 calls').waitFor();
    });
  });

  describe('code', () => {
    it('prints the call that is shown, and can be copied', async () => {
      await tab('Code').click();
      await press('r');
      const script = panel.getByRole('group', { name: 'Python that prints this call' });
      await eventually(
        () => script.innerText(),
        /torch\.manual_seed\(0\)\np = 0\.5\nlayer = torch\.nn\.Dropout\(p\)\ninput = torch\.ones\(3, 5\)\nlayer\(input\)\nprint\(layer\(input\)\)/,
      );
      await button('Copy code').click();
      await panel.getByText('Copied').or(panel.getByText('The clipboard cannot be reached.')).waitFor();
      await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await button('Copy code').click();
      await panel.getByText('Copied').waitFor();
      const frame = await workbench.activeFrame();
      const code = await script.innerText();
      await eventually(() => frame.evaluate(() => navigator.clipboard.readText()), code);
    });
  });

  describe('all of it', () => {
    for (const theme of themeNames) {
      it(`has no accessibility violations in ${theme}`, async () => {
        await workbench.setTheme(theme);
        for (const name of ['Calls', 'Average', 'Network', 'Code']) {
          await tab(name).click();
          if (name === 'Average') {
            const folded = panel.locator('details:not([open]) > summary');
            while ((await folded.count()) > 0) await folded.first().click();
          }
          await panel.getByRole('tabpanel', { name }).waitFor();
          await expectAccessible(workbench, 'panel', name);
        }
      });
    }
  });
});
