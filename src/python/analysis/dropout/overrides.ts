import { once } from '../../syntax/byKey';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { SegmentGroup } from '../../syntax/segmentGroup';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { classesOf } from '../provenance/classes';
import { isModule, lineage, methodAround, methodsOf, nearest } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { DropoutCallable } from '../names/torchNames';
import { loopOver, pickedInLoop } from './layersInTurn';
import { assignedTo } from './madeAnew';
import { callsWithin, type Override, wakings } from './wakings';
import { wokenByUse } from './wokenByUse';

/** A `train()` or `eval()` of its module's own that keeps a call on, or may; undefined where there is none. */
export function overriddenMode(
  call: CallSite,
  form: DropoutCallable['form'],
  resolver: Resolver,
): Override | undefined {
  const owner = methodAround(call.scope)?.owner;
  for (const name of MODES) resolver.need(`.${name}`);
  const own = owner !== undefined && isModule(owner, resolver) ? owner : undefined;
  const modes = own && resolver.remembered(own, 'modes', () => modesOf(own, resolver));
  for (const { definition, method } of modes ?? []) {
    const kept = keepsOn(method, call, form, resolver);
    if (kept !== undefined) return { on: `${definition.name}.${method.name}()`, isSure: kept === 'surely' };
  }
  if (form !== 'module') return undefined;
  return (own && wokenByUse(own, call, resolver)) ?? wokenFromOutside(call, own, resolver);
}

/** A `train()` or `eval()` of a layer's own class, which keeps it on, or may. */
export function overriddenBy(own: ClassDefinition, resolver: Resolver): Override | undefined {
  for (const { definition, method } of modesOf(own, resolver)) {
    const passed = modesPassedOn(method);
    const on = `${definition.name}.${method.name}()`;
    if (passed.every((mode) => mode === 'on')) return { on, isSure: passed.length > 0 };
  }
  return undefined;
}

const MODES = ['eval', 'train'] as const;

interface OwnMode {
  readonly definition: ClassDefinition;
  readonly method: FunctionDefinition;
}

/** The `eval` and `train` that objects of a class have, where somebody wrote them; of each the nearest one holds. */
function modesOf(own: ClassDefinition, resolver: Resolver): readonly OwnMode[] {
  return MODES.flatMap((name) => {
    const has = (one: ClassDefinition): ClassDefinition | undefined =>
      one.scope.names.has(name) ? one : undefined;
    const definition = nearest(own, name, has, resolver);
    const method = definition && methodsOf(definition).find((one) => one.name === name);
    return definition === undefined || method === undefined || isOtherwise(method)
      ? []
      : { definition, method };
  });
}

/** Whether a method has to be given more than the mode, and so has only the name of what sets that: a loop over batches, which `eval()` cannot call. */
function isOtherwise({ name, parameters }: FunctionDefinition): boolean {
  const needed = parameters.slice(1).filter((one) => one.kind === 'normal' && one.fallback === undefined);
  return needed.length > (name === 'train' ? 1 : 0);
}

/** A module around it that turns all dropout layers on again, in the same file. */
function wokenFromOutside(
  call: CallSite,
  own: ClassDefinition | undefined,
  resolver: Resolver,
): Override | undefined {
  const module = resolver.moduleOf(call);
  const wakers = resolver.remembered(module, 'wakers', () =>
    module.groups.flatMap(({ group }) => wakersIn(group)),
  );
  const waker = wakers.find(
    ({ definition, method }) =>
      isModule(definition, resolver) &&
      !(own && lineage(own, resolver).includes(definition)) &&
      wakings(method).some(({ object }) => pickedInLoop(object, method, call, resolver) !== undefined),
  );
  return waker && { on: `${waker.definition.name}.${waker.method.name}()`, isSure: false };
}

/**
 * The `train` and `eval` of a group's classes that turn on what they go through. Every call asks, and few classes have a
 * mode of their own.
 */
const wakersIn = once((group: SegmentGroup): readonly OwnMode[] =>
  Array.from(classesOf(group.segments)).flatMap((definition) =>
    MODES.flatMap((name) => {
      const method = methodsOf(definition).find((one) => one.name === name);
      const isWaking = method && wakings(method).some(({ object }) => loopOver(object, method) !== undefined);
      return isWaking === true ? { definition, method } : [];
    }),
  ),
);

/** Whether a `train` or `eval` leaves a call on outside of training mode. */
function keepsOn(
  method: FunctionDefinition,
  call: CallSite,
  form: DropoutCallable['form'],
  resolver: Resolver,
): 'surely' | 'perhaps' | undefined {
  const target = form === 'module' ? assignedTo(call.node) : undefined;
  const kept = target && textOf(call.segment, target);
  const woken = wakings(method).map(({ object }) =>
    textOf(method.site.segment, object) === kept
      ? 'surely'
      : form === 'module'
        ? pickedInLoop(object, method, call, resolver)
        : undefined,
  );
  if (woken.includes('surely')) return 'surely';
  const passed = modesPassedOn(method, kept);
  if (passed.length === 0 || woken.includes('perhaps')) return 'perhaps';
  return passed.every((mode) => mode === 'on') ? 'surely' : undefined;
}

/** What a method hands on to the modules that it is made of: to which mode it sets them. @param kept the layer of which it is asked: `self.drop` */
function modesPassedOn(method: FunctionDefinition, kept?: string): ('on' | 'off' | 'given')[] {
  const [self, given] = method.parameters.map(({ name }) => name);
  return callsWithin(method).flatMap(({ segment, callee, args }) => {
    const [, object = '', name] = /^(.+)\.(eval|train)$/s.exec(textOf(segment, callee)) ?? [];
    const { positional = [], keywords, star, doubleStar } = readArguments(segment, args) ?? {};
    const places = positional.map((argument) => textOf(segment, argument));
    // `nn.Module.train(self, mode)`
    const isUnbound = places[0] === self && places.length > 0;
    const keyword = keywords?.get('mode');
    const mode = keyword === undefined ? places[isUnbound ? 1 : 0] : textOf(segment, keyword);
    const isWhole = object === self || object === kept || /^super\(.*\)$/s.test(object) || isUnbound;
    if (name === undefined || !(isWhole || (mode !== undefined && mode === given))) return [];
    if (name === 'eval' || mode === 'False') return 'off';
    // `super().train(*args, **kwargs)` hands on whatever it is asked for.
    if (mode === undefined && (star ?? doubleStar) !== undefined) return 'given';
    return mode === undefined || mode === 'True' ? 'on' : 'given';
  });
}
