import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { Binding, CallSite, ExpressionSite, MemberWrite, Scope, Site } from '../../syntax/scopes';
import { NO_FRAMES } from '../names/frames';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { openBy, type StaticNumber, type Truth, unknown } from '../names/staticNumber';
import {
  type AbstractObject,
  isLike,
  isMapping,
  type Mapping,
  type Named,
  type ObjectOf,
  ofCaller,
} from './abstractObject';
import { valueUpdated } from './displays';
import { callsIn, callsOf } from './callsIn';
import { loadedBy, readsFile } from './dataFiles';
import { isAbove } from './definitions';
import { Environment } from './environment';
import { filledByKeys } from './filledByKeys';
import { laidOver } from './layered';

/** More changes of a dictionary are machine-made, and nobody follows them. */
export const MOST_CHANGES = 200;

/**
 * What a dictionary that has a name holds after it took over others: `cfg.update(yaml.safe_load(file))`, `cfg.update(vars(args))`. What is
 * written in the call itself is found by its key, too, whatever else writes there.
 */
export function updated(
  object: AbstractObject,
  name: string,
  binding: Binding,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  const { site, resolver, frames } = environment;
  const { kind, site: bound } = binding;
  const named = { path: [name], bound: binding, reading: site, frames };
  if (kind.type === 'value' && object.is === 'instance' && object.made !== undefined)
    return { ...object, named: [...(object.named ?? []), named] };
  if (kind.type !== 'value' || (!isMapping(object) && object.is !== 'options')) return object;
  const module = resolver.moduleOf(bound);
  resolver.need(callsOf('update'));
  const isMeant = (call: CallSite): boolean =>
    isOneScope(call.scope, bound.scope) &&
    textOf(call.segment, call.callee) === `${name}.update` &&
    isAbove(kind.value, call, module) &&
    (!isOneScope(site.scope, bound.scope) || isAbove(call, site, module));
  const calls = callsIn(module, 'update');
  if (isMapping(object) && isParser(kind.value))
    return readInto(object, name, binding, environment, objectOf);
  if (calls.length > MOST_CHANGES && calls.some(isMeant))
    return { is: 'unknown', reason: unknown('reassigned', name) };
  const taken = calls.filter(isMeant).reduce<AbstractObject>((below, call) => {
    const { positional = [], keywords } = readArguments(call.segment, call.args) ?? {};
    const [given] = positional;
    const areKeywords = given === undefined && (keywords?.size ?? 0) > 0;
    if (!areKeywords && given === undefined) return below;
    // `cfg.update(p=0.2)`
    const above: AbstractObject = given
      ? objectOf(given, new Environment(call, resolver, frames))
      : { is: 'keywords', args: call.args, site: call, frames };
    const isSure = call.block === bound.block;
    if (isSure && isMapping(above)) return laidOver(above, below);
    // Which of several tables lies over the options, nobody knows.
    if (object.is === 'options' && above.is === 'configuration' && above.passed !== undefined)
      return { is: 'unknown', reason: unknown('reassigned', name) };
    if (isSure && above.is === 'options' && isMapping(below)) return { ...below, above };
    if (above.is === 'unknown' && above.reason.reason === 'searching') return above;
    const open = ofCaller(below);
    const isOfFile =
      isSure && given !== undefined && readsFile(given, new Environment(call, resolver, frames));
    return isOfFile && isMapping(open) ? { ...open, isUnderFile: true } : open;
  }, object);
  const whole = filledByKeys(taken, name, binding, environment, objectOf);
  const filled = withDefaults(whole, name, binding, environment);
  return isMapping(filled) ? { ...filled, named: [...(filled.named ?? []), named] } : filled;
}

