import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf } from '../../syntax/nodes';
import type { Binding } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, GETS, isEmpty, isMapping, type ObjectOf, ofCaller } from './abstractObject';
import { elementsOf, isGrown } from './displays';
import { Environment } from './environment';
import { isKeptObject, keptAmong, keptPart, type PartsAsked } from './kept';
import { settledText } from './texts';
import { valuesInLoop } from './valuesInLoop';

/** What says what expressions stand for, what objects have under a name, and mappings under a key. */
interface Asked extends PartsAsked {
  readonly objectOf: ObjectOf;
}

/** A part of settings, or what is taken in its place where they have none: `config.get("model", {})`. */
export function takenByKey(
  callee: SyntaxNode,
  args: SyntaxNode,
  text: string,
  environment: Environment,
  { objectOf, memberOf, entryIn }: Asked,
): AbstractObject | undefined {
  const [object, dot, method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  if (object === undefined || dot?.name !== '.' || method === undefined) return undefined;
  if (!GETS.test(environment.textOf(method))) return undefined;
  const [key, byDefault] = readArguments(environment.site.segment, args)?.positional ?? [];
  const name = key && settledText(key, environment)?.value;
  const owner = name === undefined ? undefined : objectOf(object, environment);
  if (name === undefined || owner === undefined) return undefined;
  const { resolver } = environment;
  if (isKeptObject(owner)) {
    const kept = { ...owner, ...keptPart(owner, name, text, environment, { memberOf, entryIn }) };
    const otherwise = byDefault && objectOf(byDefault, environment);
    // What was kept without it leaves that in force.
    if (otherwise && isMapping(otherwise) && !isEmpty(otherwise)) {
      const isOnly = (kept.others ?? []).length === 0;
      return isOnly ? ofCaller(otherwise) : keptAmong([kept, otherwise]);
    }
    return kept;
  }
  if (owner.is === 'configuration') return memberOf(owner, name, text, environment);
  if (!isMapping(owner)) return undefined;
  const entry = entryIn(owner, name, resolver);
  return entry === 'nothing' && byDefault
    ? objectOf(byDefault, environment)
    : memberOf(owner, name, text, environment);
}

/** Whichever of the dictionaries that a table has is meant: `CONFIGS[name]`. */
export function anyOfTable(
  owner: AbstractObject,
  text: string,
  { resolver }: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  return owner.is === 'list' ? undefined : anyOf(owner, text, resolver, objectOf);
}

/**
 * A part of a part of settings of which only a name is known, where nobody knows which part that is: `config[site]["model"]`. What it is called is known
 * all the same.
 */
export function partOfAny(
  part: SyntaxNode,
  name: string,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const [object, bracket, key] = part.name === 'MemberExpression' ? childrenOf(part) : [];
  if (object === undefined || bracket?.name !== '[' || key === undefined) return undefined;
  if (settledText(key, environment) !== undefined || part.getChild(':') !== null) return undefined;
  const owner = objectOf(object, environment);
  return owner.is === 'configuration' && owner.passed === undefined && !isKeptObject(owner)
    ? { ...owner, name: `${owner.name}.[].${name}` }
    : undefined;
}

/** A part of settings of which a name is known; of several dictionaries, of which one is meant, what all of them have: `CONFIGS[name]["model"]`. */
export function partOfConfiguration(
  owner: Extract<AbstractObject, { is: 'configuration' }>,
  name: string,
  text: string,
  environment: Environment,
  asked: PartsAsked,
): AbstractObject {
  const tables = owner.passed?.every(isMapping) === true ? owner.passed : undefined;
  const parts = tables?.map((one) => asked.memberOf(one, name, text, environment));
  return {
    is: 'configuration',
    name: `${owner.name}.${name}`,
    ...(owner.isImported && { isImported: true }),
    asked: owner.asked,
    ...(parts?.every(isMapping) === true && { passed: parts }),
    ...keptPart(owner, name, text, environment, asked),
  };
}

/** Whichever of the dictionaries is meant over which a loop runs, which may be those of a table: `for run in RUNS.values()`. */
export function anyOfLoop(
  loop: Extract<Binding['kind'], { type: 'loop' }>,
  name: string,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { iterable, place } = loop;
  if (iterable === undefined) return undefined;
  const list =
    place === undefined ? objectOf(iterable.node, new Environment(iterable, resolver, frames)) : undefined;
  if (list?.is === 'list') return anyOf(list, name, resolver, objectOf);
  const values = valuesInLoop(loop, resolver);
  return eachOf(
    values.map((one) => objectOf(one.node, new Environment(one, resolver))),
    name,
  );
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
  return eachOf(
    values.map((one) => objectOf(one, inside)),
    text,
  );
}

/** Whichever of several dictionaries, or lists, is meant. */
function eachOf(passed: readonly AbstractObject[], name: string): AbstractObject | undefined {
  const isTable = passed.length > 0 && (passed.every(isMapping) || passed.every(({ is }) => is === 'list'));
  return isTable ? { is: 'configuration', name, passed } : undefined;
}
