import type { FrameLocator, Locator } from 'playwright-core';
import { eventually } from '../eventually.js';

/** Where grids are: in a webview, or on a page. */
type Place = Pick<FrameLocator, 'getByRole'>;

/** A grid of the panel as text: `0 0 2 0 0 / …`; in one question, for each has a long way to the page. */
function gridText(panel: Place, name: string): Promise<string> {
  return panel.getByRole('grid', { name }).evaluate((grid) => {
    const texts = [...grid.querySelectorAll('[role=row]')].map((row) =>
      [...row.querySelectorAll<HTMLElement>('[role=gridcell]')].map((cell) =>
        cell.innerText.replace(/\.$/, ''),
      ),
    );
    return texts.map((cells) => cells.join(' ')).join(' / ');
  });
}

/** Waits until a grid of the panel shows this. */
export async function expectGrid(panel: Place, name: string, expected: string): Promise<void> {
  await panel.getByRole('grid', { name }).waitFor();
  await eventually(() => gridText(panel, name), expected);
}

/** Of cells how much room each leaves its text, in CSS pixels, and how many digits that has behind the point. */
export function cellsOf(cells: Locator): Promise<{ room: number; digits: number }[]> {
  return cells.evaluateAll((all) =>
    all.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      const [, behind = ''] = cell.textContent.split('.');
      return { room: cell.clientWidth - range.getBoundingClientRect().width, digits: behind.length };
    }),
  );
}
