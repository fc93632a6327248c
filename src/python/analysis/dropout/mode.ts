import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { type Binding, enclosing, type Segment, type Site } from '../../syntax/scopes';

/** Whether an expression is true only in training mode: `self.training`, a local name for it, `… and …`. */
export function isMode(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const node = withoutParentheses(expression);
  if (node.name === 'MemberExpression')
    return node.lastChild?.name === 'PropertyName' && textOf(site.segment, node.lastChild) === 'training';
  if (node.name === 'BinaryExpression') {
    const [left, operator, right] = childrenOf(node);
    if (operator?.name === 'and')
      return [left, right].some((part) => part !== undefined && isMode(part, site, resolver));
    // `self.training is True`
    const isSame = operator !== undefined && /^(?:is|==)$/.test(textOf(site.segment, operator));
    return isSame && right?.name === 'Boolean' && textOf(site.segment, right) === 'True'
      ? left !== undefined && isMode(left, site, resolver)
      : false;
  }
  // `not not self.training`
  if (node.name === 'UnaryExpression')
    return node.firstChild?.name === 'not' && node.lastChild !== null
      ? isNotMode(node.lastChild, site, resolver)
      : false;
  if (node.name === 'CallExpression') {
    const [callee, args] = childrenOf(node);
    const [, argument, close] = args === undefined ? [] : childrenOf(args);
    const isPlain = callee !== undefined && textOf(site.segment, callee) === 'bool' && close?.name === ')';
    return isPlain && argument !== undefined && isMode(argument, site, resolver);
  }
  return everyBinding(
    node,
    site,
    resolver,
    ({ kind }) => kind.type === 'value' && isMode(kind.value.node, kind.value, resolver),
  );
}

/** Whether a node is a name that is bound, and something holds of all that binds it. */
function everyBinding(
  node: SyntaxNode,
  site: Site,
  resolver: Resolver,
  holds: (binding: Binding) => boolean,
): boolean {
  if (node.name !== 'VariableName') return false;
  return resolver.lookInto(() => {
    const bindings = resolver.bindingsOf(textOf(site.segment, node), site);
    return bindings.length > 0 && bindings.every(holds);
  }, false);
}

function isNotMode(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const node = withoutParentheses(expression);
  return (
    node.name === 'UnaryExpression' &&
    node.firstChild?.name === 'not' &&
    node.lastChild !== null &&
    isMode(node.lastChild, site, resolver)
  );
}

/** Whether an expression is `p if self.training else 0.0`, or a local name that comes to the same. */
export function isZeroOutsideTraining(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const node = withoutParentheses(expression);
  const isZero = (part: SyntaxNode | undefined): boolean =>
    part !== undefined && /^0+(?:\.0*)?$/.test(textOf(site.segment, part));
  // The mode itself is False there, which is 0.
  if (isZero(node) || isMode(node, site, resolver)) return true;
  if (node.name === 'ConditionalExpression') {
    const [yes, , test, , no] = childrenOf(node);
    if (test === undefined) return false;
    return (isZero(no) && isMode(test, site, resolver)) || (isZero(yes) && isNotMode(test, site, resolver));
  }
  if (node.name === 'BinaryExpression') {
    const [left, operator, right] = childrenOf(node);
    const product = operator !== undefined && textOf(site.segment, operator) === '*';
    return product && [left, right].some((part) => part !== undefined && isMode(part, site, resolver));
  }
  return everyBinding(node, site, resolver, ({ kind, node: statement }) => {
    if (kind.type !== 'value') return false;
    const { node: value } = kind.value;
    return isZeroOutsideTraining(value, kind.value, resolver) || isGuarded(kind.value, statement, resolver);
  });
}

/** The tests that decide whether a node runs, from the inside out; `holds` where it runs if the test is true. */
function* testsAround(node: SyntaxNode): Generator<{ readonly test: SyntaxNode; readonly holds: boolean }> {
  for (let at = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(at.name)) return;
    if (parent.name === 'ConditionalExpression') {
      const [first, , test, , last] = childrenOf(parent);
      if (test !== undefined && first?.from === at.from) yield { test, holds: true };
      else if (test !== undefined && last?.from === at.from) yield { test, holds: false };
    } else if (parent.name === 'IfStatement' && at.name === 'Body') {
      const before = at.prevSibling;
      const isElse = before?.name === 'else';
      const test = isElse ? parent.firstChild?.nextSibling : before;
      if (test) yield { test, holds: !isElse };
    }
  }
}

