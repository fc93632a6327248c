import type { SyntaxNode } from '@lezer/common';
import { argumentFor } from '../../syntax/arguments';
import { childrenOf, textOf } from '../../syntax/nodes';
import { CALLED_EACH_TIME, callsBeside } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import { type CallSite, enclosing } from '../../syntax/scopes';
import { isMode } from './mode';
import { goesInto, wholeLayer } from './partOf';

/** Of a layer that is made each time it is used: its mode, where the code sets one. */
export interface FreshLayer {
  /** The expression that sets it; undefined where it is left in training mode. */
  readonly set: string | undefined;
  /** Whether it is seen to be called right there. */
  readonly isUsed: boolean;
  /** Whether it is called where it is made, or made in a method that runs with each input; a function of a script may make the model itself. */
  readonly isEachTime: boolean;
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
    return { set, isUsed: true, isEachTime: true };
  const method = enclosing(call.scope, 'function');
  if (method === undefined) return undefined;
  const ofClass = method.parent?.kind === 'class';
  const eachTime = ofClass && CALLED_EACH_TIME.test(method.name);
  if (!eachTime && parent?.name === 'ReturnStatement') return madeFor(call, method.name, resolver);
  const target = parent?.name === 'AssignStatement' ? parent.firstChild : null;
  const isWhole = target !== null && target.nextSibling?.name === 'AssignOp' && target.from < node.from;
  if (!isWhole && eachTime)
    return assignedTo(node)?.name === 'MemberExpression'
      ? undefined
      : { set, isUsed: false, isEachTime: true };
  if (!isWhole) return madeFor(call, method.name, resolver);
  const name = textOf(call.segment, target);
  // What is kept is made anew only where nothing asks whether it is there already.
  if (target.name === 'MemberExpression' && !(eachTime && runsAlways(node))) return undefined;
  const isUsed = callsBeside(name, call).some(({ at }) => at > call.at);
  if (!isUsed && !eachTime) return madeFor(call, method.name, resolver);
  if (!isUsed && target.name !== 'VariableName') return undefined;
  const later = ['eval', 'train'].flatMap((mode) => callsBeside(`${name}.${mode}`, call));
  const setLater = later.map((mode) => modeSet(mode.node, mode, resolver));
  return { set: set ?? setLater.find((text) => text !== undefined), isUsed, isEachTime: eachTime };
}

/** A layer that a function makes for whoever calls it, or, where it has a name first, for what it makes itself. */
function madeFor(layer: CallSite, name: string, resolver: Resolver): FreshLayer | undefined {
  const isNamed = wholeLayer(layer).node.parent?.name !== 'ReturnStatement';
  return resolver.lookInto(() => {
    const all = (goesInto(layer, resolver) ?? []).map((call) => madeAnew(call, resolver));
    const fresh = all.filter((one) => one !== undefined && one.set === undefined);
    const isEachTime = fresh.every((one) => one?.isEachTime);
    if (fresh.length === 0 || (isNamed && !isEachTime)) return undefined;
    const isSure = fresh.length === all.length && fresh.every((one) => one?.keptBy === undefined);
    return { set: undefined, isUsed: false, isEachTime, ...(!isSure && { keptBy: `${name}()` }) };
  }, undefined);
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
