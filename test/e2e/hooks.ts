// Loaded by mocha before the end-to-end tests (`--require`).
import { join } from 'node:path';
import { out } from '../host/places.mjs';
import { closeShared, photograph } from './workbench.js';

export const mochaHooks = {
  /** Keeps what a failed test saw last. */
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    const name = test.fullTitle().replaceAll(/\W+/g, '-');
    await photograph((page, what) => join(out, 'results', `${name}-${page}-${what}.png`));
  },
  afterAll: closeShared,
};
