// Loaded by mocha before the end-to-end tests (`--require`).
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { out, removeData } from '../host/places.mjs';
import { closeShared, FOLDER, photograph } from './workbench.js';

let hasFailed = false;

export const mochaHooks = {
  /** Keeps what a failed test saw last. */
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    hasFailed = true;
    const name = test.fullTitle().replaceAll(/\W+/g, '-');
    await photograph((page, what) => join(out, 'results', `${name}-${page}-${what}.png`));
  },
  /** What a test has failed in is not handed on to the next file. */
  async afterAll() {
    if (hasFailed) await closeShared();
    hasFailed = false;
  },
};

let folder: string | undefined;

/** Where files are tested side by side, this process starts those that test them, and outlives them. */
export async function mochaGlobalSetup(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'dropout-e2e-'));
  process.env[FOLDER] = folder;
}

export async function mochaGlobalTeardown(): Promise<void> {
  await closeShared();
  if (folder !== undefined) await removeData(folder);
}
