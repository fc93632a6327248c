import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { enclosing, type Segment, type Site } from '../../syntax/scopes';
import { ModeEvaluator } from './outcome';

function evaluatorIn(training: boolean, resolver: Resolver): ModeEvaluator {
  return new ModeEvaluator(
    training,
    resolver,
    (value, statement) => training || !isGuarded(value, statement, resolver),
  );
}

/** Whether an expression is true, in training mode or outside of it; undefined where the mode does not tell. */
function truthIn(
  training: boolean,
  expression: SyntaxNode,
  site: Site,
  resolver: Resolver,
): boolean | undefined {
  return evaluatorIn(training, resolver).truthOf(expression, site);
}

/** Whether an expression is true only in training mode: `self.training`, a local name for it, `… and …`. */
export function isMode(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const outside = truthIn(false, expression, site, resolver);
  return outside === false && truthIn(true, expression, site, resolver) !== false;
}

/** Whether an expression is true outside of training mode, and hangs on that. */
function isNotMode(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const outside = truthIn(false, expression, site, resolver);
  return outside === true && truthIn(true, expression, site, resolver) !== true;
}

/** Whether an expression is `p if self.training else 0.0`, or another that comes to 0 outside of training mode. */
export function isZeroOutsideTraining(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  return evaluatorIn(false, resolver).isZero(expression, site);
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
  for (const test of returnsBefore(node, site)) if (isNotMode(test, site, resolver)) return true;
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

/** How flags are called that may be something like the mode: no `need_weights`, no `causal`. */
const LIKE_MODE =
  /train|eval|test|infer|predict|generat|determin|mode|drop|stoch|random|noise|sampl|mc|augment|regular|enable|apply|^on$|flag/i;

function isSwitch(part: SyntaxNode, { segment, scope }: Site): boolean {
  const text = textOf(segment, part);
  if (part.name === 'MemberExpression') return text.endsWith('.training');
  if (part.name === 'CallExpression') return /\bis_grad_enabled\(\)$/.test(text);
  const parameters = enclosing(scope, 'function')?.definition;
  return (
    part.name === 'VariableName' &&
    LIKE_MODE.test(text) &&
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
