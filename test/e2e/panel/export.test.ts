// What the playground shows is taken elsewhere: as code, as a tensor, as a picture.
import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator } from 'playwright-core';
import { eventually } from '../../eventually.js';
import { expectGrid } from '../grids.js';
import { openPlayground, PANEL, SEED_0 } from '../session.js';
import { eachTestStartsWith } from '../suite.js';
import type { Workbench } from '../workbench.js';

describe('the Code tab', () => {
  let workbench: Workbench;
  let panel: FrameLocator;

  const button = (name: string) => panel.getByRole('button', { name, exact: true });

  /** Chooses a place in VS Code's own dialog, and waits for the file. */
  async function saveAs(name: string, proposed = /dropout\.svg$/): Promise<Buffer> {
    const path = join(workbench.workspace, name);
    const input = workbench.page.locator('.quick-input-widget:visible .quick-input-filter input');
    // The place that it proposes.
    await eventually(() => input.inputValue(), proposed);
    await workbench.enter(input, path);
    await eventually(
      () =>
        stat(path).then(
          ({ size }) => size > 0,
          () => false,
        ),
      true,
    );
    return readFile(path);
  }

  eachTestStartsWith({
    ...PANEL,
    opened: async (opened) => {
      workbench = opened;
      await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await openPlayground(workbench);
      panel = workbench.webview();
      await panel.getByRole('tab', { name: 'Code' }).click();
    },
  });

  it('copies the output as Python', async () => {
    await button('Copy tensor').click();
    await panel.getByText('Copied').waitFor();
    const frame = await workbench.activeFrame();
    await eventually(
      () => frame.evaluate(() => navigator.clipboard.readText()),
      'torch.tensor([[0.0, 0.0, 2.0, 0.0, 0.0], [0.0, 2.0, 2.0, 0.0, 2.0], [2.0, 2.0, 2.0, 0.0, 2.0]])',
    );
  });

  it('says where code could be put, where there is no such place', async () => {
    await eventually(() => button('Insert below').isDisabled(), true);
    await eventually(() => button('Insert below').getAttribute('title'), /Neither is a notebook in sight/);
  });

  it('saves a picture as SVG', async () => {
    await button('Save picture…').click();
    const svg = (await saveAs('equation.svg')).toString();
    assert.match(svg, /^<svg .*Dropout\(p=0\.5, inplace=False\).*<\/svg>\n$/s);
    assert.equal(svg.split('stroke-dasharray').length - 1, 14);
    // Colours that every program can draw.
    const fills = new Set([...svg.matchAll(/fill="([^"]*)"/g)].map(([, fill]) => fill));
    for (const fill of fills) assert.match(fill ?? '', /^(#[0-9a-f]{6}|none)$/);
  });

  it('saves a picture as PNG, from the palette too', async () => {
    await workbench.command('Dropout Playground: Save Picture…');
    const png = await saveAs('equation.png');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    // Its width and height, after the signature and the head of the first chunk.
    assert.ok(png.readUInt32BE(16) > 1000 && png.readUInt32BE(20) > 200);
  });

  it('saves all of it as a page that a browser shows without VS Code', async () => {
    await workbench.press(panel.getByRole('tab', { name: 'Code' }), 'r');
    await expectGrid(panel, 'Output', SEED_0[1]);
    // How the reader looks at it belongs to it.
    await panel.getByRole('tab', { name: 'Why' }).click();
    await button('New data').click();
    await panel.getByText('PyTorch code', { exact: true }).click();
    await button('More').click();
    await panel.getByRole('menuitem', { name: 'Save as web page…' }).click();
    await saveAs('lesson.html', /dropout\.html$/);
    const page = await workbench.page.context().newPage();
    await page.goto(pathToFileURL(join(workbench.workspace, 'lesson.html')).href);
    await expectGrid(page, 'Output', SEED_0[1]);
    await page.getByText('data 1, seed 0').waitFor();
    await page.getByRole('group', { name: 'PyTorch code' }).waitFor();
    await page.close();
  });
});
