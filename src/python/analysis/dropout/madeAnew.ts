import type { SyntaxNode } from '@lezer/common';
import { argumentFor } from '../../syntax/arguments';
import { childrenOf, textOf } from '../../syntax/nodes';
import { callsIn, callsOf } from '../provenance/callsIn';
import { CALLED_EACH_TIME, callsBeside, methodAround } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import { type CallSite, enclosing, type FunctionDefinition } from '../../syntax/scopes';
import { isMode } from './mode';

/** Of a layer that is made each time it is used: its mode, where the code sets one. */
export interface FreshLayer {
  /** The expression that sets it; undefined where it is left in training mode. */
  readonly set: string | undefined;
  /** Whether it is seen to be called right there. */
  readonly isUsed: boolean;
  /** The function that makes it, where only some of those who call that use it once. */
  readonly keptBy?: string;
}

/** Whether a layer is made each time it is used, as in `forward`, rather than once; else undefined. */
export function madeAnew(call: CallSite, resolver: Resolver): FreshLayer | undefined {
  const { node, modes } = wholeLayer(call);
  const set = modes.map((mode) => modeSet(mode, call, resolver)).find((text) => text !== undefined);
  const parent = node.parent;
  // `nn.Dropout(p)(x)`
  if (parent?.name === 'CallExpression' && parent.firstChild?.from === node.from)
    return { set, isUsed: true };
  const method = enclosing(call.scope, 'function');
  if (method === undefined) return undefined;
  const ofClass = method.parent?.kind === 'class';
  const eachTime = ofClass && CALLED_EACH_TIME.test(method.name);
  if (!eachTime && parent?.name === 'ReturnStatement' && method.definition?.type === 'function')
    return madeFor(method.definition, resolver);
  const target = parent?.name === 'AssignStatement' ? parent.firstChild : null;
  const isWhole = target !== null && target.nextSibling?.name === 'AssignOp' && target.from < node.from;
  if (!isWhole)
    return eachTime && assignedTo(node)?.name !== 'MemberExpression' ? { set, isUsed: false } : undefined;
  const name = textOf(call.segment, target);
  // What is kept is made anew only where nothing asks whether it is there already.
  if (target.name === 'MemberExpression' && !(eachTime && runsAlways(node))) return undefined;
  const isUsed = callsBeside(name, call).some(({ at }) => at > call.at);
  if (!isUsed && !(eachTime && target.name === 'VariableName')) return undefined;
  const later = ['eval', 'train'].flatMap((mode) => callsBeside(`${name}.${mode}`, call));
  const setLater = later.map((mode) => modeSet(mode.node, mode, resolver));
  return { set: set ?? setLater.find((text) => text !== undefined), isUsed };
}

/** A layer that a function makes for whoever calls it. */
function madeFor(definition: FunctionDefinition, resolver: Resolver): FreshLayer | undefined {
  return resolver.lookInto(() => {
    const all = callsOfHelper(definition, resolver).map((call) => madeAnew(call, resolver));
    const fresh = all.filter((one) => one !== undefined && one.set === undefined);
    if (fresh.length === 0) return undefined;
    const isSure = fresh.length === all.length && fresh.every((one) => one?.keptBy === undefined);
    return { set: undefined, isUsed: false, ...(!isSure && { keptBy: `${definition.name}()` }) };
  }, undefined);
}

/** The calls of a function in its own file, but for those in itself; of a method those on the object itself. */
export function callsOfHelper(definition: FunctionDefinition, resolver: Resolver): readonly CallSite[] {
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

function isClassName(callee: SyntaxNode | null, { segment }: CallSite): boolean {
  return callee !== null && /(?:^|\.)[A-Z]\w*$/.test(textOf(segment, callee));
}

/** To what `eval()` or `train(…)` sets a layer; undefined for what leaves it in training mode. */
function modeSet(called: SyntaxNode, site: CallSite, resolver: Resolver): string | undefined {
  const name = called.firstChild?.lastChild;
  const args = called.getChild('ArgList');
  if (!name || args === null) return undefined;
  if (textOf(site.segment, name) === 'eval') return 'False';
  if (textOf(site.segment, name) !== 'train') return undefined;
  const mode = argumentFor(site.segment, args, ['mode'], 'mode');
  const isSet =
    mode.passed === 'value' &&
    (textOf(site.segment, mode.node) === 'False' || isMode(mode.node, site, resolver));
  return isSet ? textOf(site.segment, mode.node) : undefined;
}

/** Whether nothing but the function around it decides whether a statement runs. */
export function runsAlways(node: SyntaxNode): boolean {
  for (let at = node.parent; at !== null && at.name !== 'FunctionDefinition'; at = at.parent)
    if (/^(?:If|Try|While|For|Match)Statement$|^(?:Conditional|Lambda)Expression$/.test(at.name))
      return false;
  return true;
}

/** What the statement around an expression assigns it to, alone or as a part. */
export function assignedTo(node: SyntaxNode): SyntaxNode | undefined {
  for (
    let at = node.parent;
    at !== null && !/Body|Script|FunctionDefinition|Lambda/.test(at.name);
    at = at.parent
  )
    if (at.name === 'AssignStatement') return childrenOf(at)[0];
  return undefined;
}
