import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue } from '../../syntax/nodes';
import type { Binding } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import {
  type AbstractObject,
  elementsOf,
  type Filter,
  GETS,
  isGrown,
  isMapping,
  type ObjectOf,
} from './abstractObject';
import { Environment } from './environment';
import { entryOf } from './mappings';
import { settledText } from './texts';

/** What says what an object has under a name. */
type MemberOf = (
  owner: Exclude<AbstractObject, { is: 'unknown' }>,
  name: string,
  text: string,
  environment: Environment,
) => AbstractObject;

/** A part of settings, or what is taken in its place where they have none: `config.get("model", {})`. */
export function takenOf(
  callee: SyntaxNode,
  args: SyntaxNode,
  text: string,
  environment: Environment,
  { objectOf, memberOf }: { readonly objectOf: ObjectOf; readonly memberOf: MemberOf },
): AbstractObject | undefined {
  const [object, dot, method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  if (object === undefined || dot?.name !== '.' || method === undefined) return undefined;
  if (!GETS.test(environment.textOf(method))) return undefined;
  const [key, byDefault] = readArguments(environment.site.segment, args)?.positional ?? [];
  const name = key && settledText(key, environment)?.value;
  const owner = name === undefined ? undefined : objectOf(object, environment);
  if (name === undefined || owner === undefined) return undefined;
  if (owner.is === 'configuration') return memberOf(owner, name, text, environment);
  if (!isMapping(owner)) return undefined;
  const { resolver } = environment;
  const entry = entryOf(
    owner,
    name,
    (node, site, frames) => objectOf(node, new Environment(site, resolver, frames)),
    resolver,
  );
  return entry === 'nothing' && byDefault
    ? objectOf(byDefault, environment)
    : memberOf(owner, name, text, environment);
}

/** Whichever of the dictionaries that a table has is meant: `CONFIGS[name]`. */
export function oneOf(
  owner: AbstractObject,
  text: string,
  { resolver }: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  return owner.is === 'list' ? undefined : anyOf(owner, text, resolver, objectOf);
}

/** Whichever of the dictionaries is meant over which a loop runs. */
export function inTurn(
  { iterable, place }: Extract<Binding['kind'], { type: 'loop' }>,
  name: string,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  if (iterable === undefined || place !== undefined) return undefined;
  const list = objectOf(iterable.node, new Environment(iterable, resolver, frames));
  return list.is === 'list' ? anyOf(list, name, resolver, objectOf) : undefined;
}

/** Whichever of the dictionaries in a table or list is meant. */
function anyOf(
  owner: AbstractObject,
  text: string,
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  if (owner.is !== 'dictionary' && owner.is !== 'list') return undefined;
  const isOpen = owner.is === 'list' ? isGrown(owner) : owner.otherwise !== undefined;
  if (isOpen || owner.node.getChild('**') !== null || owner.node.getChild('*') !== null) return undefined;
  const inside = new Environment(owner.site, resolver, owner.frames);
  const values =
    owner.is === 'list'
      ? elementsOf(owner.node)
      : owner.node.getChildren(':').flatMap(({ nextSibling }) => nextSibling ?? []);
  const passed = values.map((one) => objectOf(one, inside));
  const isTable = passed.length > 0 && passed.every(isMapping);
  return isTable ? { is: 'configuration', name: text, passed } : undefined;
}

/** What some of the items of another are taken of, as they are: `{k: v for k, v in vars(args).items() if k in NAMES}`. */
export function copied(
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

/** Whether an expression is an option of an argument parser: `args.model`. */
export function isOption(node: SyntaxNode, environment: Environment, objectOf: ObjectOf): boolean {
  const owner = node.name === 'MemberExpression' ? node.firstChild : null;
  return owner !== null && objectOf(owner, environment).is === 'options';
}

/** What an argument parser returns, which may be given words in place of the command line's: `parse_args(["--p", "0.4"])`. */
export function parsed(
  words: SyntaxNode | undefined,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  const { site, resolver } = environment;
  const options = { is: 'options', module: resolver.moduleOf(site) } as const;
  if (words === undefined) return options;
  const list = objectOf(words, environment);
  const { segment } = list.is === 'list' ? list.site : site;
  return { ...options, words: { segment, node: list.is === 'list' ? list.node : words } };
}
