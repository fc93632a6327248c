import { parsePythonNumber, type PythonNumber } from '../torch';
import { type Argument, argumentFor } from './arguments';
import { childrenOf, textOf } from './cell';
import type { Resolver } from './resolve';
import { type Call, type NodeRef, type Scope, scopePath } from './scopes';
import { calleeName, readSeeding, type Seeding } from './seeds';
import type { Segment } from './segment';
import type { DropoutSite, Probability } from './sites';
import { lineAt, lineStarts } from './sourceText';
import {
  type DropoutCallable,
  dropoutCallable,
  isDropoutName,
  mayReseed,
  isManualSeedName,
} from './torchNames';

/** A dropout call as its segment alone knows it: positions and lines count from the segment's start. */
export interface Finding extends Omit<DropoutSite, 'cell' | 'seed' | 'written'> {
  readonly call: Call;
  /** The number that p is. */
  readonly written: NodeRef | undefined;
  /** What the call's key starts with, where calls in other segments may have the same: `/Dropout`. */
  readonly family: string | undefined;
}

/** What a segment holds, and the names of the module on which that depends. */
export interface Findings {
  readonly sites: readonly Finding[];
  readonly seedings: readonly Seeding[];
  readonly needs: ReadonlySet<string>;
}

/** torch/nn/modules/dropout.py and torch/nn/functional.py: p is 0.5 where it is not given. */
const DEFAULT_P: PythonNumber = { type: 'float', value: 0.5 };

/** Finds the dropout calls and the seeding calls in a segment. */
export function findIn(segment: Segment, resolver: Resolver): Findings {
  let starts: readonly number[] | undefined;
  const { result, needs } = resolver.recordNeeds(() => {
    const sites: Finding[] = [];
    const numbers = new Map<string, number>();
    const seedings: Seeding[] = [];
    for (const call of segment.calls) {
      const ownName = calleeName(call);
      const isPlain = call.callee.name === 'VariableName';
      const maySeed = mayReseed(ownName, undefined) || isManualSeedName(ownName);
      if (!isPlain && !maySeed && !isDropoutName(ownName)) continue;
      const name = resolver.qualifiedName(call.callee, call);
      const seeding = readSeeding(call, name, resolver);
      if (seeding !== undefined) seedings.push(seeding);
      const callable = name === undefined ? undefined : dropoutCallable(name);
      if (name === undefined || callable === undefined || resolver.isReplaced(name)) continue;
      starts ??= lineStarts(segment.text);
      const family = `${scopePath(call.scope)}/${callable.kind}`;
      const number = numbers.get(family) ?? 0;
      numbers.set(family, number + 1);
      const key = {
        key: `${family}/${number}`,
        family: isUnique(call.scope, resolver) ? undefined : family,
      };
      sites.push(readSite(call, name, callable, resolver, lineAt(starts, call.node.from), key));
    }
    return { sites, seedings };
  });
  return { ...result, needs };
}

/** Whether a scope lies in the only class or function of its name at the module's top level. */
function isUnique(scope: Scope, resolver: Resolver): boolean {
  let [top, name] = [scope, ''];
  while (top.parent !== undefined) {
    if (top.name !== '') name = top.name;
    top = top.parent;
  }
  return name !== '' && resolver.isBoundOnce(name);
}

function readSite(
  call: Call,
  name: string,
  callable: DropoutCallable,
  resolver: Resolver,
  line: number,
  key: Pick<Finding, 'key' | 'family'>,
): Finding {
  const argument = argumentFor(call.segment, call.args, callable.parameters, 'p');
  return {
    call,
    ...key,
    from: call.node.from,
    to: call.node.to,
    kind: callable.kind,
    form: callable.form,
    name,
    calleeTo: call.callee.to,
    argumentsTo:
      childrenOf(call.args).findLast(({ name }) => !/^(?:[,)]|Comment)$/.test(name))?.to ?? call.args.to,
    argument: argument.passed === 'value' ? { from: argument.node.from, to: argument.node.to } : undefined,
    line,
    ...readProbability(call, argument, resolver),
    active: activity(call, callable),
    inplace: argumentText(call, callable, 'inplace') === 'True',
  };
}

function readProbability(call: Call, argument: Argument, resolver: Resolver): Pick<Finding, 'p' | 'written'> {
  const without = (p: Probability): Pick<Finding, 'p' | 'written'> => ({ p, written: undefined });
  if (argument.passed === 'nothing') return without({ known: true, number: DEFAULT_P, source: 'default' });
  if (argument.passed !== 'value') {
    const reason = argument.passed === 'unpacked' ? 'unpacked' : 'incomplete';
    return without({ known: false, reason, name: textOf(call.segment, argument.node) });
  }
  const reading = resolver.numeral(argument.node, call);
  if (!reading.known) return without(reading);
  const number = parsePythonNumber(reading.text);
  if (number === undefined) return without({ known: false, reason: 'expression', name: reading.text });
  const { from, to } = reading.ref.node;
  const here = reading.ref.segment === call.segment && argument.node.from <= from && to <= argument.node.to;
  return { p: { known: true, number, source: here ? 'literal' : 'constant' }, written: reading.ref };
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
  const argument = argumentFor(call.segment, call.args, parameters, parameter);
  if (argument.passed === 'nothing') return '';
  return argument.passed === 'value' ? textOf(call.segment, argument.node) : undefined;
}
