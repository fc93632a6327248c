import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, eachNode, stringValue, textOf } from '../../syntax/nodes';
import type { Binding, ExpressionSite, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import { type AbstractObject, isEmpty, isMapping, type ObjectOf, ofCaller } from './abstractObject';
import { elementsOf } from './displays';
import { isAbove } from './definitions';
import { Environment } from './environment';
import { laidOver } from './layered';
import { loopAround } from './selfUpdates';

/** A place where something is put under a key that is no text: `kwargs[name] = opt[name]`. */
interface Fill {
  readonly node: SyntaxNode;
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
}

/**
 * What a dictionary that has a name holds after a loop has filled it: `for k in ["n", "p"]: kwargs[k] = opt[k]`. What is put under another key that is
 * not known may be anything.
 */
export function filledByKeys(
  below: AbstractObject,
  name: string,
  { kind, site: bound }: Binding,
  { site, resolver, frames }: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  if (kind.type !== 'value' || !isMapping(below)) return below;
  const module = resolver.moduleOf(bound);
  let around = kind.value.node;
  while (around.parent !== null && around.name !== 'FunctionDefinition') around = around.parent;
  const isRead = (place: Site): boolean =>
    isAbove(kind.value, place, module) && (site.scope !== bound.scope || isAbove(place, site, module));
  const place = { ...kind.value, ...bound, node: around };
  return filledIn(below, name, new Environment(place, resolver, frames), objectOf, { node: around, isRead });
}

/**
 * The same within a function.
 *
 * @param text the name, or the attribute, that holds it
 * @param node the function
 * @param isRead whether what is put at a place counts
 */
export function filledIn(
  below: AbstractObject,
  text: string,
  { site, resolver, frames }: Environment,
  objectOf: ObjectOf,
  { node, isRead = () => true }: { readonly node: SyntaxNode; readonly isRead?: (place: Site) => boolean },
): AbstractObject {
  const place = { ...site, node };
  return fillsOf(text, place, resolver).reduce<AbstractObject>((object, fill) => {
    const at = { ...place, node: fill.node, at: fill.node.from };
    if (!isMapping(object) || !isRead(at)) return object;
    const source = sourceOf(fill, place);
    const taken = source && objectOf(source.mapping, new Environment(at, resolver, frames));
    if (taken === undefined || taken.is === 'unknown')
      return isEmpty(object) ? { is: 'unknown', reason: unknown('reassigned', text) } : ofCaller(object);
    if (!isMapping(taken)) return isEmpty(object) ? taken : ofCaller(object);
    const filter = source?.keys && { keys: source.keys, areTaken: true };
    return laidOver(filter ? { ...taken, filter } : taken, object);
  }, below);
}

/** What is put into a dictionary under keys that are no texts, within a function. */
export function fillsOf(
  text: string,
  { segment, node: around }: ExpressionSite,
  resolver: Resolver,
): readonly Fill[] {
  if (!segment.text.includes(`${text}[`)) return [];
  return resolver.remembered(around, `filled ${text}`, () => {
    const fills: Fill[] = [];
    eachNode(around, 'AssignStatement', (node) => {
      const [object, bracket, key] = childrenOf(node.firstChild ?? node);
      const isItem = node.firstChild?.name === 'MemberExpression' && bracket?.name === '[';
      const value = node.lastChild;
      if (!isItem || !object || !key || value === null || textOf(segment, object) !== text) return;
      if (!/^(?:String|Number)$/.test(key.name)) fills.push({ node, key, value });
    });
    return fills;
  });
}

/** The dictionary, or the options, from which a loop takes what it puts there, and the keys that it takes. */
function sourceOf(
  { node, key, value }: Fill,
  site: ExpressionSite,
): { readonly mapping: SyntaxNode; readonly keys: readonly string[] | undefined } | undefined {
  const { segment } = site;
  const loop = loopAround(node);
  const said = (one: SyntaxNode | null | undefined): string => (one ? textOf(segment, one) : '');
  const [, first, comma, second] = loop === undefined ? [] : childrenOf(loop);
  const iterable = loop?.getChild('in')?.nextSibling;
  if (!iterable || said(first) !== said(key)) return undefined;
  // `for k, v in opt.items(): kwargs[k] = v`
  if (comma?.name === ',')
    return said(second) === said(value) &&
      said(iterable).endsWith('.items()') &&
      iterable.firstChild?.firstChild
      ? { mapping: iterable.firstChild.firstChild, keys: undefined }
      : undefined;
  const mapping = takenFrom(value, said(key), segment);
  // `for k in inspect.signature(Net).parameters`: whatever Net asks for.
  if (mapping && isOfSignature(iterable, site)) return { mapping, keys: undefined };
  const names = /^(?:Array|Tuple|Set)Expression$/.test(iterable.name) ? elementsOf(iterable) : [];
  const keys = names.flatMap((one) => stringValue(said(one)) ?? []);
  return mapping && keys.length === names.length && keys.length > 0 ? { mapping, keys } : undefined;
}

/** What gives the names of what something takes. */
const SIGNATURE = /^(?:inspect\.)?(?:signature|getfullargspec|getargspec)\(/;

/** Whether something is the names of what a class or function takes: `inspect.getfullargspec(Net).args`, or what was given that. */
function isOfSignature(node: SyntaxNode, { segment, scope }: ExpressionSite): boolean {
  const text = textOf(segment, node);
  const bindings = node.name === 'VariableName' ? (scope.names.get(text) ?? []) : [];
  return bindings.length === 0
    ? SIGNATURE.test(text)
    : bindings.every(
        ({ kind }) => kind.type === 'value' && SIGNATURE.test(textOf(kind.value.segment, kind.value.node)),
      );
}

/** Of `opt[k]`, `getattr(args, k)` and `opt.get(k)` what has it. */
function takenFrom(
  value: SyntaxNode,
  key: string,
  segment: ExpressionSite['segment'],
): SyntaxNode | undefined {
  const isKey = (one: SyntaxNode | undefined): boolean => one !== undefined && textOf(segment, one) === key;
  const [object, second, third] = childrenOf(value);
  if (value.name === 'MemberExpression') return second?.name === '[' && isKey(third) ? object : undefined;
  if (value.name !== 'CallExpression' || !object || !second) return undefined;
  const { positional: [first, name] = [] } = readArguments(segment, second) ?? {};
  const called = textOf(segment, object);
  if (called === 'getattr') return isKey(name) ? first : undefined;
  return called.endsWith('.get') && isKey(first) ? (object.firstChild ?? undefined) : undefined;
}
