// Where things lie. Everything downloaded or written by the tests stays inside the checkout, in the
// folders that git ignores.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, which is also the extension's folder. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Downloads are kept here from one run to the next; it is safe to delete. */
export const cache = join(repository, '.vscode-test');

/** What the test runs write: bundles and results. */
export const out = join(repository, 'out');

/**
 * Removes the data of a VS Code that has ended; processes that it started may write for a moment yet.
 *
 * @param {string} folder
 */
export const removeData = (folder) =>
  rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
