// The panel and the code stay together: what the reader does in one is seen, or can be written, in the other.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { expectAccessible } from './accessibility.js';
import { eventually } from '../eventually.js';
import { expectLayer } from './session.js';
import { eachTestStartsWith } from './suite.js';
import { themeNames, type Workbench } from './workbench.js';

const MODEL = `import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Dropout(0.5)
P = 0.25
other = nn.Dropout(P)
`;

const FILES = Array.from({ length: 12 }, (_, index) => `model${index}.py`);
/** A file of which the place of a call is as long as that of a cell in the example. */
const LONG = 'training_transformer_model.py';

describe('the panel opened from a lens', () => {
  let workbench: Workbench;
  let panel: FrameLocator;
  /** The files that no test has opened yet. */
  let unused: string[];

  const layer = (text: string): Promise<void> => expectLayer(panel, text);
  const linkedTo = (place: string): Locator => panel.getByRole('button', { name: place });
  const write = (): Locator => panel.getByRole('button', { name: /^Write p=/ });
  /** The code, without the lenses. */
  const line = (text: string): Locator =>
    // The editor writes spaces that do not break.
    workbench.page.locator('.view-line').filter({ hasText: new RegExp(text.replaceAll(' ', '\\s')) });

  /** Types into the line that shows `text`, at its start or its end. */
  async function typeAt(text: string, key: 'Home' | 'End', keys: readonly string[]): Promise<void> {
    await workbench.pressInEditor(line(text).first(), key, ...keys);
  }

  /** Opens the playground from the first call of a file that no other test has. */
  async function openFromLens(): Promise<string> {
    const name = unused.pop() ?? assert.fail('there are too few files');
    await workbench.openFromExplorer(name);
    await workbench.clickLens('Try it', 'drops 50%');
    await linkedTo(`${name}:5`).waitFor();
    return name;
  }

  eachTestStartsWith({
    options: {
      files: Object.fromEntries([...FILES, LONG].map((name) => [name, MODEL])),
      viewport: { width: 1500, height: 900 },
      // What is typed here is what is meant.
      settings: { 'editor.autoClosingBrackets': 'never', 'editor.quickSuggestions': 'off' },
    },
    opened: (opened) => {
      workbench = opened;
      panel = workbench.webview();
      unused = [...FILES];
    },
    // Files open beside the panel, not over it.
    again: () => workbench.command('View: Focus First Editor Group'),
  });

  it('says which call it follows', async () => {
    await openFromLens();
    // Nothing is to be written.
    await eventually(() => panel.locator('.write').isVisible(), false);
  });

  it('follows an edit of p, and edits above the call', async () => {
    const name = await openFromLens();
    await typeAt('layer = nn', 'End', ['ArrowLeft', 'Backspace', '3']);
    await layer('Dropout(p=0.3)');
    await typeAt('torch.manual_seed', 'Home', ['Enter', 'Enter']);
    await linkedTo(`${name}:7`).waitFor();
    await typeAt('torch.manual_seed', 'End', ['ArrowLeft', 'Backspace', '7']);
    await panel.getByText('>>> _ = torch.manual_seed(7)').waitFor();
  });

  it('writes p to the code, and the editor’s undo takes it back', async () => {
    const name = await openFromLens();
    await workbench.enter(panel.locator('#probability'), '0.9');
    await panel.getByRole('button', { name: 'Write p=0.9', exact: true }).click();
    await line('layer = nn\\.Dropout\\(0\\.9\\)').waitFor();
    await write().waitFor({ state: 'hidden' });
    await linkedTo(`${name}:5`).click();
    await workbench.pressInEditor(line('layer = nn'), 'Control+z');
    await line('layer = nn\\.Dropout\\(0\\.5\\)').waitFor();
    await layer('Dropout(p=0.5)');
  });

  it('says that the call is gone, and finds it again when it is back', async () => {
    const name = await openFromLens();
    await workbench.pressInEditor(line('layer = nn').first(), 'Home');
    await workbench.command('Delete Line');
    await panel.getByText(`${name}:5: the call is no longer there`).waitFor();
    await workbench.pressInEditor(line('torch.manual_seed').first(), 'Control+z');
    await linkedTo(`${name}:5`).waitFor();
    await panel.getByRole('button', { name: 'More' }).click();
    await panel.getByRole('menuitem', { name: 'Unlink from the code' }).click();
    await panel.getByText(`opened from ${name}:5`).waitFor();
    await linkedTo(`${name}:5`).waitFor({ state: 'detached' });
  });

  it('writes to the constant that p comes from, and says so before', async () => {
    const name = await openFromLens();
    await workbench.clickLens('Try it', 'p = 0.25');
    await layer('Dropout(p=0.25)');
    await workbench.enter(panel.locator('#probability'), '0.75');
    await panel.getByTitle(`Writes P = 0.75 at ${name}:6`).waitFor();
    await write().click();
    await line('P = 0\\.75').waitFor();
  });

  it('names the place as a whole beside a file on a small screen, wherever p is written', async () => {
    await workbench.page.setViewportSize({ width: 1280, height: 720 });
    await workbench.openFromExplorer(LONG);
    await workbench.command('View: Close Primary Side Bar');
    await workbench.clickLens('Try it', 'p = 0.25');
    const place = linkedTo(`${LONG}:7`).locator('span').last();
    await place.waitFor();
    const hidden = (): Promise<number> => place.evaluate((text) => text.scrollWidth - text.clientWidth);
    await eventually(hidden, 0);
    await workbench.command('View: Show Explorer');
    await workbench.page.setViewportSize({ width: 1500, height: 900 });
  });

  it('has no accessibility violations in any theme', async () => {
    await openFromLens();
    for (const theme of themeNames) {
      await workbench.setTheme(theme);
      await expectAccessible(workbench, 'panel', theme);
    }
  });

  it('is still linked after a reload of the window, and follows what changed while no window looked', async () => {
    const name = await openFromLens();
    const written = workbench.page
      .waitForEvent('domcontentloaded')
      .then(() => writeFile(join(workbench.workspace, name), MODEL.replace('(0.5)', '(0.4)')));
    await workbench.reloadWindow();
    await written;
    await linkedTo(`${name}:5`).waitFor();
    await layer('Dropout(p=0.4)');
    await typeAt('layer = nn', 'End', ['ArrowLeft', 'Backspace', '7']);
    await layer('Dropout(p=0.7)');
  });
});
