// What every mocha run of this project reports: mocha's own specification to the reader, and the
// numbers to a file, which is how `npm test` knows that the tests did run.
import Mocha from 'mocha';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Results {
  passed: number;
  failed: number;
  pending: number;
  failures: { title: string; stack: string }[];
}

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { output } = options.reporterOptions as { output: string };
    const failures: Results['failures'] = [];
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error: Error) => {
      failures.push({ title: test.fullTitle(), stack: error.stack ?? error.message });
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, pending } = this.stats;
      const results: Results = { passed: passes, failed: failures.length, pending, failures };
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, JSON.stringify(results, undefined, 2));
    });
  }
}
