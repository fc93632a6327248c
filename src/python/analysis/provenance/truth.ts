import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { boundArgument } from '../../syntax/arguments';
import { type Condition, conditionOf, conditionParts } from '../../syntax/conditions';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import {
  type ClassDefinition,
  type ExpressionSite,
  type FunctionDefinition,
  type ParameterDefinition,
  TOP_BLOCK,
} from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type Beside, isGuessed, isZero, type StaticNumber, type Truth } from '../names/staticNumber';
import { elementsOf } from './displays';
import { dropoutCallable } from '../names/torchNames';
import { baseNames } from './classes';
import { Environment } from './environment';
import { testsAround } from './guards';
import { objectOf } from './objects';
import { isSetByCallers } from './setByCallers';
import { type SettledText, settledText, settledTruth } from './texts';

/** Whether a test surely holds, as far as its parts are written in the code: `n_layers > 1`, `size == "big"`, `not shared`. */
export function truthOf(test: SyntaxNode, environment: Environment): Truth | undefined {
  const node = withoutParentheses(test);
  if (node.name === 'CallExpression') return ofKind(node, environment);
  const [left, operator, right, ...rest] = childrenOf(node);
  if (left === undefined || operator === undefined || node.name === 'MemberExpression')
    return (
      ofSettled(settledTruth(node, environment), (value) => value === 'True') ??
      (/^(?:Variable|Member)/.test(node.name)
        ? ofNumber(node, environment, { none: false, number: (text) => !isZero(text) })
        : undefined)
    );
  const condition = conditionOf(conditionParts(node));
  if (condition === undefined || condition.operator !== undefined)
    return condition && ofCondition(condition, environment);
  if (node.name !== 'BinaryExpression' || right === undefined) return undefined;
  if (operator.name === 'is') return ofIs((rest[0] ?? right).name, left, rest.length === 0, environment);
  const said = environment.textOf(node).slice(left.to - node.from, (rest[0] ?? right).from - node.from);
  return (
    ofTexts(said.trim(), left, rest[0] ?? right, environment) ??
    (rest.length > 0 ? undefined : ofNumbers(operator, left, right, environment))
  );
}

/**
 * Whether something is of a kind. A dictionary, `isinstance(config, dict)`: an object of a class that is derived of nothing is none. One of torch's
 * layers, `isinstance(self.drop, nn.Dropout)`: a layer that is made there is, or is another one, and a number is none.
 */
function ofKind(node: SyntaxNode, environment: Environment): Truth | undefined {
  if (!environment.textOf(node).startsWith('isinstance(')) return undefined;
  const [asked, kinds, ...others] = elementsOf(node.getChild('ArgList') ?? node);
  if (asked === undefined || kinds === undefined || others.length > 0) return undefined;
  if (environment.textOf(kinds) !== 'dict') return ofLayer(asked, kinds, environment);
  const made = asked.name === 'VariableName' ? classCalled(asked, environment) : undefined;
  return made && baseNames(made).length === 0 ? { holds: false, unless: undefined } : undefined;
}

/** Whether an attribute is one of torch's layers. */
function ofLayer(asked: SyntaxNode, kinds: SyntaxNode, environment: Environment): Truth | undefined {
  const { resolver, site } = environment;
  const paths = (kinds.name === 'TupleExpression' ? elementsOf(kinds) : [kinds]).map((kind) =>
    resolver.qualifiedName(kind, site),
  );
  const areLayers = paths.every((path) => path?.startsWith('torch.nn.') === true);
  if (!areLayers || asked.name !== 'MemberExpression') return undefined;
  const object = objectOf(asked, environment);
  if (object.is !== 'layer') {
    const number = environment.numberOf(asked);
    return number.known && !isGuessed(number) ? { holds: false, unless: number.unless } : undefined;
  }
  const layers = paths.flatMap((path) => (path === undefined ? [] : (dropoutCallable(path) ?? [])));
  // What it is derived from, `nn.Module`, is no layer that drops; and of those that drop within not all can be told apart.
  const [own, ...all] = [object.callable, ...layers];
  if (
    all.length < paths.length ||
    (own.within !== undefined && all.some(({ within }) => within !== undefined))
  )
    return undefined;
  const isOne = all.some(({ kind, within }) => kind === own.kind && within === own.within);
  return { holds: isOne, unless: undefined };
}

/** So many names may lead to the call that makes an object. */
const MOST_NAMES = 4;

