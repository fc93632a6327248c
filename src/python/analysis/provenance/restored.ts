import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { BindingKind, CallSite, ExpressionSite, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { callsEverywhere } from './callsIn';

/** What reads a file that a program has written, as no one else writes it: `torch.load(path)`, `pickle.load(file)`. */
const KEPT = /^(?:torch|th|c?[pP]ickle|pkl|joblib|dill|cloudpickle|np|numpy)\.loads?$/;
/** What hands on all of a dictionary, or one part of it. */
export const ITEMS = /\.(?:items|item|copy|get|pop)$/;
/** What is kept is taken out of it in a few steps: `args = torch.load(path)["args"]`, and `args["p"]`. */
const MOST_STEPS = 4;
/** In so many ways at most: names may be bound to each other again and again, and all of the ways together are powers of that. */
const MOST_WAYS = 4;
/** Whoever is called more often is given more than that. */
const MOST_CALLS = 16;

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
      return bindings.some(({ kind }) =>
        kind.type === 'value'
          ? isRestored(kind.value, resolver, steps - 1)
          : kind.type === 'parameter' && isGivenRestored(kind, resolver, steps - 1),
      );
    }
    default:
      return false;
  }
}

/** Whether all that call a function give it what was kept, as far as they are seen: `build(torch.load(path)["args"])`, of `def build(args)`. */
function isGivenRestored(
  { parameter, definition }: Extract<BindingKind, { type: 'parameter' }>,
  resolver: Resolver,
  steps: number,
): boolean {
  if (definition.name === '' || definition.scope.parent?.kind !== 'module') return false;
  const home = resolver.moduleOf(definition.site);
  const calls = callsEverywhere(definition.name, home, resolver);
  if (calls === 'searching' || calls.length > MOST_CALLS) return false;
  const isIt = ({ callee, ...call }: CallSite): boolean => {
    const meaning = resolver.meaningOf(callee, call);
    if (meaning === undefined) return callee.name === 'VariableName';
    // The file as others import it is not the one that is being edited.
    const isOwn =
      meaning.type === 'function' && resolver.uriOf(resolver.moduleOf(meaning.site)) === resolver.uriOf(home);
    return isOwn && meaning.name === definition.name;
  };
  const own = calls.filter(isIt);
  const isGiven = (call: CallSite): boolean => {
    const given = boundArgument(call.segment, call.args, definition, parameter.name);
    return given.passed === 'value' && isRestored({ ...call, node: given.node }, resolver, steps);
  };
  return own.length > 0 && own.every(isGiven);
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
