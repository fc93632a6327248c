import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import type { Binding, ExpressionSite, Site } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { fieldOfClass } from './classes';
import type { Environment } from './environment';
import { expressionsPassed } from './expressionsPassed';
import { methodAround } from './methods';
import { hasOption } from './options';
import { makerOf } from './parsedOptions';

/** So many names and functions may hand on the options that a parser gives. */
const MOST_STEPS = 6;

/**
 * The file whose parser has an option of which only the object is at hand, whoever hands that on: `args`, after `from options import get_args`,
 * and `args = get_args()`. Undefined where several may be meant.
 */
export function fileOfOption(
  options: SyntaxNode,
  name: string,
  { site, resolver }: Pick<Environment, 'site' | 'resolver'>,
  steps = MOST_STEPS,
): Module | undefined {
  const own = resolver.moduleOf(site);
  if (hasOption(own, name)) return own;
  const maker = isParsed(options, site)
    ? makerOf(options.firstChild ?? options, { site, resolver })
    : undefined;
  if (maker !== undefined && hasOption(maker, name)) return maker;
  if (steps === 0) return undefined;
  return resolver.lookInto(() => {
    const files = givenBy(options, site, resolver).map((one) =>
      fileOfOption(one.node, name, { site: one, resolver }, steps - 1),
    );
    return files.every((file) => file === files[0]) ? files[0] : undefined;
  }, undefined);
}

/** What a parser is asked for its options by: `parser.parse_args()`. */
const PARSES = /\.parse_(?:known_)?args$/;

function isParsed({ name, firstChild }: SyntaxNode, { segment }: Site): boolean {
  return name === 'CallExpression' && firstChild !== null && PARSES.test(textOf(segment, firstChild));
}

/** What a name, an attribute or a call stands for: what it is bound to, what callers pass, or what a function gives back. */
function givenBy(node: SyntaxNode, site: Site, resolver: Resolver): readonly ExpressionSite[] {
  const callee = node.name === 'CallExpression' ? node.firstChild : node;
  if (callee === null) return [];
  const text = textOf(site.segment, callee);
  const method = methodAround(site.scope);
  if (node.name === 'MemberExpression' && method !== undefined && text.startsWith(`${method.self}.`))
    return (
      fieldOfClass({ is: 'class', of: method.owner }, text.slice(method.self.length + 1), resolver) ?? []
    );
  const [binding] = node.name === 'VariableName' ? resolver.bindingsOf(text, site) : [];
  if (binding?.kind.type === 'parameter') return passedFor(binding.kind, resolver);
  const meaning = resolver.meaningOf(callee, site);
  if (meaning?.type === 'value') return node === callee ? [meaning.value] : [];
  return meaning?.type === 'function' && node !== callee ? meaning.returns : [];
}

/** What all callers of a function pass for a parameter. Who calls a method of an object is not asked. */
function passedFor(
  { parameter, definition }: Extract<Binding['kind'], { type: 'parameter' }>,
  resolver: Resolver,
): readonly ExpressionSite[] {
  const isMethod = definition.scope.parent?.kind === 'class' && definition.name !== '__init__';
  const passed = isMethod ? undefined : expressionsPassed(parameter, definition, resolver);
  return passed === undefined || passed === 'searching'
    ? []
    : passed.map(({ node, call }) => ({ ...call, node }));
}
