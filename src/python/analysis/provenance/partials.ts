import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { CallSite, ExpressionSite } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { isByNames } from './lookedUp';

/** What gives something part of its arguments. */
export const PARTIAL = 'partial';

/** What a call of `partial` has been given: what it calls, and how many of that one's arguments by their places. */
interface Part extends ExpressionSite {
  readonly places: number;
}

/** The calls of `partial` that a name stands for which is called: of `block(4)`, after `block = partial(Block, p=0.1)`. */
export function partialsCalled(call: CallSite, resolver: Resolver): readonly Part[] {
  const { callee, segment } = call;
  const isName = callee.name === 'VariableName';
  // Each call of anything is asked, and few files have any such.
  if (!isName || resolver.moduleOf(call).segmentsWith(`${PARTIAL}(`).length === 0) return [];
  return resolver
    .bindingsOf(textOf(segment, callee), call)
    .flatMap(({ kind }) => (kind.type === 'value' ? (partOf(kind.value) ?? []) : []));
}

function partOf(made: ExpressionSite): Part | undefined {
  const { node, segment } = made;
  const args = node.name === 'CallExpression' ? node.getChild('ArgList') : null;
  const isPartial = node.firstChild !== null && /(?:^|\.)partial$/.test(textOf(segment, node.firstChild));
  const given = isPartial && args ? readArguments(segment, args) : undefined;
  const [first, ...others] = given?.positional ?? [];
  return first && given?.star === undefined ? { ...made, node: first, places: others.length } : undefined;
}

/**
 * How many arguments what a call calls has been given by their places before; undefined where one number or another may be, and the call gives some by
 * theirs.
 */
export function placesBefore(call: CallSite, resolver: Resolver): number | undefined {
  const [first, ...others] = partialsCalled(call, resolver);
  const places = first?.places ?? 0;
  if (others.every((one) => one.places === places)) return places;
  return isByNames(call) ? 0 : undefined;
}
