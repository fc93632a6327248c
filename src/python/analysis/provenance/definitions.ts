import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { readArguments } from '../../syntax/arguments';
import { mayCallAny } from '../../syntax/mentions';
import { textOf } from '../../syntax/nodes';
import {
  type Binding,
  type CallSite,
  type ClassDefinition,
  type ExpressionSite,
  type MemberWrite,
  type Segment,
  type Site,
} from '../../syntax/scopes';
import { isData } from '../names/dataText';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { SegmentIndex } from '../names/segmentIndex';
import { agreed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
import { type AbstractObject, HOLDERS } from './abstractObject';
import { keyOf, sameInAll, stringsIn, valueOfKey, valueUpdated } from './displays';
import { attributeOfClass, classesOf, fieldOfClass, isDataclass, baseNames } from './classes';
import { callsIn, callsOf } from './callsIn';
import { isRequired } from './fieldDefaults';
import { isGivenBack, OF_RUN } from './givenBack';
import { stemOf } from './commandLine';
import { optionDefaults } from './options';
import { reachOf } from './privateDictionary';
import { havingAll } from './readTogether';
import {
  ARGUMENTS,
  CONFIG_FAMILY,
  familyOf,
  isConfigClassName,
  isConfigName,
  isPartOfSettings,
  mayConfigure,
} from './settingNames';
import { TYPED_PARSER } from './parsedOptions';
import { isOfTrial, isSearched, isTried } from './tried';

/** What makes a class one of settings, whatever its name: the line of a decorator before it, and what is among its bases. */
const DECORATED = /^[ \t]*@[\w.]*(?:dataclass|define|attrs)/m;
const SETTINGS_BASE = /BaseModel|NamedTuple|BaseSettings|\bTap\b/;

/** Whether a class of a text may be one of settings, which is seen before the text is parsed. */
function mayHaveSettings(text: string): boolean {
  if (!text.includes('class')) return false;
  if (text.includes('@') && DECORATED.test(text)) return true;
  for (const { index } of text.matchAll(/\bclass\b/g)) {
    const header = text.slice(index + 'class'.length, text.indexOf(':', index));
    if (isConfigClassName(/\w+/.exec(header)?.[0] ?? '') || SETTINGS_BASE.test(header)) return true;
  }
  return false;
}

/** A dictionary of settings by its name, with what may follow: `GPT_CONFIG_124M`. */
const CONFIG_DICTIONARY = /config|cfg|param|args|setting|hyper|option|opt$/i;

/** The classes of settings in a segment, by their names or by how they are made. */
export const settingsIn = once((segment: Segment): readonly ClassDefinition[] =>
  mayHaveSettings(segment.text) ? Array.from(classesOf([segment])).filter(isSettings) : [],
);

/** What makes something of settings by their names: `EasyDict(dropout=0.1)`, or of others, `config._replace(dropout=0.1)`. */
export const MAKERS: ReadonlySet<string> = new Set([...HOLDERS, '_replace']);
const ALL_MAKERS = [...MAKERS];

/** A dictionary that has a key, with its value: `{"dropout": 0.1}`, `dict(dropout=0.1)`. */
interface Keyed {
  readonly dictionary: ExpressionSite;
  readonly value: SyntaxNode;
}

/** The dictionaries of a module that have a key. */
const keyed = new SegmentIndex<Keyed>(
  function* ({ dictionaries, calls }) {
    for (const dictionary of dictionaries) {
      const { node } = dictionary;
      for (const key of new Set(stringsIn(node, dictionary))) {
        const value = valueOfKey(node, dictionary, key);
        if (value !== undefined) yield [key, { dictionary, value }];
      }
    }
    for (const call of calls)
      if (MAKERS.has(call.name))
        for (const [key, value] of readArguments(call.segment, call.args)?.keywords ?? [])
          yield [key, { dictionary: { ...call, node: call.args.parent ?? call.args }, value }];
  },
  (segment, key) =>
    segment.text.includes(`"${key}"`) ||
    segment.text.includes(`'${key}'`) ||
    (segment.text.includes(`${key}=`) && mayCallAny(segment, ALL_MAKERS)),
);

export function segmentsOf({ groups }: Module): readonly Segment[] {
  return groups.flatMap(({ group }) => group.segments);
}

/** Whether something stands above a place; what is in another module counts as run before. */
export function isAbove(above: Site, below: Site, module: Module): boolean {
  if (above.segment === below.segment) return above.at < below.at;
  if (module.placeOf(below.segment) === undefined) return true;
  return module.positionOf(above.segment, above.at) < module.positionOf(below.segment, below.at);
}

/** One of the things that say what a setting is. */
export interface Definition {
  readonly number: StaticNumber;
  /** What each element of it is, where it is a list in which all are the same. */
  readonly each?: StaticNumber | undefined;
  /** What holds it there: the key of a dictionary in another one, the object that is written to. */
  readonly under: string | undefined;
  /** The class of settings that has it. */
  readonly of?: ClassDefinition;
  /** The dictionary that has it. */
  readonly dictionary?: ExpressionSite;
  /** Whether it may hand on what the command line says: an option, or an assignment to what holds the setting. */
  readonly isHandedOn?: true;
  /** Whether it is what holds where nobody has set it, which may be an option of a library's: `args.dropout = getattr(args, "dropout", 0.1)`. */
  readonly isFilledIn?: boolean;
  /** Of what kind of name what has it as its default is held, as `familyOf` has it; undefined of a dictionary. */
  readonly family?: number;
}

const PART = /^(\w+)_(?:cfg|conf|config|params|args|kwargs|opts?|options|settings)$/;

/**
 * Of all that defines a setting what stands under the key by which it is read, where any does, and before that what names the class that
 * reads it: `dict(type="OCRNet", head=dict(dropout=0))`; else what has all that the class reads of such settings.
 *
 * @param beside what is read of them beside this one
 */
export function meant(
  every: readonly Definition[],
  holder: string,
  model: string,
  beside: readonly string[],
): readonly Definition[] {
  const settling = settled(every);
  const own = settling.filter(({ dictionary }) => dictionary !== undefined && isNamedIn(dictionary, model));
  const all = own.length > 0 ? own : settling;
  const [root = '', ...path] = holder.split('.');
  // `lora_cfg` is the part of a file that is called `lora`.
  const last = path.at(-1) ?? PART.exec(root)?.[1];
  const below = last === undefined ? [] : all.filter(({ under }) => under === last);
  if (below.length > 0) return below;
  const numbers = all.map(({ number }) => number);
  return own.length > 0 || agreed(numbers, 'ambiguous', '').known ? all : havingAll(all, beside);
}

/** Whether a dictionary, or one that it is part of, has the name of a class among its values. */
function isNamedIn({ node, segment }: ExpressionSite, name: string): boolean {
  for (
    let at: SyntaxNode | null = node;
    at !== null && at.name !== 'Body' && at.name !== 'Script';
    at = at.parent
  ) {
    if (!/^(?:DictionaryExpression|ArgList)$/.test(at.name)) continue;
    if (stringsIn(at, { segment }).includes(name)) return true;
  }
  return false;
}

/** Whether something sets a setting of its own accord, and not to an option without a default: `config["dropout"] = args.dropout`. */
export function isSet({ isHandedOn, number }: Definition): boolean {
  return isHandedOn !== true || number.known || number.reason !== 'none';
}

/** Without what only passes on what somebody else sets, if anybody does. */
function settled(all: readonly Definition[]): readonly Definition[] {
  const set = all.filter(isSet);
  const given = set.filter(({ isFilledIn }) => isFilledIn !== true);
  const kept = given.length > 0 ? given : set;
  if (all.every((one) => one.of !== undefined || isSet(one))) return kept;
  return kept.map((one) => ({ ...one, number: openBy(one.number, 'commandLine') }));
}

/** What a module's settings of a name are by default. */
export function definitions(module: Module, name: string, resolver: Resolver): readonly Definition[] {
  return resolver.remembered(module, `settings ${name}`, () => findDefinitions(module, name, resolver));
}

function findDefinitions(module: Module, name: string, resolver: Resolver): readonly Definition[] {
  const fromClasses = segmentsOf(module)
    .flatMap(settingsIn)
    .flatMap((definition) => {
      const owner = { is: 'instance', of: definition, made: undefined, isSelf: false } as const;
      const isOwn = definition.scope.names.has(name) || definition.selfWrites.has(name);
      return !isOnlyDeclared(definition, name) && (isOwn || fieldOfClass(owner, name, resolver) !== undefined)
        ? {
            ...numberHeld(owner, name, resolver),
            under: undefined,
            of: definition,
            family: familyOf(definition.name),
          }
        : [];
    });
  const fromDictionaries = keyed.in(module, name).flatMap(({ dictionary, value }) =>
    isSettingsDictionary(dictionary)
      ? {
          ...((value.name === 'MemberExpression' && isData(resolver.uriOf(module))) ||
          value.name === 'None' ||
          isSearched(value, dictionary)
            ? nothingSet(name)
            : numberIn(value, dictionary, name, resolver)),
          under: keyOf(dictionary),
          dictionary,
        }
      : [],
  );
  const fromParsers = optionDefaults(module, name, resolver).map((number) => ({
    number,
    under: undefined,
    family: ARGUMENTS,
    isHandedOn: true as const,
  }));
  // What is put into a dictionary is no attribute of an object, but for one that is made from it: by its caller.
  const isSettingsFile = isOfSettings(module, resolver);
  const attributesOnly = fromClasses.length + fromParsers.length > 0 && fromDictionaries.length === 0;
  const writes = [...writesTo(module, name, isSettingsFile), ...updatesTo(module, name, resolver)];
  const fromWrites = writes.flatMap((write) => {
    const object = write.node.firstChild;
    if (object === null || (write.isItem && attributesOnly) || isGivenBack(write, resolver)) return [];
    if (isTried(write, resolver)) return [];
    const path = textOf(write.segment, object).split(/[.[\]"']+/);
    const isAtTop = write.scope.kind === 'module' && !write.isItem && isSettingsFile;
    const isPart = !path.some(isConfigName) && isPartOfSettings(path[0] ?? '', write.segment.text);
    const reach = path.some(isConfigName) || isAtTop || isPart ? reachOf(write) : 'nowhere';
    if (reach === 'nowhere') return [];
    const number = resolver.numberWritten(write.value, name);
    return {
      number: number.known && reach === 'somewhere' ? { ...number, guessed: true } : number,
      under: path.findLast((part) => part !== ''),
      isHandedOn: true as const,
      isFilledIn: write.value !== undefined && FILLS_IN.test(textOf(write.value.segment, write.value.node)),
      ...(!write.isItem && { family: isPart ? CONFIG_FAMILY : familyOf(path[0] ?? '') }),
    };
  });
  const fromLoads = givenToLoaded(module, name).flatMap(({ call, value }) => {
    const number = resolver.numberOf(value, call);
    if (!number.known) return [];
    // Others may be loaded without.
    const guess = { ...number, guessed: true };
    return { number: guess, under: undefined, family: CONFIG_FAMILY, isHandedOn: true as const };
  });
  return [...fromClasses, ...fromParsers, ...fromDictionaries, ...fromWrites, ...fromLoads];
}

/** What asks for an attribute, and has something for where there is none. */
const FILLS_IN = /^getattr\([^()]*,[^()]*,/;

/** What sets nothing of its own accord: it hands on what others say, or is tried. */
function nothingSet(name: string): Pick<Definition, 'number' | 'isHandedOn'> {
  return { number: unknown('none', name), isHandedOn: true };
}

/** What a dictionary has under a key; what cannot be read in a function of a trial's is what that suggests. */
function numberIn(
  value: SyntaxNode,
  dictionary: ExpressionSite,
  name: string,
  resolver: Resolver,
): Pick<Definition, 'number' | 'each' | 'isHandedOn'> {
  const uri = resolver.uriOf(resolver.moduleOf(dictionary));
  const number = said(resolver.numberOf(value, dictionary), uri);
  const isUnread = !number.known && number.reason !== 'searching';
  return isUnread && isOfTrial(dictionary)
    ? nothingSet(name)
    : { number, each: sameInAll({ ...dictionary, node: value }, resolver) };
}

/** What a file says: all of an INI file is text, of which whoever reads a number makes one. */
function said(number: StaticNumber, uri: string): StaticNumber {
  const isText = !number.known && /\.(?:ini|cfg)$/.test(uri);
  return isText ? (number.spelt ?? number) : number;
}

/** What settings are given that are loaded: `config = config_class.from_pretrained(path, dropout=0.1)`. */
function givenToLoaded(
  module: Module,
  name: string,
): readonly { readonly call: CallSite; readonly value: SyntaxNode }[] {
  return callsIn(module, 'from_pretrained').flatMap((call) => {
    const holder = call.callee.firstChild;
    const isOne = holder !== null && /config(?:_class)?$/i.test(textOf(call.segment, holder));
    const value = isOne ? readArguments(call.segment, call.args)?.keywords.get(name) : undefined;
    return value === undefined ? [] : { call, value };
  });
}

/** What a class has under a name; what it only takes over is what others say. */
function numberHeld(
  owner: Extract<AbstractObject, { is: 'instance' }>,
  name: string,
  resolver: Resolver,
): Pick<Definition, 'number' | 'isHandedOn'> {
  const number = attributeOfClass(owner, name, name, resolver);
  return isTakenOver(number, owner, name, resolver) ? nothingSet(name) : { number };
}

/** An item of something, by its key. */
const ITEM = /^[\w.]+(?:\.(?:get|pop)\(|\[)\s*["'](\w+)["']/;

/** Whether all that a class says of an attribute is that it takes it from something that has it: `self.dropout = config["dropout"]`. */
export function isTakenOver(
  number: StaticNumber,
  owner: Extract<AbstractObject, { is: 'instance' | 'class' }>,
  name: string,
  resolver: Resolver,
): boolean {
  const isOpen = !number.known && number.reason === 'subscript';
  const fields = isOpen ? fieldOfClass(owner, name, resolver) : undefined;
  return fields?.every(({ segment, node }) => ITEM.exec(textOf(segment, node))?.[1] === name) === true;
}

/** Whether a class names a field and its type, and leaves its value to whoever makes an object: `dropout: float`. */
export function isOnlyDeclared({ scope, selfWrites }: ClassDefinition, name: string): boolean {
  const bindings = scope.names.get(name) ?? [];
  const isDeclared = ({ kind }: Binding): boolean =>
    kind.type === 'other' || (kind.type === 'value' && isRequired(kind.value));
  return bindings.length > 0 && bindings.every(isDeclared) && !selfWrites.has(name);
}

/** Whether a class has nothing of its own: `class Args: pass`. */
export function isBare({ scope, selfWrites, bases }: ClassDefinition): boolean {
  return scope.names.size + selfWrites.size + bases.length === 0;
}

/** Whether a file is called like settings, and so what is set at its top: `train.dropout = 0.3` in `config.py`. */
function isOfSettings(module: Module, resolver: Resolver): boolean {
  return isConfigName(stemOf(resolver.uriOf(module)));
}

/** The assignments to a setting of that name, but for most of those to what has another name than settings: any layer is assigned to one. */
function writesTo(module: Module, name: string, isSettings: boolean): readonly MemberWrite[] {
  return module
    .segmentsWith(name)
    .filter(({ text }) => isSettings || mayConfigure(text, name))
    .flatMap(({ memberWrites }) => memberWrites.filter((write) => write.name === name));
}

/** What settings are updated with in so many words, as an assignment to their item: `config.update({"dropout": 0.3})`. */
function updatesTo(module: Module, name: string, resolver: Resolver): readonly MemberWrite[] {
  resolver.need(callsOf('update'));
  return callsIn(module, 'update').flatMap((call): readonly MemberWrite[] => {
    const { segment, args, callee } = call;
    const object = callee.name === 'MemberExpression' ? callee.firstChild : null;
    if (object === null || !textOf(segment, args).includes(name)) return [];
    // What a run has it does not give up again.
    if (OF_RUN.test(textOf(segment, object))) return [];
    const value = valueUpdated(call, name);
    // Who says what he has sets nothing: `config.update({"dropout": self.dropout})`.
    if (value === undefined || textOf(segment, value) === `self.${name}`) return [];
    return [{ ...call, node: callee, name, isItem: true, value: { ...call, node: value } }];
  });
}

/** Whether a dictionary of a module has another one under a key which has nothing of a name. */
export function isLeftOutIn(module: Module, key: string, name: string): boolean {
  return keyed
    .in(module, key)
    .some(
      ({ dictionary, value }) =>
        value.name === 'DictionaryExpression' && valueOfKey(value, dictionary, name) === undefined,
    );
}

/** Whether a class is one of settings, by its name or by how it is made. */
export function isSettings(definition: ClassDefinition): boolean {
  if (isConfigClassName(definition.name) || baseNames(definition).includes(TYPED_PARSER)) return true;
  return isDataclass(definition) && !definition.scope.names.has('forward');
}

/** What gives a name a dictionary, or lays one over what it has: `params |= {"dropout": 0.5}`. */
const GIVES = /^(?:Assign|Update)Statement$/;

/**
 * Whether a dictionary is assigned to a name of settings, itself or one that it is part of, or stands by itself at a
 * module's top level, where it is hardly anything else: `BEST_FOR_CORA = {"dropout": 0.2}`.
 */
function isSettingsDictionary({ node, segment, scope }: ExpressionSite): boolean {
  if (scope.kind === 'module' && GIVES.test(node.parent?.name ?? '')) return true;
  for (let at = node.parent; at !== null && at.name !== 'Body' && at.name !== 'Script'; at = at.parent) {
    if (GIVES.test(at.name) && at.firstChild !== null)
      return CONFIG_DICTIONARY.test(textOf(segment, at.firstChild));
    if (!/Dictionary|Array|Tuple|Parenthesized|Argument|ArgList|CallExpression/.test(at.name)) return false;
  }
  return false;
}