/** The class that is called where an object is made that has a name. What else it may be is not looked for: each `isinstance()` asks, again and again. */
function classCalled(
  node: SyntaxNode,
  { site, resolver, frames }: Environment,
  names = MOST_NAMES,
): ClassDefinition | undefined {
  if (node.name === 'CallExpression') {
    const meaning = node.firstChild ? resolver.meaningOf(node.firstChild, site) : undefined;
    return meaning?.type === 'class' ? meaning : undefined;
  }
  if (node.name !== 'VariableName' || names === 0) return undefined;
  const [only, ...others] = resolver.bindingsOf(textOf(site.segment, node), site);
  if (only === undefined || others.length > 0) return undefined;
  const { kind } = only;
  if (kind.type === 'value')
    return classCalled(kind.value.node, new Environment(kind.value, resolver, frames), names - 1);
  const running = kind.type === 'parameter' ? frames.get(kind.definition.scope) : undefined;
  if (kind.type !== 'parameter' || running === undefined) return undefined;
  const given = boundArgument(running.site.segment, running.args, kind.definition, kind.parameter.name);
  return given.passed === 'value'
    ? classCalled(given.node, new Environment(running.site, resolver, running.frames), names - 1)
    : undefined;
}

function ofCondition(condition: Condition, environment: Environment): Truth | undefined {
  if (condition.operator === undefined) return truthOf(condition.node, environment);
  if (condition.operator === 'not') {
    const inner = ofCondition(condition.operand, environment);
    return inner && { ...inner, holds: !inner.holds };
  }
  const [a, b] = [condition.left, condition.right].map((one) => ofCondition(one, environment));
  const settles = condition.operator === 'or';
  const settling = [a, b].find((one) => one?.holds === settles);
  if (settling !== undefined) return settling;
  return a && b && { holds: b.holds, unless: a.unless ?? b.unless };
}

function ofIs(what: string, left: SyntaxNode, isIt: boolean, environment: Environment): Truth | undefined {
  const isNone = { none: true, number: () => false };
  // A text is not None: `args.config is not None`, after `default="a.yaml"`.
  const truth =
    what === 'None'
      ? (ofNumber(left, environment, isNone) ?? ofSettled(settledText(left, environment), () => false))
      : undefined;
  return truth && { ...truth, holds: truth.holds === isIt };
}

/** What is asked of something holds, where it is None by default, or of what it is as a number. */
function ofNumber(
  node: SyntaxNode,
  environment: Environment,
  holds: { readonly none: boolean; readonly number: (text: string) => boolean },
): Truth | undefined {
  const number = environment.numberOf(node);
  if (!number.known && number.reason !== 'none') return undefined;
  if (!number.known && isSetByCallers(node, environment))
    return { holds: holds.number('1'), unless: undefined };
  const truth: Truth = number.known
    ? { holds: holds.number(number.text), unless: number.unless }
    : { holds: holds.none, unless: 'caller' };
  const isSo = (text: string): boolean => holds.number(text) === truth.holds;
  return isGuessed(number) || !isSoOfAll(number, isSo) ? undefined : truth;
}

/**
 * Whether something is so of what callers pass in place of a number, too. What hangs on a default that only some leave in force may be either:
 * `if small: p = 0.1`, of `Net()` and `Net(small=True)`. Where nobody can tell what some pass, either may be as well.
 */
function isSoOfAll(
  { beside = [] }: StaticNumber,
  isSo: (text: string) => boolean,
  how?: 'likely' | 'byDefault',
): boolean {
  return beside.every((one) => {
    const { code, text, isAside } = one;
    if (code !== 'passed' || isAside || (how === 'byDefault' && mayBeLeft(one))) return true;
    const number = text === 'True' ? '1' : text === 'False' ? '0' : text;
    return parsePythonNumber(number) !== undefined && isSo(number);
  });
}

/** Whether a default may be left in force by what is passed: `Net(**options)`. */
export function mayBeLeft({ code, text }: Beside): boolean {
  return code === 'passed' && text.startsWith('**');
}

function ofSettled(settled: SettledText | undefined, holds: (value: string) => boolean): Truth | undefined {
  return settled && { holds: holds(settled.value), unless: settled.isDefault ? 'caller' : undefined };
}

/** Whether a text is another one, or one of several: `size in ("big", "large")`. */
function ofTexts(
  operator: string,
  left: SyntaxNode,
  right: SyntaxNode,
  environment: Environment,
): Truth | undefined {
  const isIn = /^(?:not )?in$/.test(operator);
  if (!isIn && operator !== '==' && operator !== '!=') return undefined;
  const list = withoutParentheses(right);
  if (isIn && !/^(?:Array|Tuple|Set)Expression$/.test(list.name)) return undefined;
  const others = (isIn ? elementsOf(list) : [right]).map((one) => settledText(one, environment));
  const isMeant = (value: string): boolean => others.some((other) => other?.value === value);
  const isOpen = others.some((other) => other?.isDefault);
  if (others.includes(undefined)) return undefined;
  const truth = ofSettled(
    settledText(left, environment),
    (value) => isMeant(value) !== /^not|!/.test(operator),
  );
  return truth && { ...truth, unless: isOpen ? 'caller' : truth.unless };
}

