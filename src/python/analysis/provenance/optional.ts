import type { SyntaxNode } from '@lezer/common';
import { boundArgument, readArguments } from '../../syntax/arguments';
import { stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import {
  type Binding,
  type CallSite,
  enclosing,
  type ExpressionSite,
  type FunctionDefinition,
  type MemberWrite,
  type ParameterDefinition,
  type Segment,
  type Site,
} from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { alternatives } from './abstractObject';
import { valueUpdated } from './displays';
import { Environment } from './environment';
import { expressionsPassed } from './expressionsPassed';
import { fillsOf } from './filledByKeys';
import { isGuarded, isSetThere } from './guards';
import { callsOfText } from './methods';

/** A parameter that may be left out, for which an empty dictionary is taken then. */
export interface Optional {
  readonly parameter: ParameterDefinition;
  readonly definition: FunctionDefinition;
  /** Whether it is read only where one is passed: `if more: build(**more)`. */
  readonly isTested?: boolean;
}

const EMPTY = /^(?:None|\{\s*\}|dict\(\s*\))$/;

/** Whether an expression is an empty dictionary, or none. */
export function isNone({ node, segment }: Pick<ExpressionSite, 'node' | 'segment'>): boolean {
  return EMPTY.test(textOf(segment, node));
}

/** What a call passes, and where that is evaluated. */
export interface GivenPlace {
  readonly place: ExpressionSite;
  readonly frames: Frames;
}

/** What the call at hand gives for a parameter, or each of all; none where it is left out by the one, or nobody calls. Undefined where that cannot be told, or it has to be passed and nobody does. */
export function placesGiven(
  { parameter, definition, isTested = false }: Optional,
  { resolver, frames }: Environment,
): readonly GivenPlace[] | 'searching' | undefined {
  const running = frames.get(definition.scope);
  if (running !== undefined) {
    const { site } = running;
    const given = boundArgument(site.segment, running.args, definition, parameter.name);
    if (given.passed === 'nothing') return isTested ? undefined : [];
    return given.passed === 'value'
      ? [{ place: { ...site, node: given.node }, frames: running.frames }]
      : undefined;
  }
  const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
  if (passed === undefined || passed === 'searching') return passed;
  const places = passed.map(({ node, call }) => ({ place: { ...call, node }, frames: NO_FRAMES }));
  const given = isTested ? places.filter(({ place }) => !isNone(place)) : places;
  return isTested && given.length === 0 ? undefined : given;
}

/** The parameter that is unpacked, itself or what is taken in its place where none is passed. */
export function optionalOf(node: SyntaxNode, environment: Environment): Optional | undefined {
  const given = orEmpty(node, environment.site.segment, environment);
  const name = node.name === 'VariableName' ? node : given;
  if (name === undefined) return undefined;
  const text = environment.textOf(name);
  const bindings = environment.resolver.bindingsOf(text, environment.site);
  const [only, ...rest] = bindings;
  // `kwargs = kwargs or {}` is all that is in force behind it.
  if (only?.kind.type === 'value' && rest.length === 0 && given === undefined) {
    const { value } = only.kind;
    const inner = orEmpty(value.node, value.segment, environment);
    const isOwn = inner !== undefined && textOf(value.segment, inner) === text;
    return isOwn ? optionalOf(value.node, new Environment(value, environment.resolver)) : undefined;
  }
  const found = bindings.flatMap(({ kind }) => (kind.type === 'parameter' ? kind : []));
  const [own, ...more] = found;
  const fallback = own?.parameter.fallback;
  if (own === undefined || more.length > 0 || fallback === undefined) return undefined;
  const byDefault = textOf(fallback.segment, fallback.node);
  const others = bindings.filter(({ kind }) => kind.type !== 'parameter');
  if (!EMPTY.test(byDefault) || !others.every((one) => isEmptied(one, text, environment))) return undefined;
  // What is None by default is no dictionary before it is made one, but behind what asks for it: `if config: build(**config)`.
  if (byDefault !== 'None' || given !== undefined || others.length > 0) return own;
  const isTested = isSetThere({ segment: environment.site.segment, node }, text);
  return isTested ? { ...own, isTested } : undefined;
}

/** Whether a function may put something under a key into a dictionary that it is given: `more["p"] = 0.3`, `more.update(others)`. */
export function mayPut(
  { parameter: { name }, definition }: Optional,
  key: string,
  resolver: Resolver,
): boolean {
  const { scope, node, site } = definition;
  const { segment } = site;
  resolver.need(`.${key}`);
  const isOwn = (one: Site): boolean => enclosing(one.scope, 'function') === scope;
  const calls = (method: string): readonly CallSite[] =>
    callsOfText(segment, `${name}.${method}`).filter(isOwn);
  return (
    resolver
      .moduleOf(site)
      .writesOf(key)
      .some((write) => isOwn(write) && isOf(write, name)) ||
    calls('update').some((call) => valueUpdated(call, key) !== undefined || !isDisplayed(call)) ||
    calls('setdefault').some((call) => [key, undefined].includes(keyOf(call))) ||
    fillsOf(name, { ...site, node }, resolver).length > 0
  );
}

/** Whether an item is put into what has a name. */
function isOf({ isItem, node: { firstChild: object }, segment }: MemberWrite, name: string): boolean {
  return isItem && object !== null && textOf(segment, object) === name;
}

/** The text under which a call puts something: `more.setdefault("p", 0.3)`. */
function keyOf({ segment, args }: CallSite): string | undefined {
  const [key] = readArguments(segment, args)?.positional ?? [];
  return key && stringValue(textOf(segment, key));
}

/** Whether all that a call is given stands there by its name or text: `more.update({"n": 3}, size=4)`. */
function isDisplayed({ segment, args }: CallSite): boolean {
  const { positional = [], doubleStar, star } = readArguments(segment, args) ?? {};
  const isRead = (one: SyntaxNode): boolean =>
    one.name === 'DictionaryExpression' &&
    one.getChild('**') === null &&
    one.getChildren(':').every((colon) => colon.prevSibling?.name === 'String');
  return doubleStar === undefined && star === undefined && positional.every(isRead);
}

/** Whether a name is bound only to itself, or to an empty dictionary in place of None. */
function isEmptied(binding: Binding, name: string, environment: Environment): boolean {
  const { kind } = binding;
  if (kind.type !== 'value') return false;
  const { segment, node } = kind.value;
  if (isNone(kind.value)) return isGuarded(binding, name);
  const given = orEmpty(node, segment, environment);
  return given !== undefined && textOf(segment, given) === name;
}

/** Of `given or {}`, and of `{} if given is None else given`, what is given. */
function orEmpty(node: SyntaxNode, segment: Segment, { site }: Environment): SyntaxNode | undefined {
  const inner = withoutParentheses(node);
  if (inner.name !== 'BinaryExpression' && inner.name !== 'ConditionalExpression') return undefined;
  const [given, otherwise] = alternatives(inner, { ...site, segment }) ?? [];
  if (given?.name !== 'VariableName' || otherwise === undefined) return undefined;
  return EMPTY.test(textOf(segment, otherwise)) ? given : undefined;
}
