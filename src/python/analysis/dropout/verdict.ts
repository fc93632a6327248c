import type { SyntaxNode } from '@lezer/common';
import { type PassedArgument, argumentFor } from '../../syntax/arguments';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { type Binding, type CallSite, enclosing, type Site, type Segment } from '../../syntax/scopes';
import type { Probability, Verdict, VerdictReason } from './sites';
import type { DropoutCallable } from '../names/torchNames';

/** Whether `eval()` on the model silences a call, and why. */
export function verdictOf(
  call: CallSite,
  callable: DropoutCallable,
  p: Probability,
  isIdle: boolean,
  resolver: Resolver,
): Verdict {
  const isZero = p.known && p.number.value === 0 && p.unless === undefined && !p.guessed;
  if (isIdle || isZero) return verdict('yes', 'nothing');
  if (callable.form === 'module') return verdictOfLayer(call);
  if (isGuarded(call, call.node, resolver)) return verdict('yes', 'guarded');
  const argumentOf = (name: string): PassedArgument =>
    argumentFor(call.segment, call.args, callable.parameters, name);
  if (callable.trainingDefault === 'none')
    return verdictOfProbability(call, argumentOf(callable.parameter), resolver);
  const training = argumentOf('training');
  // A helper that is given its p may be given 0 outside training.
  const isGiven = !p.known && p.reason === 'parameter';
  if (training.passed === 'nothing') {
    if (callable.trainingDefault !== true) return verdict('yes', 'off');
    return isGiven ? verdict('depends', 'expression', p.name) : verdict('no', 'omitted');
  }
  const text = textOf(call.segment, training.node);
  if (training.passed !== 'value') return verdict('depends', 'expression', text);
  if (text === 'True') return isGiven ? verdict('depends', 'expression', p.name) : verdict('no', 'always');
  if (text === 'False') return verdict('yes', 'off');
  return isMode(training.node, call, resolver)
    ? verdict('yes', 'argument', text)
    : verdict('depends', 'expression', text);
}

function verdict(silenced: Verdict['silenced'], reason: VerdictReason, on = ''): Verdict {
  return { silenced, reason, on };
}

/** Methods in which a module makes what it keeps, rather than what it uses once. */
const CALLED_EACH_TIME = /^(?:forward|__call__|\w*_forward|forward_\w*|training_step|validation_step|call)$/;

function verdictOfLayer(call: CallSite): Verdict {
  const { node, scope, segment } = call;
  // `nn.Dropout(p)(x)`
  if (node.parent?.name === 'CallExpression' && node.parent.firstChild?.from === node.from)
    return verdict('no', 'fresh');
  const target = assignedTo(node);
  const method = enclosing(scope, 'function');
  const ofClass = method?.parent?.kind === 'class';
  const kept = target?.name === 'MemberExpression';
  if (ofClass && CALLED_EACH_TIME.test(method.name) && !kept) return verdict('no', 'fresh');
  if (ofClass && kept && liesInPlainCollection(node))
    return verdict('depends', 'hidden', textOf(segment, target));
  return verdict('yes', 'layer');
}

/** What the statement around an expression assigns it to, alone or as a part. */
function assignedTo(node: SyntaxNode): SyntaxNode | undefined {
  for (
    let at = node.parent;
    at !== null && !/Body|Script|FunctionDefinition|Lambda/.test(at.name);
    at = at.parent
  )
    if (at.name === 'AssignStatement') return at.firstChild ?? undefined;
  return undefined;
}

/** Whether only lists and dictionaries stand between a call and the statement around it. */
function liesInPlainCollection(node: SyntaxNode): boolean {
  let collections = 0;
  for (let at = node.parent; at !== null; at = at.parent) {
    if (/^(?:Array|Dictionary|Tuple|ArrayComprehension|DictionaryComprehension)Expression$/.test(at.name))
      collections++;
    else return collections > 0 && at.name === 'AssignStatement';
  }
  return false;
}

/** Attention as a function has no training argument: its p must be 0 outside training. */
function verdictOfProbability(call: CallSite, argument: PassedArgument, resolver: Resolver): Verdict {
  if (argument.passed === 'nothing') return verdict('yes', 'nothing');
  const text = textOf(call.segment, argument.node);
  if (argument.passed !== 'value') return verdict('depends', 'expression', text);
  if (isZeroOutsideTraining(argument.node, call, resolver)) return verdict('yes', 'probability', text);
  const node = withoutParentheses(argument.node);
  if (node.name === 'ConditionalExpression') return verdict('depends', 'expression', text);
  const bindings = node.name === 'VariableName' ? resolver.bindingsOf(text, call) : [];
  // A helper passes on what it is given: whoever calls it decides.
  if (bindings.some(({ kind }) => kind.type === 'parameter' || kind.type === 'other'))
    return verdict('depends', 'expression', text);
  return verdict('no', 'unguarded', text);
}

/** Whether an expression is `p if self.training else 0.0`, or a local name that comes to the same. */
function isZeroOutsideTraining(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const node = withoutParentheses(expression);
  const isZero = (part: SyntaxNode | undefined): boolean =>
    part !== undefined && /^0+(?:\.0*)?$/.test(textOf(site.segment, part));
  if (isZero(node)) return true;
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

/** Whether an expression is true only in training mode: `self.training`, a local name for it, `… and …`. */
function isMode(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  const node = withoutParentheses(expression);
  if (node.name === 'MemberExpression')
    return node.lastChild?.name === 'PropertyName' && textOf(site.segment, node.lastChild) === 'training';
  if (node.name === 'BinaryExpression') {
    const [left, operator, right] = childrenOf(node);
    return operator?.name === 'and' && [left, right].some((part) => part && isMode(part, site, resolver));
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
  return node.name === 'UnaryExpression' && node.lastChild !== null && isMode(node.lastChild, site, resolver);
}

/** Whether a node runs only in training mode: below `if self.training:`, or behind `if not self.training: return`. */
function isGuarded(site: Site, node: SyntaxNode, resolver: Resolver): boolean {
  for (let at = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (/^(?:FunctionDefinition|LambdaExpression|ClassDefinition)$/.test(at.name)) return false;
    if (parent.name === 'ConditionalExpression') {
      const [first, , test] = childrenOf(parent);
      if (first?.from === at.from && test !== undefined && isMode(test, site, resolver)) return true;
    } else if (parent.name === 'IfStatement' && at.name === 'Body') {
      const test = at.prevSibling;
      const isElse = test?.name === 'else';
      const condition = isElse ? parent.firstChild?.nextSibling : test;
      const only = isElse ? isNotMode : isMode;
      if (condition && only(condition, site, resolver)) return true;
    }
    if (parent.name === 'Body' && leavesBefore(at, site, resolver)) return true;
  }
  return false;
}

/** Whether a statement above one in the same body leaves it outside training: `if not self.training: return x`. */
function leavesBefore(statement: SyntaxNode, site: Site, resolver: Resolver): boolean {
  if (statement.parent === null) return false;
  for (const test of returnTests(statement.parent, site)) {
    if (test.from >= statement.from) return false;
    if (isOutside(test, site, resolver)) return true;
  }
  return false;
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
