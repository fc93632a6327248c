import type { SyntaxNode } from '@lezer/common';
import { once } from './byKey';
import { stringValue, textOf } from './nodes';
import { decoratorsOf, type FunctionDefinition } from './scopes';
import {
  bindArguments,
  type BoundArguments,
  type GivenArguments,
  NONE,
  type SignatureParameter,
} from './bindArguments';

interface Source {
  readonly text: string;
}

/** Perhaps something, inside `*args`, and then as which element of it, or inside `**kwargs`. */
export interface UnpackedArgument {
  readonly passed: 'unpacked';
  readonly node: SyntaxNode;
  readonly index?: number;
}

/** What a call passes for one parameter. */
export type PassedArgument =
  | { readonly passed: 'value'; readonly node: SyntaxNode }
  /** Nothing: the default holds. */
  | { readonly passed: 'nothing' }
  | UnpackedArgument
  /** The call does not fit the signature, or is not finished; or it may call one of `several` that were given different things before. */
  | { readonly passed: 'misfit'; readonly node: SyntaxNode; readonly isOfSeveral?: true };

/**
 * Binds a call's arguments to one parameter of a signature.
 *
 * @param source whose text the nodes are of
 * @param args the call's ArgList
 * @param parameters the signature's parameters; of one that has both a place and a name, the name will do. That one is
 * passed nothing is no misfit: it may have a default, or is still to be typed.
 */
export function argumentFor(
  source: Source,
  args: SyntaxNode,
  parameters: readonly (string | SignatureParameter)[],
  parameter: string,
): PassedArgument {
  const signature = signatureOf(parameters);
  const { passed, bound } = boundTo(source, args, signature);
  if (passed === undefined || bound === undefined || bound.misfits.length > 0)
    return { passed: 'misfit', node: args };
  // What `**kwargs` collects has a name, too.
  const isOwn = signature.some(({ name }) => name === parameter);
  const value = bound.values.get(parameter) ?? (isOwn ? undefined : bound.keywords.get(parameter));
  if (value !== undefined) return { passed: 'value', node: value };
  const unpacked = bound.unpacked.get(parameter) ?? (isOwn ? undefined : passed.doubleStar);
  if (unpacked === undefined) return { passed: 'nothing' };
  const { star } = passed;
  const index = signature.findIndex(({ name }) => name === parameter) - (star?.index ?? 0);
  return { passed: 'unpacked', node: unpacked, ...(star?.argument === unpacked && { index }) };
}

interface Bound {
  readonly passed: GivenArguments<SyntaxNode> | undefined;
  readonly bound: BoundArguments<SyntaxNode> | undefined;
}

/** Of a call one parameter is asked for after the other. */
let last: (Bound & { readonly args: SyntaxNode; readonly signature: unknown }) | undefined;

function boundTo(source: Source, args: SyntaxNode, signature: readonly SignatureParameter[]): Bound {
  if (last?.args === args && last.signature === signature) return last;
  const passed = last?.args === args ? last.passed : readArguments(source, args);
  const bound = passed && bindArguments(signature, passed, () => true);
  last = { args, signature, passed, bound };
  return last;
}

/** What torch's functions take is asked at each call of them. */
const signatureOf = once(
  (parameters: readonly (string | SignatureParameter)[]): readonly SignatureParameter[] =>
    parameters.map((one) => (typeof one === 'string' ? { name: one, kind: 'normal' } : one)),
);

/**
 * Binds a call's arguments to one parameter of a function of the reader's own. Methods are called by their class: the
 * first parameter is left out where an object, or the class, stands for it.
 *
 * @param source whose text the arguments are of
 */
export function boundArgument(
  source: Source,
  args: SyntaxNode,
  definition: FunctionDefinition,
  parameter: string,
): PassedArgument {
  const { parameters, scope } = definition;
  const isBound = scope.parent?.kind === 'class' && !decoratorsOf(definition).includes('staticmethod');
  return argumentFor(source, args, isBound ? withoutFirst(parameters) : parameters, parameter);
}

/** The same ones each time: what is known of a signature is known by these. */
const withoutFirst = once((parameters: readonly SignatureParameter[]) => parameters.slice(1));

/** What a dictionary gives by its keys, as `f(**{…})` does; what stands between underscores is said to who makes the call of it. */
function readEntries(source: Source, { firstChild }: SyntaxNode): GivenArguments<SyntaxNode> {
  const keywords = new Map<string, SyntaxNode>();
  let star: GivenArguments<SyntaxNode>['star'];
  for (let key = firstChild; key !== null; key = key.nextSibling) {
    const value = key.nextSibling?.name === ':' ? key.nextSibling.nextSibling : null;
    const name = key.name === 'String' ? stringValue(textOf(source, key)) : undefined;
    if (value === null || name === undefined) continue;
    if (name === '_args_') star = { index: 0, argument: value };
    else if (!/^_\w+_$/.test(name)) keywords.set(name, value);
  }
  return { positional: [], keywords, star, doubleStar: undefined };
}

/** The arguments between the parentheses; undefined while they cannot be told apart. A dictionary may stand for them. */
export function readArguments(source: Source, args: SyntaxNode): GivenArguments<SyntaxNode> | undefined {
  if (args.name === 'DictionaryExpression') return readEntries(source, args);
  const positional: SyntaxNode[] = [];
  let keywords: Map<string, SyntaxNode> | undefined;
  let star: GivenArguments<SyntaxNode>['star'];
  let doubleStar: SyntaxNode | undefined;
  let [isOpen, isClosed] = [false, false];
  let nodes: SyntaxNode[] = [];
  for (let node = args.firstChild; node !== null; node = node.nextSibling) {
    const { name } = node;
    if (name === 'Comment') continue;
    if (isClosed || (!isOpen && name !== '(') || node.type.isError) return undefined;
    if (!isOpen) {
      isOpen = true;
      continue;
    }
    isClosed = name === ')';
    if (!isClosed && name !== ',') {
      nodes.push(node);
      continue;
    }
    // Behind the last comma there need be nothing.
    if (isClosed && nodes.length === 0) continue;
    const [first, second, third, rest] = nodes;
    nodes = [];
    if (first === undefined) return undefined;
    if (second === undefined) positional.push(first);
    else if (first.name === '*') star ??= { index: positional.length, argument: second };
    else if (first.name === '**') doubleStar ??= second;
    else if (third === undefined || second.name !== 'AssignOp') return undefined;
    else if (textOf(source, second) === ':=') positional.push(third);
    else if (first.name !== 'VariableName' || rest !== undefined) return undefined;
    else (keywords ??= new Map()).set(textOf(source, first), third);
  }
  if (!isClosed) return undefined;
  return { positional, keywords: keywords ?? NONE, star, doubleStar };
}
