import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type {
  Binding,
  ExpressionSite,
  FunctionDefinition,
  ParameterDefinition,
  Segment,
} from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import { alternatives } from './abstractObject';
import { Environment } from './environment';
import { expressionsPassed } from './expressionsPassed';
import { isGuarded } from './guards';

/** A parameter that may be left out, for which an empty dictionary is taken then. */
export interface Optional {
  readonly parameter: ParameterDefinition;
  readonly definition: FunctionDefinition;
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

/** What the call at hand gives for a parameter, or each of all; none where it is left out by the one, or nobody calls. Undefined where that cannot be told. */
export function placesGiven(
  { parameter, definition }: Optional,
  { resolver, frames }: Environment,
): readonly GivenPlace[] | 'searching' | undefined {
  const running = frames.get(definition.scope);
  if (running !== undefined) {
    const { site } = running;
    const given = boundArgument(site.segment, running.args, definition, parameter.name);
    if (given.passed === 'nothing') return [];
    return given.passed === 'value'
      ? [{ place: { ...site, node: given.node }, frames: running.frames }]
      : undefined;
  }
  const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
  if (passed === undefined || passed === 'searching') return passed;
  return passed.map(({ node, call }) => ({ place: { ...call, node }, frames: NO_FRAMES }));
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
  // What is None by default is no dictionary before it is made one.
  const isMade = byDefault !== 'None' || given !== undefined || others.length > 0;
  return isMade ? own : undefined;
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
