import { work } from '../../torch';
import type { Value } from './values';

/**
 * A value, and all that lies in lists and tuples within it, outer ones first: each once, however often it is met, and
 * however deep it lies.
 */
export function* within(value: Value): Iterable<Value> {
  if (value.kind !== 'list' && value.kind !== 'tuple') {
    yield value;
    return;
  }
  const seen = new Set<Value>();
  const waiting: Value[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === 'list' || next.kind === 'tuple') {
      if (seen.has(next)) continue;
      seen.add(next);
      work(next.items.length * 5);
      for (let i = next.items.length - 1; i >= 0; i--) {
        const item = next.items[i];
        if (item !== undefined) waiting.push(item);
      }
    }
    yield next;
  }
}
