import type { SyntaxNode } from '@lezer/common';
import { type DropoutKind, parsePythonNumber, parseSeed, type PythonNumber } from '../torch';
import { argumentFor } from './arguments';
import { type Cell, parseCell, textOf } from './cell';
import { type UnknownReason, qualifiedName, readNumeral } from './resolve';
import { readProgram } from './readProgram';
import type { Call, NodeRef, Scope } from './scopes';
import { lineAt } from './sourceText';
import { type DropoutCallable, dropoutCallable, isManualSeed } from './torchNames';

/** A stretch of text in one cell; offsets count UTF-16 units from the cell's start. */
export interface CellRange {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** The drop probability that a call passes, as far as the file or notebook itself tells. */
export type Probability =
  | {
      readonly known: true;
      readonly number: PythonNumber;
      /** `default`: not given, so 0.5. `literal`: written in the call. `constant`: a name that is assigned a number. */
      readonly source: 'default' | 'literal' | 'constant';
      /** Where the number is written; absent for the default. */
      readonly definition?: CellRange;
    }
  | { readonly known: false; readonly reason: UnknownReason; readonly name: string };

/** A call of one of torch's dropout layers or functions. */
export interface DropoutSite extends CellRange {
  readonly kind: DropoutKind;
  readonly form: DropoutCallable['form'];
  /** The callee as the reader wrote it: `nn.Dropout`, `F.dropout`. */
  readonly callee: string;
  /** The line (from 0, within the cell) on which the call starts. */
  readonly line: number;
  readonly p: Probability;
  /**
   * When it drops: a layer in `training` mode; a function `always` or `never` where its own argument or default
   * says so, else it `depends` on an expression.
   */
  readonly active: 'training' | 'always' | 'never' | 'depends';
  /** Whether the call passes `inplace=True`. */
  readonly inplace: boolean;
  /** Tells this call from the others in its cell and stays the same while text around it moves: `Net.__init__/Dropout/0`. */
  readonly key: string;
  /** The seed in decimal that the code gives to `torch.manual_seed` and that is in force here; absent where there is none to read. */
  readonly seed?: string;
}

/** Lines of a cell (from 0, both included) whose statement cannot be parsed: the reader is in the middle of it. */
export interface UnsettledLines {
  readonly cell: number;
  readonly fromLine: number;
  readonly toLine: number;
}

/** What a script or a notebook holds. Plain data but for the syntax trees, which the next analysis builds on. */
export interface Analysis {
  readonly cells: readonly Cell[];
  readonly sites: readonly DropoutSite[];
  readonly unsettled: readonly UnsettledLines[];
}

/** Text without this word calls no dropout under any name. */
const MENTIONS_DROPOUT = /dropout/i;

/** torch/nn/modules/dropout.py and torch/nn/functional.py: p is 0.5 where it is not given. */
const DEFAULT_P: PythonNumber = { type: 'float', value: 0.5 };

/**
 * Finds every call of torch's dropout layers and functions. Total: whatever the text, it returns.
 *
 * @param texts the cells of a notebook in document order; a script is one cell
 * @param previous an earlier analysis of the same document; what still holds of its syntax trees is kept
 */
export function analyze(
  texts: readonly string[],
  options: { readonly notebook: boolean },
  previous?: Analysis,
): Analysis {
  const sameText = new Map(previous?.cells.map((cell) => [cell.text, cell]));
  const cells = texts.map((text, index) =>
    parseCell(text, index, options, sameText.get(text) ?? previous?.cells[index]),
  );
  const unsettled = cells.flatMap(unsettledLines);
  if (!texts.some((text) => MENTIONS_DROPOUT.test(text))) return { cells, sites: [], unsettled };

  const { calls } = readProgram(cells);
  const found: { call: Call; callable: DropoutCallable }[] = [];
  const seeds: Seed[] = [];
  for (const call of calls) {
    const name = qualifiedName({ cell: call.cell, node: call.callee }, call);
    if (name === undefined) continue;
    const callable = dropoutCallable(name);
    if (callable !== undefined) found.push({ call, callable });
    else if (isManualSeed(name)) seeds.push({ call, seed: readSeed(call) });
  }
  found.sort((a, b) => a.call.at - b.call.at);
  seeds.sort((a, b) => a.call.at - b.call.at);
  const keys = new Map<string, number>();
  const sites = found.map(({ call, callable }): DropoutSite => {
    const place = `${scopePath(call.scope)}/${callable.kind}`;
    const nth = keys.get(`${call.cell.index}:${place}`) ?? 0;
    keys.set(`${call.cell.index}:${place}`, nth + 1);
    const seed = seedFor(call, seeds);
    return {
      ...rangeOf(call),
      kind: callable.kind,
      form: callable.form,
      callee: textOf(call.cell, call.callee),
      line: lineAt(call.cell.lineStarts, call.node.from),
      p: readProbability(call, callable),
      active: activity(call, callable),
      inplace: argumentText(call, callable, 'inplace') === 'True',
      key: `${place}/${nth}`,
      ...(seed === undefined ? {} : { seed }),
    };
  });
  return { cells, sites, unsettled };
}

interface Seed {
  readonly call: Call;
  /** In decimal; undefined where it cannot be read. */
  readonly seed: string | undefined;
}

/**
 * The seed in force at a place. At the top level code runs in order, so only a seed set there before counts. A
 * function or class runs later, so a seed set after it (as scripts do below their classes) counts as well.
 */
function seedFor(call: Call, seeds: readonly Seed[]): string | undefined {
  const before = seeds.filter((seed) => seed.call.at < call.at);
  if (isTopLevel(call.scope)) return before.findLast((seed) => isTopLevel(seed.call.scope))?.seed;
  return (before.at(-1) ?? seeds[0])?.seed;
}

function isTopLevel(scope: Scope): boolean {
  return scope.kind === 'module' || (scope.kind === 'comprehension' && scope.parent?.kind === 'module');
}

function rangeOf({ cell, node }: NodeRef): CellRange {
  return { cell: cell.index, from: node.from, to: node.to };
}

function readProbability(call: Call, { parameters, training }: DropoutCallable): Probability {
  const argument = argumentFor(call.cell, call.args, parameters, 'p');
  if (argument.passed === 'nothing') {
    // aten's own functions have no default to fall back on.
    if (training !== undefined && training.default === undefined) {
      return { known: false, reason: 'incomplete', name: textOf(call.cell, call.args) };
    }
    return { known: true, number: DEFAULT_P, source: 'default' };
  }
  if (argument.passed !== 'value') {
    const reason = argument.passed === 'unpacked' ? 'unpacked' : 'incomplete';
    return { known: false, reason, name: textOf(call.cell, argument.node) };
  }
  const reading = readNumeral({ cell: call.cell, node: argument.node }, call);
  if (!reading.known) return reading;
  const number = parsePythonNumber(reading.text);
  if (number === undefined) return { known: false, reason: 'expression', name: reading.text };
  const here = reading.ref.cell === call.cell && reading.ref.node.from >= call.node.from;
  return {
    known: true,
    number,
    source: here && reading.ref.node.to <= call.node.to ? 'literal' : 'constant',
    definition: rangeOf(reading.ref),
  };
}

function activity(call: Call, callable: DropoutCallable): DropoutSite['active'] {
  const { training } = callable;
  if (training === undefined) return 'training';
  const text = argumentText(call, callable, training.parameter);
  if (text === 'True' || (text === '' && training.default === true)) return 'always';
  if (text === 'False' || (text === '' && training.default === false)) return 'never';
  return 'depends';
}

/** The expression that a call passes for a parameter, '' where it passes nothing; undefined where that cannot be told. */
function argumentText(call: Call, { parameters }: DropoutCallable, parameter: string): string | undefined {
  const argument = argumentFor(call.cell, call.args, parameters, parameter);
  if (argument.passed === 'nothing') return '';
  return argument.passed === 'value' ? textOf(call.cell, argument.node) : undefined;
}

/** The names of the classes and functions around a place: `Net.__init__`. */
function scopePath(scope: Scope): string {
  const names: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.name !== '') names.unshift(at.name);
  return names.join('.');
}

