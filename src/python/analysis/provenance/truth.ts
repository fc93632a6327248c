import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { childrenOf, withoutParentheses } from '../../syntax/nodes';
import { type ExpressionSite, TOP_BLOCK } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { Taken, Unless } from '../names/staticNumber';
import { elementsOf } from './abstractObject';
import { Environment } from './environment';
import { type SettledText, settledText, settledTruth } from './texts';

/** Whether a test holds, and who may make it otherwise. */
interface Truth {
  readonly holds: boolean;
  readonly unless: Unless | undefined;
}

/** Whether a test surely holds, as far as its parts are written in the code: `n_layers > 1`, `size == "big"`, `not shared`. */
export function truthOf(test: SyntaxNode, environment: Environment): Truth | undefined {
  const node = withoutParentheses(test);
  const [left, operator, right, ...rest] = childrenOf(node);
  if (left === undefined || operator === undefined || node.name === 'MemberExpression')
    return ofSettled(settledTruth(node, environment), (value) => value === 'True');
  if (node.name === 'UnaryExpression' && left.name === 'not') {
    const inner = truthOf(operator, environment);
    return inner && { ...inner, holds: !inner.holds };
  }
  if (node.name !== 'BinaryExpression' || right === undefined) return undefined;
  if (operator.name === 'and' || operator.name === 'or') {
    const [a, b] = [left, right].map((one) => truthOf(one, environment));
    const settles = operator.name === 'or';
    if (a?.holds === settles) return a;
    return a && b && { holds: b.holds, unless: a.unless ?? b.unless };
  }
  const said = environment.textOf(node).slice(left.to - node.from, (rest[0] ?? right).from - node.from);
  return (
    ofTexts(said.trim(), left, rest[0] ?? right, environment) ??
    ofNumbers(operator, left, right, rest, environment)
  );
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
  rest: readonly SyntaxNode[],
  environment: Environment,
): Truth | undefined {
  if (rest.length > 0) return undefined;
  const compare = COMPARISONS[environment.textOf(operator)];
  const [a, b] = compare === undefined ? [] : [environment.numberOf(left), environment.numberOf(right)];
  if (compare === undefined || a?.known !== true || b?.known !== true || a.guessed || b.guessed)
    return undefined;
  const [x, y] = [parsePythonNumber(a.text)?.value, parsePythonNumber(b.text)?.value];
  return x === undefined || y === undefined
    ? undefined
    : { holds: compare(x, y), unless: a.unless ?? b.unless };
}

const COMPARISONS: Readonly<Record<string, ((a: number, b: number) => boolean) | undefined>> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** More branches are machine-made. */
const MOST_BRANCHES = 32;

/** Of what stands in branches that which may be run, as far as it is known which are taken; and who may take another. */
export function takenOnly<T>(
  all: readonly T[],
  placeOf: (one: T) => ExpressionSite,
  resolver: Resolver,
  frames: Frames,
): Taken<T> {
  if (all.length < 2 || all.length > MOST_BRANCHES) return { taken: all, unless: undefined };
  let unless: Unless | undefined;
  const taken = all.filter((one) => {
    const truth = reached(placeOf(one), resolver, frames);
    if (truth?.holds === false) unless ??= truth.unless;
    return truth?.holds !== false;
  });
  return taken.length === 0 ? { taken: all, unless: undefined } : { taken, unless };
}

/** Whether the branches around something are taken. */
function reached(place: ExpressionSite, resolver: Resolver, frames: Frames): Truth | undefined {
  if (place.block === TOP_BLOCK) return undefined;
  const environment = new Environment(place, resolver, frames);
  for (
    let at = place.node;
    at.parent !== null && !/^(?:Function|Class)Definition$/.test(at.name);
    at = at.parent
  ) {
    if (at.name !== 'Body' || at.parent.name !== 'IfStatement') continue;
    for (const part of childrenOf(at.parent)) {
      if (part.from >= at.from) break;
      const isTest = /^(?:if|elif)$/.test(part.prevSibling?.name ?? '');
      const truth = isTest ? truthOf(part, environment) : undefined;
      const isOwn = part.nextSibling?.from === at.from;
      if (truth !== undefined && truth.holds !== isOwn) return { ...truth, holds: false };
    }
  }
  return undefined;
}
