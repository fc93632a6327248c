import assert from 'node:assert/strict';
import type { Surface, Workbench } from './workbench.js';

/**
 * Fails where axe-core finds anything wrong with one of the extension's webviews.
 *
 * @param state what the webview shows, for the message
 */
export async function expectAccessible(
  workbench: Workbench,
  surface: Surface = 'panel',
  state = '',
): Promise<void> {
  const violations = await workbench.axe({}, surface);
  const found = violations.map(
    ({ id, nodes }) => `${state} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  assert.deepEqual(found, []);
}
