import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, withoutParentheses } from '../../syntax/nodes';
import { changedAttribute } from './attributeChanges';
import { baseNames, fieldOfClass } from './classes';
import { annotatedClass, declaredConfig, typeAssigned, typeDeclared } from './declared';
import { groupIn, hydraFile, isLoader, loadedBy } from './dataFiles';
import { unlessCircle } from './circle';
import type { Entry } from './entry';
import { Environment } from './environment';
import { type Frames, NO_FRAMES } from '../names/frames';
import { savedParameters } from './savedParameters';
import { isConfigName, isConfigParameter } from './settingNames';
import { isGuarded } from './guards';
import { heldByFile } from './heldByFile';
import { held, heldByResult, heldByUpdate, isHolder } from './heldItems';
import { laidOver, layered } from './layered';
import { modelMade, settingsOfModel } from './libraryModels';
import { settingsMade } from './librarySettings';
import { listByDefault } from './options';
import { entryOf, spreadAlone } from './mappings';
import { configOfRun, madeOfSettings } from './madeOfSettings';
import { attributeUnset, configuration, namedAfter, namedIfUnknown } from './namedAfter';
import { ratesOfCall, ratesTaken } from './rates';
import { classWithin, combined, copyOf, ofNamedTuple, recordOf, repeatedIn, severalOf } from './records';
import { objectTaken, otherThanNone, returnTaken } from './reached';
import { anyOfLoop, anyOfTable, partOfAny, partOfConfiguration, takenByKey } from './takenByKey';
import { keptAmong, keptPart } from './kept';
import { keptIfUnknown } from './keptIfUnknown';
import { settingsOfExperiment } from './experiments';
import { filteredItems } from './filteredItems';
import { asksParser, optionsBack, parsedBy, parsedOptions } from './parsedOptions';
import { passedInstead, passedObject } from './passedByAll';
import { settledText } from './texts';
import { objectUnpacked } from './unpacking';
import { updated } from './dictionaryChanges';
import { writtenAnew } from './writtenAnew';
import { isOfDataFile } from '../names/ofDataFile';
import { pathImported } from '../names/importPath';
import { dropoutCallable } from '../names/torchNames';
import { type Unknown, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import {
  type Binding,
  decoratorsOf,
  type FunctionDefinition,
  type ParameterDefinition,
} from '../../syntax/scopes';
import {
  type AbstractObject,
  EVALUATES,
  isEmpty,
  isKnown,
  isMapping,
  isPassed,
  type Mapping,
  ofCaller,
  onlyOne,
  optionsAmong,
  parameterOf,
  partOf,
} from './abstractObject';
import { elementOf } from './displays';

/** What an expression stands for. */
export function objectOf(expression: SyntaxNode, environment: Environment): AbstractObject {
  const node = withoutParentheses(expression);
  const text = environment.textOf(node);
  const nothing: AbstractObject = { is: 'unknown', reason: unknown('attribute', text) };
  return unlessCircle(node, environment, () => objectOfNode(node, text, environment) ?? nothing, nothing);
}

function objectOfNode(node: SyntaxNode, text: string, environment: Environment): AbstractObject | undefined {
  const { site, resolver, frames } = environment;
  switch (node.name) {
    case 'DictionaryExpression':
      return { is: 'dictionary', node, site, frames };
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'ReturnStatement':
      return { is: 'list', node, site, frames };
    case 'VariableName': {
      // What has attributes and items is not None: `config = None` at the top, and what it is where the program starts.
      const bindings = otherThanNone(resolver.bindingsOf(text, site));
      // `if rates is None: rates = [0.2, 0.5]` holds where no caller passes any.
      const byDefault = bindings.filter((binding) => isGuarded(binding, text));
      const isOpen = bindings.some(
        ({ kind }) => kind.type === 'parameter' && !frames.has(kind.definition.scope),
      );
      const isRest = byDefault.length > 0 && byDefault.length === bindings.length - 1;
      // What is one number by default is made several of; what is several by default is left as it is.
      const own = isOpen && isRest ? bindings.find((one) => !byDefault.includes(one)) : undefined;
      const given = own && objectOfBinding(own, text, resolver, frames);
      if (given?.is === 'list') return given;
      const meant = own === undefined ? bindings : byDefault;
      const objects = meant.map((binding) => {
        const object = objectOfBinding(binding, text, resolver, frames);
        const isOther = own?.kind.type === 'parameter' && (object.is === 'instance' || isMapping(object));
        const taken = isOther ? passedInstead(object, own.kind, resolver, frames, objectOf) : object;
        return updated(taken, text, binding, environment, objectOf);
      });
      const only = objectTaken(text, objects, meant, resolver, frames);
      return only ?? { is: 'unknown', reason: unknown('reassigned', text) };
    }
    case 'DictionaryComprehensionExpression':
      return filteredItems(node, environment, objectOf);
    case 'ArrayComprehensionExpression':
      return ratesTaken(node, environment, objectOf) ?? repeatedIn(node, environment);
    case 'MemberExpression':
      return memberObject(node, text, environment);
    case 'CallExpression':
      return keptIfUnknown(madeBy(node, text, environment), node, environment, objectOf);
    case 'BinaryExpression':
    case 'ConditionalExpression':
      return combined(node, environment, objectOf);
    default:
      return undefined;
  }
}

function objectOfBinding(binding: Binding, name: string, resolver: Resolver, frames: Frames): AbstractObject {
  const { kind, site } = binding;
  const nothing = (of: Unknown['reason']): AbstractObject => ({ is: 'unknown', reason: unknown(of, name) });
  switch (kind.type) {
    case 'value': {
      const object = objectOf(kind.value.node, new Environment(kind.value, resolver, frames));
      const typed = object.is === 'unknown' ? typeAssigned(kind.value, resolver) : undefined;
      return typed ?? namedIfUnknown(object, kind.value, name);
    }
    case 'class':
      return { is: 'class', of: kind };
    case 'parameter':
      return objectOfParameter(kind.parameter, kind.definition, resolver, frames);
    case 'import':
    case 'star': {
      const meaning = resolver.imported(pathImported(kind, name), resolver.moduleOf(site));
      if (meaning === undefined)
        return isConfigName(name) ? { is: 'configuration', name, isImported: true } : nothing('imported');
      if (meaning.type === 'searching') return nothing('searching');
      if (meaning.type === 'module') return { is: 'module', module: meaning.module };
      if (meaning.type === 'class') return { is: 'class', of: meaning };
      return meaning.type === 'value'
        ? namedIfUnknown(
            objectOf(meaning.value.node, new Environment(meaning.value, resolver)),
            meaning.value,
            name,
          )
        : nothing('unreadable');
    }
    case 'loop':
      return anyOfLoop(kind, name, resolver, frames, objectOf) ?? nothing('loop');
    case 'function':
      return nothing('unreadable');
    case 'other':
      return (
        (kind.element && objectUnpacked(kind.element, resolver, frames, objectOf)) ?? nothing('unreadable')
      );
  }
}

function objectOfParameter(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames,
): AbstractObject {
  const { name, annotation, fallback } = parameter;
  const owner = definition.scope.parent?.definition;
  if (owner?.type === 'class' && definition.parameters[0] === parameter) {
    const decorators = decoratorsOf(definition);
    if (decorators.includes('classmethod')) return { is: 'class', of: owner };
    if (!decorators.includes('staticmethod'))
      return { is: 'instance', of: owner, made: frames.get(definition.scope), isSelf: true };
  }
  const typed = annotation && annotatedClass(annotation.node, annotation, resolver);
  const declared =
    typed === undefined && owner?.type === 'class' && isConfigName(name)
      ? declaredConfig(owner, resolver)
      : undefined;
  const type = typed ?? declared;
  const isHeld = typed?.is === 'instance' && isHolder(typed.of, resolver);
  if (type?.is === 'instance' && (isHeld || baseNames(type.of).some((base) => LOADED.test(base)))) {
    const items = passedObject(parameter, definition, resolver, frames, objectOf);
    // What is made of a file has what that says: `BertConfig.from_json_file(path)`.
    if (items && isMapping(items) && (isHeld || items.otherwise?.is === 'instance')) return ofCaller(items);
  }
  if (typed?.is === 'instance') return { ...typed, parameter: { own: parameter, definition } };
  // Of a class that cannot be read only who makes an object says what that has: `BertConfig(hidden_dropout_prob=0.2)`.
  const given = typed && passedObject(parameter, definition, resolver, frames, objectOf);
  if (typed !== undefined) return given !== undefined && isKnown(given) ? given : typed;
  const kind = { type: 'parameter', parameter, definition } as const;
  const configured =
    settingsOfExperiment(definition, name, resolver) ??
    heldByFile(hydraFile(kind, new Environment(definition.site, resolver)), name, resolver, objectOf);
  if (configured !== undefined) return configured;
  if (declared !== undefined) return declared;
  if (fallback !== undefined && fallback.node.name !== 'None') {
    const byDefault = objectOf(fallback.node, new Environment(fallback, resolver));
    if (byDefault.is !== 'unknown' && !(isConfigName(name) && isEmpty(byDefault)))
      return passedInstead(byDefault, { parameter, definition }, resolver, frames, objectOf);
  }
  return (
    passedObject(parameter, definition, resolver, frames, objectOf) ??
    namedAfter(name, definition.site, resolver) ??
    configuration(name, isConfigParameter)
  );
}

/** What `a.b` or `a["b"]` stands for. */
function memberObject(node: SyntaxNode, text: string, environment: Environment): AbstractObject {
  const { resolver } = environment;
  const [object, dot, key] = childrenOf(node);
  const nothing: AbstractObject = { is: 'unknown', reason: unknown('attribute', text) };
  if (object === undefined || dot === undefined || key === undefined) return nothing;
  // As absl has them.
  if (/^(?:\w+\.)?flags\.FLAGS$/.test(text))
    return { is: 'options', module: resolver.moduleOf(environment.site) };
  if (/^(?:wandb|run)\.config$/.test(text)) return configOfRun(environment, objectOf) ?? configuration(text);
  const owner = objectOf(object, environment);
  const keyText = environment.textOf(key);
  // Some of them: `rates[a:b]`.
  if (owner.is === 'rates') return node.getChild(':') ? { ...owner, count: undefined } : nothing;
  if (owner.is === 'list' && dot.name === '[') {
    const element = elementOf(owner, keyText);
    return element === undefined
      ? nothing
      : objectOf(element, new Environment(owner.site, resolver, owner.frames));
  }
  const byKey = dot.name === '.' ? undefined : settledText(key, environment);
  const name = dot.name === '.' ? keyText : byKey?.value;
  if (name === '__dict__' || (owner.is === 'unknown' && name === undefined)) return owner;
  if (name === undefined) return anyOfTable(owner, text, environment, objectOf) ?? nothing;
  const part = owner.is === 'unknown' ? partOfAny(object, name, environment, objectOf) : undefined;
  if (part !== undefined) return part;
  if (owner.is === 'unknown')
    return { ...owner, ...keptPart(owner, name, text, environment, { memberOf, entryIn }) };
  const found = memberOf(owner, name, text, environment);
  return byKey?.isDefault === true ? ofCaller(found) : found;
}

function memberOf(
  owner: Exclude<AbstractObject, { is: 'unknown' }>,
  name: string,
  text: string,
  environment: Environment,
): AbstractObject {
  const { resolver } = environment;
  const nothing: AbstractObject = { is: 'unknown', reason: unknown('attribute', text) };
  switch (owner.is) {
    case 'configuration':
      return partOfConfiguration(owner, name, text, environment, { memberOf, entryIn });
    case 'module': {
      const objects = owner.module
        .bindingsOf(name)
        .map((binding) => objectOfBinding(binding, name, resolver, NO_FRAMES));
      return onlyOne(objects) ?? nothing;
    }
    case 'dictionary':
    case 'keywords': {
      const { otherwise } = owner;
      const isLaid = otherwise !== undefined && otherwise.is !== 'unknown';
      const group = owner.is === 'dictionary' ? groupIn(owner.node, owner.site, name, resolver) : undefined;
      const taken = heldByFile(group?.file, text, resolver, objectOf);
      const below = taken ?? (isLaid ? memberOf(otherwise, name, text, environment) : nothing);
      const anew = writtenAnew(owner, name, environment, objectOf);
      if (anew !== undefined) return anew === 'unsure' ? nothing : anew;
      const entry = entryIn(owner, name, resolver);
      if (entry !== undefined && entry !== 'nothing') {
        const own = objectOf(entry.node, new Environment(entry.site, resolver, entry.frames));
        const whole = group?.isAbove === true ? laidOver(below, own) : laidOver(own, below);
        return partOf(owner, name, whole);
      }
      const spread = entry === undefined ? spreadAlone(owner, name) : undefined;
      const given = spread && objectOf(spread, new Environment(owner.site, resolver, owner.frames));
      if (given?.is === 'configuration') return memberOf(given, name, text, environment);
      // What a file of settings does not have code may put there: `cfg["lstm"] = {"dropout": 0.1}`.
      const isOfFile = entry === 'nothing' && isOfDataFile(owner.site, resolver);
      return below.is === 'unknown' && isOfFile ? { is: 'configuration', name: `config.${name}` } : below;
    }
    case 'instance':
    case 'class': {
      const within = classWithin(owner.of, name);
      if (within !== undefined) return within;
      const fields = fieldOfClass(owner, name, resolver, environment.site);
      const saved = fields === undefined ? savedParameters(owner, name, resolver) : undefined;
      if (saved !== undefined)
        return 'is' in saved
          ? saved
          : objectOf(saved.node, new Environment(saved.call, resolver, saved.frames));
      if (fields === undefined) {
        const taken = owner.is === 'class' ? undefined : heldByUpdate(owner, resolver, objectOf);
        if (taken !== undefined) return memberOf(taken, name, text, environment);
        const declared = typeDeclared(owner.of, name, resolver);
        return declared?.is === 'instance' ? { ...declared, isPassed: true } : attributeUnset(owner.of, name);
      }
      const objects = fields.map((field) => {
        const kept = objectOf(field.node, new Environment(field, resolver, field.frames));
        const object =
          owner.is === 'instance' ? changedAttribute(kept, owner, name, resolver, objectOf) : kept;
        return object.is === 'unknown' ? (typeAssigned(field, resolver) ?? object) : object;
      });
      const only = onlyOne(objects) ?? optionsAmong(objects) ?? keptAmong(objects) ?? nothing;
      return only.is === 'instance' && isPassed(owner) ? { ...only, isPassed: true } : only;
    }
    case 'parameters': {
      const kept = parameterOf(owner, name);
      if (kept === undefined) return configuration(name);
      return objectOfParameter(kept.parameter, kept.definition, resolver, kept.frames);
    }
    // What an option holds stands in a file of settings: `args.model_parameters`.
    case 'options': {
      const list = listByDefault(owner, name);
      return list === undefined
        ? { is: 'configuration', name: `args.${name}` }
        : ofCaller(objectOf(list.node, new Environment(list.call, resolver)));
    }
    case 'model':
      return name === 'config' ? settingsOfModel(owner, resolver, objectOf) : nothing;
    case 'list':
    case 'repeated':
    case 'rates':
    case 'layer':
      return nothing;
  }
}

/** What a mapping has under a key; 'nothing' where it surely has none, undefined where that cannot be told. */
export function entryIn(owner: Mapping, name: string, resolver: Resolver): Entry | 'nothing' | undefined {
  const read = (node: SyntaxNode, site: Environment['site'], frames: Frames): AbstractObject =>
    objectOf(node, new Environment(site, resolver, frames));
  return entryOf(owner, name, read, resolver);
}

/** What a call makes: an object of a class, a holder of its arguments, an argument parser's result, a copy. */
function madeBy(node: SyntaxNode, text: string, environment: Environment): AbstractObject {
  const nothing: AbstractObject = { is: 'unknown', reason: unknown('expression', text) };
  const { site, resolver, frames } = environment;
  const [callee, args] = [node.firstChild, node.getChild('ArgList')];
  if (callee === null || args === null) return nothing;
  const known =
    ratesOfCall(node, environment, objectOf) ??
    layered(node, environment, objectOf) ??
    settingsMade(callee, args, environment) ??
    modelMade(callee, args, environment) ??
    takenByKey(callee, args, text, environment, { objectOf, memberOf, entryIn }) ??
    recordOf(callee, args, environment, objectOf);
  if (known !== undefined) return known;
  const name = environment.textOf(callee).split('.').at(-1) ?? '';
  const [first] = readArguments(site.segment, args)?.positional ?? [];
  const path = resolver.qualifiedName(callee, site);
  const callable = path === undefined ? undefined : dropoutCallable(path);
  if (callable?.form === 'module') return { is: 'layer', callable, args, site, frames };
  if (EVALUATES.test(environment.textOf(callee))) return { is: 'repeated', node, site, frames };
  if (isLoader(environment.textOf(callee)))
    return heldByFile(loadedBy(args, environment), text, resolver, objectOf) ?? nothing;
  const configured = madeOfSettings(callee, args, environment, objectOf, (file) =>
    heldByFile(file, environment.textOf(callee), resolver, objectOf),
  );
  if (configured !== undefined) return configured;
  const meaning = resolver.meaningOf(callee, site);
  if (asksParser(name, meaning)) return parsedOptions(callee, args, environment, objectOf);
  // `namedtuple("Config", "hidden p")(**settings)` is made in one go.
  const type = meaning?.type === 'value' ? meaning.value : { ...site, node: callee };
  const record = ofNamedTuple(args, type, environment);
  if (record !== undefined) return record;
  const made = { args, site, frames };
  if (meaning?.type === 'class')
    return (
      held(name, meaning, args, environment, objectOf) ?? { is: 'instance', of: meaning, made, isSelf: false }
    );
  if (meaning?.type === 'searching') return { is: 'unknown', reason: unknown('searching', text) };
  if (meaning?.type === 'function') {
    const holder = heldByResult(meaning, args, environment, objectOf);
    if (holder !== undefined) return holder;
    const inner = new Map([[meaning.scope, made]]);
    const { returned, unless } = returnTaken(meaning, inner, resolver);
    const object = returned && objectOf(returned.node, new Environment(returned, resolver, inner));
    if (object !== undefined) return unless === undefined ? object : ofCaller(object);
    // `def with_settings(args): …`, which returns what it is given from all of its branches
    const given = meaning.returns.length > MOST_RETURNS ? [] : meaning.returns;
    const same = onlyOne(given.map((one) => objectOf(one.node, new Environment(one, resolver, inner))));
    if (same?.is === 'options') return same;
    const parsed = parsedBy(name, meaning, environment);
    if (parsed !== undefined) return parsed;
  }
  const several = first && severalOf(name, path, first, environment, objectOf);
  if (several !== undefined) return several;
  if (meaning?.type === 'function') return nothing;
  return (
    held(name, undefined, args, environment, objectOf) ??
    copyOf(callee, args, environment, objectOf) ??
    optionsBack(callee, args, environment, objectOf) ??
    nothing
  );
}

/** Of which settings are derived that are mostly made of files. */
const LOADED = /Pretrained|BaseModel|BaseSettings/;
/** More branches are machine-made. */
const MOST_RETURNS = 8;
