import { chargeTo } from '../../torch';
import { type Budget, DEFAULT_BUDGET, Exhausted, type Meter, TooDeep } from '../primitives/budget';
import { type Doubt, doubtAbout } from './object/doubt';
import { NotUnderstood, PythonError } from './object/errors';
import { Machine } from './machine/machine';
import { displayOf } from './builtins/display';
import { exceptionText } from './protocol/text';
import { placeAlone } from './protocol/dropoutCalls';
import { History } from './history';
import { libraries } from './libraries';
import type { DropoutCall, Ended, MissedCall, ShownValue } from './object/recorder';
import type { ExpressionStatement, Program, Statement } from '../syntax/ast/ast';
import { type Part, partsOf } from '../syntax/ast/parts';
import { readCell } from '../syntax/ast/program';
import { StrValue, UnknownValue } from './object/values';

/** What a replay may be told. */
export interface ReplayOptions {
  /** Whether the texts are a notebook's cells: then last expressions are shown, and an exception ends its cell only. */
  readonly notebook?: boolean;
  /** Where the stream starts that stands in for unseeded code. */
  readonly seed?: number;
  /** How dropout draws: as in PyTorch since 2.7, or as x86 wheels up to 2.6 do with MKL. */
  readonly backend?: 'cpu' | 'cpu-mkl';
  /** Whether all that is drawn is in doubt, seeded or not: what is in doubt then, and not otherwise, hangs on random numbers. */
  readonly doubtsRandom?: boolean;
  /** The packages that are surely installed, of those which importing leaves all as it is (`QUIET_PACKAGES`). */
  readonly installed?: readonly string[];
  readonly budget?: Partial<Budget>;
}

/** All that a replay found out. */
export interface Trace {
  /** What Python would show, in the order of the run. */
  readonly values: readonly ShownValue[];
  /** The cells that Python refuses, by their index. */
  readonly broken: readonly number[];
  /** Every evaluation of a dropout layer or function, in the order of the run. */
  readonly calls: readonly DropoutCall[];
  /** Where there are some of which nothing is known. */
  readonly missed: readonly MissedCall[];
  readonly ended: readonly Ended[];
  /** What is taken for granted, the first of each kind, in the order of the run: that there is no GPU. */
  readonly assumptions: readonly Doubt[];
  /** As in `Meter`. */
  readonly isLate: boolean;
}

const DEFAULT_SEED = 0;

/** Replays some cells. Never throws. */
export function trace(cells: readonly string[], options: ReplayOptions = {}): Trace {
  const { notebook = true, seed = DEFAULT_SEED, backend = 'cpu', doubtsRandom, installed } = options;
  const budget = { ...DEFAULT_BUDGET, ...options.budget };
  const machine = new Machine({ seed, budget, libraries, notebook, backend, doubtsRandom, installed });
  machine.globals.names.set('__name__', MAIN);
  chargeTo(machine.meter);
  try {
    runCells(machine, cells, notebook);
  } finally {
    chargeTo(undefined);
  }
  const { values, calls, missed, ended, broken, assumptions } = machine.recorder;
  const { isLate } = machine.meter;
  return { values, calls, missed: [...missed.values()], ended, broken, assumptions, isLate };
}

const MAIN = new StrValue('__main__');

/** Begins a cell of a script. */
const CELL_MARK = /^#[ \t]*%%/gm;

function runCells(machine: Machine, cells: readonly string[], notebook: boolean): void {
  const history = notebook ? new History(machine) : undefined;
  for (const [index, text] of cells.entries()) {
    const program = readProgram(machine.meter, text, index, notebook);
    if (program === undefined) {
      // Too long to be read, to say nothing of what follows.
      machine.doubtAll(doubtAbout('tooLarge', undefined));
      mayShowRest(machine, index, cells.length);
      return;
    }
    const isRefused = program.body.some(({ type }) => type === 'Uncompilable');
    if (program.verdict === 'broken' || program.verdict === 'torn' || isRefused)
      machine.recorder.broken.push(index);
    const shownBefore = machine.recorder.values.length;
    history?.begin(text);
    const marks = notebook ? [] : Array.from(text.matchAll(CELL_MARK), (mark) => mark.index);
    const outcome =
      program.verdict === 'broken' ? 'raised' : runCell(machine, program, { index, history, marks });
    if (program.captured !== undefined) {
      machine.recorder.values.length = shownBefore;
      const doubt = machine.about('notUnderstood', '%%capture');
      if (program.captured !== '') machine.globals.names.set(program.captured, new UnknownValue(doubt));
    }
    if (outcome === 'raised' && !notebook) return;
    if (outcome === 'lost') {
      showRest(machine, program, cells, index, notebook);
      return;
    }
  }
}

