import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { ClassDefinition, ExpressionSite } from '../../syntax/scopes';
import {
  type AbstractObject,
  alternatives,
  isEmpty,
  isLike,
  isMapping,
  type ObjectOf,
  ofCaller,
} from './abstractObject';
import { elementInTurns, elementsOf, elementTaken } from './displays';
import type { Environment } from './environment';
import { laidOver } from './layered';
import { passedInstead } from './passedByAll';

/** What copies something, or hands it on with its attributes as items. */
const COPIES = /^(?:copy|deepcopy|list|tuple|vars|asdict|array|asarray)$/;

/** What a call makes of what is there: a copy, one with other values, a record of a named tuple, an object of its own class. */
export function recordOf(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { site, frames } = environment;
  const [object, dot, method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  const name = environment.textOf(method ?? callee);
  const given = readArguments(site.segment, args);
  const [first] = given?.positional ?? [];
  const replaced = dot?.name === '.' && name === '_replace' ? object : undefined;
  const copied = name === 'replace' && isOfDataclasses(callee, environment) ? first : undefined;
  // `dataclasses.replace(config, p=0.1)`, `config._replace(p=0.1)`
  const below = replaced ?? copied;
  if (below !== undefined)
    return { is: 'keywords', args, site, frames, otherwise: objectOf(below, environment) };
  if (name === 'cls' && object === undefined) {
    const own = objectOf(callee, environment);
    return own.is === 'class'
      ? { is: 'instance', of: own.of, made: { args, site, frames }, isSelf: false }
      : undefined;
  }
  return undefined;
}

/** What copies an object: the same attributes, or the same as items. */
export function copyOf(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const name = environment.textOf(callee).split('.').at(-1) ?? '';
  const [first] = readArguments(environment.site.segment, args)?.positional ?? [];
  // `vars(parser.parse_args())`: the same attributes, as items.
  if (COPIES.test(name) && first !== undefined) return objectOf(first, environment);
  const isCopy = name === 'copy' || name === 'deepcopy';
  return isCopy && callee.name === 'MemberExpression' && callee.firstChild !== null
    ? objectOf(callee.firstChild, environment)
    : undefined;
}

/** What makes several of one: as timm calls it, and whoever copied that with its branch for what is a tuple already, and torch. */
const SEVERAL = /^_?to_[1-4]tuple$/;
const SEVERAL_OF_TORCH = /^torch\.nn\.modules\.utils\._(?:single|pair|triple|quadruple)$/;

/** What a call makes several of, by its name or its whole path; what is several already is left as it is: `to_2tuple((0.1, 0.2))`. */
export function severalOf(
  name: string,
  path: string | undefined,
  first: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  if (!SEVERAL.test(name) && !SEVERAL_OF_TORCH.test(path ?? '')) return undefined;
  const { site, frames } = environment;
  const given = objectOf(first, environment);
  return given.is === 'list' ? given : { is: 'repeated', node: first, site, frames };
}

/** What a list is that has the same element in each turn: `[0.1 for _ in range(n)]`. */
export function repeatedIn(
  comprehension: SyntaxNode,
  { site, frames }: Environment,
): AbstractObject | undefined {
  const element = elementInTurns(comprehension, site);
  return element && { is: 'repeated', node: element, site, frames };
}

function isOfDataclasses(callee: SyntaxNode, { resolver, site }: Environment): boolean {
  return resolver.qualifiedName(callee, site) === 'dataclasses.replace';
}

/** What a named tuple is called with: `Config(64, p=0.1)`, after `Config = namedtuple("Config", "hidden p")`. */
export function ofNamedTuple(
  args: SyntaxNode,
  made: ExpressionSite,
  { site, frames }: Environment,
): AbstractObject | undefined {
  const { node, segment } = made;
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  const list = node.getChild('ArgList');
  if (callee === null || list === null || !/(?:^|\.)(?:namedtuple|NamedTuple)$/.test(textOf(segment, callee)))
    return undefined;
  const { positional = [], keywords } = readArguments(segment, list) ?? {};
  const [, names] = positional;
  const fields = names === undefined ? [] : fieldsIn(names, made);
  const defaults = keywords?.get('defaults');
  const last = defaults === undefined ? 0 : elementsOf(defaults).length;
  return {
    is: 'keywords',
    args,
    site,
    frames,
    fields,
    ...(defaults && {
      otherwise: { is: 'keywords', args: defaults, site: made, frames, fields: fields.slice(-last) },
    }),
  };
}

/** The names of a tuple's fields: `"hidden p"`, `["hidden", "p"]`, `[("hidden", int), ("p", float)]`. */
function fieldsIn(names: SyntaxNode, { segment }: ExpressionSite): readonly string[] {
  const words = (node: SyntaxNode): readonly string[] =>
    (stringValue(textOf(segment, node)) ?? '').split(/[\s,]+/);
  if (names.name === 'String') return words(names);
  return elementsOf(names).flatMap((one) => {
    const name = one.name === 'TupleExpression' ? elementsOf(one)[0] : one;
    return name === undefined ? '' : words(name);
  });
}

/** The class that stands in a class under a name: `Config.model`, of `class Config: class model: p = 0.1`. */
export function classWithin({ scope }: ClassDefinition, name: string): AbstractObject | undefined {
  const [only, ...others] = scope.names.get(name) ?? [];
  return only?.kind.type === 'class' && others.length === 0 ? { is: 'class', of: only.kind } : undefined;
}

/** What one dictionary laid over another is, `BASE | {"p": 0.1}`, one of two objects, or a list repeated. */
export function combined(
  node: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { site, frames } = environment;
  const [left, operator, right] = childrenOf(node);
  if (operator && left && right && environment.textOf(operator) === '|') {
    const above = objectOf(right, environment);
    return isMapping(above) ? laidOver(above, objectOf(left, environment)) : undefined;
  }
  const [given, otherwise] = alternatives(node, site) ?? [];
  if (given && otherwise) return either(given, otherwise, environment, objectOf);
  const element = elementTaken(node, site);
  return element && { is: 'repeated', node: element, site, frames };
}

/** What `given or otherwise` stands for: what callers pass for a parameter, or what is made there. */
function either(
  given: SyntaxNode,
  otherwise: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { site, resolver, frames } = environment;
  const byDefault = objectOf(otherwise, environment);
  if (byDefault.is !== 'instance' && (!isMapping(byDefault) || isEmpty(byDefault))) return undefined;
  const bindings = given.name === 'VariableName' ? resolver.bindingsOf(environment.textOf(given), site) : [];
  const [only] = bindings.length === 1 ? bindings : [];
  if (only?.kind.type === 'parameter') return passedInstead(byDefault, only.kind, resolver, frames, objectOf);
  const object = objectOf(given, environment);
  const isOpen = object.is === 'configuration' || isLike(object, byDefault);
  return isOpen ? ofCaller(byDefault) : undefined;
}
