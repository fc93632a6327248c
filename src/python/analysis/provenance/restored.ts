import type { SyntaxNode } from '@lezer/common';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { ExpressionSite, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';

/** What reads a file that a program has written, as no one else writes it: `torch.load(path)`, `pickle.load(file)`. */
const KEPT = /^(?:torch|th|c?[pP]ickle|pkl|joblib|dill|cloudpickle|np|numpy)\.loads?$/;
/** What hands on all of a dictionary, or one part of it. */
export const ITEMS = /\.(?:items|item|copy|get|pop)$/;
/** What is kept is taken out of it in a few steps: `args = torch.load(path)["args"]`, and `args["p"]`. */
const MOST_STEPS = 4;
/** In so many ways at most: names may be bound to each other again and again, and all of the ways together are powers of that. */
const MOST_WAYS = 4;

/**
 * Whether an expression comes out of what was kept of something that was made before, or may do so: `torch.load(path)["args"]`. What that
 * holds nobody can read.
 */
export function isRestored(
  { node, ...site }: ExpressionSite,
  resolver: Resolver,
  steps = MOST_STEPS,
): boolean {
  const isKept = (one: SyntaxNode): boolean => isRestored({ ...site, node: one }, resolver, steps);
  let root: SyntaxNode | null = takenOf(withoutParentheses(node));
  while (root?.name === 'MemberExpression') root = root.firstChild;
  switch (root?.name) {
    case 'CallExpression':
      return isRestoredBy(root, site, isKept, resolver, steps);
    case 'VariableName': {
      if (steps === 0) return false;
      const bindings = resolver.bindingsOf(textOf(site.segment, root), site);
      if (bindings.length > MOST_WAYS) return false;
      return bindings.some(
        ({ kind }) => kind.type === 'value' && isRestored(kind.value, resolver, steps - 1),
      );
    }
    default:
      return false;
  }
}

/** Whether a call gives what was kept: it reads that, hands on a part of it, or returns it. */
function isRestoredBy(
  { firstChild: callee }: SyntaxNode,
  call: Site,
  isKept: (one: SyntaxNode) => boolean,
  resolver: Resolver,
  steps: number,
): boolean {
  if (callee === null) return false;
  if (readsKept(callee, call, resolver)) return true;
  if (ITEMS.test(textOf(call.segment, callee)))
    return callee.firstChild !== null && isKept(callee.firstChild);
  const meaning = steps > 0 ? resolver.meaningOf(callee, call) : undefined;
  // `Config.load(path)`, which returns what was kept.
  const returned = meaning?.type === 'function' ? meaning.returns : [];
  return returned.length > 0 && returned.every((one) => isRestored(one, resolver, steps - 1));
}

/** Whether a call reads what was kept, by what it calls. */
export function readsKept(callee: SyntaxNode, site: Site, resolver: Resolver): boolean {
  return KEPT.test(textOf(site.segment, callee)) || KEPT.test(resolver.qualifiedName(callee, site) ?? '');
}

/** Of what some items are taken, `{k: v for k, v in kept.items() if k in NAMES}`; else the same node. */
function takenOf(node: SyntaxNode): SyntaxNode {
  const [items] = node.name === 'DictionaryComprehensionExpression' ? node.getChildren('CallExpression') : [];
  return items ?? node;
}
