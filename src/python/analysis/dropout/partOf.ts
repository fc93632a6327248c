import type { SyntaxNode } from '@lezer/common';
import { addTo, once, remembered } from '../../syntax/byKey';
import { eachNode, textOf } from '../../syntax/nodes';
import { callsIn, callsOf } from '../provenance/callsIn';
import { methodAround } from '../provenance/methods';
import { isList } from '../provenance/displays';
import type { Resolver } from '../names/resolve';
import { type CallSite, enclosing, type FunctionDefinition, type Segment } from '../../syntax/scopes';

/** The largest expression around a call that is still such a layer, or a container of it, and the calls in between that set a mode. */
export function wholeLayer(call: CallSite): {
  readonly node: SyntaxNode;
  readonly modes: readonly SyntaxNode[];
} {
  let { node } = call;
  const modes: SyntaxNode[] = [];
  for (let parent = node.parent; parent !== null; parent = node.parent) {
    const list =
      parent.name === 'ArrayExpression' || parent.name === 'TupleExpression' ? parent.parent : parent;
    const made = list?.name === 'ArgList' ? list.parent : null;
    if (made?.name === 'CallExpression' && isClassName(made.firstChild, call)) {
      node = made;
      continue;
    }
    const method = parent.name === 'MemberExpression' ? parent.lastChild : null;
    const called = parent.parent;
    if (
      method?.name !== 'PropertyName' ||
      called?.name !== 'CallExpression' ||
      parent.firstChild?.from !== node.from
    )
      break;
    if (!/^(?:eval|train|to|cpu|cuda|float|double|half)$/.test(textOf(call.segment, method))) break;
    modes.push(called);
    node = called;
  }
  return { node, modes };
}

function isClassName(callee: SyntaxNode | null, { segment }: { readonly segment: Segment }): boolean {
  return callee !== null && /(?:^|\.)[A-Z]\w*$/.test(textOf(segment, callee));
}

/** The calls of a function in its own file, but for those in itself; of a method those on the object itself. */
function callsOfHelper(definition: FunctionDefinition, resolver: Resolver): readonly CallSite[] {
  const { name, site, node } = definition;
  resolver.need(callsOf(name));
  const owner = definition.scope.parent?.definition;
  return callsIn(resolver.moduleOf(site), name).filter((call) => {
    if (call.segment === site.segment && node.from <= call.at && call.at < node.to) return false;
    if (owner?.type !== 'class') return resolver.meaningOf(call.callee, call) === definition;
    const around = methodAround(call.scope);
    return around?.owner === owner && textOf(call.segment, call.callee) === `${around.self}.${name}`;
  });
}

/**
 * The calls that make what a layer of a function becomes a part of, or is, elsewhere: those of the function, where it returns the
 * layer, and those that are given it by a name, alone or in a list: `nn.Sequential(conv, drop)` after `drop = nn.Dropout(0.1)`.
 * Undefined where it stays where it is made, and where it may go anywhere else as well.
 */
export function goesInto(call: CallSite, resolver: Resolver): readonly CallSite[] | undefined {
  const helper = enclosing(call.scope, 'function')?.definition;
  const { node, modes } = wholeLayer(call);
  if (helper?.type !== 'function') return undefined;
  if (node.parent?.name === 'ReturnStatement') return callsOfHelper(helper, resolver);
  const held = modes.length === 0 ? nameFor(node, call.segment) : undefined;
  if (held === undefined) return undefined;
  const { name, isListed } = held;
  const find = (): Places => placesOf(held, helper);
  const places = remembered(placesByName(helper), `${name} ${isListed}`, find);
  if (places === ANYWHERE) return undefined;
  return places.isReturned ? [...places.given, ...callsOfHelper(helper, resolver)] : places.given;
}

/** A name that holds a layer, or a list or a dictionary of a function's own that has it. */
interface Held {
  readonly name: string;
  readonly isListed: boolean;
}

/** The name that an expression is given in its statement: `drop = …`, `layers = […, …]`, `layers += [… if p else …]`, `layers.append(…)`, `layers['drop'] = …`. */
function nameFor(expression: SyntaxNode, segment: Segment): Held | undefined {
  let [node, isListed] = [expression, false];
  while (node.parent !== null && WITHIN.test(node.parent.name)) {
    isListed ||= isList(node.parent);
    node = node.parent;
  }
  const { parent } = node;
  const target = parent?.firstChild ?? null;
  if (parent?.name === 'ArgList') {
    const callee = parent.parent?.firstChild ?? null;
    return callee !== null && isAdding(callee, segment) ? listed(callee, segment) : undefined;
  }
  if (!/^(?:Assign|Update)Statement$/.test(parent?.name ?? '') || parent?.lastChild?.from !== node.from)
    return undefined;
  // Of `a = b = …` there is more than one name.
  if (target === null || parent.getChildren('AssignOp').length > 1) return undefined;
  if (target.name === 'VariableName') return { name: textOf(segment, target), isListed };
  return isItem(target) ? listed(target, segment) : undefined;
}

/** The expressions around one whose value it may be, or is in. */
const WITHIN = /^(?:Array|Tuple|Parenthesized|Conditional)Expression$/;

