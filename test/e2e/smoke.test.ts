// Proves the driver itself, so that when another test fails it is not the driver's doing.
import assert from 'node:assert/strict';
import { eventually } from '../eventually.js';
import { openPlayground } from './session.js';
import { eachTestStartsWith } from './suite.js';
import type { Workbench } from './workbench.js';

describe('the workbench', () => {
  let workbench: Workbench;

  eachTestStartsWith({
    options: { files: { 'hello.py': 'print("hello")\n' } },
    opened: async (opened) => {
      workbench = opened;
      await workbench.openFromExplorer('hello.py');
    },
    again: () => workbench.openFromExplorer('hello.py'),
  });

  it('opens a Python file from the explorer', async () => {
    const line = workbench.page.locator('.editor-instance .view-line').first();
    await eventually(() => line.innerText(), /print\("hello"\)/);
  });

  it('runs a command from the palette, with an answer to its quick pick', async () => {
    await workbench.command('Change Language Mode', 'Plain Text');
    await workbench.page.locator('#status\\.editor\\.mode').getByText('Plain Text').waitFor();
  });

  it('changes the theme', async () => {
    await workbench.setTheme('Default High Contrast');
    await workbench.page.locator('.monaco-workbench.hc-black').waitFor();
  });

  it('looks into the extension’s webview, and can check it for accessibility', async () => {
    await openPlayground(workbench);
    const violations = await workbench.axe({ runOnly: ['document-title'] });
    assert.ok(Array.isArray(violations));
  });

  it('reads notifications', async () => {
    await eventually(() => workbench.notifications(), []);
  });
});
