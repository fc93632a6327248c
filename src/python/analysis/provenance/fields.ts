import { once } from '../../syntax/byKey';
import { baseNames, attributeOfClass, fieldOfClass } from './classes';
import { updatesItself } from './selfUpdates';
import {
  type Definition,
  definitions,
  isOnlyDeclared,
  isSet,
  meant,
  segmentsOf,
  settingsIn,
} from './definitions';
import { isApart } from './apart';
import { callsEverywhere } from './callsIn';
import { stemOf } from './commandLine';
import { defaultOfLibrary, unlessSaid } from './librarySettings';
import { loadedFirst } from './loadedFirst';
import { unreadBases } from './methods';
import { extendsOthers, isOfOtherModel, mayBeOthers, PLAIN_BASE } from './othersSettings';
import { isAskedByKey, isReadByKey } from './readByKey';
import { readBeside } from './readTogether';
import { modelMeant, type Setting } from './setting';
import { ARGUMENTS, familyOf, isConfigClassName, isOfFamily } from './settingNames';
import { isTest } from './tried';
import { isOfDataFile } from '../names/ofDataFile';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { agreed, further, isGuessed, type StaticNumber, unknown } from '../names/staticNumber';
import type { ClassDefinition, Segment, Site } from '../../syntax/scopes';

/** What reads a setting: its class, if any, and what that reads beside it. */
interface Reader {
  readonly model: string;
  readonly beside: readonly string[];
}

/**
 * The number that such a setting is. It is looked for in what configures code: classes of settings, argument parsers and
 * dictionaries, first in the same file, then in the same directory, then in the workspace, and is known where all
 * that is found agrees. It is no guess where the whole workspace says the same, and nobody else's settings may be meant.
 *
 * @param reading where it is read
 */
export function fieldNamed(setting: Setting, resolver: Resolver, reading: Site): StaticNumber {
  const number = lookedUp(setting, resolver, reading);
  return number.known && setting.isKept === true ? { ...number, guessed: true } : number;
}

function lookedUp(setting: Setting, resolver: Resolver, reading: Site): StaticNumber {
  const { name, holder, text, isImported = false, isUnpacked = false } = setting;
  if (resolver.limit === 'itself' || resolver.underWay.has(name)) {
    resolver.nesting.noteCut(resolver.underWay.levelOf(name));
    return unknown('attribute', text);
  }
  resolver.underWay.add(name, resolver.nesting.level);
  try {
    const model = modelMeant(setting, reading, resolver);
    const reader = { model, beside: readBeside(text, name, reading) };
    const isByKey = isReadByKey(setting);
    const found = search(setting, isByKey, reader, resolver);
    const nearest = unlessSaid(found, defaultOfLibrary(name, holder, reading, resolver));
    if (!isGuessed(nearest) && !(isUnpacked && nearest.known)) return nearest;
    const isOthers = mayBeOthers(holder, reading, resolver);
    if (isOthers && !nearest.known) return nearest;
    const said = (): StaticNumber | undefined => saidEverywhere(setting, isByKey, reader, isOthers, resolver);
    // All that ask for it there are told the same.
    const asked = `${model} ${setting.asked} ${holder}.${name} ${isImported} ${isUnpacked} ${setting.isDeclared} ${setting.isElement} ${isByKey} ${isOthers} ${reader.beside.join(' ')}`;
    const everywhere = resolver.remembered(resolver.own, asked, said);
    // A text is no number, where another way leads to one.
    const isText = everywhere?.known === false && everywhere.spelt !== undefined && nearest.known;
    if (everywhere !== undefined && !isText) return everywhere;
    // What is found for sure may be another one's.
    return isUnpacked && nearest.known ? { ...nearest, guessed: true } : nearest;
  } finally {
    resolver.underWay.delete(name);
  }
}

/** What defines a setting of which an element is read, as what defines that. */
function ofElements(all: readonly Definition[], { isElement, text }: Setting): readonly Definition[] {
  return isElement === undefined
    ? all
    : all.map((one) => ({ ...one, number: one.each ?? unknown('subscript', text) }));
}

/** Where a setting is looked for, one after the other. */
const SEARCHED = [
  ['code', 'directory'],
  ['code', 'workspace'],
  ['settings', 'directory'],
  ['settings', 'workspace'],
] as const;

