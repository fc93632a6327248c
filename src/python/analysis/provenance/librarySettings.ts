import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { Binding, Segment, Site } from '../../syntax/scopes';
import { type Known, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { AbstractObject } from './abstractObject';
import { baseNames } from './classes';
import { segmentsOf } from './definitions';
import type { Environment } from './environment';
import { methodAround } from './methods';
import { CONFIG_FAMILY, familyOf } from './settingNames';

const TENTHS = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, '0.1']));
const BERT = TENTHS('hidden_dropout_prob', 'attention_probs_dropout_prob');
const GPT = TENTHS('resid_pdrop', 'embd_pdrop', 'attn_pdrop', 'summary_first_dropout');

/**
 * What the settings of transformers' models are by default, in all of its versions, under its older names as well, and in
 * what is published to be loaded into them.
 */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Bert: BERT,
  Roberta: BERT,
  XLMRoberta: BERT,
  Camembert: BERT,
  Electra: BERT,
  Deberta: BERT,
  DebertaV2: BERT,
  LayoutLM: BERT,
  Longformer: BERT,
  Albert: { hidden_dropout_prob: '0', attention_probs_dropout_prob: '0', classifier_dropout_prob: '0.1' },
  Bart: TENTHS('dropout'),
  MBart: TENTHS('dropout'),
  GPT2: GPT,
  OpenAIGPT: GPT,
  DistilBert: { ...TENTHS('dropout', 'attention_dropout', 'qa_dropout'), seq_classif_dropout: '0.2' },
  T5: TENTHS('dropout_rate'),
  XLNet: TENTHS('dropout', 'summary_last_dropout'),
};
/**
 * What settings hold that the code makes of a class of the library, `GPT2Config(attn_pdrop=0.2)`: what they are not given they have by
 * default. Of those that are loaded, `AutoConfig.from_pretrained(name, attn_pdrop=0.2)`, nobody knows more than what they are given.
 */
export function settingsMade(
  callee: SyntaxNode,
  args: SyntaxNode,
  { site, resolver, frames }: Environment,
): AbstractObject | undefined {
  const text = textOf(site.segment, callee);
  const given = text.endsWith('Config.from_pretrained') ? readArguments(site.segment, args) : undefined;
  const isLoaded = [...(given?.keywords.keys() ?? [])].some((name) => name.includes('drop'));
  const made = isLoaded ? callee.firstChild : callee;
  const path = isLoaded || text.endsWith('Config') ? made && resolver.qualifiedName(made, site) : undefined;
  if (!path || !LIBRARY.test(path)) return undefined;
  const own = unknown('imported', path.slice(path.lastIndexOf('.') + 1));
  return { is: 'keywords', args, site, frames, otherwise: { is: 'unknown', reason: own } };
}

/** Stands for all imports from the library among what a segment gives to the others, or needs of them. */
const IMPORTS = 'import transformers';
const LIBRARY = /^(?:(?:pytorch_)?transformers|pytorch_pretrained_bert)\./;

/**
 * The default of a setting that a model of transformers has, where that is not installed: of the one from which the class around is derived,
 * else of all that the file imports, if these say the same. It is a guess: loaded settings, and whoever makes others, may replace it.
 *
 * @param type the class of settings that an annotation names
 */
export function defaultOfLibrary(
  name: string,
  holder: string,
  { scope }: Site,
  resolver: Resolver,
  type?: string,
): Known | undefined {
  if (familyOf(holder.split('.')[0] ?? '') !== CONFIG_FAMILY) return undefined;
  resolver.need(IMPORTS);
  const imported = segmentsOf(resolver.home).flatMap(importsOf);
  const owner = methodAround(scope)?.owner;
  const bases = imported.filter(
    ([own]) => own === type || (owner !== undefined && baseNames(owner).includes(own)),
  );
  const numbers = (bases.length > 0 ? bases : imported).flatMap(([own, [binding]]) => {
    const text = settingsOf(own)?.[name];
    return text === undefined || binding === undefined ? [] : { text, own, binding };
  });
  const [first, ...others] = numbers;
  if (first === undefined || others.some(({ text }) => text !== first.text)) return undefined;
  const { binding, own, text } = first;
  const step = { segment: binding.site.segment, node: binding.node, text: own };
  return {
    known: true,
    text,
    source: 'config',
    steps: [step],
    unless: 'caller',
    // What is loaded with a checkpoint mostly says the same, but need not.
    guessed: true,
    written: undefined,
  };
}

/** What a segment imports from the library, by its name there. */
function importsOf({ text, scope }: Segment): readonly (readonly [string, readonly Binding[]])[] {
  return text.includes('import') ? [...scope.names].filter(([, all]) => all.some(isOfLibrary)) : [];
}

/** What a segment gives to those that ask for the defaults of the library. */
export function libraryGivenBy(segment: Segment): readonly string[] {
  return importsOf(segment).length > 0 ? [IMPORTS] : [];
}

function isOfLibrary({ kind }: Binding): boolean {
  return kind.type === 'import' && LIBRARY.test(kind.path);
}

const OF_MODEL = /^(?:Config|Model|PreTrainedModel|LMHeadModel|For[A-Z])/;

/** The settings of a model, by the name of a class of it: `BertConfig`, `BertForMaskedLM`, `PreTrainedBertModel`. */
function settingsOf(name: string): Readonly<Record<string, string>> | undefined {
  const own = name.replace(/^PreTrained/, '');
  const isOne = (model: string): boolean => own.startsWith(model) && OF_MODEL.test(own.slice(model.length));
  return Object.entries(DEFAULTS).find(([model]) => isOne(model))?.[1];
}

/** What a setting is by its library, where nothing in the workspace says otherwise. */
export function unlessSaid(said: StaticNumber, byLibrary: Known | undefined): StaticNumber {
  return !said.known && said.reason === 'attribute' ? (byLibrary ?? said) : said;
}