/** Whether a node runs only in training mode: below `if self.training:`, or behind `if not self.training: return`. */
export function isGuarded(site: Site, node: SyntaxNode, resolver: Resolver): boolean {
  for (const { test, holds } of testsAround(node))
    if (holds ? isMode(test, site, resolver) : isNotMode(test, site, resolver)) return true;
  for (const test of returnsBefore(node, site)) if (isOutside(test, site, resolver)) return true;
  return false;
}

/**
 * What else decides whether a node runs, where it may be something like the mode: a flag that the function is given,
 * `self.training or …`, whether gradients are kept.
 */
export function switchAround(site: Site, node: SyntaxNode): string | undefined {
  const tests = [...Array.from(testsAround(node), ({ test }) => test), ...returnsBefore(node, site)];
  const found = tests.flatMap((test) => partsOf(test)).find((part) => isSwitch(part, site));
  return found && textOf(site.segment, found);
}

/** What stands between the `and`, `or` and `not` of a test; what holds `training` stays in one piece. */
function partsOf(test: SyntaxNode): SyntaxNode[] {
  const node = withoutParentheses(test);
  if (node.name === 'UnaryExpression' && node.firstChild?.name === 'not' && node.lastChild !== null)
    return partsOf(node.lastChild);
  const [left, operator, right] = node.name === 'BinaryExpression' ? childrenOf(node) : [];
  if (left === undefined || right === undefined || !/^(?:and|or)$/.test(operator?.name ?? '')) return [node];
  return [...partsOf(left), ...partsOf(right)];
}

function isSwitch(part: SyntaxNode, { segment, scope }: Site): boolean {
  const text = textOf(segment, part);
  if (part.name === 'MemberExpression') return text.endsWith('.training');
  if (part.name === 'CallExpression') return /\bis_grad_enabled\(\)$/.test(text);
  const parameters = enclosing(scope, 'function')?.definition;
  return (
    part.name === 'VariableName' &&
    parameters?.type === 'function' &&
    parameters.parameters.some(({ name }) => name === text)
  );
}

/** The tests of statements above a node, in the bodies around it, that leave the function where they are true. */
function* returnsBefore(node: SyntaxNode, site: Site): Generator<SyntaxNode> {
  for (let at = node; at.parent !== null; at = at.parent) {
    if (/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(at.name)) return;
    if (at.parent.name !== 'Body') continue;
    for (const test of returnTests(at.parent, site)) {
      if (test.from >= at.from) break;
      yield test;
    }
  }
}

/** By segment and by where a body starts: a body may hold thousands of calls, each of which asks. */
const knownTests = new WeakMap<Segment, Map<number, readonly SyntaxNode[]>>();

/** The tests of a body's own `if …: return`, in the order of the text. */
function returnTests(body: SyntaxNode, { segment }: Site): readonly SyntaxNode[] {
  const known = knownTests.get(segment) ?? new Map<number, readonly SyntaxNode[]>();
  knownTests.set(segment, known);
  const tests = known.get(body.from) ?? childrenOf(body).flatMap(returnTest);
  known.set(body.from, tests);
  return tests;
}

function returnTest(statement: SyntaxNode): SyntaxNode[] {
  const [, test, body] = statement.name === 'IfStatement' ? childrenOf(statement) : [];
  return test !== undefined && body?.lastChild?.name === 'ReturnStatement' ? [test] : [];
}

/** `not self.training`, or `p == 0 or not self.training`. */
function isOutside(test: SyntaxNode, site: Site, resolver: Resolver): boolean {
  if (isNotMode(test, site, resolver)) return true;
  const [left, operator, right] = test.name === 'BinaryExpression' ? childrenOf(test) : [];
  return operator?.name === 'or' && [left, right].some((part) => part && isOutside(part, site, resolver));
}