function search(setting: Setting, isByKey: boolean, reader: Reader, resolver: Resolver): StaticNumber {
  const { name, holder, text, isDeclared = false, isElement = false, asked } = setting;
  resolver.need(`.${name}`);
  const mayBe = mayMean(setting, isByKey, resolver);
  const isOfNone = isDeclared || isByKey || isElement || asked !== undefined;
  const sole = isOfNone ? undefined : soleSettings(name, holder, resolver);
  if (sole !== undefined) return sole;
  const own = ofElements(definitions(resolver.home, name, resolver), setting).filter(mayBe);
  if (own.some(isSet)) return decided(own, holder, reader, text, resolver);
  const imported = isOfNone ? [] : importedSettings(name, resolver);
  if (imported === 'searching') return unknown('searching', text);
  const said = imported.flatMap(({ number }) => number ?? []);
  if (said.length > 0) return guess(said, text);
  const { files } = resolver;
  if (files === undefined) return unknown('attribute', text);
  for (const [what, where] of SEARCHED) {
    const all = definedIn(name, where, what, reader.model, resolver);
    if (all === 'searching') return unknown('searching', text);
    const found = ofElements(all, setting).filter(mayBe);
    if (found.some(isSet)) return decided([...own, ...found], holder, reader, text, resolver);
  }
  if (!isByKey) return unknown('attribute', text);
  // An object of a class may have been made a dictionary, `asdict(Config())`: what is one anyhow comes before that.
  const number = search(setting, false, reader, resolver);
  return number.known ? { ...number, guessed: true } : number;
}

/**
 * What may define a setting: no field of a class of another model's settings, nor, of one that is read by its key, `config["dropout"]`, of any, unless
 * objects of that are asked by keys.
 */
function mayMean(
  { name, holder, isDeclared = false, asked }: Setting,
  isByKey: boolean,
  resolver: Resolver,
): (one: Definition) => boolean {
  const isOfClass = (of: ClassDefinition): boolean =>
    !isDeclared &&
    (!isByKey || isAskedByKey(of, resolver)) &&
    !isOfOtherModel(of, { name, holder }, resolver);
  // What is known to be in a file no code says.
  const isOfFile = ({ dictionary }: Definition): boolean =>
    dictionary !== undefined && isOfDataFile(dictionary, resolver);
  return (one) => (asked === undefined || isOfFile(one)) && (one.of === undefined || isOfClass(one.of));
}

/** What other files have of a setting; of files of settings those alone that are called after the model, if any is: `SASRec.yaml`. */
export function definedIn(
  name: string,
  where: 'directory' | 'workspace',
  what: 'code' | 'settings',
  model: string,
  resolver: Resolver,
): readonly Definition[] | 'searching' {
  const modules = resolver.files?.mentioning(name, resolver.uriOf(resolver.home), where, what) ?? [];
  if (modules === 'searching') return modules;
  const names = what === 'settings' ? [model, ...namesOf(resolver.uriOf(resolver.home))] : [];
  const isOwn = (is: typeof isCalled) => (module: Module) =>
    names.some((one) => is(resolver.uriOf(module), one));
  const own = modules.some(isOwn(isCalled)) ? modules.filter(isOwn(isCalledAfter)) : [];
  const all: Definition[] = [];
  const inTwins: Definition[] = [];
  const home = resolver.uriOf(resolver.home);
  const isForTest = isTest(resolver.home, resolver);
  for (const module of own.length > 0 ? own : modules) {
    if (resolver.files?.isOver() === true) return 'searching';
    // What tests set is for themselves.
    if (!isForTest && isTest(module, resolver)) continue;
    const isInTwin = resolver.files?.paths.isInTwin(resolver.uriOf(module), home) === true;
    for (const definition of definitions(module, name, resolver)) {
      const { family, of } = definition;
      if (family === ARGUMENTS && of === undefined && isApart(module, resolver)) continue;
      (isInTwin ? inTwins : all).push(definition);
    }
  }
  // A copy of the project has settings of its own: what only that has is a guess.
  const guessed = inTwins.map((one) => ({
    ...one,
    number: one.number.known ? { ...one.number, guessed: true } : one.number,
  }));
  return all.some(isSet) ? all : [...all, ...guessed];
}

/** Folders and files that are called after no model. */
const PLAIN_FILE =
  /^(?:__init__|_*(?:models?|nets?|networks?|layers?|modules?|main|train(?:er|ing)?|utils?|configs?|base|default|src|lib|core|code|run|test))$/;

