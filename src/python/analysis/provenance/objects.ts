import type { SyntaxNode } from '@lezer/common';
import { parsePythonInteger } from '../../../torch';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, textOf, withoutParentheses, stringValue } from '../../syntax/nodes';
import { attributeOfClass, fieldOfClass } from './classes';
import { type Frames, NO_FRAMES } from '../names/frames';
import { fieldNamed, isConfigName } from './fields';
import { optionOf } from './options';
import { agreed, type Reading, type Unknown, unknown } from '../names/reading';
import type { Resolver } from '../names/resolve';
import {
  type Binding,
  decoratorsOf,
  type FunctionDefinition,
  type Parameter,
  type Site,
} from '../../syntax/scopes';
import { type Thing, isPassed, valueOfKey } from './things';

/** Classes whose objects hold what they are called with: as attributes, items or both. */
const HOLDERS = new Set([
  ...['dict', 'SimpleNamespace', 'Namespace', 'AttrDict', 'EasyDict', 'edict', 'Munch', 'DotMap', 'DotDict'],
  ...['dotdict', 'ConfigDict', 'Bunch', 'Struct', 'OrderedDict', 'Box'],
]);

/** What an expression stands for. */
export function objectOf(expression: SyntaxNode, site: Site, resolver: Resolver, frames: Frames): Thing {
  const node = withoutParentheses(expression);
  const text = textOf(site.segment, node);
  const nothing: Thing = { is: 'unknown', reason: unknown('attribute', text) };
  return resolver.lookInto(() => objectOfNode(node, text, site, resolver, frames) ?? nothing, nothing);
}

function objectOfNode(
  node: SyntaxNode,
  text: string,
  site: Site,
  resolver: Resolver,
  frames: Frames,
): Thing | undefined {
  switch (node.name) {
    case 'DictionaryExpression':
      return { is: 'dictionary', node, site, frames };
    case 'ArrayExpression':
    case 'TupleExpression':
      return { is: 'list', node, site, frames };
    case 'VariableName': {
      const things = resolver
        .bindingsOf(text, site)
        .map((binding) => objectOfBinding(binding, text, resolver, frames));
      return onlyOne(things) ?? { is: 'unknown', reason: unknown('reassigned', text) };
    }
    case 'MemberExpression':
      return memberObject(node, text, site, resolver, frames);
    case 'CallExpression':
      return madeBy(node, text, site, resolver, frames);
    default:
      return undefined;
  }
}

/** The one thing that all are; undefined where they differ. */
function onlyOne(things: readonly Thing[]): Thing | undefined {
  const [first, ...others] = things;
  const isSame = (thing: Thing): boolean =>
    first !== undefined &&
    ((thing.is === 'configuration' && first.is === 'configuration') ||
      (thing.is === 'options' && first.is === 'options') ||
      (thing.is === 'class' && first.is === 'class' && thing.of === first.of));
  return first !== undefined && others.every(isSame) ? first : undefined;
}

function objectOfBinding(binding: Binding, name: string, resolver: Resolver, frames: Frames): Thing {
  const { kind, site } = binding;
  const nothing = (reason: Unknown['reason']): Thing => ({ is: 'unknown', reason: unknown(reason, name) });
  switch (kind.type) {
    case 'value':
      return objectOf(kind.value.node, kind.value, resolver, frames);
    case 'class':
      return { is: 'class', of: kind };
    case 'parameter':
      return objectOfParameter(kind.parameter, kind.definition, resolver, frames);
    case 'import':
    case 'star': {
      const path = kind.type === 'star' ? `${kind.path}.${name}` : kind.path;
      const meaning = resolver.imported(path, resolver.moduleOf(site));
      if (meaning === undefined) return nothing('imported');
      if (meaning.type === 'searching') return nothing('searching');
      if (meaning.type === 'module') return { is: 'module', module: meaning.module };
      if (meaning.type === 'class') return { is: 'class', of: meaning };
      return meaning.type === 'value'
        ? objectOf(meaning.value.node, meaning.value, resolver, NO_FRAMES)
        : nothing('unreadable');
    }
    case 'loop':
      return nothing('loop');
    case 'function':
    case 'other':
      return nothing('unreadable');
  }
}

function objectOfParameter(
  parameter: Parameter,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames,
): Thing {
  const { name, annotation, fallback } = parameter;
  const owner = definition.scope.parent?.definition;
  if (owner?.type === 'class' && definition.parameters[0] === parameter) {
    const decorators = decoratorsOf(definition);
    if (decorators.includes('classmethod')) return { is: 'class', of: owner };
    if (!decorators.includes('staticmethod'))
      return { is: 'instance', of: owner, made: frames.get(definition.scope), isSelf: true };
  }
  const typed = annotation && annotatedClass(annotation.node, annotation, resolver);
  if (typed !== undefined) return typed;
  if (fallback !== undefined && fallback.node.name !== 'None') {
    const byDefault = objectOf(fallback.node, fallback, resolver, NO_FRAMES);
    if (byDefault.is !== 'unknown') return byDefault;
  }
  return configuration(name);
}