/** A dictionary with what is put into it where it has nothing under that key: `kwargs.setdefault("p", 0.1)`. */
function withDefaults(
  object: AbstractObject,
  name: string,
  { site: bound }: Binding,
  { site, resolver, frames }: Environment,
): AbstractObject {
  if (!isMapping(object)) return object;
  const module = resolver.moduleOf(bound);
  resolver.need(callsOf('setdefault'));
  return callsIn(module, 'setdefault').reduce<AbstractObject>((above, call) => {
    const { segment, args, scope } = call;
    const isMeant = isOneScope(scope, bound.scope) && textOf(segment, call.callee) === `${name}.setdefault`;
    if (!isMeant || (isOneScope(site.scope, bound.scope) && !isAbove(call, site, module))) return above;
    const [key] = readArguments(segment, args)?.positional ?? [];
    const word = key && stringValue(textOf(segment, key));
    return word === undefined
      ? above
      : laidBelow(above, { is: 'keywords', args, site: call, frames, fields: ['', word] });
  }, object);
}

/** What holds where a mapping and all that is below it say nothing. */
function laidBelow(above: AbstractObject, lowest: Mapping): AbstractObject {
  if (!isMapping(above)) return above;
  return { ...above, otherwise: above.otherwise ? laidBelow(above.otherwise, lowest) : lowest };
}

