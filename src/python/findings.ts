import type { PythonNumber } from '../torch';
import { argumentFor } from './arguments';
import { textOf } from './cell';
import { type LooseProbability, probabilityOf } from './probability';
import type { Resolver } from './resolve';
import { type Call, type Scope, scopePath } from './scopes';
import { calleeName, readSeeding, type Seeding } from './seeds';
import type { Segment } from './segment';
import type { DropoutSite } from './sites';
import { lineAt, lineStarts } from './sourceText';
import {
  type DropoutCallable,
  dropoutCallable,
  isDropoutName,
  mayReseed,
  isManualSeedName,
} from './torchNames';

/** A dropout call as its segment alone knows it: positions and lines count from the segment's start. */
export interface Finding extends Omit<DropoutSite, 'cell' | 'seed' | 'p'> {
  readonly call: Call;
  readonly p: LooseProbability;
  /** What the call's key starts with, where calls in other segments may have the same: `/Dropout`. */
  readonly family: string | undefined;
}

/** What a segment holds, and the names of the module on which that depends. */
export interface Findings {
  readonly sites: readonly Finding[];
  readonly seedings: readonly Seeding[];
  readonly needs: ReadonlySet<string>;
  /** Whether other files may change it. */
  readonly usesFiles: boolean;
}

/** torch/nn/modules/dropout.py and torch/nn/functional.py: p is 0.5 where it is not given. */
const DEFAULT_P: PythonNumber = { type: 'float', value: 0.5 };

/** Finds the dropout calls and the seeding calls in a segment. */
export function findIn(segment: Segment, resolver: Resolver): Findings {
  let starts: readonly number[] | undefined;
  const { result, needs, usesFiles } = resolver.recordNeeds(() => {
    const sites: Finding[] = [];
    const numbers = new Map<string, number>();
    const seedings: Seeding[] = [];
    for (const call of segment.calls) {
      resolver.refillBudget();
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
  return { ...result, needs, usesFiles };
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
    argument: argument.passed === 'value' ? { from: argument.node.from, to: argument.node.to } : undefined,
    line,
    p: probabilityOf(call, argument, DEFAULT_P, resolver),
    active: activity(call, callable),
    inplace: argumentText(call, callable, 'inplace') === 'True',
  };
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
