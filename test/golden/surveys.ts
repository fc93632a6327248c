import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import seedrandom from 'seedrandom';
import { PYTHON } from './python';
import { contradicted, type ProgramRunner, replayed } from './replayPrograms';

/* What others wrote, and every operation on every type: what replay and Python say of it. See survey_programs.py. */

const BATCH = 50;

/** A cell of the operators' program, which makes the values that it uses, with the text that it prints. */
export type Operation = readonly [cell: string, printed: string];

/** Operations with the cell that makes what all of them use. */
export interface Operations {
  readonly setup: string;
  readonly operations: readonly Operation[];
}

/** What a survey found. */
export interface Survey {
  /** How many values replay calls exact, of how many that Python shows. */
  readonly exact: number;
  readonly shown: number;
  /** The programs about which replay claims what Python contradicts, with the contradiction. */
  readonly contradictions: readonly string[];
}

function programsOf(...kind: readonly string[]): string[][] {
  const script = fileURLToPath(new URL('survey_programs.py', import.meta.url));
  const { stdout } = spawnSync(PYTHON, ['-B', script, ...kind], { encoding: 'utf8', maxBuffer: 10 ** 8 });
  return JSON.parse(stdout) as string[][];
}

/** The examples in the docstrings of the PyTorch that is installed. */
export async function docstrings(runner: ProgramRunner): Promise<Survey> {
  const programs = programsOf('docstrings').map((cells) => ({ cells, notebook: true }));
  let [exact, shown] = [0, 0];
  const contradictions: string[] = [];
  for (let begin = 0; begin < programs.length; begin += BATCH) {
    const batch = programs.slice(begin, begin + BATCH);
    for (const [i, theirs] of (await runner.ask(batch)).entries()) {
      const program = batch[i];
      if (theirs === null || program === undefined) continue;
      const own = replayed(program);
      const problem = contradicted(own, theirs);
      if (problem !== undefined) contradictions.push(`${program.cells.slice(1).join('')}${problem}`);
      exact += own.filter((value) => value.exact).length;
      shown += theirs.length;
    }
  }
  if (shown === 0) throw new Error('The docstrings of this PyTorch have no examples.');
  return { exact, shown, contradictions };
}

/** Operators, builtins and methods on values of all types, picked at random, with what Python prints. */
export async function operations(runner: ProgramRunner, seed: string, count: number): Promise<Operations> {
  const [[setup = '', ...cells] = []] = programsOf('operators');
  const random = seedrandom(seed);
  const picked = Array.from({ length: count }, () => cells[Math.floor(random() * cells.length)] ?? '');
  return { setup, operations: await printedBy(runner, setup, picked) };
}

/** Calls of functions, methods and layers with random arguments, with what Python prints. */
export async function calls(runner: ProgramRunner, seed: string, count: number): Promise<Operations> {
  const [[setup = '', ...cells] = []] = programsOf('calls', seed, String(count));
  return { setup, operations: await printedBy(runner, setup, cells) };
}

async function printedBy(
  runner: ProgramRunner,
  setup: string,
  cells: readonly string[],
): Promise<readonly Operation[]> {
  const made: Operation[] = [];
  for (let begin = 0; begin < cells.length; begin += BATCH) {
    const batch = cells.slice(begin, begin + BATCH);
    const [theirs] = await runner.ask([{ cells: [setup, ...batch], notebook: true }]);
    for (const [cell, , text] of theirs ?? []) made.push([batch[cell - 1] ?? '', text]);
  }
  return made;
}

/** Compares what replay says of operations. Each is replayed by itself, so that none is in doubt for another. */
export function compareOperations({ setup, operations: made }: Operations): Survey {
  let exact = 0;
  const contradictions: string[] = [];
  for (const [cell, printed] of made) {
    const own = replayed({ cells: [setup, cell], notebook: true });
    const problem = contradicted(own, [[1, 0, printed]]);
    if (problem !== undefined) contradictions.push(`${cell}\n${problem}`);
    if (own.length > 0 && own.every((value) => value.exact)) exact++;
  }
  return { exact, shown: made.length, contradictions };
}
