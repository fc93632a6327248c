import { once } from '../byKey';
import type { Expression, FunctionCode, Statement, Yield } from './ast';

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

/** The annotations of a function, in the order in which they are evaluated. */
export function annotationsOf({ parameters, returns }: FunctionCode): readonly Expression[] {
  return [...parameters.map(({ annotation }) => annotation), returns].filter((one) => one !== undefined);
}

/** Whether a generator may stop where it still has something to do should nobody go on with it: in `with` or `try`. */
export const cleansUp = once(({ body }: FunctionCode): boolean => body.some(hasCleaning));

function hasCleaning(statement: Statement): boolean {
  switch (statement.type) {
    case 'With':
      return true;
    case 'Try':
      return statement.last.length > 0 || statement.handlers.length > 0;
    case 'If':
      return [...statement.then, ...statement.otherwise].some(hasCleaning);
    case 'For':
    case 'While':
      return [...statement.body, ...statement.otherwise].some(hasCleaning);
    default:
      return false;
  }
}

/** What a statement yields that is nothing but a `yield`, or binds its value. */
export function yieldedBy(statement: Statement): Yield | undefined {
  if (statement.type !== 'ExpressionStatement' && statement.type !== 'Assign') return undefined;
  return statement.value.type === 'Yield' ? statement.value : undefined;
}
