import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { withoutParentheses } from '../../syntax/nodes';
import type { Binding } from '../../syntax/scopes';
import { type StaticNumber, unknown } from '../names/staticNumber';
import { isMapping } from './abstractObject';
import { Environment } from './environment';
import { numberInTurn } from './members';
import { entryIn, objectOf } from './objects';

/** An expression, and where it is read. */
interface Read {
  readonly node: SyntaxNode;
  readonly environment: Environment;
}

/**
 * What is unpacked under a name of what a search goes through, which has each of the values that a grid lists in turn: `Net(**params)`, after
 * `for params in ParameterGrid({"p": [0.1, 0.3]}):`. Undefined where it is no such thing, or nobody can tell what the grid lists.
 */
export function inGrid(
  unpacked: SyntaxNode,
  name: string,
  environment: Environment,
): StaticNumber | 'nothing' | undefined {
  const read = gridOf({ node: withoutParentheses(unpacked), environment });
  const grid = read && objectOf(read.node, read.environment);
  if (grid === undefined || !isMapping(grid)) return undefined;
  const { resolver } = environment;
  const entry = entryIn(grid, name, resolver);
  if (entry === undefined || entry === 'nothing') return entry;
  const values = objectOf(entry.node, new Environment(entry.site, resolver, entry.frames));
  return values.is === 'list' ? numberInTurn(values, name, resolver) : unknown('loop', name);
}

/** The grid whose values something has in turn: what `for params in ParameterGrid(grid):` gives, or `dict(zip(grid, values))`. */
function gridOf(read: Read): Read | undefined {
  const looped = loopedOver(read);
  if (looped !== undefined) return onlyArgument(looped, /(?:^|\.)ParameterGrid$/);
  const kind = onlyKind(read);
  const made =
    kind?.type === 'value' ? { node: kind.value.node, environment: at(kind.value, read) } : undefined;
  const zipped = made && onlyArgument(made, /^dict$/);
  const [keys, values, ...others] = (zipped && argumentsOf(zipped, /^zip$/)) ?? [];
  const list = values && loopedOver(values);
  const isProduct = list !== undefined && argumentsOf(list, /(?:^|\.)product$/) !== undefined;
  return keys !== undefined && isProduct && others.length === 0 ? ofKeys(keys) : undefined;
}

/** Whose keys something lists: `grid.keys()`, `list(grid)`, and `keys` of `keys, values = zip(*grid.items())`; else what it is itself. */
function ofKeys(read: Read): Read | undefined {
  const kind = onlyKind(read);
  if (kind?.type === 'other') {
    const pairs = kind.element?.place === 0 ? kind.element.of : undefined;
    const items = pairs?.node.getChild('ArgList')?.getChild('CallExpression');
    return pairs && items ? ownerOf({ node: items, environment: at(pairs, read) }, /\.items$/) : undefined;
  }
  const value = kind?.type === 'value' && kind.value.node.name === 'CallExpression' ? kind.value : undefined;
  if (value !== undefined) return ofKeys({ node: value.node, environment: at(value, read) });
  const listed = onlyArgument(read, /^(?:list|tuple)$/);
  return listed === undefined ? (ownerOf(read, /\.keys$/) ?? read) : ofKeys(listed);
}

/** Whose method a call calls: `grid` of `grid.keys()`. */
function ownerOf({ node, environment }: Read, method: RegExp): Read | undefined {
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  const owner = callee !== null && method.test(environment.textOf(callee)) ? callee.firstChild : null;
  return owner === null ? undefined : { node: owner, environment };
}

/** What a loop runs over whose variable something is. */
function loopedOver(read: Read): Read | undefined {
  const kind = onlyKind(read);
  const iterable = kind?.type === 'loop' && kind.place === undefined ? kind.iterable : undefined;
  return iterable && { node: withoutParentheses(iterable.node), environment: at(iterable, read) };
}

/** What binds a name, where that is one. */
function onlyKind({ node, environment }: Read): Binding['kind'] | undefined {
  if (node.name !== 'VariableName') return undefined;
  const [only, ...others] = environment.resolver.bindingsOf(environment.textOf(node), environment.site);
  return others.length > 0 ? undefined : only?.kind;
}

function at(site: Environment['site'], { environment: { resolver, frames } }: Read): Environment {
  return new Environment(site, resolver, frames);
}

/** The only argument of a call of what is called so. */
function onlyArgument(call: Read, called: RegExp): Read | undefined {
  const [only, ...others] = argumentsOf(call, called) ?? [];
  return others.length > 0 ? undefined : only;
}

/** The arguments of a call of what is called so. */
function argumentsOf({ node, environment }: Read, called: RegExp): readonly Read[] | undefined {
  const [callee, args] = node.name === 'CallExpression' ? [node.firstChild, node.getChild('ArgList')] : [];
  if (!callee || !args || !called.test(environment.textOf(callee))) return undefined;
  const given = readArguments(environment.site.segment, args);
  return given?.positional.map((one) => ({ node: one, environment }));
}
