import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Machine } from '../../src/python/replay/machine/machine';
import type { UnknownValue } from '../../src/python/replay/object/values';
import { replay, type ReplayValue, trace } from './traces';
import { PYTHON } from './python';
import type { Program } from './randomPrograms';

/* What replay and Python say of the same programs; see replay_programs.py. */

/** What Python showed: cell and line from 0, text. Null where the program cannot be run in time. */
export type Shown = readonly (readonly [cell: number, line: number, text: string])[] | null;

/** The programs of a file: `###` ends one, `# %%` a cell. */
export function programsIn(text: string): Program[] {
  return text
    .split(/^###.*\n/m)
    .filter((program) => program.trim() !== '')
    .map((program) => ({ cells: program.split(/^# %%.*\n/m), notebook: true }));
}

/** The programs that people wrote, in programs/. */
export function writtenPrograms(): Program[] {
  const folder = new URL('programs/', import.meta.url);
  return readdirSync(folder).flatMap((name) => programsIn(readFileSync(new URL(name, folder), 'utf8')));
}

/** What replay says of a program. */
export function replayed({ cells, notebook }: Program): readonly ReplayValue[] {
  return replay(cells, { notebook });
}

/**
 * Whether replay takes for granted that something raises nothing of which it knows but that it is harmless. What follows
 * is said to hold unless it does.
 */
export function takesForGranted({ cells, notebook }: Program): boolean {
  const machine = Machine.prototype;
  const unsettled: (value: UnknownValue) => void = Reflect.get(machine, 'unsettled');
  let isSo = trace(cells, { notebook }).assumptions.some(({ code }) => code === 'assumesNoError');
  machine.unsettled = function (value): void {
    isSo = true;
    unsettled.call(this, value);
  };
  try {
    replay(cells, { notebook });
  } finally {
    machine.unsettled = unsettled;
  }
  return isSo;
}

/**
 * Where replay claims what Python contradicts; undefined where nowhere. Exact values have to be among those that Python
 * shows, in their order, and where all are exact they have to be all.
 */
export function contradicted(own: readonly ReplayValue[], shown: Shown): string | undefined {
  if (shown === null) return undefined;
  // An error that a doubt may decide on is not expected outside of `try`: what comes after it is not compared.
  const end = shown.find(([, line]) => line < 0)?.[0];
  if (end !== undefined) {
    const before = own.filter(({ cell }) => cell < end);
    return contradicted(before, shown.slice(0, -1));
  }
  let next = 0;
  for (const value of own) {
    if (!value.exact) continue;
    const place = shown.findIndex(
      ([cell, line, text], i) =>
        i >= next && cell === value.cell && line === value.line && text === value.text,
    );
    if (place < 0)
      return `not shown: ${JSON.stringify(value)}; Python shows ${JSON.stringify(shown.slice(next))}`;
    next = place + 1;
  }
  const allExact = own.length > 0 && own.every(({ exact }) => exact);
  if (allExact && own.length !== shown.length)
    return `${own.length} values, but Python shows ${JSON.stringify(shown)}`;
  return undefined;
}

/** Asks Python what some programs show. */
export class ProgramRunner {
  private readonly python = spawn(
    PYTHON,
    ['-B', fileURLToPath(new URL('replay_programs.py', import.meta.url))],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      // Some examples write files.
      cwd: tmpdir(),
    },
  );
  private readonly lines = createInterface(this.python.stdout)[Symbol.asyncIterator]();

  async ask(programs: readonly Program[]): Promise<Shown[]> {
    this.python.stdin.write(`${JSON.stringify(programs)}\n`);
    const line = await this.lines.next();
    if (line.done === true)
      throw new Error(`${PYTHON} has no PyTorch that answers. Set PYTHON to one that has.`);
    return JSON.parse(line.value) as Shown[];
  }

  end(): void {
    this.python.stdin.end();
  }
}
