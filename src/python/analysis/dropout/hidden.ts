import type { SyntaxNode } from '@lezer/common';
import { addTo, once, remembered } from '../../syntax/byKey';
import { eachNode, textOf } from '../../syntax/nodes';
import { callsIn, callsOf } from '../provenance/callsIn';
import { isModule, methodAround } from '../provenance/methods';
import { mayUse } from '../../syntax/mentions';
import { countWhile } from '../names/lookup';
import type { Module } from '../names/module';
import { SegmentIndex } from '../names/segmentIndex';
import type { Resolver } from '../names/resolve';
import { type CallSite, type ClassDefinition, enclosing, type Segment } from '../../syntax/scopes';
import { collectionsOf } from './collections';
import { type Hidden, keptPlain, putPast } from './keptPlain';
import { goesInto } from './partOf';

/**
 * The place in which a layer is kept out of its module's sight; undefined where there is none.
 *
 * @param mayBeModel whether what the call makes may be a model of its own, rather than a part of one
 */
export function hiddenIn(call: CallSite, resolver: Resolver, mayBeModel = false): Hidden | undefined {
  if (call.scope.kind === 'class') return inBody(call, resolver);
  const kept = keptPlain(call, resolver) ?? keptByOthers(call, resolver);
  if (kept !== undefined) return kept;
  if (enclosing(call.scope, 'function') === undefined) return outside(call, resolver, mayBeModel);
  const method = methodAround(call.scope);
  if (method === undefined) return undefined;
  const past = putPast(call, method, resolver);
  if (past !== undefined) return past;
  const { owner } = method;
  const collections = collectionsOf(owner);
  for (const name of holdersOf(owner, call)) {
    const collection = collections.get(name);
    if (collection === undefined || isRegistered(call, method.self)) continue;
    const isSure = isModule(owner, resolver) && collection.isUsed && !collection.isHandedOver;
    return { silenced: isSure ? 'no' : 'depends', on: `${method.self}.${name}` };
  }
  return undefined;
}

/**
 * A layer, or a module with it, that a function makes for what keeps all of it out of sight: for those that call the function, as
 * `self.layers = [block(8), block(16)]`, or for what it is given to by a name: `self.layers = [nn.Sequential(conv, drop)]`.
 */
function keptByOthers(call: CallSite, resolver: Resolver): Hidden | undefined {
  return resolver.lookInto(() => {
    const all = (goesInto(call, resolver) ?? []).map((one) => hiddenIn(one, resolver));
    const [first] = all;
    if (first === undefined || all.includes(undefined)) return undefined;
    return all.every((one) => one?.silenced === 'no') ? first : { ...first, silenced: 'depends' };
  }, undefined);
}

/** A layer in the body of a module's class, which its objects use: a module keeps its parts where `__init__` gives them to it. */
function inBody({ scope, segment, node }: CallSite, resolver: Resolver): Hidden | undefined {
  const owner = scope.definition;
  let statement = node.parent;
  while (statement !== null && statement.name !== 'AssignStatement') statement = statement.parent;
  const target = statement?.firstChild;
  if (owner?.type !== 'class' || target?.name !== 'VariableName' || !isModule(owner, resolver))
    return undefined;
  const name = textOf(segment, target);
  return usedOfSelf(owner).has(name) && !owner.selfWrites.has(name)
    ? { silenced: 'no', on: name }
    : undefined;
}

/** What a class asks its objects for. A body may have many layers: its text is gone through once. */
const usedOfSelf = once(({ site: { segment }, node }: ClassDefinition): ReadonlySet<string> => {
  const [, ...uses] = textOf(segment, node).split('self.');
  return new Set(uses.map((rest) => /^[\p{L}\p{N}_]*/u.exec(rest)?.[0] ?? ''));
});

/** Something that is kept in the code, and what keeps it. */
interface Held {
  readonly node: SyntaxNode;
  readonly holder: string;
}