/** Makes the start of a cell the place that doubts name, where it is about the cell as a whole. */
function goToStart(machine: Machine, cell: number): void {
  machine.statement = { cell, line: 0, from: 0, to: 0 };
  machine.place = machine.statement;
}

/** What a character of the text takes as it is read: work, and bytes. */
const CHARACTER_WORK = 100;
const CHARACTER_BYTES = 200;

/** Reads a cell within a budget; undefined where that does not suffice. */
function readProgram(meter: Meter, text: string, index: number, notebook: boolean): Program | undefined {
  try {
    meter.hold(text.length * CHARACTER_BYTES);
    meter.work(text.length * CHARACTER_WORK);
    return readCell(text, index, { notebook });
  } catch (error) {
    return error instanceof Exhausted ? undefined : { body: [], verdict: 'unsure' };
  }
}

/** How a cell is run. */
interface CellRun {
  readonly index: number;
  /** Undefined in a script. */
  readonly history: History | undefined;
  /** Where the cells of a script begin, if it has any. */
  readonly marks: readonly number[];
}

/** Runs one cell: to its end, until an exception, or until nothing is known any more. */
function runCell(
  machine: Machine,
  { body, verdict, captured }: Program,
  { index, history, marks }: CellRun,
): 'ended' | 'raised' | 'lost' {
  try {
    goToStart(machine, index);
    if (verdict !== 'fine') machine.mayDoAnything(machine.about('syntax'));
    else if (history?.magic !== undefined)
      machine.mayDoAnything(machine.about('notUnderstood', `%${history.magic}`));
    for (const [i, statement] of body.entries()) {
      machine.control = undefined;
      machine.statement = statement;
      const next = body[i + 1]?.from ?? Infinity;
      const ends =
        marks.length > 0 && (next === Infinity || marks.some((at) => at > statement.from && at < next));
      const last = history === undefined ? ends : next === Infinity;
      try {
        if (last && statement.type === 'ExpressionStatement' && !statement.silenced)
          showLast(machine, statement, captured === undefined ? history : undefined, marks.length > 0);
        else machine.execute([statement], machine.globals);
        // A command gives nothing; what a magic gives may be displayed.
        if (statement.type === 'Magic' && statement.effect === 'shows' && statement.what.startsWith('%'))
          history?.lose(machine.about('notUnderstood', statement.what));
      } catch (error) {
        // Whatever else ends a statement (a stack that is full, a length that is too great) is too much for replay as well.
        if (!(error instanceof TooDeep || error instanceof RangeError)) throw error;
        leaveUnread(machine, statement, last);
      }
    }
    return 'ended';
  } catch (error) {
    return afterError(machine, error, body);
  }
}

/** Goes on behind a statement that replay could not follow to its end: it may have done anything. */
function leaveUnread(machine: Machine, statement: Statement, last: boolean): void {
  const doubt = doubtAbout('tooLarge', statement);
  machine.meter.depth = 0;
  machine.control = undefined;
  machine.frame = undefined;
  machine.handled.length = 0;
  machine.random.loseAll(doubt);
  machine.doubtAll(doubt);
  if (!showUnread(machine, statement, last)) machine.mayShow(doubt);
}

/** Names what a statement would show that did not run, with `?` for its text. @returns whether there is any such thing */
function showUnread(machine: Machine, statement: Statement, last: boolean): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const { value } = statement;
  const prints = value.type === 'Call' && value.callee.type === 'Name' && value.callee.name === 'print';
  if (!prints && !(last && !statement.silenced)) return false;
  machine.statement = statement;
  machine.place = statement;
  machine.show('?', undefined, prints ? 'line' : 'result');
  return true;
}

