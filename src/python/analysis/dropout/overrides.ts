import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { SegmentGroup } from '../../syntax/segmentGroup';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { classesOf } from '../provenance/classes';
import {
  CALLED_EACH_TIME,
  callsOfText,
  isModule,
  lineage,
  methodAround,
  methodsOf,
  nearest,
} from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { DropoutCallable } from '../names/torchNames';
import { assignedTo, runsAlways } from './madeAnew';

/** What a module's own `train()` or `eval()` makes of a call that `eval()` would silence. */
export interface Override {
  /** `Net.eval()`. */
  readonly on: string;
  /** Whether the call surely stays on, rather than perhaps. */
  readonly isSure: boolean;
}

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
    const kept = keepsOn(method, call, form);
    if (kept !== undefined) return { on: `${definition.name}.${method.name}()`, isSure: kept === 'surely' };
  }
  if (form !== 'module') return undefined;
  return (own && wokenByUse(own, call)) ?? wokenFromOutside(call, own, resolver);
}

/** The methods of a class that run with each input and turn something on. Each of its layers asks. */
const wakingMethods = once((own: ClassDefinition) =>
  methodsOf(own).filter((method) => CALLED_EACH_TIME.test(method.name) && wakings(method).length > 0),
);

/** A `forward` of the module's own that turns the layer on again: `self.drop.train()`. */
function wokenByUse(own: ClassDefinition, call: CallSite): Override | undefined {
  const target = assignedTo(call.node);
  const kept = target && textOf(call.segment, target);
  for (const method of wakingMethods(own)) {
    const { segment } = method.site;
    const waking = wakings(method).filter(
      ({ object }) => textOf(segment, object) === kept || isAnyLayer(object, method),
    );
    if (waking.length === 0) continue;
    const isSilencedToo = callsOfText(segment, `${kept}.eval`).some(
      ({ at }) => method.node.from <= at && at < method.node.to,
    );
    return {
      on: `${own.name}.${method.name}()`,
      isSure: !isSilencedToo && waking.some(({ object }) => runsAlways(object)),
    };
  }
  return undefined;
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
    ({ definition }) =>
      isModule(definition, resolver) && !(own && lineage(own, resolver).includes(definition)),
  );
  return waker && { on: `${waker.definition.name}.${waker.name}()`, isSure: false };
}

interface Waker {
  readonly definition: ClassDefinition;
  readonly name: string;
}

/**
 * The classes of a group whose `train` or `eval` turns on all dropout layers that they have. Every call asks, and few classes have a
 * mode of their own.
 */
const wakersIn = once((group: SegmentGroup): readonly Waker[] =>
  Array.from(classesOf(group.segments)).flatMap((definition) =>
    MODES.flatMap((name) => {
      const method = methodsOf(definition).find((one) => one.name === name);
      const isWaking = method && wakings(method).some(({ object }) => isAnyLayer(object, method));
      return isWaking === true ? { definition, name } : [];
    }),
  ),
);

/** Whether a `train` or `eval` leaves a call on outside of training mode. */
function keepsOn(
  method: FunctionDefinition,
  call: CallSite,
  form: DropoutCallable['form'],
): 'surely' | 'perhaps' | undefined {
  const target = form === 'module' ? assignedTo(call.node) : undefined;
  const kept = target && textOf(call.segment, target);
  for (const { object } of wakings(method)) {
    const text = textOf(method.site.segment, object);
    if (text === kept) return 'surely';
    if (form === 'module' && isAnyLayer(object, method)) return 'surely';
  }
  const passed = modesPassedOn(method);
  if (passed.length === 0) return 'perhaps';
  return passed.every((mode) => mode === 'on') ? 'surely' : undefined;
}

/** The calls in a method, those of functions in it included. */
function callsWithin({ node, site: { segment } }: FunctionDefinition): readonly CallSite[] {
  return segment.calls.filter(({ at }) => node.from <= at && at < node.to);
}

/** What a method hands on to the modules that it is made of: to which mode it sets them. */
function modesPassedOn(method: FunctionDefinition): ('on' | 'off' | 'given')[] {
  const [self, given] = method.parameters.map(({ name }) => name);
  return callsWithin(method).flatMap(({ segment, callee, args }) => {
    const [, object = '', name] = /^(.+)\.(eval|train)$/s.exec(textOf(segment, callee)) ?? [];
    const { positional = [], keywords, star, doubleStar } = readArguments(segment, args) ?? {};
    const places = positional.map((argument) => textOf(segment, argument));
    // `nn.Module.train(self, mode)`
    const isUnbound = places[0] === self && places.length > 0;
    const keyword = keywords?.get('mode');
    const mode = keyword === undefined ? places[isUnbound ? 1 : 0] : textOf(segment, keyword);
    const isWhole = object === self || /^super\(.*\)$/s.test(object) || isUnbound;
    if (name === undefined || !(isWhole || (mode !== undefined && mode === given))) return [];
    if (name === 'eval' || mode === 'False') return 'off';
    // `super().train(*args, **kwargs)` hands on whatever it is asked for.
    if (mode === undefined && (star ?? doubleStar) !== undefined) return 'given';
    return mode === undefined || mode === 'True' ? 'on' : 'given';
  });
}

/** What a method puts into training mode, whatever it was asked for. */
function wakings(method: FunctionDefinition): readonly { readonly object: SyntaxNode }[] {
  const { segment } = method.site;
  return callsWithin(method).flatMap(({ callee, args, node }) => {
    const [object, , name] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
    if (object === undefined || name === undefined || textOf(segment, name) !== 'train') return [];
    if (object.name === 'CallExpression' || textOf(segment, object) === method.parameters[0]?.name) return [];
    const inner = textOf(segment, args).slice(1, -1).trim();
    const isOn = inner === '' || /^(?:mode\s*=\s*)?True$/.test(inner);
    return isOn && !isAskedFor(node, method) ? { object } : [];
  });
}

/** Whether something runs only where training mode was asked for: below `if mode:`. */
function isAskedFor(node: SyntaxNode, method: FunctionDefinition): boolean {
  const mode = method.parameters[1]?.name;
  for (let at = node; at.parent !== null && at.from > method.node.from; at = at.parent) {
    const test = at.name === 'Body' && at.parent.name === 'IfStatement' ? at.prevSibling : null;
    if (test !== null && mode !== undefined && textOf(method.site.segment, test) === mode) return true;
  }
  return false;
}

/** Whether an object is each dropout layer in turn: `for m in self.modules(): if isinstance(m, nn.Dropout): m.train()`. */
function isAnyLayer(object: SyntaxNode, { node, site: { segment } }: FunctionDefinition): boolean {
  if (object.name !== 'VariableName') return false;
  for (let at = object.parent; at !== null && at.from > node.from; at = at.parent) {
    const text = at.name === 'ForStatement' ? textOf(segment, at) : '';
    if (/\b(?:modules|children)\(\)/.test(text) && /drop/i.test(text)) return true;
  }
  return false;
}