/** What a file and its folder are called, where that may be a model’s name: `models/itransformer/model.py`. */
function namesOf(uri: string): readonly string[] {
  const [folder = '', file = ''] = uri.split('/').slice(-2);
  return [file.slice(0, file.lastIndexOf('.')), folder].filter((name) => !PLAIN_FILE.test(name));
}

/** Whether a file has a name, but for what tells its words apart: `sas_rec.yaml` is called after `SASRec`. */
function isCalled(uri: string, name: string): boolean {
  return plain(stemOf(uri)) === plain(name);
}

/** Whether it has that name, or more beside it: `SASRec-beauty.yaml`. */
function isCalledAfter(uri: string, name: string): boolean {
  const words = stemOf(uri).split(/[-_]/);
  return words.some((_, count) => plain(words.slice(0, count + 1).join('')) === plain(name));
}

function plain(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

/**
 * The number that all of the workspace says a setting is, its code and its files of settings: whichever is meant, it is that one.
 * Undefined where they do not agree, or where somebody sets it to what cannot be read.
 *
 * @param isOthers whether another library's settings may be meant, unless it is one of them to which the workspace adds its own
 */
function saidEverywhere(
  setting: Setting,
  isByKey: boolean,
  { model, beside }: Reader,
  isOthers: boolean,
  resolver: Resolver,
): StaticNumber | undefined {
  const { name, holder, text, isImported, isUnpacked } = setting;
  if (resolver.files === undefined) return undefined;
  const code = definedIn(name, 'workspace', 'code', model, resolver);
  if (code === 'searching') return unknown('searching', text);
  const inCode = ofElements([...definitions(resolver.home, name, resolver), ...code], setting).filter(
    mayMean(setting, isByKey, resolver),
  );
  const own = meant(inCode, holder, model, beside);
  // What is filled in where nobody sets it, or added to a library's class, is the workspace's own.
  const isOwn =
    inCode.some(({ isFilledIn }) => isFilledIn === true) ||
    own.some((one) => one.of !== undefined && extendsOthers(one.of, resolver));
  if (isOthers && !isOwn) return undefined;
  if (isImported === true && !own.some(({ under }) => under === holder.split('.').at(-1))) return undefined;
  // What is a default in the code a file of settings may replace, as any caller may.
  const isDefault = own.length > 0 && own.every(({ family }) => isOfFamily(family, holder));
  const merged = isDefault ? isMergedWithFiles(resolver) : true;
  const settings = merged === false ? [] : definedIn(name, 'workspace', 'settings', model, resolver);
  if (merged === 'searching' || settings === 'searching') return unknown('searching', text);
  const every = [...inCode, ...ofElements(settings, setting)];
  const all = loadedFirst(meant(every, holder, model, beside), resolver);
  if (all === 'searching') return unknown('searching', text);
  if (isUnpacked === true && !all.every(({ under }) => under === holder.split('.').at(-1))) return undefined;
  const numbers = all.map(({ number }) => number);
  const number = agreed(numbers, 'ambiguous', text);
  if (!resolver.hasBudget()) return undefined;
  if (!number.known) return number.spelt && { ...number, spelt: { ...number.spelt, unless: 'caller' } };
  const { source, unless = 'caller' } = number;
  return { ...number, source: further(source, 'config'), unless };
}

/** What lays a file over settings that stand in code, as yacs has it, and those that had no yacs. */
const MERGES = ['merge_from_file', 'cfg_from_file', 'cfg_from_yaml_file', 'update_config'];

/** Whether the workspace lays files over settings that stand in code: `cfg.merge_from_file("train.yaml")`. */
function isMergedWithFiles(resolver: Resolver): boolean | 'searching' {
  const calls = MERGES.map((name) => callsEverywhere(name, resolver.home, resolver));
  return (
    calls.some((all) => all !== 'searching' && all.length > 0) || (calls.includes('searching') && 'searching')
  );
}

/**
 * The number that a setting is by all classes of settings that a file has or imports, mostly one, where these are called as
 * what holds the setting: `config`, and `BertConfig`. It is no guess that one of them is meant, and none that has no such setting.
 */
function soleSettings(name: string, holder: string, resolver: Resolver): StaticNumber | undefined {
  const { home } = resolver;
  const imported = importedSettings(name, resolver);
  if (imported === 'searching') return unknown('searching', name);
  const own = segmentsOf(home)
    .flatMap(settingsIn)
    .filter((one) => isConfigClassName(one.name) && hasSetting(one, name, resolver));
  // What they are derived from is none of them.
  const bases = own.flatMap(baseNames);
  const others = imported.filter(({ own: one }) => !bases.includes(one));
  const names = [...own, ...others.map(({ own: one }) => ({ name: one }))].map((one) => one.name);
  if (names.length === 0 || names.some((one) => familyOf(one) !== familyOf(holder))) return undefined;
  const here = definitions(home, name, resolver).map(({ number }) => number);
  const elsewhere = others.flatMap(({ number }) => number ?? []);
  // Several classes will do where each of them says so, and nothing else does.
  if (here.length !== own.length || elsewhere.length !== others.length) return undefined;
  const all = [...here, ...elsewhere];
  const number = guess(all, name);
  return number.known ? { ...number, guessed: all.some(isGuessed) } : undefined;
}

/** Whether objects of a class may have an attribute, as far as it can be read. */
function hasSetting(definition: ClassDefinition, name: string, resolver: Resolver): boolean {
  const owner = { is: 'instance', of: definition, made: undefined, isSelf: false } as const;
  return (
    fieldOfClass(owner, name, resolver) !== undefined ||
    updatesItself(definition, resolver) ||
    unreadBases(definition, resolver).some((base) => !PLAIN_BASE.test(base))
  );
}

/** A class of settings that a file imports, and what it says of a setting, if that is known. */
interface Imported {
  readonly own: string;
  readonly number: StaticNumber | undefined;
}

/**
 * The classes of settings that a file imports, but those that have no such setting: what these have of a name is meant before others
 * that have it, too.
 */
function importedSettings(name: string, resolver: Resolver): readonly Imported[] | 'searching' {
  const { home } = resolver;
  const all: Imported[] = [];
  for (const { own, path } of segmentsOf(home).flatMap(settingsImportedBy)) {
    resolver.need(own);
    const meaning = resolver.imported(path, home);
    if (meaning?.type === 'searching') return 'searching';
    if (meaning?.type !== 'class') {
      all.push({ own, number: undefined });
      continue;
    }
    const owner = { is: 'instance', of: meaning, made: undefined, isSelf: false } as const;
    if (isOnlyDeclared(meaning, name)) continue;
    const isKnown = fieldOfClass(owner, name, resolver) !== undefined;
    if (isKnown) all.push({ own, number: attributeOfClass(owner, name, name, resolver) });
    else if (hasSetting(meaning, name, resolver)) all.push({ own, number: undefined });
  }
  return all;
}

/** What stands in a text that imports a class of settings. */
const IMPORTS_SETTINGS =
  /(?:config|configuration|cfg|args|arguments|options|opts|params|hparams|hyperparameters|settings)\b/i;

/**
 * The classes of settings that a segment imports. Every setting of a file asks, and of most files that are only searched nothing else is
 * wanted.
 */
const settingsImportedBy = once((segment: Segment) => {
  const names =
    segment.text.includes('import') && IMPORTS_SETTINGS.test(segment.text) ? [...segment.scope.names] : [];
  return names.flatMap(([own, bindings]) =>
    isConfigClassName(own) && /^[A-Z]/.test(own)
      ? bindings.flatMap(({ kind }) => (kind.type === 'import' ? { own, path: kind.path } : []))
      : [],
  );
});

function decided(
  all: readonly Definition[],
  holder: string,
  { model, beside }: Reader,
  text: string,
  resolver: Resolver,
): StaticNumber {
  const loaded = loadedFirst(meant(all, holder, model, beside), resolver);
  return loaded === 'searching'
    ? unknown('searching', text)
    : guess(
        loaded.map(({ number }) => number),
        text,
      );
}

function guess(numbers: readonly StaticNumber[], text: string): StaticNumber {
  const number = agreed(numbers, 'ambiguous', text);
  if (!number.known)
    return number.reason === 'searching'
      ? number
      : {
          ...unknown(numbers.length === 1 ? number.reason : 'ambiguous', text),
          isGuess: true,
          ...(number.spelt && { spelt: { ...number.spelt, guessed: true } }),
        };
  const { source, unless = 'caller' } = number;
  // Of the object that holds it nothing is known but a name: it may be another one with such a setting.
  return { ...number, source: further(source, 'config'), unless, guessed: true };
}
