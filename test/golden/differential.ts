import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { agreeWithin, type BoundedValues } from './normals';
import { type AlgebraAnswer, contradiction } from './algebra';
import { answer } from './ownAnswers';
import { PYTHON } from './python';
import { reproduction } from './pythonSource';
import { contradicted, ProgramRunner, type Shown, takesForGranted } from './replayPrograms';
import { calls, compareOperations, docstrings, operations } from './surveys';
import { RandomCases, type Case } from './randomCases';
import type { ReplayValue } from './traces';
import { shrink } from './shrink';
import { verifyLive } from './verifyLive';

/*
 * `npm run test:torch -- --seconds 60 --seed 7`: asks src/torch and a live PyTorch the same random questions, the
 * same ones for the same seed (with `--only algebra` about that alone), and stops at the first on which they
 * disagree: makes it as small as it gets, and prints a Python script that shows it. `--seeds 20` does so for twenty seeds,
 * one after the other; `--only spliced` takes programs that people wrote to pieces, and puts them together otherwise, and `--only
 * doubted` those that hang on a number that replay takes for another. First it
 * asks what the command "Verify Against PyTorch" asks, and replays the docstrings of that PyTorch, some thousand operations
 * on values of all types, and as many calls of functions, methods and layers with arguments that they may not be made for.
 */

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now()) },
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const BATCH = 200;

const python = spawn(PYTHON, ['-B', fileURLToPath(new URL('differential.py', import.meta.url))], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
python.on('error', (error) => console.error(`${PYTHON} does not start: ${error.message}`));
const lines = createInterface(python.stdout)[Symbol.asyncIterator]();

async function readLine(): Promise<unknown> {
  const line = await lines.next();
  if (line.done === true)
    throw new Error(`${PYTHON} has no PyTorch that answers. Set PYTHON to one that has.`);
  return JSON.parse(line.value) as unknown;
}

/** Warnings are issued before the error, which PyTorch's answer has beside it and ours has not. */
function agree(theirs: unknown, own: unknown): boolean {
  const comparable = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
      typeof inner === 'object' && inner !== null && 'error' in inner ? { error: inner.error } : inner,
    ) as unknown;
  return isDeepStrictEqual(comparable(theirs), comparable(own));
}

/** Integers that a double cannot hold are refused on purpose. */
function isRefusedInteger(testCase: Case, theirs: unknown): boolean {
  return testCase.about === 'literal' && typeof theirs === 'string' && /^-?\d{17,}$/.test(theirs);
}

/** The words of some errors depend on what is turned around or copied there, which is not claimed. */
function isRefusedProduct(own: string): boolean {
  return own.startsWith('failed: RangeError: a product of ');
}

interface Answers {
  readonly theirs: unknown;
  readonly own: unknown;
}

/** Asks both sides. What fails here is an answer as well. */
async function ask(cases: readonly Case[]): Promise<Answers[]> {
  python.stdin.write(`${JSON.stringify(cases)}\n`);
  const own = cases.map((testCase) => {
    try {
      return answer(testCase);
    } catch (error) {
      return `failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    }
  });
  const theirs = (await readLine()) as unknown[];
  return cases.map((_, i) => ({ theirs: theirs[i], own: own[i] }));
}

function disagree(testCase: Case, { theirs, own }: Answers): boolean {
  // A smaller case may be none.
  if (typeof theirs === 'string' && theirs.startsWith('cannot ask')) return false;
  if (testCase.about === 'normals') return !agreeWithin(own as BoundedValues, String(theirs));
  if (testCase.about === 'algebra') {
    const answers = [theirs, own] as [AlgebraAnswer, AlgebraAnswer];
    return typeof own === 'string' ? !isRefusedProduct(own) : contradiction(...answers) !== undefined;
  }
  if (testCase.about === 'program') {
    if (typeof own === 'string') return true;
    if (contradicted(own as readonly ReplayValue[], theirs as Shown) === undefined) return false;
    return options.only !== 'spliced' || !takesForGranted(testCase.program);
  }
  return !agree(theirs, own) && !isRefusedInteger(testCase, theirs);
}

async function report(found: Case): Promise<void> {
  const small = await shrink(found, async (testCase) => {
    const [answers] = await ask([testCase]);
    return answers !== undefined && disagree(testCase, answers);
  });
  console.error(`\nDisagreement about ${small.about}. This script asks PyTorch:\n\n${reproduction(small)}\n`);
  const [answers] = await ask([small]);
  console.error(`PyTorch: ${JSON.stringify(answers?.theirs)}\nHere:    ${JSON.stringify(answers?.own)}`);
}

const SURVEYED_OPERATIONS = 5000;
const SURVEYED_CALLS = 3000;

/** What others wrote, and operations on values of all types. */
async function surveysAgree(): Promise<boolean> {
  const runner = new ProgramRunner();
  const surveys = {
    docstrings: await docstrings(runner),
    operations: compareOperations(await operations(runner, options.seed, SURVEYED_OPERATIONS)),
    calls: compareOperations(await calls(runner, options.seed, SURVEYED_CALLS)),
  };
  runner.end();
  for (const [name, { exact, shown, contradictions }] of Object.entries(surveys)) {
    console.log(`${name}: ${exact} of ${shown} values exact, ${contradictions.length} contradicted`);
    for (const contradiction of contradictions) console.error(`\n${contradiction}\n`);
  }
  return Object.values(surveys).every(({ contradictions }) => contradictions.length === 0);
}

async function run(): Promise<boolean> {
  console.log(`PyTorch ${String(await readLine())}`);
  if (options.only === undefined) {
    console.log(verifyLive());
    if (!(await surveysAgree())) return false;
  }
  for (let i = 0; i < Number(options.seeds); i++)
    if (!(await agreesOn(i === 0 ? options.seed : `${options.seed}-${i}`))) return false;
  return true;
}

async function agreesOn(seed: string): Promise<boolean> {
  const cases = new RandomCases(seed);
  const counts = new Map<string, number>();
  const end = Date.now() + Number(options.seconds) * 1000;
  while (Date.now() < end) {
    const batch = Array.from({ length: BATCH }, () => cases.next(options.only));
    const answers = await ask(batch);
    for (const [i, testCase] of batch.entries()) {
      if (answers[i] && disagree(testCase, answers[i])) {
        await report(testCase);
        return false;
      }
      counts.set(testCase.about, (counts.get(testCase.about) ?? 0) + 1);
    }
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `Seed ${seed}, ${options.seconds} s, ${total} cases agree: ${[...counts].map(([about, count]) => `${count} ${about}`).join(', ')}`,
  );
  return true;
}

run()
  .then(
    (agreed) => (process.exitCode = agreed ? 0 : 1),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  )
  .finally(() => python.stdin.end());
