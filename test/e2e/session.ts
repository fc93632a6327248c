import type { FrameLocator } from 'playwright-core';
import { expectGrid } from './grids.js';
import type { Surface, Workbench } from './workbench.js';

/** What PyTorch 2.13.0 gives for torch.manual_seed(0) and Dropout(0.5)(torch.ones(3, 5)), call after call. */
export const SEED_0 = [
  '0 0 2 0 0 / 0 2 2 0 2 / 2 2 2 0 2',
  '2 2 2 0 0 / 2 0 2 0 2 / 0 0 0 0 2',
  '0 0 2 2 2 / 0 0 2 0 2 / 2 2 0 2 0',
  '2 0 2 0 0 / 0 2 2 0 0 / 2 0 0 2 0',
] as const;
export const ONES = '1 1 1 1 1 / 1 1 1 1 1 / 1 1 1 1 1';

/** Waits until a call of that number is shown. */
export function expectCall(where: FrameLocator, number: number): Promise<void> {
  return where.locator('.mask-term h2 .note').getByText(`call ${number}`, { exact: true }).waitFor();
}

/** Waits until the header has this layer: `Dropout(p=0.5)`. */
export function expectLayer(where: FrameLocator, text: string): Promise<void> {
  return where.getByRole('heading', { name: text, exact: true }).waitFor();
}

/** Opens the fields of the input. */
export async function openInput(where: FrameLocator): Promise<void> {
  const chip = where.locator('button.chip');
  if ((await chip.getAttribute('aria-expanded')) === 'false') await chip.click();
  await where.locator('#shape').waitFor();
}

/** What stands in the setup of a playground: read in one question, for each has a long way to the page. */
function setUp(where: FrameLocator): Promise<Record<string, string>> {
  return where.locator('body').evaluate((body) => {
    const fields = body.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      '.setup select, #probability, #shape, [name=mode]:checked',
    );
    return Object.fromEntries(
      Array.from(fields, (field) => {
        const { id, labels, value } = field;
        const label = field.ariaLabel ?? labels?.[0]?.querySelector('span')?.textContent ?? '';
        return id !== '' ? [id, value] : field.localName === 'select' ? [label, value] : ['mode', label];
      }),
    );
  });
}

/** Brings the session to where a new playground begins, by its own controls, whatever was done in it before. */
export async function startSession(workbench: Workbench, surface: Surface = 'panel'): Promise<void> {
  const where = workbench.webview(surface);
  const layer = where.getByRole('combobox', { name: 'layer' });
  let found = await setUp(where);
  if (found['layer'] !== 'Dropout') {
    await layer.selectOption('Dropout');
    found = await setUp(where);
  }
  if (found['probability'] !== '0.5') await workbench.enter(where.locator('#probability'), '0.5');
  if (found['generator'] !== 'cpu') await where.getByLabel('generator').selectOption('cpu');
  await openInput(where);
  if (found['input'] !== 'ones') await where.getByRole('combobox', { name: 'input' }).selectOption('ones');
  if (found['shape'] !== '3, 5') await workbench.enter(where.locator('#shape'), '3, 5');
  if (found['mode'] !== 'Train') await where.getByText('Train', { exact: true }).click();
  // Even the same seed starts the calls again.
  await workbench.enter(where.locator('#seed'), '0');
  await expectGrid(where, 'Output', SEED_0[0]);
}

/** Opens the playground in a panel, and waits until it shows what a new one shows. */
export async function openPlayground(workbench: Workbench): Promise<void> {
  await workbench.command('Dropout Playground: Open Playground');
  await expectGrid(workbench.webview(), 'Output', SEED_0[0]);
}

const MODEL = 'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout(0.5)\n';

/**
 * Where tests of the panel start; `opened` opens the playground first. Suites that start with it have one window after
 * the other has had it, with a new panel in it; only what can be undone may be more than in a new window.
 */
export const PANEL = {
  options: {
    files: { 'model.py': MODEL, 'notes.txt': 'notes\n' },
    settings: { 'files.simpleDialog.enable': true },
    viewport: { width: 1280, height: 900 },
  },
  again: startSession,
  handOn: async (workbench: Workbench): Promise<void> => {
    await workbench.clearSettings();
    await startSession(workbench);
    await workbench.command('View: Close All Editors');
    await workbench.webview().locator('h1').waitFor({ state: 'detached' });
  },
};

/** The same with room for what lies below the equation. */
export const TALL_PANEL = {
  ...PANEL,
  options: { ...PANEL.options, viewport: { width: 1280, height: 1000 } },
};
