// Runs the integration tests in a real VS Code: the desktop's where there is one, else the served one.
//
//   node test/host/integration.mjs [RESULTS.json] [--grep PATTERN]
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopVSCode } from './desktop.mjs';
import { out, removeData, repository } from './places.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const results = resolve(positionals[0] ?? join(out, 'results', 'integration.json'));
const tests = join(repository, 'test', 'integration');
const bundle = join(out, 'integration');

await rm(results, { force: true });
await rm(bundle, { recursive: true, force: true });
await esbuild.build({
  absWorkingDir: repository,
  entryPoints: ['test/integration/index.ts', 'test/integration/**/*.test.ts'],
  outbase: 'test/integration',
  outdir: bundle,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  sourcemap: true,
});

// The tests may write to their folder, so they get a copy. Its path is short: a socket lies below it.
const temporary = await mkdtemp(join(tmpdir(), 'dropout-'));
try {
  const workspace = join(temporary, 'workspace');
  await cp(join(tests, 'fixtures'), workspace, { recursive: true });
  const log = join(temporary, 'log');
  /** @type {unknown} */
  let failure;
  const desktop = await desktopVSCode();
  // What stands in for it elsewhere is a script, which nothing starts by its first line there.
  if (desktop === undefined && process.platform === 'win32')
    throw new Error('On Windows the integration tests need desktop VS Code, which is not to be had here.');
  await runTests({
    vscodeExecutablePath: desktop ?? join(repository, 'test', 'host', 'served.mjs'),
    extensionDevelopmentPath: repository,
    extensionTestsPath: join(bundle, 'index.js'),
    extensionTestsEnv: {
      DROPOUT_RESULTS: results,
      DROPOUT_LOG: log,
      DROPOUT_COLOR: String(process.stdout.isTTY),
      ...(values.grep === undefined ? {} : { DROPOUT_GREP: values.grep }),
    },
    launchArgs: [
      workspace,
      `--user-data-dir=${join(temporary, 'user')}`,
      `--extensions-dir=${join(temporary, 'extensions')}`,
    ],
  }).catch((/** @type {unknown} */ error) => {
    failure = error;
  });
  if (existsSync(log)) console.log(readFileSync(log, 'utf8'));
  // An extension host that dies early is reported as a success, so the results are what counts.
  if (!existsSync(results))
    throw new Error('The integration tests did not run to their end.', { cause: failure });
  if (failure !== undefined) process.exitCode = 1;
} finally {
  await removeData(temporary);
}
