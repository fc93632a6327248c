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
import type { Frames } from '../names/frames';
import { agreed, openBy, type StaticNumber, through, unknown } from '../names/staticNumber';
import { alternatives, isMapping } from './abstractObject';
import { expressionsPassed } from './expressionsPassed';
import { Environment } from './environment';
import { isGuarded } from './guards';
import { lacks, numberOfAttribute } from './members';
import { objectOf } from './objects';

/** A parameter that may be left out, for which an empty dictionary is taken then. */
interface Optional {
  readonly parameter: ParameterDefinition;
  readonly definition: FunctionDefinition;
}

const EMPTY = /^(?:None|\{\s*\}|dict\(\s*\))$/;

/**
 * What is unpacked under a name of a dictionary that callers may pass, and mostly none does: `norm_kwargs = norm_kwargs or {}`, and
 * `Norm(**norm_kwargs)`. Undefined where it is no such dictionary.
 */
export function inOptional(
  unpacked: SyntaxNode,
  name: string,
  environment: Environment,
): StaticNumber | 'nothing' | undefined {
  const optional = optionalOf(withoutParentheses(unpacked), environment);
  if (optional === undefined) return undefined;
  const { parameter, definition } = optional;
  const { resolver, frames } = environment;
  const text = environment.textOf(unpacked);
  const open = unknown('unpacked', text);
  const running = frames.get(definition.scope);
  if (running !== undefined) {
    const given = boundArgument(running.site.segment, running.args, definition, parameter.name);
    if (given.passed === 'nothing') return 'nothing';
    if (given.passed !== 'value') return open;
    return valueIn({ ...running.site, node: given.node }, running.frames, name, environment) ?? open;
  }
  const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
  if (passed === 'searching') return unknown('searching', text);
  if (passed === undefined) return open;
  const values = passed.map(({ node, call }) => valueIn({ ...call, node }, new Map(), name, environment));
  if (values.every((value) => value === 'nothing')) return 'nothing';
  const numbers = values.map((value) => (value === 'nothing' ? open : (value ?? open)));
  const step = { segment: environment.site.segment, node: unpacked, text };
  return through(openBy(agreed(numbers, 'unpacked', text), 'caller'), 'caller', step);
}

/** What a dictionary that is passed has under a name; undefined where that cannot be told. */
function valueIn(
  place: ExpressionSite,
  frames: Frames,
  name: string,
  { resolver }: Environment,
): StaticNumber | 'nothing' | undefined {
  const { node, segment } = place;
  if (EMPTY.test(textOf(segment, node))) return 'nothing';
  const there = new Environment(place, resolver, frames);
  const owner = objectOf(node, there);
  if (!isMapping(owner)) return undefined;
  const number = numberOfAttribute(owner, name, textOf(segment, node), there);
  if (number.known) return number;
  return lacks(owner, name, number, resolver) ? 'nothing' : undefined;
}

/** The parameter that is unpacked, itself or what is taken in its place where none is passed. */
function optionalOf(node: SyntaxNode, environment: Environment): Optional | undefined {
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
  if (EMPTY.test(textOf(segment, node))) return isGuarded(binding, name);
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
