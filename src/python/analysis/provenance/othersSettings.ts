import { textOf } from '../../syntax/nodes';
import type { ClassDefinition, Segment, Site } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { isOfTorch } from '../names/torchNames';
import { callsEverywhere } from './callsIn';
import { segmentsOf } from './definitions';
import { isMadeOfFiles } from './madeOfFiles';
import { isOfLibrary, mayHaveSetting } from './librarySettings';
import { methodAround, unreadBases } from './methods';
import { CONFIG_FAMILY, familyOf, isConfigClassName } from './settingNames';

/** Bases of which classes are known to have no settings of their own. */
export const PLAIN_BASE = /(?:Module|Mixin|Function|ABC|Generic|Protocol|object)$/;
/** Classes of other libraries, by their names, that bring settings with them. */
const BRINGS_CONFIG = /^[A-Z]\w*(?:Config|Configuration|Model)$/;
/** Those that bring none: what OmegaConf makes of a file has what stands there. */
const BRINGS_NONE = /^(?:Auto\w*|DictConfig|ListConfig|OmegaConf)$/;
const BRINGS_ARGUMENTS = /^(?:register_model|Fairseq\w*)/;

/**
 * Whether settings may be those of a library that is no part of the workspace: the class around is derived from one of it, or the file
 * imports what has such settings.
 */
export function mayBeOthers(holder: string, { scope }: Site, resolver: Resolver): boolean {
  const owner = methodAround(scope)?.owner;
  const isConfig = familyOf(holder.split('.')[0] ?? '') === CONFIG_FAMILY;
  const isDerived =
    owner !== undefined &&
    (isOfOthers(owner, isConfig, resolver) || (isConfig && isMadeByOthers(owner, resolver)));
  const brings = isConfig ? BRINGS_CONFIG : BRINGS_ARGUMENTS;
  const { home } = resolver;
  resolver.need(BROUGHT);
  const brought = segmentsOf(home)
    .flatMap(bringing)
    .flatMap(([own, paths]) =>
      brings.test(own) && paths.some((path) => isOthers(path, home, resolver)) ? own : [],
    );
  if (!isDerived && brought.length === 0) return false;
  return isMadeOfFiles(brought.filter(isConfigClassName), home, resolver) !== true;
}

/** Stands for all imports that may bring settings among what a segment gives to the others, or needs of them. */
const BROUGHT = 'import settings';

/** What a segment imports that may bring settings with it, by its names there, with what is imported. */
function bringing({ text, scope }: Segment): readonly (readonly [string, readonly string[]])[] {
  if (!text.includes('import')) return [];
  return [...scope.names].flatMap(([own, bindings]) => {
    if (BRINGS_NONE.test(own) || !(BRINGS_CONFIG.test(own) || BRINGS_ARGUMENTS.test(own))) return [];
    return [[own, bindings.flatMap(({ kind }) => (kind.type === 'import' ? kind.path : []))] as const];
  });
}

/** What a segment gives to those that ask whether settings are another's. */
export function settingsBroughtBy(segment: Segment): readonly string[] {
  return bringing(segment).length > 0 ? [BROUGHT] : [];
}

/** Whether a class is derived from one that is no part of the workspace, and brings settings with it. */
function isOfOthers(of: ClassDefinition, isConfig: boolean, resolver: Resolver): boolean {
  // What comes with `BertPreTrainedModel` is called a config.
  const isPlain = (base: string): boolean =>
    PLAIN_BASE.test(base) || (!isConfig && base.includes('PreTrained'));
  return !unreadBases(of, resolver).every(isPlain);
}

/** Whether such a class makes objects of this one, and hands its settings on to them, or what it makes does. */
function isMadeByOthers(of: ClassDefinition, resolver: Resolver): boolean {
  const makers = new Set([of]);
  const uriOf = ({ site }: ClassDefinition): string => resolver.uriOf(resolver.moduleOf(site));
  for (const maker of makers) {
    const home = resolver.moduleOf(maker.site);
    const calls = makers.size > MOST_MAKERS ? [] : callsEverywhere(maker.name, home, resolver);
    for (const call of calls === 'searching' ? [] : calls) {
      const meaning = resolver.meaningOf(call.callee, call);
      // What is imported of a file that is not found there goes by its name.
      const isOfIt = meaning === undefined || (meaning.type === 'class' && uriOf(meaning) === uriOf(maker));
      const around = methodAround(call.scope)?.owner;
      if (around === undefined || !isOfIt || !HANDS_ON.test(textOf(call.segment, call.args))) continue;
      if (isOfOthers(around, true, resolver)) return true;
      makers.add(around);
    }
  }
  return false;
}

const MOST_MAKERS = 8;
/** A call that is given settings first, as models of transformers give them to their parts. */
const HANDS_ON = /^\(\s*(?:self\.)?config(?:uration)?\b\s*[,)]/;

/** Whether a class adds its settings to those of a library's class: `class TaggerConfig(BertConfig)`. Then no other's are meant. */
export function extendsOthers(definition: ClassDefinition, resolver: Resolver): boolean {
  return unreadBases(definition, resolver).some((base) => BRINGS_CONFIG.test(base));
}

/**
 * Whether a class of settings is that of another model than those of the file that reads one: that imports other classes from transformers, which may
 * have it. `class DebertaConfig(PretrainedConfig)` says nothing of what stands below `from transformers import AlbertConfig`.
 */
export function isOfOtherModel(
  definition: ClassDefinition,
  { name, holder }: { readonly name: string; readonly holder: string },
  resolver: Resolver,
): boolean {
  const { home } = resolver;
  if (familyOf(holder.split('.')[0] ?? '') !== CONFIG_FAMILY) return false;
  if (!extendsOthers(definition, resolver) || home.bindingsOf(definition.name).length > 0) return false;
  resolver.need(BROUGHT);
  const brought = segmentsOf(home)
    .flatMap(bringing)
    .flatMap(([own, paths]) => (isConfigClassName(own) && paths.some(isOfLibrary) ? own : []));
  const bases = unreadBases(definition, resolver);
  return brought.some((own) => mayHaveSetting(own, name)) && !brought.some((own) => bases.includes(own));
}

/** Whether what is imported is neither torch's nor part of the workspace. */
function isOthers(path: string, home: Module, resolver: Resolver): boolean {
  if (isOfTorch(path)) return false;
  return resolver.within('workspace', () => resolver.imported(path, home)) === undefined;
}
