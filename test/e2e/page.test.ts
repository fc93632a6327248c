// The page that stands alone: opened from a file, in a browser, without VS Code and without a network.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { buildPage } from '../../esbuild.mjs';
import { beginning, INITIAL_STATE, reduce } from '../../src/playground';
import { storedForm } from '../../src/protocol';
import { eventually } from '../eventually.js';
import { readJson } from '../host/json.mjs';
import { repository } from '../host/places.mjs';
import { COLOR_RULES } from './accessibility.js';
import { cellsOf, expectGrid } from './grids.js';
import { hasFocus, pressAll } from './keyboard.js';
import { ONES, SEED_0 } from './session.js';
import { cutOff, pseudoLanguage, unmarkedWords } from './texts.js';
import { axeSource, sharedBrowser } from './workbench.js';

/** A session whose outputs have digits behind the point, as it is kept. */
const lengthy = (shape: readonly number[]): object => {
  const input = reduce(INITIAL_STATE, { type: 'setInput', input: { type: 'arange' } });
  const p = { type: 'float', value: 0.3 } as const;
  return storedForm(
    beginning(reduce(reduce(input, { type: 'setProbability', p }), { type: 'setShape', shape })),
    1,
  );
};

/** A session inside of a layer, which has all tabs, with a seed as long as those that the extension picks. */
const INSIDE = reduce(reduce(INITIAL_STATE, { type: 'setSeed', seed: '2307' }), {
  type: 'open',
  request: {
    ...{ kind: 'Dropout', inplace: false, generator: 'cpu', p: { type: 'float', value: 0.1 } },
    origin: {
      ...{ label: 'model.py:7', illustrative: true },
      inside: { of: 'TransformerEncoderLayer', does: 'transformer', sizes: { d_model: 8, nhead: 2 } },
    },
  },
});

/** Names that torch and mathematics have in every language. */
const SAME = ['ones', 'torch.manual_seed', 'eval', 'sin', 'Binomial'];

