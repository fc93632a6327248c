import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from './nodes';
import type { FunctionDefinition } from './scopes';

interface Source {
  readonly text: string;
}

/** What a call passes for one parameter. */
export type PassedArgument =
  | { readonly passed: 'value'; readonly node: SyntaxNode }
  /** Nothing: the default holds. */
  | { readonly passed: 'nothing' }
  /** Perhaps, inside `*args` or `**kwargs`. */
  | { readonly passed: 'unpacked'; readonly node: SyntaxNode }
  /** The call does not fit the signature, or is not finished. */
  | { readonly passed: 'misfit'; readonly node: SyntaxNode };

/**
 * Binds a call's arguments to one parameter of a signature, as Python does.
 *
 * @param source whose text the nodes are of
 * @param args the call's ArgList
 * @param parameters the signature's parameter names, in order, none of them keyword-only
 */
export function argumentFor(
  source: Source,
  args: SyntaxNode,
  parameters: readonly string[],
  parameter: string,
): PassedArgument {
  const passed = readArguments(source, args);
  if (passed === undefined) return { passed: 'misfit', node: args };
  const { positional, keywords, star, doubleStar } = passed;
  const index = parameters.indexOf(parameter);
  const byPosition = positional[index];
  const byName = keywords.get(parameter);
  const misfit =
    positional.length > parameters.length ||
    (byPosition !== undefined && byName !== undefined) ||
    [...keywords.keys()].some((name) => !parameters.includes(name));
  if (misfit) return { passed: 'misfit', node: args };
  // What stands before a `*args` keeps its place; what comes after it may have moved.
  if (byPosition !== undefined && (star === undefined || index < star.index)) {
    return { passed: 'value', node: byPosition };
  }
  if (byName !== undefined) return { passed: 'value', node: byName };
  if (star !== undefined) return { passed: 'unpacked', node: star.node };
  if (doubleStar !== undefined) return { passed: 'unpacked', node: doubleStar };
  return { passed: 'nothing' };
}

/**
 * Binds a call's arguments to one parameter of a function of the reader's own. A method's first parameter is left
 * out, because its object stands for it.
 *
 * @param source whose text the arguments are of
 */
export function boundArgument(
  source: Source,
  args: SyntaxNode,
  { parameters, scope }: FunctionDefinition,
  parameter: string,
): PassedArgument {
  const passed = readArguments(source, args);
  if (passed === undefined) return { passed: 'misfit', node: args };
  const { positional, keywords, star, doubleStar } = passed;
  const own = scope.parent?.kind === 'class' ? parameters.slice(1) : parameters;
  const firstStar = own.findIndex(({ form }) => form !== 'plain');
  const places = firstStar < 0 ? own : own.slice(0, firstStar);
  const index = places.findIndex(({ name }) => name === parameter);
  const byPosition = index < 0 ? undefined : positional[index];
  if (byPosition !== undefined && (star === undefined || index < star.index))
    return { passed: 'value', node: byPosition };
  const byName = keywords.get(parameter);
  if (byName !== undefined) return { passed: 'value', node: byName };
  const unpacked = index < 0 ? doubleStar : (star?.node ?? doubleStar);
  return unpacked === undefined ? { passed: 'nothing' } : { passed: 'unpacked', node: unpacked };
}

export interface Arguments {
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
  /** The first `*args`, with the number of positional arguments before it. */
  readonly star: { readonly index: number; readonly node: SyntaxNode } | undefined;
  readonly doubleStar: SyntaxNode | undefined;
}

/** The arguments between the parentheses; undefined while they cannot be told apart. */
export function readArguments(source: Source, args: SyntaxNode): Arguments | undefined {
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  let star: Arguments['star'];
  let doubleStar: SyntaxNode | undefined;
  const inner = childrenOf(args).filter((child) => child.name !== 'Comment');
  if (inner[0]?.name !== '(' || inner.at(-1)?.name !== ')') return undefined;
  let argument: SyntaxNode[] = [];
  for (const child of inner.slice(1)) {
    if (child.type.isError) return undefined;
    if (child.name !== ',' && child !== inner.at(-1)) {
      argument.push(child);
      continue;
    }
    const [first, second, third, ...rest] = argument;
    const last = argument.length === 0 && child.name === ')';
    argument = [];
    if (last) break;
    if (first === undefined) return undefined;
    if (second === undefined) positional.push(first);
    else if (first.name === '*') star ??= { index: positional.length, node: second };
    else if (first.name === '**') doubleStar ??= second;
    else if (second.name === 'AssignOp' && textOf(source, second) === ':=' && third !== undefined)
      positional.push(third);
    else if (
      first.name === 'VariableName' &&
      second.name === 'AssignOp' &&
      third !== undefined &&
      rest.length === 0
    ) {
      keywords.set(textOf(source, first), third);
    } else return undefined;
  }
  return { positional, keywords, star, doubleStar };
}
