import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import { isPassedByEach } from '../provenance/expressionsPassed';
import { methodAround } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import { switchAround } from './mode';
import type { BindingKind, ExpressionSite, Site } from '../../syntax/scopes';

/** Whether an expression is what the function around it is given, or a part of that: then whoever calls it decides. */
export function isGivenBy(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  let root = expression;
  while (root.name === 'MemberExpression' && root.firstChild !== null) root = root.firstChild;
  if (root.name !== 'VariableName') return false;
  const name = textOf(site.segment, root);
  if (root !== expression && methodAround(site.scope)?.self === name) return false;
  return resolver
    .bindingsOf(name, site)
    .some(({ kind }) => kind.type === 'parameter' || kind.type === 'other');
}

/** Whether an expression is an attribute of the object itself, or a local name for one: then it is the same whoever calls. */
export function isKeptByItself(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const self = methodAround(site.scope)?.self;
  if (expression.name === 'MemberExpression')
    return expression.firstChild !== null && textOf(site.segment, expression.firstChild) === self;
  if (expression.name !== 'VariableName') return false;
  const bindings = resolver.bindingsOf(textOf(site.segment, expression), site);
  return (
    bindings.length > 0 &&
    bindings.every(
      ({ kind }) =>
        kind.type === 'value' &&
        resolver.lookInto(() => isKeptByItself(kind.value.node, kind.value, resolver), false),
    )
  );
}

/**
 * Whether an expression is one thing or another by a test, one of which may be 0: `self.p if not decode else 0.0`, or a local name for
 * that. Not `self.p if self.p is not None else 0.0`, for that hangs on p itself.
 */
export function isChosen(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const node = withoutParentheses(expression);
  if (node.name === 'VariableName')
    return resolver
      .bindingsOf(textOf(site.segment, node), site)
      .some(
        ({ kind, node: statement }) =>
          kind.type === 'value' &&
          (isZeroed(kind.value, statement) ||
            resolver.lookInto(() => isChosen(kind.value.node, kind.value, resolver), false)),
      );
  if (node.name !== 'ConditionalExpression') return false;
  const [yes, , test, , no] = childrenOf(node);
  if (!yes || !test || !no) return true;
  const numbers = [yes, no].flatMap((one) =>
    one.name === 'Number' ? Number(textOf(site.segment, one)) : [],
  );
  if (!numbers.includes(0)) return false;
  const other = textOf(site.segment, Number(textOf(site.segment, yes)) === 0 ? no : yes);
  return !textOf(site.segment, test).includes(other);
}

/** Whether a name is bound to 0 below a test of something like the mode: `if not training: p = 0.0`. */
function isZeroed(value: ExpressionSite, statement: SyntaxNode): boolean {
  const isZero = value.node.name === 'Number' && Number(textOf(value.segment, value.node)) === 0;
  return isZero && switchAround(value, statement) !== undefined;
}

/**
 * Whether what a function is given is 0, or what an object keeps, whoever calls it and those that hand it on: then none of
 * them turns it off outside training. Not where no caller is seen.
 */
export function isSameForCallers(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const text = textOf(site.segment, expression);
  if (expression.name === 'Number') return Number(text) === 0;
  if (isKeptByItself(expression, site, resolver)) return true;
  if (expression.name !== 'VariableName') return false;
  const bindings = resolver.bindingsOf(text, site);
  return bindings.length > 0 && bindings.every(({ kind }) => isSamePassed(kind, resolver));
}

function isSamePassed(kind: BindingKind, resolver: Resolver): boolean {
  if (kind.type !== 'parameter') return false;
  const { parameter, definition } = kind;
  return resolver.lookInto(
    () =>
      isPassedByEach(parameter, definition, resolver, ({ node, call }) =>
        isSameForCallers(node, call, resolver),
      ),
    false,
  );
}
