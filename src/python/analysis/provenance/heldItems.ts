import type { SyntaxNode } from '@lezer/common';
import { boundArgument, readArguments } from '../../syntax/arguments';
import { childrenOf, eachNode, textOf } from '../../syntax/nodes';
import { type ClassDefinition, enclosing, type FunctionDefinition } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import { type AbstractObject, HOLDERS, isMapping, type Mapping, type ObjectOf } from './abstractObject';
import { elementsOf } from './displays';
import { baseNames, initOf } from './classes';
import { Environment } from './environment';
import { takerOf } from './restParameter';
import { mappingTaken, takenOver, updatesIn } from './selfUpdates';

/** What hands a dictionary's content to the dictionary that a class is derived from. */
const HANDS_ON = /^(?:super\s*\([\w, ]*\)|dict|self)\.(?:__init__|update)$/;

/** A dictionary that is given first what makes the items that it has not: `defaultdict(float, p=0.1)`. */
const MAKES_MISSING = 'defaultdict';
const MADE_WHERE_MISSING: AbstractObject = { is: 'unknown', reason: unknown('subscript', MAKES_MISSING) };

/**
 * What an object holds that has what it is made of as its attributes or items: `EasyDict(config)`, `SimpleNamespace(**config)`, and those of a
 * class of the workspace that does so: `class Config(dict)`, or one that sets each item of a dictionary as an attribute.
 *
 * @param own the class, where it is the workspace's
 */
export function held(
  name: string,
  own: ClassDefinition | undefined,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { site, frames, resolver } = environment;
  if (own === undefined && !HOLDERS.has(name)) return undefined;
  const spread = onlySpread(args);
  if (own === undefined && spread !== undefined && takerOf(spread, 'doubleStar', environment) === undefined) {
    const object = objectOf(spread, environment);
    if (!isMapping(object)) return object.is === 'unknown' ? undefined : object;
  }
  const taken = own === undefined ? 'first' : takenBy(own, resolver);
  if (taken === undefined) return undefined;
  const init = own && initOf(own);
  const bound =
    init && taken !== 'first' && taken !== 'keywords'
      ? boundArgument(site.segment, args, init, taken)
      : undefined;
  const [first, second] = readArguments(site.segment, args)?.positional ?? [];
  const isMaking = own === undefined && name === MAKES_MISSING && first !== undefined;
  const place = isMaking ? second : first;
  const node = bound?.passed === 'value' ? bound.node : taken === 'first' ? place : undefined;
  const below = node && objectOf(node, environment);
  const otherwise = isMaking ? (below ?? MADE_WHERE_MISSING) : below;
  const isOwnGiven =
    bound === undefined && args.getChildren('AssignOp').length + args.getChildren('**').length > 0;
  const object: AbstractObject | undefined =
    isOwnGiven || (otherwise === undefined && (own === undefined || elementsOf(args).length === 0))
      ? { is: 'keywords', args, site, frames, ...(otherwise && { otherwise }) }
      : otherwise;
  return own === undefined || (object && isMapping(object)) ? object : undefined;
}

/** What is unpacked, where nothing else is given: `Namespace(**options)`. */
function onlySpread(args: SyntaxNode): SyntaxNode | undefined {
  const [first, spread, ...others] = elementsOf(args);
  return first?.name === '**' && others.length === 0 ? spread : undefined;
}

/** What a function is given whose items it sets as attributes of what it returns: `def to_namespace(config)`. */
export function heldByResult(
  maker: FunctionDefinition,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const [returned, ...others] = maker.returns;
  if (returned?.node.name !== 'VariableName' || others.length > 0) return undefined;
  const { segment } = maker.site;
  const object = textOf(segment, returned.node);
  const taken = segment.calls.flatMap((call) =>
    call.scope === maker.scope ? (mappingTaken(call, object) ?? []) : [],
  );
  const [mapping] = taken;
  if (
    mapping === undefined ||
    taken.length > 1 ||
    segment.memberWrites.some(({ scope }) => scope === maker.scope)
  )
    return undefined;
  const bound = boundArgument(environment.site.segment, args, maker, textOf(segment, mapping));
  const made = bound.passed === 'value' ? objectOf(bound.node, environment) : undefined;
  return made && isMapping(made) ? made : undefined;
}

/** What an object has taken over of a dictionary when it was made: `self.__dict__.update(json.load(file))`. */
export function heldByUpdate(
  { of, made }: Extract<AbstractObject, { is: 'instance' }>,
  resolver: Resolver,
  objectOf: ObjectOf,
): Mapping | undefined {
  for (const { mapping, call, frames } of takenOver(of, made, resolver)) {
    const object = objectOf(mapping, new Environment(call, resolver, frames));
    if (isMapping(object)) return object;
  }
  return undefined;
}

/** Whether the objects of a class hold what they are made of, and nothing else. */
export function isHolder(own: ClassDefinition, resolver: Resolver): boolean {
  return takenBy(own, resolver) !== undefined;
}

/** What of its arguments the objects of a class hold: the parameter of that name, what it takes as `**kwargs`, or all, as a dictionary does. */
function takenBy(own: ClassDefinition, resolver: Resolver): string | undefined {
  const init = initOf(own);
  if (!holdsNothingElse(own)) return undefined;
  const isDictionary = baseNames(own).some((base) => HOLDERS.has(base));
  if (init === undefined) return isDictionary ? 'first' : undefined;
  const { segment } = own.site;
  const given = isDictionary
    ? segment.calls.filter((call) => call.scope === init.scope && HANDS_ON.test(textOf(segment, call.callee)))
    : [];
  const nodes = [
    ...given.flatMap(({ args }) => args.getChildren('VariableName')),
    ...updatesIn(own, resolver).flatMap((call) =>
      enclosing(call.scope, 'function') === init.scope ? (mappingTaken(call) ?? []) : [],
    ),
    ...(own.scope.names.has('__setitem__') ? itemsTaken(init) : []),
  ];
  const names = nodes.map((node) => textOf(segment, node));
  return init.parameters.flatMap((parameter) => {
    if (!names.includes(parameter.name)) return [];
    if (parameter.kind === 'normal') return parameter.name;
    return isWhole(init) ? 'first' : 'keywords';
  })[0];
}

/** The dictionaries whose items a function puts into its own object: `for key, value in kwargs.items(): self[key] = value`. */
function itemsTaken({ node, site: { segment } }: FunctionDefinition): readonly SyntaxNode[] {
  const taken: SyntaxNode[] = [];
  eachNode(node, 'ForStatement', (one) => {
    const [, key, , value, , call] = childrenOf(one);
    const [mapping, , method] = childrenOf(call?.firstChild ?? one);
    if (key === undefined || value === undefined || mapping === undefined || method === undefined) return;
    const put = `self[${textOf(segment, key)}] = ${textOf(segment, value)}\n`;
    if (textOf(segment, method) === 'items' && `${textOf(segment, one)}\n`.includes(put)) taken.push(mapping);
  });
  return taken;
}

/** Whether a class has no attributes of its own by any name that is written in it. */
function holdsNothingElse({ scope, selfWrites }: ClassDefinition): boolean {
  const isHidden = (name: string): boolean => name.startsWith('__');
  return (
    Array.from(scope.names).every(
      ([name, bindings]) => isHidden(name) || bindings.every(({ kind }) => kind.type === 'function'),
    ) && Array.from(selfWrites.keys()).every(isHidden)
  );
}

/** Whether something takes whatever it is given: `*args, **kwargs`. */
function isWhole({ parameters }: FunctionDefinition): boolean {
  return parameters.some(({ kind }) => kind === 'star');
}
