import type { SyntaxNode } from '@lezer/common';
import { childrenOf, stringValue } from '../../syntax/nodes';
import { type AbstractObject, type Filter, isMapping, type ObjectOf } from './abstractObject';
import { elementsOf } from './displays';
import type { Environment } from './environment';

/** What some of the items of another are taken of, as they are: `{k: v for k, v in vars(args).items() if k in NAMES}`. */
export function filteredItems(
  node: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const [, key, , value, , ownKey, , ownValue, , items, , test] = childrenOf(node);
  const isSame = (a: SyntaxNode | undefined, b: SyntaxNode | undefined): boolean =>
    a !== undefined && b !== undefined && environment.textOf(a) === environment.textOf(b);
  const callee = items?.name === 'CallExpression' ? items.firstChild : null;
  const owner = callee?.name === 'MemberExpression' ? callee.firstChild : null;
  if (owner === null || !isSame(key, ownKey) || !isSame(value, ownValue)) return undefined;
  if (!callee?.lastChild || environment.textOf(callee.lastChild) !== 'items') return undefined;
  const whole = objectOf(owner, environment);
  const filter =
    key && test && isMapping(whole) ? filterOf(test, environment.textOf(key), environment) : undefined;
  return filter && isMapping(whole) ? { ...whole, filter } : whole;
}

/** What a test lets through of a mapping's keys: `key != "p"`, `key not in ("p", "q")`, `key in NAMES`; undefined where that cannot be read. */
function filterOf(test: SyntaxNode, key: string, environment: Environment): Filter | undefined {
  const [asked, operator, second, third] = childrenOf(test);
  if (!asked || !operator || !second || environment.textOf(asked) !== key) return undefined;
  const isIn = environment.textOf(operator) === 'in' || third !== undefined;
  const names = third ?? second;
  const list =
    isIn && /^(?:Variable|Array|Tuple|Set)/.test(names.name) ? elementsIn(names, environment) : [names];
  const keys = list.map((one) => environment.textOf(one)).map(stringValue);
  if (list.length === 0 || keys.includes(undefined)) return undefined;
  const said = environment.textOf(operator);
  return {
    keys: keys.flatMap((one) => one ?? []),
    areTaken: third === undefined && (said === 'in' || said === '=='),
  };
}

function elementsIn(names: SyntaxNode, { resolver, site }: Environment): readonly SyntaxNode[] {
  const meaning = names.name === 'VariableName' ? resolver.meaningOf(names, site) : undefined;
  const list =
    meaning?.type === 'value' && meaning.value.segment === site.segment ? meaning.value.node : names;
  return list.name === 'VariableName' ? [] : elementsOf(list);
}
