import type { Expression, Statement } from './ast';

export type Part = Statement | Expression;

/** What a statement or expression consists of. */
export function* partsOf(part: Part): Iterable<Part> {
  for (const value of Object.values(part) as unknown[]) yield* partsIn(value);
}

function* partsIn(value: unknown): Iterable<Part> {
  if (Array.isArray(value)) for (const item of value) yield* partsIn(item);
  else if (typeof value === 'object' && value !== null && !(value instanceof Set)) {
    if ('type' in value && 'line' in value) yield value as Part;
    else for (const inner of Object.values(value) as unknown[]) yield* partsIn(inner);
  }
}
