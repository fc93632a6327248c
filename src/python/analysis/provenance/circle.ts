import type { SyntaxNode } from '@lezer/common';
import type { Segment } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import type { Environment } from './environment';

/** So many times an expression is read while it is being read itself: each time it may be that of another object. */
const MOST_WITHIN = 2;

/** Texts of segments are shorter. */
const LONGEST = 2 ** 26;

/** Where the expressions stand that are being read, as often as each is. */
const underWay = new WeakMap<Segment, Map<number, number>>();

/** Looks into an expression, unless that leads back to itself: `self.q = scaled(self.q)` would take all that may be looked into. */
export function unlessCircle<T>(
  { from, to }: SyntaxNode,
  { site: { segment }, resolver }: Environment,
  read: () => T,
  otherwise: T,
): T {
  const within = underWay.get(segment) ?? new Map<number, number>();
  underWay.set(segment, within);
  const place = from * LONGEST + to;
  const times = within.get(place) ?? 0;
  if (times >= MOST_WITHIN) {
    resolver.noteCut();
    return otherwise;
  }
  within.set(place, times + 1);
  try {
    return resolver.lookInto(read, otherwise);
  } finally {
    if (times === 0) within.delete(place);
    else within.set(place, times);
  }
}

/**
 * Reads something that may lead back to itself, unless it is being read already.
 *
 * @param underWay what is being read: what is read first is added for as long as that takes
 */
export function unlessUnderWay<K, T>(
  key: K,
  underWay: Set<K>,
  resolver: Resolver,
  read: () => T,
  otherwise: T,
): T {
  if (underWay.has(key)) {
    resolver.noteCut();
    return otherwise;
  }
  underWay.add(key);
  try {
    return read();
  } finally {
    underWay.delete(key);
  }
}
