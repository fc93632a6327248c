import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { childrenOf, withoutParentheses } from '../../syntax/nodes';
import type { StaticNumber, Step, Unless } from '../names/staticNumber';
import { agreed, isGuessed, through, unknown } from '../names/staticNumber';
import type { Environment } from './environment';
import { elementsOf } from './abstractObject';
import { objectOf } from './objects';
import { type SettledText, settledText, settledTruth } from './texts';

/** `a if test else b`: known where both come to the same. */
export function chosen(step: Step, environment: Environment): StaticNumber {
  const { node, text } = step;
  const [yes, , test, , no] = childrenOf(node);
  if (yes === undefined || test === undefined || no === undefined) return unknown('expression', text);
  const [a, b] = [yes, no].map((branch) => environment.numberOf(branch));
  if (a === undefined || b === undefined) return unknown('expression', text);
  // `p if p is not None else 0.1`, where p is None unless the caller sets it.
  if (/\bNone\b/.test(environment.textOf(test))) {
    const tested = /^(.+?) is (?:not )?None$/.exec(environment.textOf(test))?.[1];
    const given = environment.textOf(yes) === tested ? a : environment.textOf(no) === tested ? b : undefined;
    if (given?.known === true) return through(given, 'parameter', step);
    const guessed = isGuessed(a) || isGuessed(b);
    const isNone = /^(\w+) is (not )?None$/.exec(environment.textOf(test));
    // `rate if config is None else config["rate"]`: nobody has to pass one.
    if (isNone?.[1] !== undefined && isNoneByDefault(isNone[1], environment)) {
      const byDefault = isNone[2] === undefined ? a : b;
      if (byDefault.known) return through({ ...byDefault, unless: 'caller' }, 'parameter', step);
    }
    if (isUnset(a, yes) && b.known) return through({ ...b, unless: 'caller', guessed }, 'parameter', step);
    if (isUnset(b, no) && a.known) return through({ ...a, unless: 'caller', guessed }, 'parameter', step);
  }
  // `0.1 if "dropout" not in params else params["dropout"]` says what holds where nobody sets it.
  const key = /^(?:"\w+"|'\w+') (not )?in [\w.]+$/.exec(environment.textOf(test));
  if (key !== null) {
    const [set, otherwise] = key[1] === undefined ? [a, b] : [b, a];
    if (set.known && !set.guessed) return through(set, 'parameter', step);
    if (otherwise.known) return through({ ...otherwise, unless: 'caller' }, 'parameter', step);
  }
  // `p if self.training else 0.0` is p where it drops.
  const mode = /^(not )?[\w.]+\.training$/.exec(environment.textOf(test));
  if (mode !== null) return through(mode[1] === undefined ? a : b, 'constant', step);
  // `rates[i] if isinstance(rates, list) else rates`
  const kind = /^(not )?isinstance\((\w+), \(?(?:list|tuple)/.exec(environment.textOf(test));
  const asked = (kind?.[1] === undefined ? test : test.lastChild)
    ?.getChild('ArgList')
    ?.getChild('VariableName');
  if (kind !== null && asked) {
    const isSeveral = /^(?:list|rates|repeated)$/.test(objectOf(asked, environment).is);
    return through(isSeveral === (kind[1] === undefined) ? a : b, 'constant', step);
  }
  const truth = truthOf(test, environment);
  if (truth !== undefined) {
    const taken = truth.holds ? a : b;
    return through(
      taken.known ? { ...taken, unless: taken.unless ?? truth.unless } : taken,
      'constant',
      step,
    );
  }
  return through(agreed([a, b], 'conditional', text), 'constant', step);
}

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

/** Whether a name is a parameter that is None unless a caller passes something. */
function isNoneByDefault(name: string, { site, resolver, frames }: Environment): boolean {
  const [only, ...others] = resolver.bindingsOf(name, site);
  if (only?.kind.type !== 'parameter' || others.length > 0) return false;
  const { parameter, definition } = only.kind;
  return parameter.fallback?.node.name === 'None' && !frames.has(definition.scope);
}

/** Whether a name or an attribute, not the word itself, comes to None. */
function isUnset(number: StaticNumber, node: SyntaxNode): boolean {
  return !number.known && number.reason === 'none' && node.name !== 'None';
}
