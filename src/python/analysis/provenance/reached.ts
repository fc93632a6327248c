import type { SyntaxNode } from '@lezer/common';
import {
  type Binding,
  type ExpressionSite,
  type FunctionDefinition,
  placeOf,
  TOP_BLOCK,
} from '../../syntax/scopes';
import { textOf } from '../../syntax/nodes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { Unless } from '../names/staticNumber';
import { type AbstractObject, isMapping, ofCaller, onlyOne } from './abstractObject';
import { testsAround } from './guards';
import { keptAmong } from './kept';

/** More branches are machine-made. */
const MOST_BRANCHES = 32;

/** Of what stands in branches that which may be run, as far as it is known which are taken; and who may take another. */
export function takenOnly<T>(
  all: readonly T[],
  placeOf: (one: T) => ExpressionSite,
  resolver: Resolver,
  frames: Frames,
): { readonly taken: readonly T[]; readonly unless: Unless | undefined } {
  if (all.length < 2 || all.length > MOST_BRANCHES) return { taken: all, unless: undefined };
  const inTraining = all.filter((one) => !isOutsideTraining(placeOf(one)));
  if (inTraining.length > 0 && inTraining.length < all.length)
    return takenOnly(inTraining, placeOf, resolver, frames);
  let unless: Unless | undefined;
  const taken: T[] = [];
  for (const one of all) {
    const place = placeOf(one);
    const truth = resolver.reached(place, frames);
    if (truth?.holds === false) unless ??= truth.unless;
    // What is surely run is all that is left of what stands before it.
    const isSure = truth?.holds === true && truth.unless === undefined && isInBranch(place);
    if (isSure && taken.every((before) => placeOf(before).scope === place.scope)) taken.length = 0;
    if (truth?.holds !== false) taken.push(one);
  }
  return taken.length === 0 ? { taken: all, unless: undefined } : { taken, unless };
}

/** Whether something is what a statement in a branch gives a name, and no part of another expression. */
function isInBranch({ node, block }: ExpressionSite): boolean {
  let at: SyntaxNode | null = block === TOP_BLOCK ? null : node;
  while (at !== null && at.name !== 'AssignStatement') at = at.name.endsWith('Expression') ? null : at.parent;
  return at?.parent?.name === 'Body' && at.parent.parent?.name === 'IfStatement';
}

const MODE = /^(not\s+)?(?:[\w.]+\.)?training$/;

/** Whether something stands where nothing drops: below `if not self.training:`, or in the other branch of `if self.training:`. */
function isOutsideTraining({ node, segment, block }: ExpressionSite): boolean {
  if (block === TOP_BLOCK) return false;
  return testsAround(node).some(({ test, holds }) => {
    const mode = MODE.exec(textOf(segment, test));
    return mode !== null && (mode[1] === undefined) !== holds;
  });
}

/** The first that a function surely returns, as it is called, and who may make it return another. */
export function returnTaken(
  { returns }: FunctionDefinition,
  frames: Frames,
  resolver: Resolver,
): { readonly returned: ExpressionSite | undefined; readonly unless: Unless | undefined } {
  const [only, ...others] = returns;
  let unless: Unless | undefined;
  if (others.length === 0) return { returned: only, unless };
  for (const one of returns.length > MOST_BRANCHES ? [] : returns) {
    const truth = resolver.reached(one, frames);
    if (truth === undefined) break;
    unless ??= truth.unless;
    if (truth.holds) return { returned: one, unless };
  }
  return { returned: undefined, unless };
}

/** The one object that a name stands for that may be bound to these, in the branches that may be run; or any of those that may. */
export function objectTaken(
  name: string,
  objects: readonly AbstractObject[],
  bindings: readonly Binding[],
  resolver: Resolver,
  frames: Frames,
): AbstractObject | undefined {
  const same = onlyOne(objects);
  if (same !== undefined) return same;
  const { taken, unless } = takenOnly(bindings, placeOf, resolver, frames);
  const left = objects.filter((_, i) => taken.some((one) => one === bindings[i]));
  const only = onlyOne(left);
  if (only !== undefined) return unless === undefined ? only : ofCaller(only);
  const areKnown = left.every(({ is }) => is === 'options') || left.every(isMapping);
  return areKnown && left.length > 0 ? { is: 'configuration', name, passed: left } : keptAmong(objects);
}

/** Without those that bind None, where there are others. */
export function otherThanNone(bindings: readonly Binding[]): readonly Binding[] {
  const others = bindings.filter(({ kind }) => kind.type !== 'value' || kind.value.node.name !== 'None');
  return others.length > 0 ? others : bindings;
}
