// Runs every check, or only those named:
//
//   node test/run.mjs [lint] [types] [build] [unit] [integration] [e2e] [--repeat N] [--grep PATTERN] [--file PART] [--alone]
//
// `--repeat` runs the test suites that often, one after the other, and lists the failures by test; `--grep` runs only
// the tests whose full names match, `--file` those of files in whose paths PART stands; `--alone` gives every end-to-end
// test a VS Code of its own. The last line counts the single tests of all suites, and one each for lint,
// types and build.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { readJson } from './host/json.mjs';
import { repository } from './host/places.mjs';
import { failureTable, tally } from './repeats.mjs';
import { ensureDependencies } from './setup.mjs';

/** A suite that hangs is ended after this long. */
const LONGEST = 20 * 60_000;
/** … unless each test starts VS Code. */
const LONGEST_ALONE = 30 * 60_000;

/**
 * @typedef {{ passed: number, failed: number, pending: number, failures: import('./repeats.mjs').Failure[] }} Count
 * @typedef {object} Step
 * @property {string[][]} commands run one after the other with this Node, as long as they succeed
 * @property {string} [results] the file that the tests themselves write
 */

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    repeat: { type: 'string', default: '1' },
    grep: { type: 'string' },
    file: { type: 'string', default: '' },
    alone: { type: 'boolean', default: false },
  },
});
const grep = values.grep === undefined ? [] : ['--grep', values.grep];
const repeats = Number(values.repeat);
if (!Number.isInteger(repeats) || repeats < 1) {
  console.error(`--repeat takes a number of times, not "${values.repeat}".`);
  process.exit(2);
}

const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
const lifeline = new URL('host/lifeline.mjs', import.meta.url).href;
const results = (/** @type {string} */ suite) => join('out', 'results', `${suite}.json`);

/**
 * The files that take longest. They are begun first: so no process is still at work on one when the other has nothing left.
 *
 * @type {Record<string, readonly string[]>}
 */
const LONGEST_FILES = {
  unit: [
    'python/replay/ledger',
    'editor/truth',
    'python/replay/operations.golden',
    'python/grownTexts',
    'python/segments',
    'python/replay/torch.golden',
    'python/replay/soundness.golden',
    'python/robustness',
    'python/replay/robustness',
    'playground/training/training.golden',
    'editor/replay/truth',
    'torch/cuda.golden',
    'package/contents',
  ],
  e2e: ['page', 'link', 'sidebar', 'package', 'restore'],
};

/**
 * The test files of a suite, the longest first.
 *
 * @param {string} suite
 * @returns {string[]}
 */
