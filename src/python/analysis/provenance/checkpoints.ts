import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { CallSite, Segment } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { callsEverywhere } from './callsIn';
import { unreadBases } from './methods';

/**
 * What is published to be loaded by those that made the models: its settings of dropout are those that its class has by default, as its `config.json`
 * on the Hugging Face Hub says.
 */
const PUBLISHED = [
  /^(?:google-bert\/)?bert-(?:base|large)-(?:un)?cased(?:-whole-word-masking)?$/,
  /^(?:google-bert\/)?bert-base-(?:chinese|multilingual-(?:un)?cased)$/,
  /^(?:FacebookAI\/)?(?:xlm-)?roberta-(?:base|large)$/,
  /^(?:distilbert\/)?(?:distilbert-base-(?:un)?cased|distilroberta-base)$/,
  /^(?:openai-community\/)?gpt2(?:-(?:medium|large|xl))?$/,
  /^(?:google-t5\/)?t5-(?:small|base|large|3b|11b)$/,
];

/**
 * Models of which all that is published and much used has the defaults of its class, and so has what was made of that: who loads something by a name that
 * nobody knows may load another one, as any caller may pass one.
 */
const ALIKE =
  /^(?:Bert|Roberta|XLMRoberta|DistilBert|Electra|MPNet|Camembert|Deberta|DebertaV2|XLNet|Longformer|BigBird|LayoutLM|GPT2|T5|MT5|ViT|Llama|Mistral)(?:Config$|Model|PreTrainedModel$|EncoderModel$|LMHeadModel$|DoubleHeadsModel$|For[A-Z])/;

/** Whether objects of a class of the library, whatever is loaded into them, mostly have the settings that it has by default. */
export function areAlike(className: string): boolean {
  return ALIKE.test(className);
}

/** Whether what is loaded by a name has the settings that its class has by default. */
export function hasDefaults(checkpoint: string): boolean {
  return PUBLISHED.some((one) => one.test(checkpoint));
}

/** What is loaded that has no settings of a model. */
const NO_MODEL = /(?:Tokenizer(?:Fast)?|Processor|FeatureExtractor)\.from_pretrained$/i;

/** Stands for all keywords that may give a setting of dropout among what a segment gives to the others, or needs of them. */
const GIVEN = 'drop=';

/** What a segment gives to those that ask what settings are given. */
export function settingsGivenBy({ text }: Segment): readonly string[] {
  return /drop\w{0,40}=/.test(text) ? [GIVEN] : [];
}

/** Whether the workspace loads something by a name, all of that has the settings that its class has by default, and nothing is given another one. */
export function allHaveDefaults(setting: string, resolver: Resolver): boolean {
  return resolver.remembered(resolver.home, `defaults of ${setting}`, () => areDefaults(setting, resolver));
}

function areDefaults(setting: string, resolver: Resolver): boolean {
  resolver.need(GIVEN);
  const others = resolver.files?.mentioning(setting, resolver.uriOf(resolver.home), 'workspace') ?? [];
  const gives = (module: Module): boolean =>
    module.segmentsWith(setting).some(({ text }) => text.includes(`${setting}=`));
  if (others === 'searching' || [resolver.home, ...others].some(gives)) return false;
  const calls = callsEverywhere('from_pretrained', resolver.home, resolver);
  if (calls === 'searching') return false;
  const loading = calls.filter(({ segment, callee }) => !NO_MODEL.test(textOf(segment, callee)));
  return (
    loading.length > 0 &&
    loading.length <= MOST_LOADED &&
    loading.every((call) => loadsDefaults(call, resolver))
  );
}

const MOST_LOADED = 32;

function loadsDefaults(call: CallSite, resolver: Resolver): boolean {
  const { positional: [first] = [], keywords } = readArguments(call.segment, call.args) ?? {};
  const named = first ?? keywords?.get('pretrained_model_name_or_path');
  const checkpoint = named && resolver.wordOf(named, call)?.value;
  if (checkpoint !== undefined && hasDefaults(checkpoint)) return true;
  const loaded = call.callee.firstChild;
  if (loaded === null) return false;
  const meaning = resolver.meaningOf(loaded, call);
  return meaning?.type === 'class'
    ? unreadBases(meaning, resolver).some(areAlike)
    : areAlike(textOf(call.segment, loaded).split('.').at(-1) ?? '');
}
