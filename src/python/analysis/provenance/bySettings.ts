import type { SyntaxNode } from '@lezer/common';
import { boundArgument, type PassedArgument, readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import {
  type CallSite,
  type ClassDefinition,
  decoratorsOf,
  type ExpressionSite,
  type FunctionDefinition,
  type Segment,
} from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { SegmentIndex } from '../names/segmentIndex';
import { type Beside, isSameNumber, type StaticNumber, unknown } from '../names/staticNumber';
import { stringsIn, valueOfKey } from './displays';
import { callsIn, callsOf } from './callsIn';
import { CLI, partsOfCli } from './cliSettings';
import { takesIn } from './dataContent';
import { takenFirst } from './takenFirst';

type Called = ClassDefinition | FunctionDefinition;

/** How a map of settings says what is to be made of it. */
interface Scheme {
  /** The key that names it. */
  readonly key: string;
  /** The key of what it is given, where that does not stand beside its name. */
  readonly given?: string;
  /** The key of the module that has it, where that is no part of the name. */
  readonly owner?: string;
  /** What makes objects of such settings; none where what is made is registered under the name by which it is asked for, or stands there itself. */
  readonly makers?: readonly string[];
}

/** What makes objects of hydra's settings: `hydra.utils.instantiate(cfg.model)`. */
const MAKER = 'instantiate';

/** What is made is looked for in a module by its name: `getattr(models, config["type"])(**config["args"])`. */
const LOOKED_FOR: Scheme = { key: 'type', makers: ['getattr(', 'globals('] };
/** What Lightning's command line makes names its class, or is given it in code. */
const OF_CLI: Scheme = { key: 'class_path', given: 'init_args', makers: [CLI] };
/** As they are known of hydra, of latent diffusion and whoever copied from it, of qlib, of Lightning's command line, and of registries as mmcv has them. */
const SCHEMES: readonly Scheme[] = [
  { key: '_target_', makers: [`${MAKER}(`] },
  // Latent diffusion's, and as hydra had it before 1.0.
  { key: 'target', given: 'params', makers: ['instantiate_from_config(', `${MAKER}(`] },
  { key: 'class', given: 'params', makers: [`${MAKER}(`] },
  { key: 'cls', given: 'params', makers: [`${MAKER}(`] },
  { key: 'class', given: 'kwargs', owner: 'module_path', makers: ['init_instance_by_config('] },
  OF_CLI,
  LOOKED_FOR,
  { key: 'type' },
];

/** A key that names what is looked for, with what it may begin with: `type`, `class_name`, `model_name`, `arch`. */
const NAMES =
  /^(?:type|name|(?:class|cls)(?:_?name)?|className|target|(?:(\w+)_(?:type|name|class))|(model|net|network|arch|architecture|backbone))$/;
/** The key of what that is given, behind the same beginning: `args`, `model_parameters`, `configs`. */
const GIVEN = /^(?:(\w+)_)?(?:args|params|parameters|kwargs|configs?|options)$/;

/** The keys in a map that name something which is looked for, and what that is given: `model_type`, and `model_parameters` beside it. */
function lookedForIn(map: ExpressionSite): { readonly key: string; readonly given: string } | undefined {
  const keys = keysOf(map);
  for (const given of keys) {
    const match = GIVEN.exec(given);
    const key = match && keys.find((one) => isNamedBy(one, match[1]));
    if (match !== null && key !== null && key !== undefined) return { key, given };
  }
  return undefined;
}

function isNamedBy(key: string, beginning: string | undefined): boolean {
  const match = NAMES.exec(key);
  return match !== null && (match[1] ?? match[2]) === beginning;
}

/** A map that names what is made, as a call of that. */
interface Made extends CallSite {
  readonly map: ExpressionSite;
  readonly scheme: Scheme;
  /** Those which the command line may ask for in its place. */
  readonly left?: readonly Made[];
  readonly path: string;
}

/** What a map gives by a key, whether it is a display or a call of `dict`. */
function entryOf({ node, segment }: ExpressionSite, key: string): SyntaxNode | undefined {
  if (node.name === 'DictionaryExpression') return valueOfKey(node, { segment }, key);
  const args = node.getChild('ArgList');
  return args === null ? undefined : readArguments(segment, args)?.keywords.get(key);
}

/** The keys of a map. */
function keysOf({ node, segment }: ExpressionSite): readonly string[] {
  if (node.name === 'DictionaryExpression') return stringsIn(node, { segment });
  const args = node.getChild('ArgList');
  return args === null ? [] : [...(readArguments(segment, args)?.keywords.keys() ?? [])];
}

/** The maps of a segment: `{…}` and `dict(…)`. */
function mapsIn({ dictionaries, calls }: Segment): readonly ExpressionSite[] {
  return [...dictionaries, ...calls.filter((call) => call.name === 'dict')];
}

function madeOf(map: ExpressionSite): Made | undefined {
  const textAt = (key: string): string | undefined => {
    const node = entryOf(map, key);
    return node && stringValue(textOf(map.segment, node));
  };
  for (const scheme of SCHEMES) {
    const { key, given } = scheme === LOOKED_FOR ? (lookedForIn(map) ?? {}) : scheme;
    const callee = key === undefined ? undefined : entryOf(map, key);
    const text = callee && textOf(map.segment, callee);
    // Newer files of settings in Python import what is made: `type=Head`.
    const isItself = scheme.makers === undefined && callee?.name === 'VariableName';
    const named = isItself ? text : text && stringValue(text);
    if (callee === undefined || named === undefined) continue;
    const owner = scheme.owner === undefined ? undefined : textAt(scheme.owner);
    const path = owner === undefined ? named : `${owner}.${named}`;
    const isPath = scheme.makers !== undefined && scheme !== LOOKED_FOR;
    if (!/^\w+(?:\.\w+)*$/.test(path) || (isPath && !path.includes('.'))) continue;
    const args = given === undefined ? map.node : entryOf(map, given);
    if (args?.name !== 'DictionaryExpression' && args?.name !== 'CallExpression') continue;
    const list = args.name === 'CallExpression' ? args.getChild('ArgList') : args;
    const name = path.slice(path.lastIndexOf('.') + 1);
    if (list !== null) return { ...map, map, node: args, callee, name, args: list, path, scheme };
  }
  return undefined;
}

/** What stands in every map that names what is made. */
const MADE_BY = /type|target|class|cls|(?:args|params|parameters|kwargs|configs?|options)["']?[ :=]/;

/** Whether a map is what another one that names something gives to it: `{type: Other, args: {dropout: 0.3}}`. */
function isGiven(map: ExpressionSite): boolean {
  const { parent, from } = map.node;
  return parent?.name === 'DictionaryExpression' && madeOf({ ...map, node: parent })?.node.from === from;
}

/** What is made by settings, by the last of its names. */
const made = new SegmentIndex(
  (segment) =>
    mapsIn(segment).flatMap((map) => {
      const one = madeOf(map);
      return one === undefined ? [] : [[one.name, one] as const];
    }),
  ({ text }, name) =>
    [`"${name}"`, `'${name}'`, `.${name}"`, `.${name}'`, ...itself(name)].some((one) => text.includes(one)) &&
    MADE_BY.test(text),
);

/** How a class stands itself in a file of settings in Python. */
function itself(name: string): readonly string[] {
  return [`type=${name}`, `type': ${name}`, `type": ${name}`];
}

/**
 * The maps in files of settings that name a class or function, and what it is given, where there is code that makes what they name. Of what is
 * registered under a name there may be such maps in code as well: `dict(type="Head", dropout=0.1)`.
 *
 * @param module the one that has it
 * @param isMeant whether it is what a path leads to
 */
export function callsBySettings(
  called: Called,
  module: Module,
  isMeant: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(module);
  const registered = registeredName(called);
  const schemes: Scheme[] = [];
  for (const scheme of SCHEMES) {
    if (scheme.makers === undefined) schemes.push(scheme);
    for (const maker of scheme.makers ?? []) {
      const name = maker.replace('(', '');
      resolver.need(callsOf(name));
      const isMade = files?.isMentioned(maker, uri) ?? false;
      if (isMade === 'searching') return isMade;
      if (isMade || callsIn(module, name).length > 0) schemes.push(scheme);
    }
  }
  if (schemes.length === 0) return [];
  const calls: Made[] = [];
  for (const name of new Set([called.name, registered ?? called.name])) {
    const isItself = called.type === 'class' ? 'itself' : 'none';
    const all = mapsNaming(name, name === registered ? 'all' : isItself, module, resolver);
    if (all === 'searching') return all;
    for (const [file, call] of all) {
      if (!schemes.includes(call.scheme)) continue;
      if (call.callee.name === 'VariableName') {
        if (isMeant(resolver.meaningOf(call.callee, call))) calls.push(call);
        continue;
      }
      if (call.scheme.makers === undefined) {
        if (call.path === registered) calls.push(call);
        continue;
      }
      if (call.scheme === LOOKED_FOR) {
        const isOne = call.path === called.name && mayBeIn(uri, call);
        if (isOne && !isAmbiguous(called, module, () => true, resolver)) calls.push(call);
        continue;
      }
      const meaning = resolver.imported(call.path, file);
      if (meaning?.type === 'searching') return 'searching';
      if (isMeant(meaning)) calls.push(call);
    }
  }
  const parts =
    called.type === 'class' && schemes.includes(OF_CLI) ? partsOfCli(called, module, isMeant, resolver) : [];
  if (parts === 'searching') return parts;
  for (const { key: callee, ...map } of parts)
    calls.push({ ...map, map, callee, name: called.name, args: map.node, path: '', scheme: OF_CLI });
  // Who registers another under the same name may be meant.
  const isRegistered = (kind: Called): boolean => registeredName(kind) !== undefined;
  if (calls.some(isByName) && isAmbiguous(called, module, isRegistered, resolver)) return [];
  return takenFirst(calls, resolver, (call, left) => ({ ...call, left }));
}

/** Whether a file may be meant by the module that a map names, where it names one: `{"module": "models.net", "class_name": "Net", "args": {…}}`. */
function mayBeIn(uri: string, { map }: Made): boolean {
  const parts = uri.replace(/\.\w+$/, '').split('/');
  return MODULES.every((key) => {
    const node = entryOf(map, key);
    const named = node && stringValue(textOf(map.segment, node));
    const last = named?.replace(/\.py$/, '').split(/[./]/).at(-1);
    return last === undefined || parts.includes(last);
  });
}

/** The keys of the module in which something is looked for. */
const MODULES = ['module', 'module_name', 'module_path'];

/** The maps that name something, each with its module. */
function mapsNaming(
  name: string,
  inCode: 'all' | 'itself' | 'none',
  module: Module,
  resolver: Resolver,
): readonly (readonly [Module, Made])[] | 'searching' {
  const uri = resolver.uriOf(module);
  const settings = resolver.files?.mentioning(name, uri, 'workspace', 'settings') ?? [];
  const all = inCode === 'none' ? [] : (resolver.files?.mentioning(name, uri, 'workspace') ?? []);
  if (settings === 'searching' || all === 'searching') return 'searching';
  const isMeant = ({ text }: Segment): boolean => itself(name).some((one) => text.includes(one));
  const own = inCode === 'none' ? [] : [module, ...all];
  const code = inCode === 'itself' ? own.filter((file) => file.segmentsWith(name).some(isMeant)) : own;
  return [...code, ...settings].flatMap((file) => made.in(file, name).map((call) => [file, call] as const));
}

/** What puts a class or function into a registry, and the name that it is given there, where that is another than its own. */
const REGISTERS =
  /^(?:[\w.]*\.)?register(?:_module|_class|_model)?(?:\(\s*(?:(?:name|module_name)\s*=\s*)?(["']\w+["'])?|$)/;

/** The name under which something is registered: `@HEADS.register_module()`. */
function registeredName(called: Called): string | undefined {
  for (const decorator of decoratorsOf(called)) {
    const found = REGISTERS.exec(decorator);
    if (found !== null) return (found[1] && stringValue(found[1])) ?? called.name;
  }
  return undefined;
}

/** Whether another class or function of the workspace has the name, too, and may be meant. */
function isAmbiguous(
  called: Called,
  module: Module,
  mayBe: (other: Called) => boolean,
  resolver: Resolver,
): boolean {
  const others = resolver.files?.mentioning(called.name, resolver.uriOf(module), 'workspace') ?? [];
  return (
    others !== 'searching' &&
    others.some((other) =>
      other.bindingsOf(called.name).some(({ kind }) => kind.type === called.type && mayBe(kind)),
    )
  );
}

function isByName(call: CallSite): boolean {
  return call.callee.name === 'String' && (call as Partial<Made>).scheme?.makers === undefined;
}

/** Whether a call is a map of settings. */
export function isBySettings(call: CallSite): boolean {
  return 'scheme' in call;
}

/** What a map of settings gives for a parameter: what makes something of it takes out what it needs for itself. */
export function argumentBySettings(
  { segment, args }: CallSite,
  definition: FunctionDefinition,
  name: string,
): PassedArgument {
  const given = readArguments(segment, args);
  if (given === undefined) return { passed: 'misfit', node: args };
  if (given.star !== undefined) return boundArgument(segment, args, definition, name);
  const node = given.keywords.get(name);
  if (node !== undefined) return { passed: 'value', node };
  return given.doubleStar === undefined
    ? { passed: 'nothing' }
    : { passed: 'unpacked', node: given.doubleStar };
}

/** The maps that have a key. */
const keyed = new SegmentIndex(
  (segment) => mapsIn(segment).flatMap((map) => keysOf(map).map((key) => [key, map] as const)),
  ({ text }, name) => text.includes(name),
);

/** What a file of settings in Python takes over from others: `_base_ = ["../models/small.py"]`. */
const BASE = '_base_';

/**
 * What a map of settings gives for a name. It is a guess where who makes something of settings passes another value for that name, or
 * where a map that names nothing has another: hydra puts several together, as do files that are based on others, and `model: {dropout: 0.3}`
 * may be meant for this one; but no guess where that is an experiment's of its own, which is told beside.
 */
export function composed(
  number: StaticNumber,
  name: string,
  call: CallSite,
  resolver: Resolver,
): StaticNumber {
  const { scheme, left = [], path } = call as Partial<Made>;
  // What code gives to a command line names nothing itself: it is made of one file.
  if (!number.known || path === '') return number;
  const { files } = resolver;
  const home = resolver.moduleOf(call);
  const uri = resolver.uriOf(home);
  const isHydra = scheme?.makers?.includes(`${MAKER}(`) === true;
  const code = isHydra ? (files?.mentioning(`${MAKER}(`, uri, 'workspace') ?? []) : [];
  const settings = files?.mentioning(name, uri, 'workspace', 'settings') ?? [];
  const based = scheme?.makers === undefined ? (files?.mentioning(BASE, uri, 'workspace') ?? []) : [];
  if (code === 'searching' || settings === 'searching' || based === 'searching')
    return unknown('searching', name);
  const isPassed = ({ segment, args }: CallSite): boolean =>
    readArguments(segment, args)?.keywords.has(name) === true;
  const isOther = (map: ExpressionSite): boolean => {
    const value = entryOf(map, name);
    const isSame = value !== undefined && isSameNumber(textOf(map.segment, value), number.text);
    return !isSame && !SCHEMES.some(({ key }) => entryOf(map, key) !== undefined) && !isGiven(map);
  };
  const owners = [home, ...settings, ...based.filter((module) => module.bindingsOf(BASE).length > 0)];
  const laid = owners.flatMap((module) => {
    const maps = keyed.in(module, name).filter(isOther);
    return maps.length > 0 ? { module, maps } : [];
  });
  const aside = isHydra ? experiments(laid, uri, resolver) : [];
  if (aside === 'searching') return unknown('searching', name);
  if (code.some((module) => callsIn(module, MAKER).some(isPassed)) || laid.length > aside.length)
    return { ...number, guessed: true };
  const others = [...aside.flatMap(({ maps }) => maps), ...left];
  const beside = others.flatMap((map): readonly Beside[] => {
    const { segment } = map;
    const node = entryOf(map, name);
    return node === undefined
      ? []
      : [{ code: 'passed', text: textOf(segment, node), step: { segment, node } }];
  });
  return beside.length === 0 ? number : { ...number, beside: [...(number.beside ?? []), ...beside] };
}

/**
 * Of files that have another value those which only lay it over for themselves: they take in the file that names what is made, as others do that
 * leave it as it is.
 */
function experiments<T extends { readonly module: Module }>(
  others: readonly T[],
  uri: string,
  resolver: Resolver,
): readonly T[] | 'searching' {
  const taking = others.filter(({ module }) => takesIn(module, uri));
  if (taking.length === 0) return [];
  const stem = uri.slice(uri.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
  const all = resolver.files?.mentioning(stem, uri, 'workspace', 'settings') ?? [];
  if (all === 'searching') return all;
  const isLeft = all.some(
    (module) => takesIn(module, uri) && !others.some((other) => other.module === module),
  );
  return isLeft ? taking : [];
}
