import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { conditionParts } from '../../syntax/conditions';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { type Block, enclosing, type Exit, type Site } from '../../syntax/scopes';
import { countWhile } from '../names/lookup';
import { ModeEvaluator } from './modeEvaluator';
import { BODIES, testsAround } from '../provenance/guards';

function evaluatorIn(training: boolean, resolver: Resolver): ModeEvaluator {
  return new ModeEvaluator(training, resolver, (value, statement) => {
    if (!training && resolver.remembered(value, 'guarded', () => isGuarded(value, statement, resolver)))
      return false;
    return isSure(training, value, statement, resolver) ? 'surely' : true;
  });
}

/** Whether a statement stands below tests that hold in a mode, and below nothing else. */
function isSure(training: boolean, site: Site, statement: SyntaxNode, resolver: Resolver): boolean {
  const tests = testsAround(statement);
  for (let at = statement.parent; at !== null && !BODIES.has(at.name); at = at.parent)
    if (/^(?:For|While|Try|With|Match)Statement$/.test(at.name)) return false;
  return (
    tests.length > 0 && tests.every(({ test, holds }) => truthIn(training, test, site, resolver) === holds)
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

/** Whether an expression is true whatever the mode is: `self.training or True`. */
export function isOnInAnyMode(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  return [false, true].every((training) => truthIn(training, expression, site, resolver) === true);
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

/** Whether a node runs only in training mode: below `if self.training:`, or behind `if not self.training: return`. */
export function isGuarded(site: Site, node: SyntaxNode, resolver: Resolver): boolean {
  for (const { test, holds } of testsAround(node))
    if (holds ? isMode(test, site, resolver) : isNotMode(test, site, resolver)) return true;
  for (const { exits, count } of exitsAbove(site)) if (isLeft(exits, count, resolver)) return true;
  return false;
}

/** How surely something runs. */
export type Runs = 'surely' | 'perhaps' | 'never';

/** Whether a node runs outside of training mode, each time that the function around it does: surely where nothing but the mode decides that. */
export function runsOutside(site: Site, node: SyntaxNode, resolver: Resolver): Runs {
  if (isGuarded(site, node, resolver)) return 'never';
  const outside = (test: SyntaxNode, at: Site): boolean | undefined => truthIn(false, test, at, resolver);
  const tests = testsAround(node);
  if (tests.some(({ test, holds }) => outside(test, site) === !holds)) return 'never';
  const isSureOf =
    tests.every(({ test, holds }) => outside(test, site) === holds) &&
    exitsAbove(site).every(({ exits, count }) =>
      exits.slice(0, count).every(({ test }) => outside(test.node, test) === false),
    );
  return isSureOf && !isBelowOthers(node) ? 'surely' : 'perhaps';
}

/** Whether something else than an `if` decides on a node, or one of several. */
function isBelowOthers(node: SyntaxNode): boolean {
  for (let at = node.parent; at !== null && !BODIES.has(at.name); at = at.parent) {
    if (/^(?:For|While|Try|Match)Statement$|^BinaryExpression$|Comprehension/.test(at.name)) return true;
    if (at.name === 'IfStatement' && at.getChild('elif') !== null) return true;
  }
  return false;
}

/**
 * What else decides whether a node runs, where it may be something like the mode: a flag that the function is given,
 * `self.training or …`, whether gradients are kept.
 */
export function switchAround(site: Site, node: SyntaxNode): string | undefined {
  const around = testsAround(node).map(({ test }) => switchIn(test, site));
  const above = exitsAbove(site).map(({ exits, count }) => {
    const first = firstSwitch(exits);
    return first !== undefined && first.index < count ? first.text : undefined;
  });
  return [...around, ...above].find((text) => text !== undefined);
}

/** The first of a block's exits that such a test decides on. */
const firstSwitch = once((exits: readonly Exit[]) => {
  for (const [index, { test }] of exits.entries()) {
    const text = switchIn(test.node, test);
    if (text !== undefined) return { index, text };
  }
  return undefined;
});

function switchIn(test: SyntaxNode, site: Site): string | undefined {
  const found = partsOf(test).find((part) => isSwitch(part, site));
  return found && textOf(site.segment, found);
}

/** What stands between the `and`, `or` and `not` of a test; what holds `training` stays in one piece. */
function partsOf(test: SyntaxNode): SyntaxNode[] {
  const node = withoutParentheses(test);
  const parts = conditionParts(node).filter(({ name }) => !/^(?:and|or|not)$/.test(name));
  return parts.length > 1 || parts[0]?.from !== node.from ? parts.flatMap(partsOf) : [node];
}

/** How flags are called that may be something like the mode: no `need_weights`, no `causal`. */
const LIKE_MODE =
  /train|eval|test|infer|predict|generat|determin|mode|drop|stoch|random|noise|sampl|mc|augment|regular|enable|apply|^on$|flag|deploy|(?:^|_)(?:gen|val|valid|validation)(?:_|$)/i;

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

/** The blocks around a place that may be left before it, each with how many of its exits are above. */
function exitsAbove({
  block,
  at,
}: Site): readonly { readonly exits: readonly Exit[]; readonly count: number }[] {
  const above: { exits: readonly Exit[]; count: number }[] = [];
  for (let around: Block | undefined = block; around !== undefined; around = around.parent) {
    const { exits } = around;
    const count = exits.length === 0 ? 0 : countWhile(exits, ({ over }) => over <= at);
    if (count > 0) above.push({ exits, count });
  }
  return above;
}

/**
 * Whether one of the first `count` exits of a block is taken outside of training mode. A block may have thousands, and as many
 * calls that ask: what is known of stretches of 1, 2, 4, … of them is put together, as in a Fenwick tree.
 */
function isLeft(exits: readonly Exit[], count: number, resolver: Resolver): boolean {
  for (let end = count; end > 0; end -= end & -end) if (isLeftIn(exits, end, resolver)) return true;
  return false;
}

/** The same of the stretch of exits that ends before `end`, and has as many as the lowest bit that is set in `end` counts. */
function isLeftIn(exits: readonly Exit[], end: number, resolver: Resolver): boolean {
  const test = exits[end - 1]?.test;
  if (test === undefined) return false;
  return resolver.remembered(test, 'left', () => {
    for (let part = 1; part < (end & -end); part *= 2) if (isLeftIn(exits, end - part, resolver)) return true;
    return isNotMode(test.node, test, resolver);
  });
}
