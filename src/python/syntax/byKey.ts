/* What is known by a key: found once, or several things below one. */

/** A function that finds what it is asked for once, and knows it for as long as what it was asked of is there. */
export function once<K extends object, V>(find: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>();
  return (of) => {
    let found = known.get(of);
    // Where it is undefined it may have been found all the same.
    if (found === undefined && !known.has(of)) known.set(of, (found = find(of)));
    return found as V;
  };
}

/** What was found by a name before, or is found now. */
export function remembered<T>(known: Map<string, T>, name: string, find: () => T): T {
  const before = known.get(name);
  if (before !== undefined) return before;
  const found = find();
  known.set(name, found);
  return found;
}

/** An array that grows gets room for as many more: of thousands of short lists that is most of what they take. */
const SHORT = 4;

/** Adds one to those that have the same key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, one: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [one]);
  else if (known.length < SHORT) lists.set(key, known.concat([one]));
  else known.push(one);
}