/** What a class's collections hold, with their names, by where it ends, or by its name. */
const held = once((owner: ClassDefinition): ReadonlyMap<number | string, readonly Held[]> => {
  const all = new Map<number | string, Held[]>();
  for (const [holder, { stored }] of collectionsOf(owner))
    for (const node of stored)
      addTo(all, node.name === 'VariableName' ? textOf(owner.site.segment, node) : node.to, { node, holder });
  for (const each of all.values()) each.sort((a, b) => a.node.from - b.node.from);
  return all;
});

/** The collections, by their names, that a call is put into, or else the name that it is given right there. */
function holdersOf(owner: ClassDefinition, call: CallSite): readonly string[] {
  const all = held(owner);
  const same = (all.get(call.node.to) ?? []).filter(({ node }) => node.from === call.node.from);
  return [...same, ...nextNear(all.get(nameGiven(call) ?? '') ?? [], call)].map(({ holder }) => holder);
}

/** So many collections hold the same at the most. */
const MOST_HOLDERS = 8;

/** The first ones that stand behind a call, and are in the same function. @param all in the order of the text */
function nextNear(all: readonly Held[], call: CallSite): readonly Held[] {
  const from = countWhile(all, ({ node }) => node.from <= call.at);
  return all.slice(from, from + MOST_HOLDERS).filter(({ node }) => isNear(node, call));
}

/** The name that a call is given right there. */
export function nameGiven({ node: { parent }, segment }: CallSite): string | undefined {
  return parent?.name === 'AssignStatement' && parent.firstChild?.name === 'VariableName'
    ? textOf(segment, parent.firstChild)
    : undefined;
}

/** What is given to modules as `self.add_module("block", block)` does it, by what is called and the names of what is given. */
const registrations = once((segment: Segment): ReadonlyMap<string, readonly Held[]> => {
  const all = new Map<string, Held[]>();
  for (const { name, callee, args } of segment.calls) {
    if (!/^(?:add_module|register_module|setattr)$/.test(name)) continue;
    const holder = textOf(segment, callee);
    for (const node of args.getChildren('VariableName'))
      addTo(all, `${holder} ${textOf(segment, node)}`, { node, holder });
  }
  return all;
});

/** Whether the name that a call is given is given to a module as well: `self.add_module("block", block)`, `setattr(net, "block", block)`. */
function isRegistered(call: CallSite, self: string): boolean {
  const name = nameGiven(call);
  const all = registrations(call.segment);
  return [`${self}.add_module`, `${self}.register_module`, 'setattr'].some(
    (callee) => nextNear(all.get(`${callee} ${name}`) ?? [], call).length > 0,
  );
}

/** Whether two places are in the same function. */
function isNear(node: SyntaxNode, call: CallSite): boolean {
  const around = enclosing(call.scope, 'function')?.definition?.node;
  return around !== undefined && around.from <= node.from && node.to <= around.to;
}

/** Stands for the objects that keep what a name means as an attribute, among the things on which a verdict depends. */
export function keptAs(name: string): string {
  return `=${name}`;
}

/** A layer at the top level that a module uses without keeping it, or code beside a model whose mode is set. */
function outside(call: CallSite, resolver: Resolver, mayBeModel: boolean): Hidden | undefined {
  const statement = call.node.parent;
  const target = statement?.name === 'AssignStatement' ? statement.firstChild : null;
  if (call.scope.kind !== 'module' || target?.name !== 'VariableName') return undefined;
  const name = textOf(call.segment, target);
  resolver.need(callsOf(name));
  const isMeant = (use: CallSite): boolean =>
    resolver.bindingsOf(name, use).some(({ kind }) => kind.type === 'value' && kind.value.node === call.node);
  const { inMethods, elsewhere } = usesOf(name, resolver.own);
  const isUsed =
    inMethods.some((use) => isOfModule(use, resolver) && isMeant(use)) ||
    (!mayBeModel && elsewhere.some((use) => isBesideModel(use, resolver) && isMeant(use)));
  return isUsed && !isHandedOver(name, resolver) ? { silenced: 'no', on: name } : undefined;
}

