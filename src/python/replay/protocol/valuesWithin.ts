import { work } from '../../../torch';
import type { Value } from '../object/values';

/**
 * A value, and all that lies in containers within it, outer ones first: each container once, however often it is met,
 * and however deep it lies.
 */
export function* valuesWithin(value: Value): Iterable<Value> {
  yield value;
  const seen = new Set<Value>([value]);
  const open = [{ items: itemsOf(value), next: 0 }];
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const item = last.items[last.next++];
    if (item === undefined) open.pop();
    else if (!isContainer(item)) yield item;
    else if (!seen.has(item)) {
      seen.add(item);
      yield item;
      open.push({ items: itemsOf(item), next: 0 });
    }
  }
}

function isContainer({ kind }: Value): boolean {
  return kind === 'list' || kind === 'tuple' || kind === 'set' || kind === 'dict';
}

/** What lies in a container itself, keys included; paid for before it is gathered. */
function itemsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      work(value.items.length * ITEM_WORK);
      return value.items;
    case 'set':
      work(value.items.size * ITEM_WORK);
      return [...value.items.values()];
    case 'dict':
      work(value.entries.size * 2 * ITEM_WORK);
      return [...value.entries.values()].flatMap(({ key, value: item }) => [key, item]);
    default:
      return [];
  }
}

/** What it takes to look at one item. */
const ITEM_WORK = 5;
