import { textOf } from '../../syntax/nodes';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { callsIn } from '../provenance/callsIn';
import { CALLED_EACH_TIME, lineage, methodAround, methodsOf, usesOfSelf } from '../provenance/methods';
import { pickedInLoop } from './layersInTurn';
import { assignedTo } from './madeAnew';
import { type Runs, runsOutside } from './mode';
import { callsWithin, type Override, wakings } from './wakings';

/** What runs with each input outside of training as well, whoever uses the module. */
const ENTRY = /^(?:forward|__call__|call)$/;
const IN_TRAINING = 'training_step';

/** A `forward` of the module's own, or what that runs, which turns the layer on again: `self.drop.train()`. */
export function wokenByUse(own: ClassDefinition, layer: CallSite, resolver: Resolver): Override | undefined {
  const target = assignedTo(layer.node);
  const kept = target && textOf(layer.segment, target);
  const run = resolver.remembered(own, 'run by use', () => runWithWaking(own, resolver));
  let found: Override | undefined;
  for (const [method, runs] of run) {
    const { segment } = method.site;
    for (const { object, call } of wakings(method)) {
      const isItself = textOf(segment, object) === kept;
      const picked = isItself ? 'surely' : pickedInLoop(object, method, layer, resolver);
      if (picked === undefined) continue;
      const node = isItself ? call.node : loopAround(object);
      const outside = runsOutside(call, node, resolver);
      if (outside === 'never') continue;
      const isAlways =
        [picked, outside, runs].every((one) => one === 'surely') && call.scope === method.scope;
      const isSure = isAlways && ![...run.keys()].some((one) => silences(one, kept));
      const on = `${method.scope.parent?.definition?.name ?? own.name}.${method.name}()`;
      if (isSure) return { on, isSure };
      found ??= { on, isSure };
    }
  }
  return found;
}

function loopAround(object: CallSite['node']): CallSite['node'] {
  let at = object;
  while (at.name !== 'ForStatement' && at.parent !== null) at = at.parent;
  return at;
}

/** Whether a method sets the mode of the layer, or of what may be it, to something else as well. */
function silences(method: FunctionDefinition, kept: string | undefined): boolean {
  const woken = new Set(wakings(method).map(({ call }) => call));
  return callsWithin(method).some((call) => {
    if (woken.has(call) || !/^(?:eval|train)$/.test(call.name)) return false;
    const object = call.callee.name === 'MemberExpression' ? call.callee.firstChild : null;
    return object?.name === 'VariableName' || (object !== null && textOf(call.segment, object) === kept);
  });
}

/** What of a class runs with each input outside of training, and how surely; nothing where none of its methods turns anything on. */
function runWithWaking(own: ClassDefinition, resolver: Resolver): ReadonlyMap<FunctionDefinition, Runs> {
  const line = lineage(own, resolver);
  const modules = new Set(line.map(({ site }) => resolver.moduleOf(site)));
  const isWaking = [...modules].some((module) =>
    callsIn(module, 'train').some(({ scope }) => {
      const method = methodAround(scope);
      return method !== undefined && line.includes(method.owner) && wakings(method.definition).length > 0;
    }),
  );
  return isWaking ? runByUse(line.flatMap(methodsOf), resolver) : new Map();
}

/** @param methods those of a class and of what it is derived from, the nearest first */
function runByUse(
  methods: readonly FunctionDefinition[],
  resolver: Resolver,
): ReadonlyMap<FunctionDefinition, Runs> {
  const run = new Map<FunctionDefinition, Runs>();
  const left: FunctionDefinition[] = [];
  const reach = (name: string, runs: Runs): void => {
    const method = methods.find((one) => one.name === name);
    if (method === undefined || runs === 'never') return;
    const before = run.get(method);
    if (before === runs || before === 'surely') return;
    run.set(method, runs);
    left.push(method);
  };
  for (const { name } of methods)
    if (CALLED_EACH_TIME.test(name) && name !== IN_TRAINING)
      reach(name, ENTRY.test(name) ? 'surely' : 'perhaps');
  for (let method = left.pop(); method !== undefined; method = left.pop()) {
    const calls = new Map(callsWithin(method).map((call) => [call.callee.to, call]));
    for (const [name, uses] of usesOfSelf(method))
      for (const use of uses) {
        const call = calls.get(use.to);
        const outside = call === undefined ? 'perhaps' : runsOutside(call, call.node, resolver);
        const isSure = outside === 'surely' && run.get(method) === 'surely' && call?.scope === method.scope;
        reach(name, outside === 'never' ? outside : isSure ? 'surely' : 'perhaps');
      }
  }
  return run;
}
