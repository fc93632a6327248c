import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { Binding, ClassDefinition, Segment, Site } from '../../syntax/scopes';
import { type Known, type StaticNumber, type Unknown, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { AbstractObject } from './abstractObject';
import { allHaveDefaults, areAlike, hasDefaults } from './checkpoints';
import { baseNames } from './classes';
import { segmentsOf } from './definitions';
import { elementsOf, isList } from './displays';
import type { Environment } from './environment';
import { methodAround } from './methods';
import { tableOf } from './modulesOfTable';
import { valuesOf } from './namesGivenOn';
import { CONFIG_FAMILY, familyOf } from './settingNames';

/**
 * What the settings of transformers' models are by default, in all versions from 4.0 to 4.57, those that BERT, GPT, T5, XLNet and
 * their like had before, too, and mostly in what is published to be loaded into them: the models, and which settings are which number.
 */
const DEFAULTS: readonly (readonly [models: string, ...numbers: readonly string[]])[] = [
  [
    'Bert BertGeneration DPR LayoutLM LayoutLMv2 LayoutLMv3 Lxmert MegatronBert MPNet RoFormer VisualBert BigBird Canine ConvBert Camembert Ernie Esm Longformer Nystromformer Roberta XLMRoberta XLMRobertaXL SqueezeBert Luke Tapas Splinter MarkupLM Data2VecText IBert',
    '0.1 hidden_dropout_prob attention_probs_dropout_prob',
  ],
  ['Electra', '0.1 hidden_dropout_prob attention_probs_dropout_prob summary_last_dropout'],
  ['Deberta DebertaV2', '0.1 hidden_dropout_prob attention_probs_dropout_prob', '0 pooler_dropout'],
  ['Albert RemBert', '0.1 classifier_dropout_prob', '0 hidden_dropout_prob attention_probs_dropout_prob'],
  ['MobileBert', '0.1 attention_probs_dropout_prob', '0 hidden_dropout_prob'],
  ['FNet', '0.1 hidden_dropout_prob'],
  ['Perceiver', '0.1 attention_probs_dropout_prob'],
  ['DistilBert', '0.1 dropout attention_dropout qa_dropout', '0.2 seq_classif_dropout'],
  ['XLNet', '0.1 dropout summary_last_dropout'],
  ['XLM Flaubert', '0.1 dropout attention_dropout summary_first_dropout'],
  ['Funnel', '0.1 hidden_dropout attention_dropout', '0 activation_dropout'],
  ['TransfoXL', '0.1 dropout', '0 dropatt'],
  ['GPT2 OpenAIGPT CTRL', '0.1 resid_pdrop embd_pdrop attn_pdrop summary_first_dropout'],
  ['DecisionTransformer GPTBigCode ImageGPT', '0.1 resid_pdrop embd_pdrop attn_pdrop'],
  ['GPTJ CodeGen', '0 resid_pdrop embd_pdrop attn_pdrop'],
  [
    'GPTNeo',
    '0 attention_dropout embed_dropout resid_dropout',
    '0.1 classifier_dropout summary_first_dropout',
  ],
  ['GPTNeoX', '0 hidden_dropout attention_dropout', '0.1 classifier_dropout'],
  ['Bloom Falcon', '0 hidden_dropout attention_dropout'],
  ['Phi Phi3', '0 attention_dropout embd_pdrop resid_pdrop'],
  ['Llama Mistral Mixtral Gemma Gemma2 Qwen2 Qwen2Moe Cohere Olmo', '0 attention_dropout'],
  ['SiglipText SiglipVision CLIPText CLIPVision BlipVision', '0 attention_dropout'],
  ['OPT', '0.1 dropout', '0 attention_dropout'],
  [
    'Bart MBart Blenderbot BlenderbotSmall Pegasus BigBirdPegasus Marian LED Mvp Speech2Text Detr',
    '0.1 dropout',
    '0 attention_dropout activation_dropout classifier_dropout',
  ],
  ['PLBart', '0.1 dropout attention_dropout', '0 activation_dropout classifier_dropout'],
  ['M2M100', '0.1 dropout attention_dropout', '0 activation_dropout'],
  [
    'ProphetNet Graphormer Autoformer TimeSeriesTransformer',
    '0.1 dropout attention_dropout activation_dropout',
  ],
  ['Informer', '0.05 dropout', '0.1 attention_dropout activation_dropout'],
  ['BioGpt', '0.1 hidden_dropout_prob attention_probs_dropout_prob', '0 activation_dropout'],
  ['T5 MT5 UMT5 LongT5 SwitchTransformers', '0.1 dropout_rate'],
  [
    'ViT DeiT ViTMAE ViTMSN Vilt VideoMAE AST Yolos BlipText',
    '0 hidden_dropout_prob attention_probs_dropout_prob',
  ],
  ['Timesformer Dinov2 Pvt', '0 hidden_dropout_prob attention_probs_dropout_prob drop_path_rate'],
  [
    'Beit Data2VecVision Swin Swinv2 Dinat Nat',
    '0 hidden_dropout_prob attention_probs_dropout_prob',
    '0.1 drop_path_rate',
  ],
  [
    'Segformer',
    '0 hidden_dropout_prob attention_probs_dropout_prob',
    '0.1 classifier_dropout_prob drop_path_rate',
  ],
  ['ConvNext ConvNextV2 PoolFormer', '0 drop_path_rate'],
  ['Whisper', '0 dropout attention_dropout activation_dropout'],
  [
    'Wav2Vec2 UniSpeech UniSpeechSat Hubert SEW SEWD Data2VecAudio WavLM',
    '0.1 hidden_dropout attention_dropout activation_dropout final_dropout',
    '0 feat_proj_dropout',
  ],
];

/**
 * What settings hold that the code makes of a class of the library, `GPT2Config(attn_pdrop=0.2)`: what they are not given they have by
 * default. Of those that are loaded, `AutoConfig.from_pretrained(name, attn_pdrop=0.2)`, nobody knows more than what they are given, unless it is
 * known what is loaded.
 */
export function settingsMade(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
): AbstractObject | undefined {
  const { site, resolver, frames } = environment;
  const text = textOf(site.segment, callee);
  const classes = text.endsWith('.from_pretrained')
    ? classesInTable(callee.firstChild ?? callee, environment)
    : [];
  if (classes.length > 0) {
    const made = { segment: site.segment, node: callee, isLoaded: true } as const;
    const reason = { ...unknown('imported', classes.join(' ')), made };
    return { is: 'keywords', args, site, frames, otherwise: { is: 'unknown', reason } };
  }
  const given = text.endsWith('Config.from_pretrained') ? readArguments(site.segment, args) : undefined;
  const [first] = given?.positional ?? [];
  const checkpoint = first && resolver.wordOf(first, site)?.value;
  const isKnown = checkpoint !== undefined && hasDefaults(checkpoint);
  const isLoaded = isKnown || [...(given?.keywords.keys() ?? [])].some((name) => name.includes('drop'));
  const made = isLoaded ? callee.firstChild : callee;
  const path = isLoaded || text.endsWith('Config') ? made && resolver.qualifiedName(made, site) : undefined;
  if (!path || !isOfLibrary(path)) return undefined;
  const called = path.slice(path.lastIndexOf('.') + 1);
  const own = unknown(
    'imported',
    (isKnown && called === 'AutoConfig' ? modelCalled(checkpoint) : undefined) ?? called,
  );
  const reason = isLoaded && !isKnown ? own : { ...own, made: { segment: site.segment, node: callee } };
  return { is: 'keywords', args, site, frames, otherwise: { is: 'unknown', reason } };
}

/**
 * The library's classes of settings of which a name stands for one that a key says, `config_class, model_class = CLASSES[args.model]`, after
 * `CLASSES = {"bert": (BertConfig, BertModel), …}`; none where that may be something else.
 */
function classesInTable(name: SyntaxNode, { site, resolver }: Environment): readonly string[] {
  const [only, ...others] =
    name.name === 'VariableName' ? resolver.bindingsOf(textOf(site.segment, name), site) : [];
  const { kind } = others.length === 0 ? (only ?? {}) : {};
  const element = kind?.type === 'other' ? kind.element : undefined;
  const item = kind?.type === 'value' ? kind.value : element?.of;
  const isItem = item?.node.name === 'MemberExpression' && item.node.lastChild?.name === ']';
  const table = isItem && item.node.firstChild ? tableOf(item.node.firstChild, item, resolver) : undefined;
  if (table?.node.name !== 'DictionaryExpression') return [];
  const classes = valuesOf(table.node).map((value) => {
    const node = element === undefined ? value : isList(value) ? elementsOf(value)[element.place] : undefined;
    return node && resolver.qualifiedName(node, table);
  });
  const areConfigs = classes.every(
    (path) => path !== undefined && isOfLibrary(path) && path.endsWith('Config'),
  );
  return areConfigs ? classes.flatMap((path) => path?.split('.').at(-1) ?? []) : [];
}

/** Stands for all imports from the library among what a segment gives to the others, or needs of them. */
const IMPORTS = 'import transformers';
const LIBRARY = /^(?:(?:pytorch_)?transformers|pytorch_pretrained_bert)\./;

/**
 * The default of a setting that a model of transformers has, where that is not installed: of the one from which the class around is derived,
 * else of all that the file imports, if these say the same. It is a guess, unless all that is loaded has that: loaded settings, and whoever makes
 * others, may replace it.
 *
 * @param type the class of settings that an annotation names, or that the code calls, which makes the default known for sure
 */
export function defaultOfLibrary(
  name: string,
  holder: string,
  { scope }: Site,
  resolver: Resolver,
  type?: Unknown,
): Known | undefined {
  const having = (type?.made === undefined ? [] : type.name.split(' ')).flatMap((own) => {
    const text = defaultOf(own, name);
    return text === undefined ? [] : { own, text };
  });
  const [first, ...rest] = having;
  if (first !== undefined && type?.made !== undefined) {
    if (rest.some(({ text }) => text !== first.text)) return undefined;
    const number = found(first.text, { ...type.made, text: first.own });
    // What is loaded into one of several classes may have other settings.
    const isOpen = rest.length > 0 && !having.every(({ own }) => areAlike(own));
    if (type.isGuess === true || isOpen) return asGuess(number);
    return type.made.isLoaded === true ? { ...number, unless: 'caller' } : number;
  }
  if (familyOf(holder.split('.')[0] ?? '') !== CONFIG_FAMILY) return undefined;
  resolver.need(IMPORTS);
  const imported = segmentsOf(resolver.home).flatMap(importsOf);
  const owner = methodAround(scope)?.owner;
  const own = owner ? [...baseNames(owner), ...configClassesOf(owner)] : [];
  const speaking = new Set([type?.name, ...own.filter((base) => !OF_ALL_MODELS.test(base))]);
  const bases = imported.filter(([one]) => speaking.has(one));
  const numbers = (bases.length > 0 ? bases : imported).flatMap(([one, [binding]]) => {
    const text = defaultOf(one, name);
    return text === undefined || binding === undefined ? [] : { text, own: one, binding };
  });
  const [one, ...others] = numbers;
  if (one === undefined || others.some(({ text }) => text !== one.text)) return undefined;
  const { binding, text } = one;
  const number = found(text, { segment: binding.site.segment, node: binding.node, text: one.own });
  return allHaveDefaults(name, resolver) ? { ...number, unless: 'caller' } : asGuess(number);
}

/** What all models are derived from, whichever they are. */
const OF_ALL_MODELS = /^Pre[Tt]rainedModel$/;

/** By which classes of settings a class of models says that it is configured: `config_class = BertConfig`. */
function configClassesOf({ scope }: ClassDefinition): readonly string[] {
  return (scope.names.get('config_class') ?? []).flatMap(({ kind }) =>
    kind.type === 'value' ? textOf(kind.value.segment, kind.value.node) : [],
  );
}

/** What is loaded with a checkpoint mostly says the same, but need not. */
function asGuess(number: Known): Known {
  return { ...number, unless: 'caller', guessed: true };
}

function found(text: string, step: Known['steps'][number]): Known {
  return {
    known: true,
    text,
    source: 'config',
    steps: [step],
    unless: undefined,
    guessed: false,
    written: undefined,
  };
}

/** What a segment imports from the library, by its name there. */
function importsOf({ text, scope }: Segment): readonly (readonly [string, readonly Binding[]])[] {
  return text.includes('import') ? [...scope.names].filter(([, all]) => all.some(isImported)) : [];
}

/** What a segment gives to those that ask for the defaults of the library. */
export function libraryGivenBy(segment: Segment): readonly string[] {
  return importsOf(segment).length > 0 ? [IMPORTS] : [];
}

function isImported({ kind }: Binding): boolean {
  return kind.type === 'import' && isOfLibrary(kind.path);
}

/** Whether a path leads into the library. */
export function isOfLibrary(path: string): boolean {
  return LIBRARY.test(path);
}

/** The class of the model that what is loaded is called after, `BertModel` of `"bert-base-uncased"`. */
export function modelCalled(checkpoint: string): string | undefined {
  const words = checkpoint.slice(checkpoint.lastIndexOf('/') + 1).split(/[-_]/);
  const models = DEFAULTS.flatMap(([names]) => names.split(' '));
  for (let count = words.length; count > 0; count--) {
    const called = words.slice(0, count).join('').toLowerCase();
    const model = models.find((one) => one.toLowerCase() === called);
    if (model !== undefined) return `${model}Model`;
  }
  return undefined;
}

const OF_MODEL = /^(?:Config|Model|PreTrainedModel|LMHeadModel|For[A-Z])/;

/** What a setting of a model is by default, by the name of a class of it: `BertConfig`, `BertForMaskedLM`, `PreTrainedBertModel`. */
function defaultOf(className: string, setting: string): string | undefined {
  return rateIn(ratesOf(className) ?? [], setting);
}

/** Whether settings of a class of the library may have one of a name: as far as these are known, else where others of it have. */
export function mayHaveSetting(className: string, setting: string): boolean {
  const own = ratesOf(className);
  return (own ? [own] : DEFAULTS).some((rates) => rateIn(rates, setting) !== undefined);
}

/** What is known of the settings of a model, each rate before the names of those that have it. */
function ratesOf(className: string): readonly string[] | undefined {
  const own = className.replace(/^PreTrained/, '');
  const isOne = (model: string): boolean => own.startsWith(model) && OF_MODEL.test(own.slice(model.length));
  return DEFAULTS.find(([models]) => models.split(' ').some(isOne))?.slice(1);
}

function rateIn(rates: readonly string[], setting: string): string | undefined {
  return rates.map((rate) => rate.split(' ')).find(([, ...names]) => names.includes(setting))?.[0];
}

/** What a setting is by its library, where nothing in the workspace says otherwise. */
export function unlessSaid(said: StaticNumber, byLibrary: Known | undefined): StaticNumber {
  return !said.known && said.reason === 'attribute' ? (byLibrary ?? said) : said;
}
