import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { Binding, ExpressionSite, Scope, Segment } from '../../syntax/scopes';
import { isList } from './displays';

/** Stands for what is put under other names among the things on which a number depends. */
export function givenOn(name: string): string {
  return `=${name}`;
}

/** What the calls of a segment may call by other names than its own. */
export function* namesGivenOn(segment: Segment): Generator<string> {
  yield* namesHeld(segment);
  const { text, calls } = segment;
  const seen = new WeakMap<object, Set<string>>();
  for (const { callee, args, scope } of calls) {
    // `getattr(models, "Net")(…)`
    if (callee.name === 'CallExpression')
      for (const word of textOf(segment, callee).match(/\w+/g) ?? []) yield givenOn(word);
    if (isSubscript(callee) && callee.firstChild) {
      const table = textOf(segment, callee.firstChild);
      // `{"self": Attention}[kind](…)`
      const words = callee.firstChild.name === 'DictionaryExpression' ? (table.match(/\w+/g) ?? []) : [table];
      for (const word of words) yield givenOn(word.split('.').at(-1) ?? word);
      // `run["model_class"](…)`
      const key = callee.lastChild?.prevSibling;
      const named = key ? stringValue(textOf(segment, key)) : undefined;
      if (named !== undefined) yield givenOn(named);
    }
    // A name may be bound thousands of times, and called, or passed, as often.
    const ofScope = seen.get(scope) ?? new Set();
    seen.set(scope, ofScope);
    for (const node of [callee, ...args.getChildren('VariableName')]) {
      const name = textOf(segment, node);
      if (node.name !== 'VariableName' || ofScope.has(name)) continue;
      ofScope.add(name);
      yield givenOn(name);
      yield* wordsBoundTo(name, scope, text, node === callee);
    }
  }
}

/** Longer lists are data. */
const LONGEST_LIST = 4000;
const TEXTS = /"[^"\n]*"|'[^'\n]*'/g;

/** The lists that a segment gives names, with the words of what stands in them, without texts as `__all__` has them: `nets = [("net", Net)]`. */
export const listsIn = once(
  ({ scope }: Segment): readonly (readonly [name: string, words: readonly string[]])[] =>
    [...scope.names].flatMap(([name, bindings]) =>
      bindings.flatMap(({ kind }) => {
        if (kind.type !== 'value') return [];
        const { node, segment } = kind.value;
        return isList(node) && node.to - node.from < LONGEST_LIST
          ? [[name, textOf(segment, node).replace(TEXTS, '').match(/\w+/g) ?? []] as const]
          : [];
      }),
    ),
);

/** What the dictionaries of a segment hold, and its functions return: `{"self": Attention}`, `return Attention`. */
function* namesHeld(segment: Segment): Generator<string> {
  const { text, dictionaries, scope } = segment;
  for (const [, words] of listsIn(segment)) for (const word of words) yield givenOn(word);
  const held = dictionaries.flatMap(({ node }) => valuesOf(node));
  const functions = [...scope.names.values()]
    .flat()
    .flatMap(({ kind }) => (kind.type === 'function' ? kind : []));
  const returned = functions.flatMap(({ returns }) => returns.map(({ node }) => node));
  for (const { name, from, to } of [...held, ...returned]) {
    const said = text.slice(from, to);
    if (mayHold(name, said)) for (const word of said.match(/\w+/g) ?? []) yield givenOn(word);
  }
}

/** Whether an expression may be a class or function, or give one of a table: `Net`, `NETS[name]`, `NETS.get(name)`. */
export function mayHold(type: string, text: string): boolean {
  return /^(?:Variable|Member|Conditional)/.test(type) || text.includes('.get(');
}

/** The words of what a name may be bound to; of what is only passed, where that is another name. */
function* wordsBoundTo(name: string, scope: Scope, text: string, isCalled: boolean): Generator<string> {
  for (let at: typeof scope | undefined = scope; at !== undefined; at = at.parent)
    for (const { kind } of at.names.get(name) ?? []) {
      const given = givenTo(kind);
      const isOther = isCalled || kind.type === 'loop';
      if (given === undefined || (!isOther && !/^(?:VariableName|Conditional)/.test(given.node.name)))
        continue;
      const words = text.slice(given.node.from, given.node.to).match(/\w+/g);
      for (const word of words ?? []) yield givenOn(word);
    }
}

/** What a name stands for, or is one of. */
function givenTo(kind: Binding['kind']): ExpressionSite | undefined {
  if (kind.type === 'value') return kind.value;
  if (kind.type === 'loop') return kind.iterable;
  return kind.type === 'parameter' ? kind.parameter.fallback : undefined;
}

/** Whether something is an item: `NETS[name]`. */
export function isSubscript({ name, lastChild }: SyntaxNode): boolean {
  return name === 'MemberExpression' && lastChild?.name !== 'PropertyName';
}

/** The values of a dictionary. */
export function valuesOf(dictionary: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(dictionary).filter(({ prevSibling }) => prevSibling?.name === ':');
}