function isParser({ node, segment }: ExpressionSite): boolean {
  return /^(?:\w+\.)?(?:Raw|Safe)?ConfigParser\(/.test(textOf(segment, node));
}

/** What a parser of files of settings holds after it read one, and nobody set anything: `config.read("config.ini")`. */
function readInto(
  object: Mapping,
  name: string,
  bound: Binding,
  { site, resolver, frames }: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  const module = resolver.moduleOf(bound.site);
  const [reads = [], sets = []] = ['read', 'set'].map((method) => {
    resolver.need(callsOf(method));
    return callsIn(module, method).filter(
      (call) =>
        isOneScope(call.scope, bound.site.scope) && textOf(call.segment, call.callee) === `${name}.${method}`,
    );
  });
  const [only, ...others] = reads;
  if (only === undefined || others.length + sets.length > 0) return object;
  const file = loadedBy(only.args, new Environment(only, resolver, frames));
  if (file === 'searching') return { is: 'unknown', reason: unknown('searching', name) };
  const held = file ? objectOf(file.node, new Environment(file, resolver)) : object;
  return isMapping(held) ? { ...held, named: [{ path: [name], bound, reading: site, frames }] } : held;
}

/** Whether a file changes what is called so, of which no more is known: under a name, or in a call that may change anything of it. */
export function isChangedIn({ site, resolver }: Environment, object: string, name: string): boolean {
  resolver.need(`.${name}`);
  for (const method of CHANGES) resolver.need(callsOf(method));
  const module = resolver.moduleOf(site);
  const isIt = (node: SyntaxNode | null, { segment }: Pick<Site, 'segment'>): boolean =>
    node !== null && textOf(segment, node) === object;
  return (
    module.writesOf(name).some((write) => isIt(write.node.firstChild, write)) ||
    CHANGES.some((method) => callsIn(module, method).some((call) => isIt(call.callee.firstChild, call)))
  );
}

/** Methods that change a mapping. */
const CHANGES = ['update', 'setdefault'];

/** What is put under a key of a mapping that has a name, behind that: `cfg["p"] = 0.1`, `cfg.model.p = 0.1`. */
export function putUnder(
  { path, bound, reading }: Named,
  name: string,
  resolver: Resolver,
): readonly MemberWrite[] {
  const { kind, site } = bound;
  const module = resolver.moduleOf(site);
  const text = path.join('.');
  return module
    .writesOf(name)
    .filter(
      (write) =>
        isOneScope(write.scope, site.scope) &&
        kind.type === 'value' &&
        isAbove(kind.value, write, module) &&
        (!isOneScope(reading.scope, site.scope) || isAbove(write, reading, module)) &&
        pathTo(write.node.firstChild, write) === text,
    );
}

/** What surely is put under a key, where that is something with keys of its own: `config.transformer = ConfigDict()`. */
export function putInto(
  { named = [] }: Mapping,
  name: string,
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  for (const one of named.toReversed()) {
    const [only, ...others] = putUnder(one, name, resolver);
    if (only === undefined) continue;
    const isSure = others.length === 0 && only.block === one.bound.site.block;
    return isSure && only.value
      ? objectOf(only.value.node, new Environment(only.value, resolver, one.frames))
      : undefined;
  }
  return undefined;
}

/** Whether two scopes are one: each segment of a module has its own, at the top level. */
function isOneScope(a: Scope, b: Scope): boolean {
  return a === b || (a.kind === 'module' && b.kind === 'module');
}

/** A name with the keys below it. */
function pathTo(node: SyntaxNode | null, site: Site): string | undefined {
  if (node?.name === 'VariableName') return textOf(site.segment, node);
  if (node?.name !== 'MemberExpression') return undefined;
  const [object, dot, key] = childrenOf(node);
  if (object === undefined || key === undefined) return undefined;
  const text = textOf(site.segment, key);
  const name = dot?.name === '.' ? text : stringValue(text);
  const owner = name === undefined ? undefined : pathTo(object, site);
  return owner === undefined ? undefined : `${owner}.${name}`;
}

/**
 * What a mapping has under a key, by what is put there: the last that surely is, and what may be put there afterwards.
 *
 * @param own what it had before
 */
export function withPut(
  own: readonly StaticNumber[],
  writes: readonly MemberWrite[],
  { bound, frames }: Named,
  text: string,
  resolver: Resolver,
): readonly StaticNumber[] {
  return writes.reduce((before, write) => {
    const truth = write.block === bound.site.block ? SURE : resolver.reached(write, frames);
    if (truth?.holds === false) return before.map((one) => openBy(one, truth.unless));
    const { value } = write;
    const number = value ? resolver.numberOf(value.node, value, frames) : unknown('unreadable', text);
    if (truth === undefined) return [...before, number];
    return [openBy(number, truth.unless)];
  }, own);
}

const SURE: Truth = { holds: true, unless: undefined };

/** What a mapping is updated with under a key: `config.update(p=0.1)`, `config.update({"p": 0.1})`. */
export function updatesOf(
  owner: AbstractObject,
  name: string,
  module: Module,
  resolver: Resolver,
  objectOf: ObjectOf,
): readonly StaticNumber[] {
  resolver.need(callsOf('update'));
  return callsIn(module, 'update').flatMap((call) => {
    const { segment, args } = call;
    if (!textOf(segment, args).includes(name)) return [];
    const value = valueUpdated(call, name);
    return value !== undefined && isCalledOn(owner, call, resolver, objectOf)
      ? resolver.numberOf(value, call)
      : [];
  });
}

/** Whether what a method is called on is like an object. */
function isCalledOn(owner: AbstractObject, call: CallSite, resolver: Resolver, objectOf: ObjectOf): boolean {
  const object = call.callee.firstChild;
  return object !== null && isLike(objectOf(object, new Environment(call, resolver)), owner);
}

/**
 * What a library's settings that an attribute holds are updated with under a key, where that stands elsewhere: `self.config.update(OVERRIDES)`, after
 * `self.config = BertConfig()`. Those that have a name are followed where that is read.
 */
export function laidOverLibrary(
  owner: AbstractObject,
  name: string,
  module: Module,
  resolver: Resolver,
  objectOf: ObjectOf,
): readonly StaticNumber[] {
  if (!isMapping(owner) || owner.otherwise?.is !== 'unknown') return [];
  resolver.need(callsOf('update'));
  return callsIn(module, 'update').flatMap((call) => {
    const [mapping] = readArguments(call.segment, call.args)?.positional ?? [];
    if (mapping === undefined || mapping.name === 'DictionaryExpression') return [];
    if (call.callee.firstChild?.name !== 'MemberExpression') return [];
    if (!isCalledOn(owner, call, resolver, objectOf)) return [];
    const argument = { passed: 'unpacked', node: mapping } as const;
    const number = resolver.numberUnpacked(argument, name, call, NO_FRAMES, undefined);
    return number === 'nothing' ? [] : number;
  });
}
