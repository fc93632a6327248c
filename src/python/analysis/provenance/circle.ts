import type { SyntaxNode } from '@lezer/common';
import type { Segment } from '../../syntax/scopes';
import type { Environment } from './environment';

/** So many times an expression is read while it is being read itself: each time it may be that of another object. */
const MOST_WITHIN = 2;

/** Texts of segments are shorter. */
const LONGEST = 2 ** 26;

/** Where the expressions stand that are being read, as often as each is, and how many remembered readings were under way when it began. */
const underWay = new WeakMap<Segment, Map<number, { times: number; readonly level: number }>>();

/** Looks into an expression, unless that leads back to itself: `self.q = scaled(self.q)` would take all that may be looked into. */
export function unlessCircle<T>(
  { from, to }: SyntaxNode,
  { site: { segment }, resolver }: Environment,
  read: () => T,
  otherwise: T,
): T {
  const within = underWay.get(segment) ?? new Map<number, { times: number; readonly level: number }>();
  underWay.set(segment, within);
  const place = from * LONGEST + to;
  const reading = within.get(place) ?? { times: 0, level: resolver.nesting.level };
  if (reading.times >= MOST_WITHIN) {
    resolver.nesting.noteCut(reading.level);
    return otherwise;
  }
  within.set(place, reading);
  reading.times++;
  try {
    return resolver.lookInto(read, otherwise);
  } finally {
    reading.times--;
    if (reading.times === 0) within.delete(place);
  }
}