function filesOf(suite) {
  const folder = join('test', suite);
  const names = readdirSync(join(repository, folder), { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .sort();
  const first = (LONGEST_FILES[suite] ?? []).map((name) => `${name.replaceAll('/', sep)}.test.ts`);
  const gone = first.filter((name) => !names.includes(name));
  if (gone.length > 0) throw new Error(`There is no ${gone.join(', ')} in ${folder} any more.`);
  const all = [...new Set([...first, ...names])].map((name) => join(folder, name));
  return all.filter((path) => path.includes(values.file));
}

/**
 * How mocha runs a suite.
 *
 * @param {string} suite
 * @param {string} reporter
 * @param {string[]} options
 */
const tests = (suite, reporter, ...options) => [
  mocha,
  ...['--reporter', reporter, '--reporter-option', `output=${results(suite)}`],
  // A forgotten `.only` would make all other tests silently disappear.
  ...(process.env['CI'] === undefined ? [] : ['--forbid-only']),
  ...options,
  ...grep,
];

const files = { unit: filesOf('unit'), e2e: filesOf('e2e') };

/** Two files at a time, each in a process that shares nothing with the other: most of an end-to-end test is waiting. */
const TWO_FILES = ['--parallel', '--jobs', '2'];
/** In milliseconds: so long that a busy machine fails no test; what hangs is ended all the same. */
const LONGEST_TEST = ['--timeout', '60000'];
/** Where `test/bundled.mjs` puts what it makes. */
const bundles = join('out', 'tests');

// What looks for slow regular expressions asks a process of its own otherwise, and was seen to wait for its answer without end.
process.env['RECHECK_SYNC_BACKEND'] = 'pure';

/** @type {Record<string, Step>} */
const steps = {
  lint: {
    commands: [
      [join('node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--report-unused-disable-directives'],
      [join('test', 'rooms.mjs')],
      [join('node_modules', 'oxfmt', 'bin', 'oxfmt'), '--check'],
    ],
  },
  // The compiler that is native takes a fifth of the time; the linter asks it, too.
  types: { commands: [[join('node_modules', 'typescript-native', 'bin', 'tsc'), '-b']] },
  build: { commands: [['esbuild.mjs']] },
  unit: {
    commands: [
      [join('test', 'bundled.mjs'), ...files.unit],
      [
        '--enable-source-maps',
        ...tests('unit', join(bundles, 'reporter.cjs'), ...TWO_FILES, ...LONGEST_TEST),
        ...files.unit.map((file) => join(bundles, relative('test', file).replace(/\.ts$/, '.mjs'))),
      ],
    ],
    results: results('unit'),
  },
  integration: {
    commands: [[join('test', 'host', 'integration.mjs'), results('integration'), ...grep]],
    results: results('integration'),
  },
  e2e: {
    commands: [
      [
        '--import=tsx',
        ...tests('e2e', './test/reporter.ts', ...TWO_FILES, ...LONGEST_TEST),
        ...['--require', './test/e2e/hooks.ts'],
        ...files.e2e,
      ],
    ],
    results: results('e2e'),
  },
};

/**
 * @param {Step} step
 * @param {(text: string) => void} [say] takes what it prints, which else goes to the terminal; its priority is then the lowest
 * @returns {Promise<Count>}
 */
async function run(step, say) {
  const file = step.results === undefined ? undefined : join(repository, step.results);
  if (file !== undefined) rmSync(file, { force: true });
  let succeeded = true;
  for (const command of step.commands) succeeded &&= await node(command, say);
  if (file === undefined) return succeeded ? { ...NOTHING, passed: 1 } : failed('it failed');
  try {
    const count = /** @type {Count} */ (readJson(file));
    // No tests at all, or an end that the tests themselves know nothing of, is a failure too.
    const hidden = count.failed === 0 && (!succeeded || count.passed === 0);
    return hidden
      ? { ...failed('it failed outside of its tests, or ran none'), passed: count.passed }
      : count;
  } catch {
    return failed('it did not come to its end');
  }
}

/**
 * @param {string[]} args
 * @param {((text: string) => void) | undefined} say
 * @returns {Promise<boolean>} whether it succeeded
 */
function node(args, say) {
  const output = say === undefined ? 'inherit' : 'pipe';
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--import=${lifeline}`, ...args], {
      cwd: repository,
      stdio: ['ignore', output, output],
      timeout: values.alone ? LONGEST_ALONE : LONGEST,
      ...(values.alone ? { env: { ...process.env, DROPOUT_ALONE: 'true' } } : {}),
    });
    if (say !== undefined) {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
      for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', say);
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const succeeded = code === 0;
      // Whoever ended it may have left no word of it.
      if (!succeeded) (say ?? console.error)(`\n${args[0]} ended with ${signal ?? code}.\n`);
      resolve(succeeded);
    });
  });
}

/** @type {Count} */
const NOTHING = { passed: 0, failed: 0, pending: 0, failures: [] };

/**
 * @param {string} message
 * @returns {Count} of a step that failed as a whole
 */
const failed = (message) => ({ ...NOTHING, failed: 1, failures: [{ title: '(all of it)', stack: message }] });

// npm ends without passing its end on.
if (process.env['npm_lifecycle_event'] !== undefined) await import('./host/lifeline.mjs');
ensureDependencies();

const unknown = names.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
const wanted = Object.entries(steps).filter(([name]) => names.length === 0 || names.includes(name));
// Of no files mocha would take others.
for (const [suite, { length }] of Object.entries(files))
  if (length === 0 && wanted.some(([name]) => name === suite)) {
    console.error(`No file of ${suite} has "${values.file}" in its path.`);
    process.exit(2);
  }
// These two run the bundle, so it has to be today's.
const needsBuild = (/** @type {string} */ name) => name === 'integration' || name === 'e2e';
if (wanted.some(([name]) => needsBuild(name)) && !wanted.some(([name]) => name === 'build'))
  wanted.unshift(['build', steps['build'] ?? { commands: [] }]);
const isSuite = (/** @type {[string, Step]} */ [, step]) => step.results !== undefined;
const suites = wanted.filter(isSuite);
const rounds = Array.from({ length: repeats }, (_, index) =>
  suites.map(([name, step]) => ({ name, step, round: repeats > 1 ? ` ${index + 1} of ${repeats}` : '' })),
).flat();
const once = wanted.filter((one) => !isSuite(one)).map(([name, step]) => ({ name, step, round: '' }));

const total = { passed: 0, failed: 0, pending: 0 };
/** @type {string[]} */
const summary = [];
/** @type {import('./repeats.mjs').Run[]} */
const runs = [];
const build = { failed: false };
/**
 * @param {{ name: string, step: Step }} of
 * @param {Promise<Count>} counting
 * @param {number} started
 */
async function account({ name, step }, counting, started) {
  const count = await counting;
  if (name === 'build') build.failed = count.failed > 0;
  total.passed += count.passed;
  total.failed += count.failed;
  total.pending += count.pending;
  if (step.results !== undefined) runs.push({ suite: name, failures: count.failures });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  summary.push(`${count.failed === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)}${seconds.padStart(6)} s`);
  return count;
}

const order = [...once, ...rounds];
// Lint and the unit tests take what the others leave, of which the integration tests leave much: they go on beside them, at
// the lowest priority, and what they print comes in one piece at the end. The end-to-end tests leave nothing, and wait for them.
const isBeside = (/** @type {string} */ name) =>
  order.length > 1 && (name === 'lint' || (name === 'unit' && repeats === 1));
/** @type {Promise<{ said: string, failed: boolean }>[]} */
const besides = [];
for (const one of order) {
  const { name, step, round } = one;
  if (isBeside(name)) {
    /** @type {string[]} */
    const said = [`\n── ${name} ──\n`];
    const counting = run(step, (text) => said.push(text));
    besides.push(
      account(one, counting, Date.now()).then(({ failed }) => ({ said: said.join(''), failed: failed > 0 })),
    );
    continue;
  }
  if (name === 'e2e') await Promise.all(besides);
  console.log(`\n── ${name}${round} ──`);
  const counting =
    needsBuild(name) && build.failed
      ? Promise.resolve(failed('not run, because the build failed'))
      : run(step);
  await account(one, counting, Date.now());
}
// What failed comes last: of a long log often only the end is kept.
const spoken = (await Promise.all(besides)).sort((a, b) => Number(a.failed) - Number(b.failed));
for (const { said } of spoken) console.log(said);
console.log(`\n${summary.join('\n')}\n`);
if (repeats > 1) console.log(`${failureTable(tally(runs), repeats)}\n`);
const skipped = total.pending > 0 ? `, ${total.pending} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
