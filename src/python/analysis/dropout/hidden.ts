import type { SyntaxNode } from '@lezer/common';
import { once, remembered } from '../../syntax/byKey';
import { eachNode, textOf } from '../../syntax/nodes';
import { callsIn, callsOf } from '../provenance/callsIn';
import { callsOfText, isModule, methodAround } from '../provenance/methods';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { type CallSite, type ClassDefinition, enclosing } from '../../syntax/scopes';
import type { Verdict } from './sites';
import { type Collection, collectionsOf } from './collections';

/** Where a layer is that no module looks into, and what is known of it. */
export interface Hidden {
  readonly silenced: Exclude<Verdict['silenced'], 'yes'>;
  readonly on: string;
}

/** The place in which a layer is kept out of its module's sight; undefined where there is none. */
export function hiddenIn(call: CallSite, resolver: Resolver): Hidden | undefined {
  if (enclosing(call.scope, 'function') === undefined) return outside(call, resolver);
  const method = methodAround(call.scope);
  if (method === undefined) return undefined;
  const { owner } = method;
  const collections = collectionsOf(owner);
  for (const name of holdersOf(owner, call)) {
    const collection = collections.get(name);
    if (collection === undefined || !holds(collection, call) || isRegistered(call, method.self)) continue;
    const isSure = isModule(owner, resolver) && collection.isUsed && !collection.isHandedOver;
    return { silenced: isSure ? 'no' : 'depends', on: `${method.self}.${name}` };
  }
  return undefined;
}

/** The names of a class's collections by where what they hold starts, or by its name. */
const holders = once((owner: ClassDefinition) => {
  const names = new Map<number | string, Set<string>>();
  for (const [name, { stored }] of collectionsOf(owner))
    for (const node of stored) {
      const key = node.name === 'VariableName' ? textOf(owner.site.segment, node) : node.from;
      names.set(key, (names.get(key) ?? new Set()).add(name));
    }
  return names;
});

/** The collections, by their names, that may hold a call: by what starts where it does, and by the name that it is given. */
function holdersOf(owner: ClassDefinition, call: CallSite): Iterable<string> {
  const names = holders(owner);
  return [...(names.get(call.node.from) ?? []), ...(names.get(nameGiven(call) ?? '') ?? [])];
}

/** The name that a call is given right there. */
function nameGiven({ node: { parent }, segment }: CallSite): string | undefined {
  return parent?.name === 'AssignStatement' && parent.firstChild?.name === 'VariableName'
    ? textOf(segment, parent.firstChild)
    : undefined;
}

/** Whether a call, or the name that it is given right there, is put into a collection. */
function holds({ stored }: Collection, call: CallSite): boolean {
  const name = nameGiven(call);
  return stored.some(
    (node) =>
      (node.from === call.node.from && node.to === call.node.to) ||
      (node.name === 'VariableName' &&
        name !== undefined &&
        node.from > call.at &&
        textOf(call.segment, node) === name &&
        isNear(node, call)),
  );
}

/** Whether the name that a call is given is given to a module as well: `self.add_module("block", block)`, `setattr(net, "block", block)`. */
function isRegistered(call: CallSite, self: string): boolean {
  const name = nameGiven(call);
  const registrations = [`${self}.add_module`, `${self}.register_module`, 'setattr'].flatMap((callee) =>
    callsOfText(call.segment, callee),
  );
  return registrations.some(
    ({ args, at }) =>
      at > call.at &&
      isNear(args, call) &&
      args.getChildren('VariableName').some((node) => textOf(call.segment, node) === name),
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

/** A layer at the top level that a module uses without keeping it. */
function outside(call: CallSite, resolver: Resolver): Hidden | undefined {
  const statement = call.node.parent;
  const target = statement?.name === 'AssignStatement' ? statement.firstChild : null;
  if (call.scope.kind !== 'module' || target?.name !== 'VariableName') return undefined;
  const name = textOf(call.segment, target);
  const uses = callsInMethods(resolver.own, name).filter((use) => {
    const method = methodAround(use.scope);
    return (
      method !== undefined &&
      isModule(method.owner, resolver) &&
      resolver
        .bindingsOf(name, use)
        .some(({ kind }) => kind.type === 'value' && kind.value.node === call.node)
    );
  });
  if (uses.length === 0 || isHandedOver(name, resolver)) return undefined;
  return { silenced: 'no', on: name };
}

const calledInMethods = once<Module, Map<string, readonly CallSite[]>>(() => new Map());

/** The calls of a name in methods: a notebook may make a layer of that name, and call it, in each of its cells. */
function callsInMethods(module: Module, name: string): readonly CallSite[] {
  return remembered(calledInMethods(module), name, () =>
    // `self.drop(x)` calls another one.
    callsIn(module, name).filter(
      ({ callee, scope }) => callee.name === 'VariableName' && methodAround(scope) !== undefined,
    ),
  );
}

/** Whether the code does more with a name than to call it: another module may keep it, and `eval()` may be called on it. */
function isHandedOver(name: string, resolver: Resolver): boolean {
  resolver.need(keptAs(name));
  for (const mode of ['eval', 'train']) resolver.need(callsOf(mode));
  return resolver.own.groups.some(({ group }) =>
    group.segments.some(
      (segment) =>
        segment.text.includes(name) &&
        (mentionedAlone(segment.tree.topNode, name, segment.text) ||
          ['eval', 'train'].some((mode) => callsOfText(segment, `${name}.${mode}`).length > 0)),
    ),
  );
}

/** Whether a name stands somewhere as a value of its own, rather than as what is called or assigned. */
function mentionedAlone(root: SyntaxNode, name: string, text: string): boolean {
  let found = false;
  const visit = (node: SyntaxNode): void => {
    const { parent, nextSibling } = node;
    const isCallee = parent?.name === 'CallExpression' && parent.firstChild?.from === node.from;
    const isTarget = nextSibling?.name === 'AssignOp';
    const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from;
    if (!isCallee && !isTarget && !isObject) found = true;
  };
  eachNode(root, 'VariableName', visit, { source: { text }, text: name });
  return found;
}
