import { work } from '../../torch';
import type { Value } from './values';

/**
 * A value, and all that lies in lists and tuples within it, outer ones first: each list and tuple once, however often it
 * is met, and however deep it lies.
 */
export function* within(value: Value): Iterable<Value> {
  yield value;
  if (value.kind !== 'list' && value.kind !== 'tuple') return;
  const seen = new Set<Value>([value]);
  const open = [{ items: value.items, next: 0 }];
  work(value.items.length * ITEM_WORK);
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const item = last.items[last.next++];
    if (item === undefined) open.pop();
    else if (item.kind !== 'list' && item.kind !== 'tuple') yield item;
    else if (!seen.has(item)) {
      seen.add(item);
      work(item.items.length * ITEM_WORK);
      open.push({ items: item.items, next: 0 });
      yield item;
    }
  }
}

/** What it takes to look at one item. */
const ITEM_WORK = 5;