describe('the page that stands alone', () => {
  let html: string;
  let folder: string;
  let address: string;
  let context: BrowserContext;
  let page: Page;
  /** What the browser was asked for beside the page itself, and what went wrong. */
  let asked: string[];
  let problems: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dropout-page-'));
    html = await buildPage();
    address = await written('page', html);
  });
  after(() => rm(folder, { recursive: true }));

  /** Writes a page, and gives its address. */
  async function written(name: string, content: string): Promise<string> {
    const file = join(folder, `${name}.html`);
    await writeFile(file, content);
    return pathToFileURL(file).href;
  }

  /** The page with other texts, by their language. */
  const speaking = (texts: object): string =>
    html.replace(
      /(<script id="texts" type="application\/json">).*?(?=<\/script>)/,
      (_, start: string) => `${start}${JSON.stringify(texts)}`,
    );

  /** A page as it is saved from the inside of a layer; its networks are as small as can be, and learn within a second. */
  function insideOf(page: string): string {
    const training = { points: 10, noise: 0.5, width: 8, dataSeed: 0, seed: 0 };
    const view = { tab: 'inside', comparing: false, training };
    return showing(page, { ...storedForm(beginning(INSIDE), 1), view });
  }

  /** A page as it is saved in some state. */
  function showing(page: string, stored: object): string {
    const start = '<script id="state" type="application/json">';
    return page.replace(`${start}null`, () => `${start}${JSON.stringify(stored)}`);
  }

  async function open(
    url = address,
    { dark = false, moves = false, locale = 'en-US', width = 900 } = {},
  ): Promise<Page> {
    const browser = await sharedBrowser();
    context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: moves ? 'no-preference' : 'reduce',
      offline: true,
      locale,
    });
    page = await context.newPage();
    [asked, problems] = [[], []];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => problems.push(message.text()));
    await page.goto(url);
    return page;
  }

  afterEach(async () => {
    const foreign = asked.filter((url) => !/^(?:file|blob|data):/.test(url));
    await context.close();
    assert.deepEqual({ foreign, problems }, { foreign: [], problems: [] });
  });

  it('shows what PyTorch prints, by button and by key, in both modes', async () => {
    await open();
    await expectGrid(page, 'Output', SEED_0[0]);
    await page.getByRole('button', { name: 'Resample' }).click();
    await expectGrid(page, 'Output', SEED_0[1]);
    await press('r');
    await expectGrid(page, 'Output', SEED_0[2]);
    await press('t');
    await expectGrid(page, 'Output', ONES);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expectGrid(page, 'Output', SEED_0[2]);
  });

  it('has nothing that needs an editor', async () => {
    await open();
    await page.getByRole('tab', { name: 'Code' }).click();
    await page.getByRole('button', { name: 'Copy code' }).waitFor();
    await eventually(() => page.getByRole('button', { name: 'Insert below' }).count(), 0);
    await page.getByRole('button', { name: 'More' }).click();
    await eventually(() => page.getByRole('menuitem').allInnerTexts(), ['Keyboard shortcuts']);
    await press('Escape');
  });

  it('goes on where it was after a reload, and a link shows the same to others', async () => {
    const looks = async (): Promise<void> => {
      await expectGrid(page, 'Output', SEED_0[0]);
      await page.getByText('call 1', { exact: true }).first().waitFor();
      await page.getByRole('tabpanel', { name: 'Why' }).waitFor();
      await page.getByText('data 1, seed 0').waitFor();
      await page.getByText(/ on the 10 points it saw /).waitFor();
      await page.getByRole('heading', { name: 'Monte Carlo dropout, p = 0.5' }).waitFor();
      await page.getByText(/^Lowest of these 8: /).waitFor();
    };
    await open();
    await press('r');
    await expectGrid(page, 'Output', SEED_0[1]);
    await press('b');
    await page.getByRole('tab', { name: 'Why' }).click();
    await page.getByRole('slider', { name: 'points' }).fill('10');
    await page.getByRole('slider', { name: 'width' }).fill('8');
    await page.getByRole('button', { name: 'New data' }).click();
    await page.getByText('Uncertainty', { exact: true }).click();
    await page.getByRole('button', { name: 'Train all p' }).click();
    await looks();
    const link = await linkWith(2);
    await page.reload();
    await looks();
    await context.close();
    await open(link);
    await looks();
  });

  it('shows what a link has that is opened where a page is open', async () => {
    await open();
    await press('r');
    await expectGrid(page, 'Output', SEED_0[1]);
    const link = await linkWith(2);
    await press('r');
    await expectGrid(page, 'Output', SEED_0[2]);
    await linkWith(3);
    await page.goto(link);
    await expectGrid(page, 'Output', SEED_0[1]);
  });

  it('speaks the browser’s language, where it has it', async () => {
    const texts = { de: { Resample: 'Neu ziehen' }, 'zh-cn': { Resample: '重新采样' } };
    const translated = await written('translated', speaking(texts));
    await open(translated, { locale: 'de-AT' });
    await page.getByRole('button', { name: 'Neu ziehen' }).waitFor();
    await context.close();
    await open(translated, { locale: 'zh-Hans-SG' });
    await page.getByRole('button', { name: '重新采样' }).waitFor();
    await context.close();
    await open(translated, { locale: 'fr-FR' });
    await page.getByRole('button', { name: 'Resample' }).waitFor();
  });

  it('says nothing that translators have no text of', async () => {
    const texts = readJson(join(repository, 'l10n', 'bundle.l10n.json')) as Record<string, string>;
    // A language that browsers know, and that nobody has translated the page into.
    const pseudo = insideOf(speaking({ eo: pseudoLanguage(texts) }));
    const found = new Set<string>();
    const look = async (): Promise<void> => {
      for (const word of await unmarkedWords(page)) found.add(word);
    };
    await open(await written('pseudo', pseudo), { locale: 'eo' });
    await throughAll(look);
    await context.close();
    const narrow = pseudo.replace('data-surface="panel"', 'data-surface="view"');
    await open(await written('narrow', narrow), { locale: 'eo', width: 240 });
    await throughAll(look);
    assert.deepEqual(
      [...found].filter((word) => !SAME.includes(word)),
      [],
    );
  });

  for (const locale of ['en-US', 'zh-CN', 'ja-JP'])
    it(`cuts no text off in a panel of 460 pixels, in ${locale}`, async () => {
      await open(await written('inside', insideOf(html)), { locale, width: 460 });
      const found = new Set<string>();
      await throughAll(async () => {
        for (const text of await cutOff(page)) found.add(text);
      });
      assert.deepEqual([...found], []);
    });

  for (const [width, columns, digits] of [
    [620, 3, 4],
    [460, 5, 1],
    [300, 5, 1],
    [240, 5, 2],
  ] as const)
    it(`shows ${columns} numbers in ${width} pixels with ${digits} digits behind the point, and room around each`, async () => {
      await open(await written(`digits${width}`, showing(html, lengthy([3, columns]))), { width });
      await page.getByRole('grid', { name: `Output (3, ${columns})` }).waitFor();
      const cells = await cellsOf(page.locator('.terms .cell'));
      assert.ok(Math.min(...cells.map(({ room }) => room)) >= 1);
      assert.ok(Math.max(...cells.map((cell) => cell.digits)) >= digits);
    });

  for (const [width, rows] of [460, 620].flatMap((wide) => [1, 2, 3].map((count) => [wide, count] as const)))
    it(`has all at its place in both modes, with ${rows} rows in ${width} pixels`, async () => {
      await open(await written('rows', showing(html, lengthy([rows, 5]))), { width });
      const below = (): Promise<number> =>
        page
          .locator('.captions')
          .first()
          .evaluate((captions) => captions.getBoundingClientRect().top);
      await page.locator('.mask-term .cell').first().waitFor();
      const inTraining = await below();
      await page.getByText('Eval', { exact: true }).click();
      await page.getByText('every call the same').waitFor();
      await eventually(below, inTraining);
    });

  for (const moves of [false, true])
    it(`${moves ? 'fades' : 'takes one step'} where the system wishes ${moves ? 'nothing else' : 'that nothing moves'}`, async () => {
      await open(address, { moves });
      const timing = await page.evaluate<string>(`(() => {
        const behind = document.querySelector('.equation');
        behind.classList.add('behind');
        return getComputedStyle(behind, '::before').animationTimingFunction;
      })()`);
      assert.equal(timing, moves ? 'ease' : 'steps(1)');
    });

  it('trains networks, and makes thousands of calls', async () => {
    await open();
    await page.getByRole('tab', { name: 'Why' }).click();
    await page.getByText(/^With dropout: worse on the 30 points it saw .*, better on new ones/).waitFor();
    await page.getByRole('tab', { name: 'Average' }).click();
    await page.getByText('Thousands of calls, counted').click();
    await page.getByText('1,000 of 1,000 calls').waitFor();
  });

  it('draws curves as they grow, and has the page’s thread work far less than 50 ms for each', async () => {
    await open(address, { moves: true });
    await page.getByRole('tab', { name: 'Why' }).click();
    await page.getByRole('button', { name: 'Train again' }).waitFor();
    const metrics = await page.context().newCDPSession(page);
    // Processor time, which a busy machine spoils least.
    await metrics.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async (): Promise<number> => {
      const all = await metrics.send('Performance.getMetrics');
      return 1000 * (all.metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    };
    await page.evaluate(`globalThis.drawings = new Set();
      new MutationObserver(() => globalThis.drawings.add(performance.now()))
        .observe(document.querySelector('.pair'), { subtree: true, attributes: true });`);
    const before = await worked();
    await page.getByRole('button', { name: 'Train again' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.getByRole('button', { name: 'Train again' }).waitFor();
    const spent = (await worked()) - before;
    const drawings = await page.evaluate<number>('globalThis.drawings.size');
    assert.ok(drawings > 5, `${drawings}`);
    assert.ok(spent / drawings < 25, `${spent} ms for ${drawings}`);
  });

  it('saves a picture', async () => {
    await open();
    await page.getByRole('tab', { name: 'Code' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save picture…' }).click(),
    ]);
    const file = await download.path();
    const picture = await readFile(file, 'utf8');
    assert.match(picture, /^<svg /);
  });

  for (const dark of [false, true])
    it(`has no accessibility violations where it is ${dark ? 'dark' : 'light'}`, async () => {
      await open(address, { dark });
      await page.evaluate(await axeSource());
      // The themes differ in their colours alone.
      const rules = dark ? { runOnly: { type: 'rule', values: COLOR_RULES } } : {};
      for (const name of ['Calls', 'Average', 'Network', 'Why', 'Code']) {
        await page.getByRole('tab', { name }).click();
        await page.getByRole('tabpanel', { name }).waitFor();
        if (name === 'Why' && !dark)
          await page.getByText(/^With dropout: worse on the 30 points it saw/).waitFor();
        const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(rules)})`);
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        );
      }
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      assert.equal(background, dark ? 'rgb(31, 31, 31)' : 'rgb(255, 255, 255)');
    });

  it('can be printed: dark ink on white paper, and as wide as that is', async () => {
    await open(address, { dark: true });
    await expectGrid(page, 'Output', SEED_0[0]);
    await page.getByRole('tab', { name: 'Average' }).click();
    await page.locator('.plot svg').waitFor();
    // A printer waits for nothing that a page does later.
    const beyond = await page.evaluate<number>(`(async () => {
      dispatchEvent(new Event('beforeprint'));
      for (let turn = 0; turn < 9; turn++) await undefined;
      const plot = document.querySelector('.plot svg');
      return plot.clientWidth - plot.parentElement.clientWidth;
    })()`);
    assert.equal(beyond, 0);
    await page.emulateMedia({ media: 'print' });
    await eventually(
      () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor'),
      'rgb(255, 255, 255)',
    );
    await page.getByRole('tablist').waitFor({ state: 'hidden' });
  });

  /** Shows all that the page has, one after the other and unfolded, and looks at each. */
  async function throughAll(look: () => Promise<void>): Promise<void> {
    await page.locator('button.chip').click();
    const tabs = page.getByRole('tab');
    for (let i = 0; i < (await tabs.count()); i++) {
      await tabs.nth(i).click();
      if ((await page.locator('.why').count()) > 0)
        await page.locator('.headline', { hasText: '→' }).waitFor();
      const folded = page.locator('[role=tabpanel] details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await settled();
      await look();
    }
    await page.locator('.worth summary').click();
    await page.locator('.menu > button').click();
    await look();
    await page.getByRole('menuitem').last().click();
    await page.getByRole('dialog').waitFor();
    await look();
  }

  /** Waits until the page says the same for a while. */
  async function settled(): Promise<void> {
    const said: string[] = [];
    await eventually(async () => {
      said.push(await page.evaluate<string>('document.body.innerText'));
      return said.slice(-8).every((text) => text === said.at(-1)) && said.length >= 8;
    }, true);
  }

  /** The address, once it has so many calls. */
  async function linkWith(calls: number): Promise<string> {
    interface Stored {
      readonly session: { readonly parts: readonly unknown[]; readonly present: { readonly calls: number } };
    }
    await eventually(() => {
      const text = Buffer.from(page.url().replace(/^.*#/, ''), 'base64url').toString();
      const { session } = JSON.parse(text) as Stored;
      return (session.parts[session.present.calls] as readonly unknown[]).length;
    }, calls);
    return page.url();
  }

  async function press(key: string): Promise<void> {
    await page.locator('h1').click();
    await hasFocus(page.mainFrame());
    await pressAll(page, [key]);
  }
});
