import { build } from 'esbuild';
import type * as Torch from '../../src/torch';
import type * as Algebra from '../../src/torch/algebra';
import type * as Python from '../../src/python';
import type * as Reading from '../../src/worker/reader';
import { repository } from '../host/places.mjs';

/** What is timed. */
export interface Shipped {
  readonly torch: typeof Torch;
  readonly algebra: typeof Algebra;
  readonly python: typeof Python;
  readonly reading: typeof Reading;
}

const ENTRY = `
export * as torch from './src/torch';
export * as algebra from './src/torch/algebra';
export * as python from './src/python';
export * as reading from './src/worker/reader';
`;

/**
 * The program as it is shipped, in one minified file: what runs the tests gives every function its name whenever one is
 * made, and that takes longer than much of what is timed.
 */
export async function shipped(): Promise<Shipped> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: repository },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
  });
  const [{ text } = { text: '' }] = outputFiles;
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Shipped;
}
