import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { reprNumber } from '../../src/torch';
import { answer, numberOfCall } from './ownAnswers';
import { PYTHON } from './python';
import { RandomCases, type CallCase, type Case } from './randomCases';

/*
 * `npm run test:torch -- --seconds 60 --seed 7`: asks src/torch and a live PyTorch the same random questions, the
 * same ones for the same seed, and stops at the first on which they disagree with a Python script that shows it.
 */

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});
const BATCH = 200;

const python = spawn(PYTHON, [fileURLToPath(new URL('differential.py', import.meta.url))], {
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

function tensorSource({ shape, data }: { shape: number[]; data: string }): string {
  if (data === '') return `torch.zeros(${JSON.stringify(shape)})`;
  return `torch.frombuffer(bytearray(base64.b64decode("${data}")), dtype=torch.float32).reshape(${JSON.stringify(shape)})`;
}

function callSource(step: CallCase | number): string[] {
  if (typeof step === 'number') return [`torch.rand(${step})`];
  const p = numberOfCall(step);
  const pSource = Number.isFinite(p.value) ? reprNumber(p) : `float("${reprNumber(p)}")`;
  const [inplace, training] = [step.inplace, step.training].map((flag) => (flag ? 'True' : 'False'));
  return [
    `layer = torch.nn.${step.kind}(${pSource}, inplace=${inplace}).train(${training})`,
    `print(layer(${tensorSource(step)}))`,
  ];
}

/** A Python script that prints what PyTorch answers to a case. */
function reproduction(testCase: Case): string {
  const head = 'import base64, struct, torch';
  switch (testCase.about) {
    case 'dropout':
      return [head, `torch.manual_seed(${testCase.seed})`, ...testCase.steps.flatMap(callSource)].join('\n');
    case 'printing':
      return [head, `print(${tensorSource(testCase)})`].join('\n');
    case 'doubles':
      return [
        head,
        `print([repr(v) for (v,) in struct.iter_unpack("<d", base64.b64decode("${testCase.data}"))])`,
      ].join('\n');
    case 'literal':
      return `print(repr(${testCase.text}))`;
    case 'seed':
      return [head, `print(torch.manual_seed(${testCase.text}).initial_seed())`].join('\n');
  }
}

async function run(): Promise<boolean> {
  console.log(`PyTorch ${String(await readLine())}, seed ${options.seed}, ${options.seconds} s`);
  const cases = new RandomCases(options.seed);
  const counts = new Map<string, number>();
  const end = Date.now() + Number(options.seconds) * 1000;
  while (Date.now() < end) {
    const batch = Array.from({ length: BATCH }, () => cases.next());
    python.stdin.write(`${JSON.stringify(batch)}\n`);
    const own = batch.map(answer);
    const theirs = (await readLine()) as unknown[];
    for (const [i, testCase] of batch.entries()) {
      if (!agree(theirs[i], own[i]) && !isRefusedInteger(testCase, theirs[i])) {
        console.error(
          `\nDisagreement about ${testCase.about}. This script asks PyTorch:\n\n${reproduction(testCase)}\n`,
        );
        console.error('PyTorch:', theirs[i], '\nHere:   ', own[i]);
        return false;
      }
      counts.set(testCase.about, (counts.get(testCase.about) ?? 0) + 1);
    }
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${total} cases agree: ${[...counts].map(([about, count]) => `${count} ${about}`).join(', ')}`);
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