function showLast(
  machine: Machine,
  statement: ExpressionStatement,
  history: History | undefined,
  isScript: boolean,
): void {
  const value = machine.evaluate(statement.value, machine.globals);
  const { doubt } = machine;
  if (isScript) machine.control = doubtAbout('cellByCell', undefined);
  if (value.doubt !== undefined && (value.kind === 'none' || value.kind === 'unknown'))
    history?.lose(value.doubt);
  if (value.kind === 'none') {
    // Or the value of another way that was not taken.
    const other = value.doubt ?? (statement.value.type === 'Call' ? undefined : doubt);
    if (other !== undefined) machine.mayShow(other);
    return;
  }
  machine.place = statement;
  let text;
  try {
    text = displayOf(machine, value);
  } catch (error) {
    if (!(error instanceof NotUnderstood || error instanceof PythonError)) throw error;
    // Where a text cannot be made a traceback is shown, and the cell has ended well.
    text = { value: '?', doubt: error.doubt ?? machine.about('message') };
  }
  if (value.kind !== 'unknown') history?.keep(value);
  machine.place = statement;
  if (machine.output !== undefined) machine.mayDoAnything(machine.about('notUnderstood', 'sys.stdout'));
  machine.show(text.value, text.doubt, 'result');
  // A script as a whole displays nothing, and nothing comes of it.
  if (isScript) machine.doubt = doubt;
}

function afterError(machine: Machine, error: unknown, body: readonly Statement[]): 'raised' | 'lost' {
  machine.meter.depth = 0;
  if (error instanceof PythonError) {
    const doubt = machine.doubtOf(error.doubt);
    const { statement: last, place, recorder } = machine;
    // A text that code of the reader's makes is not asked for.
    const { type } = error.value;
    const text = type.native && exceptionText(machine, error.value);
    const isLeft = (one: Statement): boolean => one.from > (last?.from ?? 0) && !one.type.endsWith('Def');
    const left = body.filter(isLeft).map(placeAlone);
    const isTold = text !== undefined && text.doubt === undefined && text.value !== '';
    const told = isTold ? `${type.name}: ${text.value}` : type.name;
    if (place !== undefined) recorder.ended.push({ place: placeAlone(place), error: told, doubt, left });
    if (doubt !== undefined) machine.mayDoAnything(doubt);
    return 'raised';
  }
  machine.doubtAll(doubtAbout(error instanceof Exhausted ? 'tooLarge' : 'failed', machine.statement));
  return 'lost';
}

/** Of cells that nobody reads any more each may show something. */
function mayShowRest(machine: Machine, from: number, end: number): void {
  machine.meter = machine.meter.rest();
  for (let index = from; index < end; index++) {
    goToStart(machine, index);
    machine.mayShow(doubtAbout('tooLarge', undefined));
  }
}

/** Whether a statement that did not run may show something: something is called. */
function mayCall(part: Part): boolean {
  if (part.type === 'FunctionDef' || part.type === 'Lambda') return false;
  return part.type === 'Call' || part.type === 'Magic' || [...partsOf(part)].some(mayCall);
}

/** Once the budget is spent: what would be shown is named. */
function showRest(
  machine: Machine,
  program: Program,
  cells: readonly string[],
  from: number,
  notebook: boolean,
): void {
  const lost = machine.statement;
  machine.doubt = doubtAbout('tooLarge', lost);
  machine.meter = machine.meter.rest();
  let index = from;
  try {
    for (; index < cells.length; index++) {
      const isFirst = index === from;
      const read = isFirst ? program : readProgram(machine.meter, cells[index] ?? '', index, notebook);
      if (read === undefined) break;
      const { body } = read;
      const left = body.filter((statement) => !isFirst || lost === undefined || statement.from >= lost.from);
      const shown = left.filter((statement) =>
        showUnread(machine, statement, notebook && statement === body.at(-1)),
      );
      if (shown.length > 0 || !(isFirst || left.some(mayCall))) continue;
      if (!isFirst) goToStart(machine, index);
      machine.mayShow(machine.doubt);
    }
  } catch (error) {
    // So many are not named one by one.
    if (!(error instanceof Exhausted)) throw error;
  }
  mayShowRest(machine, index, cells.length);
}