/** Whether a layer at the top level is called by a module, which its message then speaks of. */
export function isCalledByModule(call: CallSite, name: string, resolver: Resolver): boolean {
  return (
    call.scope.kind !== 'module' ||
    usesOf(name, resolver.own).inMethods.some((use) => isOfModule(use, resolver))
  );
}

function isOfModule({ scope }: CallSite, resolver: Resolver): boolean {
  const method = methodAround(scope);
  return method !== undefined && isModule(method.owner, resolver);
}

/**
 * Whether something outside of modules runs where a model's mode matters: in a function that a module calls, or in a file in which
 * `eval()` is called on something. Where there is no model the layer may be all that the code is about.
 */
function isBesideModel({ scope }: CallSite, resolver: Resolver): boolean {
  resolver.need(callsOf('eval'));
  const isMode = ({ callee, args }: CallSite): boolean =>
    callee.name === 'MemberExpression' && args.firstChild?.nextSibling?.name === ')';
  if (callsIn(resolver.own, 'eval').some(isMode)) return true;
  const helper = enclosing(scope, 'function')?.definition;
  if (helper?.type !== 'function') return false;
  resolver.need(callsOf(helper.name));
  return usesOf(helper.name, resolver.own).inMethods.some(
    (use) => isOfModule(use, resolver) && resolver.meaningOf(use.callee, use) === helper,
  );
}

/** The calls of a name, by where they stand. */
interface Uses {
  readonly inMethods: readonly CallSite[];
  /** Those that stand in no method, unless they are many. */
  readonly elsewhere: readonly CallSite[];
}

/** A name that is called so often is made anew in each cell of a notebook: which call means which, nobody asks of each of them. */
const MOST_USES = 32;

const usesByName = once<Module, Map<string, Uses>>(() => new Map());

/** The calls of a name: a notebook may make a layer of that name, and call it, in each of its cells. */
function usesOf(name: string, module: Module): Uses {
  return remembered(usesByName(module), name, () => {
    const inMethods: CallSite[] = [];
    const elsewhere: CallSite[] = [];
    for (const call of callsIn(module, name)) {
      // `self.drop(x)` calls another one.
      if (call.callee.name !== 'VariableName') continue;
      (methodAround(call.scope) === undefined ? elsewhere : inMethods).push(call);
    }
    return { inMethods, elsewhere: elsewhere.length > MOST_USES ? [] : elsewhere };
  });
}

/** Whether the code does more with a name than to call it: another module may keep it, and `eval()` may be called on it. */
function isHandedOver(name: string, resolver: Resolver): boolean {
  resolver.need(keptAs(name));
  for (const mode of ['eval', 'train']) resolver.need(callsOf(mode));
  return handedOver.in(resolver.own, name).length > 0;
}

/** Names that stand somewhere as values of their own, rather than as what is called or assigned, or whose mode is set. */
const handedOver = new SegmentIndex((segment) => {
  const names = new Set<string>();
  eachNode(segment.tree.topNode, 'VariableName', (node) => {
    if (isMore(node, segment)) names.add(textOf(segment, node));
  });
  return Array.from(names, (name) => [name, name] as const);
}, mayUse);

function isMore(node: SyntaxNode, segment: Segment): boolean {
  const { parent, nextSibling } = node;
  const isFirst = parent?.firstChild?.from === node.from;
  if (parent?.name === 'MemberExpression' && isFirst)
    return (
      /^\w+\s*\.\s*(?:eval|train)$/.test(textOf(segment, parent)) &&
      parent.parent?.name === 'CallExpression' &&
      parent.parent.firstChild?.from === parent.from
    );
  return !(parent?.name === 'CallExpression' && isFirst) && nextSibling?.name !== 'AssignOp';
}
