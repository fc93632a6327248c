import { type DropoutKind, parsePythonNumber, type PythonNumber } from '../torch';
import { type Argument, argumentFor } from './arguments';
import { type Cell, parseCell, textOf } from './cell';
import { readProgram } from './readProgram';
import { Resolver, type UnknownReason } from './resolve';
import type { Call, Program, Scope } from './scopes';
import { readSeeding, seedFor, withIndirect } from './seeds';
import { lineAt } from './sourceText';
import { type DropoutCallable, dropoutCallable } from './torchNames';
import { type UnsettledLines, unsettledLines } from './unsettled';

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
    }
  | { readonly known: false; readonly reason: UnknownReason; readonly name: string };

/** A call of one of torch's dropout layers or functions. */
export interface DropoutSite extends CellRange {
  readonly kind: DropoutKind;
  readonly form: DropoutCallable['form'];
  /** What the callee stands for: `torch.nn.Dropout`, `torch.nn.functional.dropout`. */
  readonly name: string;
  /** Where the callee ends in its cell; it starts where the call does. */
  readonly calleeTo: number;
  /** The argument that gives p; absent where none does. */
  readonly argument?: { readonly from: number; readonly to: number };
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
  if (previous?.cells.length === cells.length && cells.every((cell, i) => cell === previous.cells[i]))
    return previous;
  const unsettled = cells.flatMap(unsettledLines);
  if (!texts.some((text) => MENTIONS_DROPOUT.test(text))) return { cells, sites: [], unsettled };

  const program = readProgram(cells);
  const resolver = new Resolver();
  const names = new Map(
    program.calls.map((call) => [call, resolver.qualifiedName({ cell: call.cell, node: call.callee }, call)]),
  );
  const seedings = withIndirect(
    program.calls.flatMap((call) => readSeeding(call, names.get(call), resolver) ?? []),
    program.calls,
  );
  const replaced = replacedNames(program, resolver);
  const keys = new Map<string, number>();
  const sites = program.calls.flatMap((call): DropoutSite[] => {
    const name = names.get(call);
    const callable = name === undefined ? undefined : dropoutCallable(name);
    if (name === undefined || callable === undefined || replaced.has(name)) return [];
    const place = `${scopePath(call.scope)}/${callable.kind}`;
    const nth = keys.get(`${call.cell.index}:${place}`) ?? 0;
    keys.set(`${call.cell.index}:${place}`, nth + 1);
    const seed = seedFor(call, seedings);
    const argument = argumentFor(call.cell, call.args, callable.parameters, 'p');
    return [
      {
        cell: call.cell.index,
        from: call.node.from,
        to: call.node.to,
        kind: callable.kind,
        form: callable.form,
        name,
        calleeTo: call.callee.to,
        ...(argument.passed === 'value'
          ? { argument: { from: argument.node.from, to: argument.node.to } }
          : {}),
        line: lineAt(call.cell.lineStarts, call.node.from),
        p: readProbability(call, argument, resolver),
        active: activity(call, callable),
        inplace: argumentText(call, callable, 'inplace') === 'True',
        key: `${place}/${nth}`,
        ...(seed === undefined ? {} : { seed }),
      },
    ];
  });
  return { cells, sites, unsettled };
}

/** Names that the code gives another meaning: `nn.Dropout = nn.Identity`. */
function replacedNames({ assignedMembers }: Program, resolver: Resolver): ReadonlySet<string> {
  const names = assignedMembers.flatMap((member) => resolver.qualifiedName(member, member) ?? []);
  return new Set(names);
}

function readProbability(call: Call, argument: Argument, resolver: Resolver): Probability {
  if (argument.passed === 'nothing') return { known: true, number: DEFAULT_P, source: 'default' };
  if (argument.passed !== 'value') {
    const reason = argument.passed === 'unpacked' ? 'unpacked' : 'incomplete';
    return { known: false, reason, name: textOf(call.cell, argument.node) };
  }
  const reading = resolver.numeral({ cell: call.cell, node: argument.node }, call);
  if (!reading.known) return reading;
  const number = parsePythonNumber(reading.text);
  if (number === undefined) return { known: false, reason: 'expression', name: reading.text };
  const { from, to } = reading.ref.node;
  const here = reading.ref.cell === call.cell && argument.node.from <= from && to <= argument.node.to;
  return { known: true, number, source: here ? 'literal' : 'constant' };
}

function activity(call: Call, callable: DropoutCallable): DropoutSite['active'] {
  const { trainingDefault } = callable;
  if (trainingDefault === undefined) return 'training';
  const text = argumentText(call, callable, 'training');
  if (text === 'True' || (text === '' && trainingDefault)) return 'always';
  return text === 'False' || text === '' ? 'never' : 'depends';
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