/** What a name that says so is taken for; anything else is unknown. */
function configuration(name: string): Thing {
  return isConfigName(name)
    ? { is: 'configuration', name }
    : { is: 'unknown', reason: unknown('attribute', name) };
}

/** An object of the class that an annotation names: `BertConfig`, `"BertConfig"`, `Optional[BertConfig]`. */
function annotatedClass(node: SyntaxNode, site: Site, resolver: Resolver): Thing | undefined {
  if (
    node.name === 'VariableName' ||
    (node.name === 'MemberExpression' && node.lastChild?.name === 'PropertyName')
  ) {
    const meaning = resolver.meaningOf(node, site);
    if (meaning?.type === 'class') return { is: 'instance', of: meaning, made: undefined, isSelf: false };
    const text = textOf(site.segment, node);
    if (meaning?.type === 'searching') return { is: 'unknown', reason: unknown('searching', text) };
    // An annotation that says no more than that it is some dictionary or object says nothing.
    const plain =
      /^(?:(?:typing\.)?(?:Any|Dict|Mapping)|dict|object|(?:argparse\.)?Namespace|DictConfig|\w*\.?ConfigDict)$/;
    return plain.test(text) ? undefined : { is: 'unknown', reason: unknown('imported', text) };
  }
  if (node.name === 'BinaryExpression' && node.firstChild !== null)
    return annotatedClass(node.firstChild, site, resolver);
  const [outer, , inner] = childrenOf(node);
  if (node.name === 'MemberExpression' && outer !== undefined && inner !== undefined)
    return textOf(site.segment, outer).endsWith('Optional')
      ? annotatedClass(inner, site, resolver)
      : undefined;
  return undefined;
}

