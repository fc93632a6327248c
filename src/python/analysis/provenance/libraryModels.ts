import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import type { AbstractObject, ObjectOf } from './abstractObject';
import { areAlike, hasDefaults } from './checkpoints';
import { Environment } from './environment';
import { isOfLibrary, modelCalled } from './librarySettings';
import { settledText } from './texts';

/** What makes a model without a call of its class. */
const MAKES = /^_?from_(?:pretrained|config)$/;
/** A class of models by its name: `BertModel`, `AutoModelForMaskedLM`, `BertForTokenClassification`. */
const MODEL = /Model(?:$|[A-Z])|For[A-Z]/;

type Model = Extract<AbstractObject, { is: 'model' }>;

/** A model of transformers, as a call makes it: `BertModel.from_pretrained("bert-base-uncased")`, `BertModel(config)`. */
export function modelMade(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
): AbstractObject | undefined {
  const { site, resolver, frames } = environment;
  const [object, , method] = callee.name === 'MemberExpression' ? childrenOf(callee) : [];
  const maker = method && MAKES.test(environment.textOf(method)) ? environment.textOf(method) : undefined;
  const made = maker === undefined ? callee : object;
  const name = made && environment.textOf(made).split('.').at(-1);
  if (made === undefined || name === undefined || !MODEL.test(name)) return undefined;
  const path = resolver.qualifiedName(made, site);
  if (path === undefined || !isOfLibrary(path) || resolver.meaningOf(made, site) !== undefined)
    return undefined;
  const isLoaded = maker?.endsWith('pretrained') === true;
  return { is: 'model', name: path.slice(path.lastIndexOf('.') + 1), isLoaded, callee, args, site, frames };
}

/**
 * The settings of such a model, `self.bert.config`: those that it is given, else those of its class with what is given beside, of which nobody knows
 * more where they are loaded, unless it is known of what.
 */
export function settingsOfModel(model: Model, resolver: Resolver, objectOf: ObjectOf): AbstractObject {
  const { args, site, frames, callee } = model;
  const environment = new Environment(site, resolver, frames);
  const { positional: [first] = [], keywords } = readArguments(site.segment, args) ?? {};
  const given = keywords?.get('config') ?? (model.isLoaded ? undefined : first);
  if (given !== undefined) {
    const object = objectOf(given, environment);
    // Of what is loaded elsewhere nothing is known but that it configures a model.
    const isOpen = object.is === 'unknown' && object.reason.reason === 'expression';
    return isOpen ? { is: 'configuration', name: 'config' } : object;
  }
  const checkpoint = first && settledText(first, environment)?.value;
  const isAuto = model.name.startsWith('Auto');
  const name = (checkpoint && isAuto ? modelCalled(checkpoint) : undefined) ?? model.name;
  const made = { segment: site.segment, node: callee };
  const isSure = checkpoint !== undefined && hasDefaults(checkpoint);
  const isLoaded = !isSure && areAlike(name);
  const loaded: AbstractObject = {
    is: 'unknown',
    reason: {
      ...unknown('imported', name),
      made: { ...made, ...(isLoaded && { isLoaded }) },
      ...(!isSure && !isLoaded && { isGuess: true }),
    },
  };
  const isGiven = [...(keywords?.keys() ?? [])].some((one) => one.includes('drop'));
  return isGiven ? { is: 'keywords', args, site, frames, otherwise: loaded } : loaded;
}
