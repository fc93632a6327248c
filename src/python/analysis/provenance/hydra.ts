import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, ExpressionSite } from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { SegmentIndex } from '../names/segmentIndex';
import { isSameNumber, type StaticNumber, unknown } from '../names/staticNumber';
import { valueOfKey } from './abstractObject';
import { callsIn, callsOf } from './callsIn';

/** The key that names what hydra makes of the others: `_target_: pkg.model.Net`. */
const TARGET = '_target_';

/** What makes objects of settings: `hydra.utils.instantiate(cfg.model)`. */
const MAKER = 'instantiate';

/** The other modules in whose code objects are made of settings. */
function makers(uri: string, { files }: Resolver): readonly Module[] | 'searching' {
  return files?.mentioning(`${MAKER}(`, uri, 'workspace') ?? [];
}

function targetIn(map: ExpressionSite): { readonly node: SyntaxNode; readonly path: string } | undefined {
  const node = valueOfKey(map.node, map, TARGET);
  const path = node && stringValue(textOf(map.segment, node));
  return node && path !== undefined && /^\w+(?:\.\w+)+$/.test(path) ? { node, path } : undefined;
}

/** What is made by settings, by the last of its names. */
const made = new SegmentIndex(
  ({ dictionaries }) =>
    dictionaries.flatMap((map) => {
      const target = targetIn(map);
      if (target === undefined) return [];
      const { node, path } = target;
      const name = path.slice(path.lastIndexOf('.') + 1);
      return [[name, { ...map, callee: node, name, args: map.node, path }] as const];
    }),
  (text, name) => text.includes(TARGET) && text.includes(name),
);

/**
 * The maps in files of settings that name a class or function, and what it is given, where there is code that makes what they name.
 *
 * @param module the one that has it
 * @param isMeant whether it is what a path leads to
 */
export function callsBySettings(
  name: string,
  module: Module,
  isMeant: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const uri = resolver.uriOf(module);
  resolver.need(callsOf(MAKER));
  const code = makers(uri, resolver);
  if (code === 'searching') return code;
  if (code.length === 0 && callsIn(module, MAKER).length === 0) return [];
  const settings = resolver.files?.mentioning(name, uri, 'workspace', 'settings') ?? [];
  if (settings === 'searching') return settings;
  const calls: CallSite[] = [];
  for (const file of settings)
    for (const call of made.in(file, name)) {
      const meaning = resolver.imported(call.path, file);
      if (meaning?.type === 'searching') return 'searching';
      if (isMeant(meaning)) calls.push(call);
    }
  return calls;
}

/** Whether a call is a map of settings. */
export function isBySettings({ args }: CallSite): boolean {
  return args.name === 'DictionaryExpression';
}

/** The maps that have a key. */
const keyed = new SegmentIndex(
  ({ dictionaries }) =>
    dictionaries.flatMap((map) =>
      map.node
        .getChildren('String')
        .map((key) => [stringValue(textOf(map.segment, key)) ?? '', map] as const),
    ),
  (text, name) => text.includes(name),
);

/**
 * What a map of settings gives for a name. It is a guess where who makes something of settings passes another value for that name, or
 * where a map that names nothing has another: hydra puts several together, and `model: {dropout: 0.3}` may be meant for this one.
 */
export function composed(
  number: StaticNumber,
  name: string,
  call: CallSite,
  resolver: Resolver,
): StaticNumber {
  if (!number.known) return number;
  const home = resolver.moduleOf(call);
  const uri = resolver.uriOf(home);
  const code = makers(uri, resolver);
  const settings = resolver.files?.mentioning(name, uri, 'workspace', 'settings') ?? [];
  if (code === 'searching' || settings === 'searching') return unknown('searching', name);
  const isPassed = ({ segment, args }: CallSite): boolean =>
    readArguments(segment, args)?.keywords.has(name) === true;
  const isOther = (map: ExpressionSite): boolean => {
    const value = valueOfKey(map.node, map, name);
    const isSame = value !== undefined && isSameNumber(textOf(map.segment, value), number.text);
    return !isSame && targetIn(map) === undefined;
  };
  const guessed =
    code.some((module) => callsIn(module, MAKER).some(isPassed)) ||
    [home, ...settings].some((module) => keyed.in(module, name).some(isOther));
  return guessed ? { ...number, guessed } : number;
}
