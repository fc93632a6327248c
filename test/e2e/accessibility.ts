import assert from 'node:assert/strict';
import { type Surface, themeNames, type Workbench } from './workbench.js';

/** The rules of axe-core that colours have a say in. */
export const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Fails where axe-core finds anything wrong with one of the extension's webviews. Themes differ in their colours
 * alone, so all else is asked about in the first of them.
 *
 * @param state what the webview shows, for the message
 */
export async function expectAccessible(
  workbench: Workbench,
  surface: Surface = 'panel',
  state = '',
): Promise<void> {
  const rules =
    workbench.theme === themeNames[0] ? {} : { runOnly: { type: 'rule', values: COLOR_RULES } as const };
  const violations = await workbench.axe(rules, surface);
  const found = violations.map(
    ({ id, nodes }) => `${state} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  assert.deepEqual(found, []);
}
