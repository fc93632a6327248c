// Loaded by mocha before the end-to-end tests (`--require`).
import { closeShared } from './workbench.js';

export const mochaHooks = {
  afterAll: closeShared,
};
