import { textOf } from '../../syntax/nodes';
import type { Binding } from '../../syntax/scopes';

/** Whether a name is bound only `if name is None:`. */
export function isGuardedByNone({ node, site: { segment } }: Binding, name: string): boolean {
  const branch = node.parent?.parent;
  const test = node.parent?.prevSibling;
  if (branch?.name !== 'IfStatement' || test === null || test === undefined) return false;
  return textOf(segment, test).replace(/\s+/g, ' ') === `${name} is None`;
}