/** What `a.b` or `a["b"]` stands for. */
function memberObject(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Thing {
  const [object, dot, key] = childrenOf(node);
  const nothing: Thing = { is: 'unknown', reason: unknown('attribute', text) };
  if (object === undefined || dot === undefined || key === undefined) return nothing;
  const owner = objectOf(object, site, resolver, frames);
  const name = dot.name === '.' ? textOf(site.segment, key) : stringValue(textOf(site.segment, key));
  if (owner.is === 'unknown' || name === undefined) return owner.is === 'unknown' ? owner : nothing;
  switch (owner.is) {
    case 'configuration':
      return { is: 'configuration', name: `${owner.name}.${name}` };
    case 'module': {
      const things = owner.module
        .bindingsOf(name)
        .map((binding) => objectOfBinding(binding, name, resolver, NO_FRAMES));
      return onlyOne(things) ?? nothing;
    }
    case 'dictionary': {
      const value = valueOfKey(owner.node, owner.site, name);
      return value === undefined ? nothing : objectOf(value, owner.site, resolver, owner.frames);
    }
    case 'keywords': {
      const value = readArguments(owner.site.segment, owner.args)?.keywords.get(name);
      return value === undefined ? nothing : objectOf(value, owner.site, resolver, owner.frames);
    }
    case 'instance':
    case 'class': {
      const fields = fieldOfClass(owner, name, resolver);
      if (fields === undefined) return configuration(name);
      const things = fields.map(({ node: value, frames: own, ...at }) => objectOf(value, at, resolver, own));
      const thing = onlyOne(things) ?? nothing;
      return thing.is === 'instance' && isPassed(owner) ? { ...thing, isPassed: true } : thing;
    }
    case 'list':
    case 'repeated':
    case 'options':
      return nothing;
  }
}

/** What a call makes: an object of a class, a holder of its arguments, an argument parser's result, a copy. */
function madeBy(node: SyntaxNode, text: string, site: Site, resolver: Resolver, frames: Frames): Thing {
  const nothing: Thing = { is: 'unknown', reason: unknown('expression', text) };
  const { firstChild: callee } = node;
  const args = node.getChild('ArgList');
  if (callee === null || args === null) return nothing;
  const name = textOf(site.segment, callee).split('.').at(-1) ?? '';
  const [first] = readArguments(site.segment, args)?.positional ?? [];
  if (/^parse_(?:known_)?args$/.test(name)) return { is: 'options', module: resolver.moduleOf(site) };
  const meaning = resolver.meaningOf(callee, site);
  if (meaning?.type === 'class') {
    const made = { args, site, frames };
    return { is: 'instance', of: meaning, made, isSelf: false };
  }
  if (meaning?.type === 'searching') return { is: 'unknown', reason: unknown('searching', text) };
  if (meaning?.type === 'function') {
    const [returned, ...others] = meaning.returns;
    const inner = new Map([[meaning.scope, { args, site, frames }]]);
    return returned !== undefined && others.length === 0
      ? objectOf(returned.node, returned, resolver, inner)
      : nothing;
  }
  // As timm has it, and whoever copied from it.
  if (/^to_[1-4]tuple$/.test(name) && first !== undefined)
    return { is: 'repeated', node: first, site, frames };
  if (HOLDERS.has(name))
    return first === undefined
      ? { is: 'keywords', args, site, frames }
      : objectOf(first, site, resolver, frames);
  // `vars(parser.parse_args())`: the same attributes, as items.
  if (name === 'vars' && first !== undefined) return objectOf(first, site, resolver, frames);
  const isCopy = name === 'copy' || name === 'deepcopy';
  if (isCopy && first !== undefined) return objectOf(first, site, resolver, frames);
  if (isCopy && callee.name === 'MemberExpression' && callee.firstChild !== null)
    return objectOf(callee.firstChild, site, resolver, frames);
  return nothing;
}

/** The number that an attribute of a thing is. */
export function attributeOf(
  thing: Thing,
  name: string,
  text: string,
  resolver: Resolver,
  frames: Frames,
): Reading {
  switch (thing.is) {
    case 'unknown':
      return thing.reason.reason === 'searching' ? thing.reason : unknown('attribute', text);
    case 'instance':
    case 'class':
      return attributeOfClass(thing, name, text, resolver);
    case 'module': {
      const bindings = thing.module.bindingsOf(name);
      const readings = bindings.map((binding) => resolver.numberBound(binding, name, frames));
      return bindings.length === 0 ? unknown('attribute', text) : agreed(readings, 'reassigned', text);
    }
    case 'options':
      return optionOf(thing.module, name, text, resolver);
    case 'configuration':
      return fieldNamed(name, text, resolver);
    case 'repeated':
      return unknown('attribute', text);
    case 'dictionary':
    case 'keywords':
    case 'list':
      return keyed(thing, name, text, resolver);
  }
}

/** The number that an item of a thing is: `cfg["drop_rate"]`, `rates[0]`. */
export function itemOf(
  object: SyntaxNode,
  key: SyntaxNode,
  text: string,
  site: Site,
  resolver: Resolver,
  frames: Frames,
): Reading {
  const thing = objectOf(object, site, resolver, frames);
  const keyText = textOf(site.segment, key);
  if (thing.is === 'list') {
    const elements = childrenOf(thing.node).filter(({ name }) => !/^[()[\],]$|Comment/.test(name));
    const index = indexOf(keyText) ?? NaN;
    const element = elements.some(({ name }) => name === '*' || name === 'for')
      ? undefined
      : elements.at(index);
    return element === undefined || Number.isNaN(index)
      ? unknown('subscript', text)
      : resolver.numberOf(element, thing.site, thing.frames);
  }
  if (thing.is === 'repeated' && indexOf(keyText) !== undefined) {
    const isList = objectOf(thing.node, thing.site, resolver, thing.frames).is === 'list';
    return isList ? unknown('subscript', text) : resolver.numberOf(thing.node, thing.site, thing.frames);
  }
  const name = stringValue(keyText);
  if (name === undefined) return unknown('subscript', text);
  const reading = attributeOf(thing, name, text, resolver, frames);
  return !reading.known && reading.reason === 'attribute' ? unknown('subscript', text) : reading;
}

function keyed(
  thing: Extract<Thing, { is: 'dictionary' | 'keywords' | 'list' }>,
  name: string,
  text: string,
  resolver: Resolver,
): Reading {
  const { site, frames } = thing;
  const value =
    thing.is === 'dictionary'
      ? valueOfKey(thing.node, site, name)
      : thing.is === 'keywords'
        ? readArguments(site.segment, thing.args)?.keywords.get(name)
        : undefined;
  const reading = value && resolver.numberOf(value, site, frames);
  // What is assigned to that key anywhere counts as well.
  const module = resolver.moduleOf(site);
  resolver.need(`.${name}`);
  const writes = module
    .writesOf(name)
    .map((write) =>
      write.value ? resolver.numberOf(write.value.node, write.value) : unknown('unreadable', text),
    );
  const readings = [...(reading ? [reading] : []), ...writes];
  return readings.length === 0 ? unknown('subscript', text) : agreed(readings, 'reassigned', text);
}

/** The index that an integer literal stands for. */
function indexOf(text: string): number | undefined {
  const index = parsePythonInteger(text);
  return index === undefined ? undefined : Number(index);
}