/** Whether one known number stands to another as a test asks. */
function ofNumbers(
  operator: SyntaxNode,
  left: SyntaxNode,
  right: SyntaxNode,
  environment: Environment,
  how?: 'likely' | 'byDefault',
): Truth | undefined {
  const compare = COMPARISONS[environment.textOf(operator)];
  const [a, b] = compare === undefined ? [] : [environment.numberOf(left), environment.numberOf(right)];
  if (compare === undefined || a?.known !== true || b?.known !== true) return undefined;
  if ((a.guessed || b.guessed) && how !== 'likely') return undefined;
  const compared = (x: string, y: string): boolean | undefined => {
    const [one, other] = [parsePythonNumber(x)?.value, parsePythonNumber(y)?.value];
    return one === undefined || other === undefined ? undefined : compare(one, other);
  };
  const holds = compared(a.text, b.text);
  const isSame =
    isSoOfAll(a, (text) => compared(text, b.text) === holds, how) &&
    isSoOfAll(b, (text) => compared(a.text, text) === holds, how);
  return holds === undefined || !isSame ? undefined : { holds, unless: a.unless ?? b.unless };
}

/**
 * Whether a test of numbers holds, `num_layers > 1`, as far as these can be guessed; or by their defaults, where some callers may pass something of
 * which nobody can tell whether it is there.
 */
export function likelyTruth(
  test: SyntaxNode,
  environment: Environment,
  how: 'likely' | 'byDefault' = 'likely',
): Truth | undefined {
  const [left, operator, right, ...rest] = childrenOf(withoutParentheses(test));
  const isOne = left !== undefined && operator !== undefined && right !== undefined && rest.length === 0;
  return isOne ? ofNumbers(operator, left, right, environment, how) : undefined;
}

const COMPARISONS: Readonly<Record<string, ((a: number, b: number) => boolean) | undefined>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** Whether the branches in which something stands are taken; undefined where that is not known of all. */
export function reached(place: ExpressionSite, resolver: Resolver, frames: Frames): Truth | undefined {
  if (place.block === TOP_BLOCK) return { holds: true, unless: undefined };
  const environment = new Environment(place, resolver, frames);
  let all: Truth | undefined = { holds: true, unless: undefined };
  for (
    let at = place.node;
    at.parent !== null && !/^(?:Function|Class)Definition$/.test(at.name);
    at = at.parent
  ) {
    if (at.name !== 'Body' || /^(?:Function|Class)Definition$/.test(at.parent.name)) continue;
    const truth = at.parent.name === 'IfStatement' ? isTaken(at, at.parent, environment) : undefined;
    if (truth?.holds === false) return truth;
    all = all && truth && { holds: true, unless: all.unless ?? truth.unless };
  }
  return all;
}

/** Whether a branch of a statement is taken: where its test holds, and none before. */
function isTaken(branch: SyntaxNode, statement: SyntaxNode, environment: Environment): Truth | undefined {
  let all: Truth | undefined = { holds: true, unless: undefined };
  for (const part of testsOf(branch, statement)) {
    const truth = truthOf(part, environment);
    const isOwn = part.nextSibling?.from === branch.from;
    if (truth !== undefined && truth.holds !== isOwn) return { ...truth, holds: false };
    all = all && truth && { holds: true, unless: all.unless ?? truth.unless };
  }
  return all;
}

/** The tests of a statement up to a branch of it, its own last. */
function testsOf(branch: SyntaxNode, statement: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(statement).filter(
    ({ from, prevSibling }) => from < branch.from && /^(?:if|elif)$/.test(prevSibling?.name ?? ''),
  );
}

/** Whether a test around a place, of a branch or of a conditional expression, within its function, speaks of a parameter of that one, but for those that do not count. */
export function hangsOn(
  place: ExpressionSite,
  { parameters }: FunctionDefinition,
  counts: (parameter: ParameterDefinition) => boolean,
): boolean {
  const names = new Set(parameters.filter(counts).map(({ name }) => name));
  const isNamed = (test: SyntaxNode): boolean =>
    textOf(place.segment, test)
      .split(/\W+/)
      .some((word) => names.has(word));
  for (let at = place.node; at.parent !== null && at.name !== 'FunctionDefinition'; at = at.parent)
    if (at.name === 'Body' && at.parent.name === 'IfStatement' && testsOf(at, at.parent).some(isNamed))
      return true;
  return choicesAround(place.node).some(({ test }) => isNamed(test));
}

/** Whether a conditional expression around a place surely comes to its other branch: `p` of `p if n > 1 else 0`, where n is 1. */
export function isPassedOver(place: ExpressionSite, resolver: Resolver, frames: Frames): boolean {
  const environment = new Environment(place, resolver, frames);
  return choicesAround(place.node).some(({ test, holds }) => {
    const truth = truthOf(test, environment);
    return truth !== undefined && truth.holds !== holds;
  });
}

/** The tests of the conditional expressions of which something is in a branch. */
function choicesAround(node: SyntaxNode): ReturnType<typeof testsAround> {
  return testsAround(node).filter(({ test }) => test.parent?.name === 'ConditionalExpression');
}
