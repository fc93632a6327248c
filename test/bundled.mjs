// Bundles test files, as the extension's own programs are bundled: where files are compiled one by one, whatever one imports of
// another costs a call through an object each time, which is half of what the unit tests do.
//
//   node test/bundled.mjs FILE…
//
// What comes of test/unit/a.test.ts is out/tests/unit/a.test.mjs, and beside it the reporter.
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { out, repository } from './host/places.mjs';

/**
 * Tests read what lies beside them: there, and not beside the bundle.
 *
 * @type {esbuild.Plugin}
 */
const inPlace = {
  name: 'in place',
  setup(build) {
    build.onLoad({ filter: /\.(?:ts|mjs)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      const folder = JSON.stringify(dirname(path));
      const contents = text.replaceAll('import.meta.url', url).replaceAll('import.meta.dirname', folder);
      return contents === text ? undefined : { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: repository,
  bundle: true,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'linked',
};

const outdir = join(out, 'tests');
await rm(outdir, { recursive: true, force: true });
await esbuild.build({
  ...common,
  entryPoints: process.argv.slice(2),
  outdir,
  outbase: 'test',
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  alias: { vscode: join(repository, 'test', 'unit', 'editor', 'vscodeStandIn.ts') },
  // It has not all that VS Code has.
  logOverride: { 'import-is-undefined': 'silent' },
  plugins: [inPlace],
  // The names of what has effects are those of the shipped programs alone.
  ignoreAnnotations: true,
});
// Mocha requires it.
await esbuild.build({
  ...common,
  entryPoints: ['test/reporter.ts'],
  outfile: join(outdir, 'reporter.cjs'),
  format: 'cjs',
});
