import type { SyntaxNode } from '@lezer/common';
import { childrenOf, onOneLine } from '../../syntax/nodes';
import type { ExpressionSite } from '../../syntax/scopes';
import type { Known, StaticNumber, Step } from '../names/staticNumber';
import {
  openBy,
  agreed,
  distinct,
  instead,
  isGuessed,
  likely,
  standsNowhere,
  through,
  unknown,
} from '../names/staticNumber';
import { isMapping } from './abstractObject';
import { elementsOf } from './displays';
import { fieldOfClass } from './classes';
import type { Environment } from './environment';
import { holdsOfSeveral, testsAround } from './guards';
import { entryIn, objectOf } from './objects';
import { isSetByCallers } from './setByCallers';
import { settledText } from './texts';
import { likelyTruth, mayBeLeft, truthOf } from './truth';

/** What asks whether there is a setting: `"dropout" in params`, `key in params`, `not hasattr(params, "dropout")`. */
const HAS = /^(?:(["']?\w+["']?) (not )?in ([\w.]+)|(not )?hasattr\(([\w.]+), *(["']?\w+["']?)\))$/;

/** `a if test else b`: known where both come to the same. */
export function chosen(step: Step, environment: Environment): StaticNumber {
  const { node, text } = step;
  const [yes, , test, , no] = childrenOf(node);
  if (yes === undefined || test === undefined || no === undefined) return unknown('expression', text);
  const [a, b] = [yes, no].map((branch) => environment.numberOf(branch));
  if (a === undefined || b === undefined) return unknown('expression', text);
  // `p if p is not None else 0.1`, where p is None unless the caller sets it.
  const said = onOneLine(environment.textOf(test));
  if (/\bNone\b/.test(said)) {
    const tested = /^(.+?) is (?:not )?None$/.exec(said)?.[1];
    const [given, other] =
      environment.textOf(yes) === tested ? [a, b] : environment.textOf(no) === tested ? [b, a] : [];
    if (given?.known === true) return through(given, 'parameter', step);
    const guessed = isGuessed(a) || isGuessed(b);
    const isNone = /^(\w+) is (not )?None$/.exec(said);
    // `rate if config is None else config["rate"]`: nobody has to pass one.
    const asked = test.name === 'BinaryExpression' ? test.firstChild : null;
    if (isNone?.[1] !== undefined && asked !== null && isNoneByDefault(isNone[1], environment)) {
      const [byDefault, whereSet] = isNone[2] === undefined ? [a, b] : [b, a];
      if (isSetByCallers(asked, environment)) return through(whereSet, 'caller', step);
      if (byDefault.known) return inPlaceOf(whereSet, byDefault, step);
    }
    // Nobody sets what the library leaves None: `config.classifier_dropout`.
    const isLeft = given?.known === false && given.reason === 'attribute' && other?.known === true;
    if (isLeft && standsNowhere(other)) return through({ ...other, unless: 'caller' }, 'parameter', step);
    if (isUnset(a, yes) && b.known) return inPlaceOf(a, { ...b, guessed }, step);
    if (isUnset(b, no) && a.known) return inPlaceOf(b, { ...a, guessed }, step);
  }
  // `p if p else 0.1` is `p or 0.1`.
  if (said === environment.textOf(yes) && isUnset(a, yes) && b.known) return inPlaceOf(a, b, step);
  if (said === `not ${environment.textOf(no)}` && isUnset(b, no) && a.known) return inPlaceOf(b, a, step);
  // `0.1 if "dropout" not in params else params["dropout"]` says what holds where nobody sets it, and so does `hasattr(params, "dropout")`.
  const asking = HAS.exec(said);
  if (asking !== null) {
    const isAsked = (asking[2] ?? asking[4]) === undefined;
    const [set, otherwise] = isAsked ? [a, b] : [b, a];
    if (isOfSetting(isAsked ? yes : no, asking, environment)) {
      if (set.known && !set.guessed) return through(set, 'parameter', step);
      if (otherwise.known && !isThere(test, environment))
        return through({ ...otherwise, unless: 'caller' }, 'parameter', step);
    }
  }
  // `p if self.training else 0.0` is p where it drops.
  const mode = /^(not )?[\w.]+\.training$/.exec(said);
  if (mode !== null) return through(mode[1] === undefined ? a : b, 'constant', step);
  // `rates[i] if isinstance(rates, list) else rates`
  const kind = /^(not )?isinstance\((\w+), \(?(?:list|tuple)/.exec(said);
  const asked = (kind?.[1] === undefined ? test : test.lastChild)
    ?.getChild('ArgList')
    ?.getChild('VariableName');
  if (kind !== null && asked) {
    const isSeveral = /^(?:list|rates|repeated)$/.test(objectOf(asked, environment).is);
    return through(isSeveral === (kind[1] === undefined) ? a : b, 'constant', step);
  }
  const truth = truthOf(test, environment);
  if (truth !== undefined) {
    return through(openBy(truth.holds ? a : b, truth.unless), 'constant', step);
  }
  const number = agreed([a, b], 'conditional', text);
  const ofSeveral = holdsOfSeveral(said);
  const several = ofSeveral === undefined ? undefined : ofSeveral ? a : b;
  // What is made with a single one, as settings of that name say, is given what holds for that.
  const truthLikely = ofSeveral === undefined ? undefined : likelyTruth(test, environment);
  if (truthLikely !== undefined && truthLikely.holds !== ofSeveral)
    return through(likely(truthLikely.holds ? a : b, truthLikely.unless), 'constant', step);
  // By default it is made with a single one, too: what some may pass, `Net(**options)`, is told beside that.
  const truthLeft = ofSeveral === undefined ? undefined : likelyTruth(test, environment, 'byDefault');
  const left =
    truthLeft !== undefined && truthLeft.holds !== ofSeveral ? (ofSeveral === true ? b : a) : undefined;
  if (left?.known === true) {
    const passed = childrenOf(test).flatMap(
      (one) => environment.numberOf(one).beside?.filter(mayBeLeft) ?? [],
    );
    return through(
      { ...left, unless: 'caller', beside: distinct([...(left.beside ?? []), ...passed]) },
      'constant',
      step,
    );
  }
  return through(
    !number.known && several?.known === true ? { ...number, whereSeveral: several } : number,
    'constant',
    step,
  );
}

/** What is taken in the place of what is None unless a caller passes something. */
function inPlaceOf(none: StaticNumber, number: Known, step: Step): StaticNumber {
  return through(instead({ ...number, unless: 'caller' }, none), 'parameter', step);
}

/** Whether an expression is the setting that a test asks for, `params["dropout"]`, and not one thing or another as a name has it: `0.1 if "vit" in name else 0.3`. */
function isOfSetting(
  node: SyntaxNode,
  [, item = '', , mapping = '', , object = mapping, attribute = item]: RegExpExecArray,
  environment: Environment,
): boolean {
  const words = environment.textOf(node).split(/[^\w.]+/);
  const key = attribute.replace(/^["']|["']$/g, '');
  return (
    words.includes(`${object}.${key}`) ||
    (words.includes(key) && words.some((word) => word === object || word.startsWith(`${object}.`)))
  );
}

/** Whether something runs only where there is the setting that it reads, and whether there surely is: `if key in config: return config[key]`. */
export function readIfThere(
  { node }: ExpressionSite,
  environment: Environment,
): 'maybe' | 'surely' | undefined {
  const [around] = testsAround(node);
  if (around?.holds !== true) return undefined;
  // `isinstance(config, dict) and key in config`
  const { test } = around;
  const last = test.name === 'BinaryExpression' && test.getChild('and') ? test.lastChild : test;
  const asking = last && HAS.exec(onOneLine(environment.textOf(last)));
  if (!asking || (asking[2] ?? asking[4]) !== undefined) return undefined;
  if (!isOfSetting(node, asking, environment)) return undefined;
  return isThere(last, environment) ? 'surely' : 'maybe';
}

/** Whether there surely is what a test asks for, whatever it is: `"dropout" in {"dropout": rate()}`. */
function isThere(test: SyntaxNode, environment: Environment): boolean {
  const [object, asked] =
    test.name === 'BinaryExpression'
      ? [test.lastChild, test.firstChild]
      : elementsOf(test.getChild('ArgList') ?? test);
  const { resolver } = environment;
  const key = asked ? settledText(asked, environment)?.value : undefined;
  const owner = key === undefined || !object ? undefined : objectOf(object, environment);
  if (key === undefined || owner === undefined) return false;
  if (owner.is === 'instance') return fieldOfClass(owner, key, resolver) !== undefined;
  const entry = isMapping(owner) ? entryIn(owner, key, resolver) : undefined;
  return entry !== undefined && entry !== 'nothing';
}

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
