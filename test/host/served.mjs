#!/usr/bin/env node
// Stands in for desktop VS Code's executable: understands the arguments that `@vscode/test-electron`
// passes, but runs the tests in the served VS Code, with a headless browser as its window.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { removeData } from './places.mjs';
import './lifeline.mjs';
import { ensureChromium } from './chromium.mjs';
import { startServer, trusting, writeUserSettings } from './server.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});
const { extensionDevelopmentPath, extensionTestsPath } = values;
const [folder] = positionals;
if (
  typeof extensionDevelopmentPath !== 'string' ||
  typeof extensionTestsPath !== 'string' ||
  folder === undefined
) {
  throw new Error('Usage: served.mjs FOLDER --extensionDevelopmentPath=… --extensionTestsPath=…');
}

const data = await mkdtemp(join(tmpdir(), 'dropout-vscode-'));
await writeUserSettings(data, trusting);
const [server, browser] = await Promise.all([
  startServer({ data, automated: true }),
  ensureChromium().then((options) => chromium.launch(options)),
]);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  /** @type {Promise<number>} */
  const exitCode = new Promise((resolve, reject) => {
    const log = (/** @type {string} */ type, /** @type {unknown[]} */ parts) => {
      if (process.env['DROPOUT_VSCODE_LOG'] !== undefined) console.log(`[${type}]`, ...parts);
    };
    page.exposeFunction('codeAutomationLog', log).catch(reject);
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.once('crash', () => reject(new Error('The browser ran out of memory.')));
    page.once('close', () => reject(new Error('The browser was closed before the tests ended.')));
  });
  await page.goto(
    server.url(folder, {
      extensionDevelopmentPath: server.remote(extensionDevelopmentPath),
      extensionTestsPath: server.remote(extensionTestsPath),
    }),
  );
  process.exitCode = await exitCode;
} finally {
  await browser.close();
  await server.stop();
  await removeData(data);
}