/** The name of which a member is asked for: `layers` of `layers.append`. */
function listed({ firstChild }: SyntaxNode, segment: Segment): Held | undefined {
  return firstChild?.name === 'VariableName'
    ? { name: textOf(segment, firstChild), isListed: true }
    : undefined;
}

function isItem({ name, lastChild }: SyntaxNode): boolean {
  return name === 'MemberExpression' && lastChild?.name === ']';
}

/** Whether that is called to put something into a list: `layers.append`. */
function isAdding({ name, lastChild }: SyntaxNode, segment: Segment): boolean {
  return (
    name === 'MemberExpression' &&
    lastChild?.name === 'PropertyName' &&
    /^(?:append|extend|insert)$/.test(textOf(segment, lastChild))
  );
}

/** Where what a name of a function holds goes. */
interface Places {
  readonly given: readonly CallSite[];
  readonly isReturned: boolean;
}

/** Of a name that is used in ways that are not read, or too often. */
const ANYWHERE: Places = { given: [], isReturned: false };
/** A name that is given on so often is machine-made, or means something else each time. */
const MOST_PLACES = 32;

const placesByName = once<FunctionDefinition, Map<string, Places>>(() => new Map());

/** Where it goes, by other names of the function as well: `layers = [conv, drop]` and `nn.Sequential(*layers)`. */
function placesOf(first: Held, helper: FunctionDefinition): Places {
  const given: CallSite[] = [];
  let isReturned = false;
  const names = new Set([first.name]);
  for (const name of names) {
    if (helper.scope.globals.has(name) || helper.scope.nonlocals.has(name)) return ANYWHERE;
    for (const use of usesByName(helper).get(name) ?? []) {
      const place = placeOf(use, helper);
      if (place === 'read') continue;
      if (place === undefined || given.length + names.size > MOST_PLACES) return ANYWHERE;
      if (place === 'returned') {
        if (name !== first.name || first.isListed) return ANYWHERE;
        isReturned = true;
      } else if ('isListed' in place) names.add(place.name);
      else given.push(place);
    }
  }
  // What is kept by the same name again goes where that goes: `net = nn.Sequential(net, head)`.
  const others = given.filter(
    (call) => !names.has(nameFor(wholeLayer(call).node, helper.site.segment)?.name ?? ''),
  );
  return others.length > 0 || isReturned ? { given: others, isReturned } : ANYWHERE;
}

/** All names in a function, those in functions within it included. */
const usesByName = once(({ node, site: { segment } }: FunctionDefinition) => {
  const uses = new Map<string, SyntaxNode[]>();
  eachNode(node, 'VariableName', (use) => addTo(uses, textOf(segment, use), use));
  return uses;
});

/** Where one use of a name puts what it holds; 'read' where that stays where it is, and undefined where that is not known. */
function placeOf(
  use: SyntaxNode,
  helper: FunctionDefinition,
): CallSite | Held | 'read' | 'returned' | undefined {
  const { segment } = helper.site;
  const { parent, nextSibling } = use;
  if (parent === null) return undefined;
  const isTarget = /^(?:AssignOp|TypeDef|UpdateOp)$/.test(nextSibling?.name ?? '');
  // The name of an argument is another one. A function within may have a name of its own that is written so.
  if (isTarget && parent.name === 'ArgList') return 'read';
  if (isTarget) return parent.name !== 'ParamList' && isRightIn(use, helper) ? 'read' : undefined;
  if (isLookedAt(use, segment)) return 'read';
  if (parent.name === 'ReturnStatement') return isRightIn(use, helper) ? 'returned' : undefined;
  let node = use;
  while (node.parent !== null && WITHIN.test(node.parent.name)) node = node.parent;
  const made = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  if (made !== null && isClassName(made.firstChild, helper.site)) return callsByEnd(segment).get(made.to);
  return isRightIn(use, helper) ? nameFor(use, segment) : undefined;
}

/** Whether a use calls what a name holds, adds to it, or asks whether there is something. */
function isLookedAt({ parent, from }: SyntaxNode, segment: Segment): boolean {
  if (parent === null) return false;
  const isFirst = parent.firstChild?.from === from;
  const outer = parent.parent;
  if (parent.name === 'CallExpression') return isFirst;
  if (parent.name === 'IfStatement') return true;
  if (parent.name === 'BinaryExpression') return parent.getChild('is') !== null;
  if (parent.name !== 'MemberExpression' || !isFirst) return false;
  if (isItem(parent)) return outer?.name === 'AssignStatement' && outer.firstChild?.from === parent.from;
  return outer?.parent?.name === 'ExpressionStatement' && isAdding(parent, segment);
}

/** Whether a node stands in a function itself, rather than in one within it. */
function isRightIn({ parent }: SyntaxNode, { node }: FunctionDefinition): boolean {
  let at = parent;
  while (at !== null && !/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(at.name))
    at = at.parent;
  return at?.from === node.from;
}

/** The calls of a segment by where they end: where several begin, each ends elsewhere. */
const callsByEnd = once(
  ({ calls }: Segment): ReadonlyMap<number, CallSite> => new Map(calls.map((call) => [call.node.to, call])),
);
