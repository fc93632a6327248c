import { placesIn } from '../../../text';
import type { SyntaxNode } from '@lezer/common';
import { parsePythonInteger } from '../../../torch';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, ExpressionSite, NodeRef, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { agreed, type StaticNumber } from '../names/staticNumber';

/* What stands in dictionaries and lists that are written out. */

/** The strings in a dictionary display, its keys among them. */
export function stringsIn(node: SyntaxNode, { segment }: Pick<Site, 'segment'>): readonly string[] {
  return node.getChildren('String').map((one) => stringValue(textOf(segment, one)) ?? '');
}

/** The value of a string key in a dictionary display, the last one where it is given twice. */
export function valueOfKey(
  node: SyntaxNode,
  { segment }: Pick<Site, 'segment'>,
  name: string,
): SyntaxNode | undefined {
  const keys = node
    .getChildren('String')
    .filter((key) => key.nextSibling?.name === ':' && stringValue(textOf(segment, key)) === name);
  return keys.at(-1)?.nextSibling?.nextSibling ?? undefined;
}

/** The key, or the name, that a dictionary is given. */
export function keyOf({ node, segment }: NodeRef): string | undefined {
  const given = node.prevSibling?.prevSibling;
  if (given === null || given === undefined) return undefined;
  const text = textOf(segment, given);
  // `cfg["lstm"] = {"dropout": 0.1}`
  const key = given.name === 'MemberExpression' ? given.getChild('String') : null;
  return stringValue(key === null ? text : textOf(segment, key)) ?? text.split('.').at(-1);
}

/** What a call of `update` gives for a key in so many words: `update(p=0.3)`, `update({"p": 0.3})`. */
export function valueUpdated({ segment, args }: CallSite, name: string): SyntaxNode | undefined {
  const { positional: [first] = [], keywords } = readArguments(segment, args) ?? {};
  const display = first?.name === 'DictionaryExpression' ? valueOfKey(first, { segment }, name) : undefined;
  return keywords?.get(name) ?? display;
}

/** Whether an expression is a list or a tuple that is written out. */
export function isList({ name }: SyntaxNode): boolean {
  return name === 'ArrayExpression' || name === 'TupleExpression';
}

/** The elements of a list, a tuple, or what a call is given. */
export function elementsOf(list: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(list).filter(({ name }) => !/^(?:[()[\],]|return)$|Comment/.test(name));
}

/** The element of a list of one that is taken several times: `[0.1] * n`. */
export function elementTaken(product: SyntaxNode, { segment }: Site): SyntaxNode | undefined {
  const [left, operator, right] = childrenOf(product);
  if (operator === undefined || textOf(segment, operator) !== '*') return undefined;
  const list = [left, right].find((one) => one !== undefined && isList(one));
  const [element, ...others] = list === undefined ? [] : elementsOf(list);
  return others.length > 0 ? undefined : element;
}

/** The element of a list that has the same one in each turn, `[0.1 for _ in range(n)]`; undefined where it speaks of what the turns are over. */
export function elementInTurns(comprehension: SyntaxNode, { segment }: Site): SyntaxNode | undefined {
  const [, element] = childrenOf(comprehension);
  if (element === undefined) return undefined;
  const behind = segment.text.slice(element.to, comprehension.to);
  const turns = behind
    .split(/\bfor\b/)
    .map((turn) => turn.split(/\bin\b/, 1)[0])
    .join(' ');
  const words = new Set(textOf(segment, element).match(/[\w\u0080-\uffff]+/g));
  return turns.split(/[\s,()[\]*]+/).some((name) => words.has(name)) ? undefined : element;
}

/** The element that stands at an index in a list. */
export function elementOf({ node }: { readonly node: SyntaxNode }, index: string): SyntaxNode | undefined {
  const elements = elementsOf(node);
  const at = indexOf(index);
  return at === undefined || elements.some(({ name }) => name === '*' || name === 'for')
    ? undefined
    : elements.at(at);
}

/** The index that an integer literal stands for. */
export function indexOf(text: string): number | undefined {
  const index = parsePythonInteger(text);
  return index === undefined ? undefined : Number(index);
}

/** Whether a list is given other elements where it is kept: `rates.append(0.2)`, `rates[0] = 0.2`. */
export function isGrown({
  node,
  site: { segment },
}: {
  readonly node: SyntaxNode;
  readonly site: Pick<Site, 'segment'>;
}): boolean {
  let whole = node;
  // `[0.1] * n`
  while (/^(?:Array(?:Comprehension)?|Binary|Tuple)Expression$/.test(whole.parent?.name ?? ''))
    whole = whole.parent ?? whole;
  const target = whole.parent?.name === 'AssignStatement' ? whole.parent.firstChild : null;
  if (target === null) return false;
  const name = textOf(segment, target);
  const { text } = segment;
  for (const at of placesIn(text, name, node.to)) {
    const behind = text.slice(at + name.length, text.indexOf('\n', at) >>> 0);
    if (!/\w|\./.test(text.charAt(at - 1)) && CHANGES.test(behind)) return true;
  }
  return false;
}

const CHANGES = /^(?:\.(?:append|extend|insert|pop|remove|sort|reverse|clear)\(|\[[^\]]*\]\s*[-+*/]?=[^=])/;

/** Longer lists are data. */
const MOST_ELEMENTS = 64;

/** What each element of a list is, where all are the same number: `DROP_RATE: [0.1, 0.1, 0.1]`. */
export function sameInAll({ node, ...site }: ExpressionSite, resolver: Resolver): StaticNumber | undefined {
  const elements = isList(node) ? elementsOf(node) : [];
  if (elements.length === 0 || elements.length > MOST_ELEMENTS) return undefined;
  const numbers = elements.map((element) => resolver.numberOf(element, site));
  const number = agreed(numbers, 'loop', '');
  return number.known ? number : undefined;
}
