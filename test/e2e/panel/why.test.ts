// The tab Why: two networks that learn, one of them with dropout.
import type { FrameLocator, Locator } from 'playwright-core';
import { eventually } from '../../eventually.js';
import { expectAccessible } from '../accessibility.js';
import { expectCall, openPlayground, TALL_PANEL } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import { themeNames, type Workbench } from '../workbench.js';

/** What comes of seed 0 and p = 0.5. */
const HEADLINE =
  /^With dropout: worse on the 30 points it saw \((?:<\s)?0\.\d\d → 0\.\d\d\), better on new ones \(0\.\d\d → 0\.\d\d\)\.$/;

describe('the tab Why', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const headline = (): Locator => panel.locator('.headline');
  const button = (name: string): Locator => panel.getByRole('button', { name, exact: true });
  const slider = (name: string | RegExp): Locator => panel.locator('.setting').getByRole('slider', { name });

  async function learned(): Promise<string> {
    await headline().filter({ hasText: HEADLINE }).waitFor();
    return headline().innerText();
  }

  /** Moves a slider to one of its ends. */
  const move = (name: string | RegExp, key: 'Home' | 'End'): Promise<void> =>
    workbench.press(slider(name), key);

  eachTestStartsWith({
    ...TALL_PANEL,
    opened: async (opened) => {
      workbench = opened;
      await openPlayground(workbench);
      panel = workbench.webview();
      await panel.getByRole('tab', { name: 'Why' }).click();
    },
  });

  it('trains two networks beside the page, which stays at work, and says what they came to', async () => {
    await learned();
    await button('Train again').click();
    await button('Stop').waitFor();
    await panel.getByRole('button', { name: 'Resample' }).click();
    await expectCall(panel, 2);
    await panel.getByText('data 0, seed 1').waitFor();
    await button('Train again').waitFor();
    await panel.getByText('step 2,000 of 2,000').waitFor();
    await panel
      .getByRole('img', { name: /^Training loss (?:<\s)?0\.\d\d, validation loss 0\.\d\d\.$/ })
      .nth(1)
      .waitFor();
    // What was chosen is kept.
    await workbench.reloadWindow();
    await panel.getByText('data 0, seed 1').waitFor();
  });

  it('shows both curves without scrolling on a small screen, and moves nothing when they come', async () => {
    await workbench.page.setViewportSize({ width: 1280, height: 720 });
    // As in a new panel; where a test begins again in the same one, it is open.
    const chip = panel.locator('button.chip');
    if ((await chip.getAttribute('aria-expanded')) === 'true') await chip.click();
    const place = placeOf(panel.locator('.setting'));
    const before = await place();
    await learned();
    // Curves end at the axis, above which they are drawn.
    const axes = panel.locator('.fits .axes > line');
    await eventually(() => axes.count(), 2);
    for (const axis of await axes.all()) await seen(axis);
    await eventually(place, before);
    await workbench.page.setViewportSize(TALL_PANEL.options.viewport);
  });

  it('can be stopped, and begun again', async () => {
    await learnedAnything();
    await move('width', 'End');
    await button('Stop').click();
    await headline()
      .filter({
        hasText: /^Stopped after [\d,]+ of 2,000 steps\. Dimmed: still 30 points, .* width 64, .*\.$/,
      })
      .waitFor();
    await move('width', 'Home');
    await learnedAnything();
  });

  it('has the p of the playground, and says so where dropout does not help', async () => {
    await workbench.enter(panel.locator('#probability'), '0.9');
    await headline().filter({ hasText: 'here dropout does not help. With p = 0.9 it underfits' }).waitFor();
    await move(/^p,/, 'Home');
    await headline()
      .filter({ hasText: 'With p = 0 nothing is dropped: both are the same network.' })
      .waitFor();
    await workbench.enter(panel.locator('#probability'), '0.5');
    await learnedAnything();
  });

  it('trains a network for each p, and says what that came to', async () => {
    await learnedAnything();
    await button('Train all p').click();
    await panel.getByText('Done: 8 networks, one for each p').waitFor();
    await panel
      .getByText(
        /^Lowest of these 8: 0\.\d\d with p = 0\.\d.*\. With p = 0 .+\s0\.\d\d\. With p = 0\.9 it underfits: 0\.\d\d, with a training loss of 0\.\d\d\. This is one run: /,
      )
      .first()
      .waitFor();
  });

  it('computes that all thinned networks are on average the whole one', async () => {
    await learnedAnything();
    await panel.getByText(/^See it: all 16/).click();
    await panel
      .getByText(/is eval\(\): the two differ by rounding alone\. .* they differ by up to 0\.\d+\.$/)
      .waitFor();
    await eventually(() => panel.getByRole('img', { name: /of 4 neurons kept/ }).count(), 16);
    await panel.getByText('Uncertainty', { exact: true }).click();
    await panel
      .getByText(/^Left on at test time, dropout gives another answer in each pass\./)
      .first()
      .waitFor();
  });

  it('gives a script for PyTorch', async () => {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button('Copy as PyTorch code').click();
    await panel.getByText('Copied').waitFor();
    const frame = await workbench.activeFrame();
    await eventually(() => frame.evaluate(() => navigator.clipboard.readText()), /nn\.Dropout\(p\)/);
  });

  for (const theme of themeNames) {
    it(`has no accessibility violations in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await learnedAnything();
      const folded = panel.locator('.why > details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await panel
        .getByRole('img', { name: /of 4 neurons kept/ })
        .first()
        .waitFor();
      await expectAccessible(workbench, 'panel', 'Why');
    });
  }

  /** Where something begins, from top to bottom, in CSS pixels. */
  function placeOf(what: Locator): () => Promise<number> {
    return () => what.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  }

  /** Waits until something is in view as a whole. */
  async function seen(what: Locator): Promise<void> {
    const hidden = (): Promise<number> =>
      what.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return Math.max(-top, bottom - innerHeight, 0);
      });
    await eventually(hidden, 0);
  }

  /** Waits until both networks have learned to the end. */
  async function learnedAnything(): Promise<void> {
    await button('Train again').waitFor();
    await panel.getByText('step 2,000 of 2,000').waitFor();
  }
});
