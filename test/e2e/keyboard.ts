// Keys reach what they are meant for. VS Code moves the focus in its own time: a webview has it only some 100
// milliseconds after the sidebar was hidden, say, and a key pressed before goes elsewhere. So the focus is
// waited for before every key; the linter forbids tests any other way to press one.
import type { Frame, Locator, Page } from 'playwright-core';

/** Longer than VS Code ever takes to move the focus, shorter than a test's own time. */
const PATIENCE = 15_000;

/** Waits until the keys that are pressed go to the document of a frame. */
export async function hasFocus(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => document.hasFocus(), undefined, { timeout: PATIENCE });
}

/** Gives an element the focus, whatever document it is in, and waits until keys go to it. */
export async function focus(element: Locator): Promise<void> {
  const handle = await element.elementHandle();
  try {
    const frame = await handle.ownerFrame();
    await frame?.waitForFunction(
      (wanted) => {
        // A button that is still disabled, say, takes it later.
        if (wanted instanceof HTMLElement) wanted.focus();
        return document.hasFocus() && document.activeElement === wanted;
      },
      handle,
      { timeout: PATIENCE },
    );
  } finally {
    await handle.dispose();
  }
}

/** Clicks into a text editor, and waits until keys go to it. */
export async function clickInto(line: Locator): Promise<void> {
  await line.click();
  await line.page().locator('.monaco-editor.focused').filter({ has: line }).waitFor({ timeout: PATIENCE });
}

/** Presses one key after the other, wherever the focus is. */
export async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
