import type { FrameLocator } from 'playwright-core';
import { eventually } from '../eventually.js';

/** Where grids are: in a webview, or on a page. */
type Place = Pick<FrameLocator, 'getByRole'>;

/** A grid of the panel as text: `0 0 2 0 0 / …`. */
async function gridText(panel: Place, name: string): Promise<string> {
  const rows = panel.getByRole('grid', { name }).getByRole('row');
  const texts = (await rows.all()).map(async (row) => {
    const cells = await row.getByRole('gridcell').allInnerTexts();
    return cells.map((text) => text.replace(/\.$/, '')).join(' ');
  });
  return (await Promise.all(texts)).join(' / ');
}

/** Waits until a grid of the panel shows this. */
export async function expectGrid(panel: Place, name: string, expected: string): Promise<void> {
  await panel.getByRole('grid', { name }).waitFor();
  await eventually(() => gridText(panel, name), expected);
}
