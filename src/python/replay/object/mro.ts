import type { ClassValue } from './values';

/** The order in which a class and its bases are searched (C3); undefined where Python finds none. */
export function mroOf(made: ClassValue): readonly ClassValue[] | undefined {
  const lists = [...made.bases.map(({ mro }) => [...mro]), [...made.bases]].filter(
    ({ length }) => length > 0,
  );
  const order: ClassValue[] = [made];
  while (lists.some(({ length }) => length > 0)) {
    const next = lists.find(
      ([head]) => head !== undefined && !lists.some((list) => list.indexOf(head) > 0),
    )?.[0];
    if (next === undefined) return undefined;
    order.push(next);
    for (const list of lists) if (list[0] === next) list.shift();
  }
  return order;
}

/** Whether a class is another one or derives from it. */
export function isSubclass(made: ClassValue, base: ClassValue): boolean {
  return made.mro.includes(base);
}

/** Why a class may have more than is known: the first base of which nothing is. */
export function unknownBaseOf({ mro }: Pick<ClassValue, 'mro'>): ClassValue['unknownBase'] {
  return mro.find((one) => one.unknownBase !== undefined)?.unknownBase;
}

/** The first member of a name along a class's order. */
export function lookUp(
  made: Pick<ClassValue, 'mro'>,
  name: string,
): ClassValue['members'] extends Map<string, infer V> ? V | undefined : never {
  for (const one of made.mro) {
    const member = one.members.get(name);
    if (member !== undefined) return member;
  }
  return undefined;
}