/** The seed that a `torch.manual_seed(…)` passes, in decimal; undefined where it is not a readable integer in range. */
function readSeed(call: Call): string | undefined {
  const argument = argumentFor(call.cell, call.args, ['seed'], 'seed');
  if (argument.passed !== 'value') return undefined;
  const reading = readNumeral({ cell: call.cell, node: argument.node }, call);
  if (!reading.known) return undefined;
  try {
    return parseSeed(reading.text).toString();
  } catch {
    return undefined;
  }
}

/** The lines of every statement that holds a syntax error. */
function unsettledLines(cell: Cell): UnsettledLines[] {
  const lines: UnsettledLines[] = [];
  cell.tree.iterate({
    enter(node) {
      if (!node.type.isError) return;
      const statement = enclosingStatement(node.node);
      const fromLine = lineAt(cell.lineStarts, statement.from);
      const toLine = Math.max(fromLine, lineAt(cell.lineStarts, Math.max(node.to, statement.to)));
      const last = lines.at(-1);
      if (last?.fromLine !== fromLine || last.toLine !== toLine)
        lines.push({ cell: cell.index, fromLine, toLine });
    },
  });
  return lines;
}

/** The innermost simple statement around an error, or the error itself where it stands between statements. */
function enclosingStatement(error: SyntaxNode): SyntaxNode {
  let statement = error;
  for (
    let node = error.parent;
    node !== null && node.name !== 'Body' && node.name !== 'Script';
    node = node.parent
  ) {
    statement = node;
  }
  return statement;
}
