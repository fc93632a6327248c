// The extension host loads this module and calls `run`: the integration tests run inside VS Code,
// next to the extension, with the whole `vscode` API.
import Mocha from 'mocha';
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Reporter from '../reporter.js';

export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { DROPOUT_RESULTS: output, DROPOUT_LOG: log, DROPOUT_GREP: grep } = process.env;
  if (output === undefined || log === undefined)
    throw new Error('Run these tests with "npm run test:integration".');
  // The console here is VS Code's, whose own messages come in between.
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => appendFileSync(log, `${format(...parts)}\n`);
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.env['DROPOUT_COLOR'] === 'true',
    // A forgotten `.only` would make all other tests silently disappear.
    forbidOnly: process.env['CI'] !== undefined,
    // So long that a busy machine fails no test; what hangs is ended all the same.
    timeout: 60_000,
    ...(grep === undefined ? {} : { grep }),
    reporter: Reporter,
    reporterOptions: { output },
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} integration tests failed.`);
}
