import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { CallSite, ExpressionSite } from '../../syntax/scopes';
import { NO_FRAMES } from '../names/frames';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { agreed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
import type { AbstractObject, ObjectOf } from './abstractObject';
import { callsIn, callsOf } from './callsIn';
import { Environment } from './environment';
import { isSettings } from './definitions';
import { loopAround, mappingTaken, onlyMapping } from './selfUpdates';
import { isShown, isTest } from './tried';

/** What lays all that a dictionary has over options. */
const POURS = ['setattr', 'update', 'set_defaults'];
/** Tests that leave alone what has a value already. */
const FILLS = /\b(?:is None|== None|not in|not hasattr|not getattr)\b/;

/** Among what is under way. */
const POURING = 'poured over options';

/**
 * What an option is after the items of dictionaries were laid over all of them: `args.__dict__.update(config)`, `parser.set_defaults(**config)`,
 * `for key, value in config.items(): setattr(args, key, value)`.
 *
 * @param modules those in which that may be done
 * @param parsed what it is by the parser
 */
export function pouredOver(
  modules: readonly Module[],
  name: string,
  parsed: StaticNumber,
  resolver: Resolver,
  objectOf: ObjectOf,
): StaticNumber {
  // What tests on the way ask of options is what these are by the parser.
  if (resolver.underWay.has(POURING)) return parsed;
  resolver.underWay.add(POURING, resolver.nesting.level);
  try {
    const pours = [...new Set(modules)].flatMap((module) => poursIn(module, resolver, objectOf));
    return pours
      .filter(({ isOverOptions }) => isOverOptions)
      .reduce((number, pour) => withPoured(number, pour, name, resolver, undefined), parsed);
  } finally {
    resolver.underWay.delete(POURING);
  }
}

/**
 * What an attribute of settings is after all that a dictionary has was laid over them: `for key, value in overrides.items(): setattr(config, key, value)`.
 * What nobody can read of that leaves what it is by default a guess.
 *
 * @param held what it is before that
 */
export function pouredOverSettings(
  held: StaticNumber,
  { of, made, isSelf }: Instance,
  name: string,
  resolver: Resolver,
  objectOf: ObjectOf,
): StaticNumber {
  if (isSelf || !isSettings(of) || resolver.underWay.has(POURING)) return held;
  const own = resolver.moduleOf(of.site);
  const others = resolver.files?.mentioning(of.name, resolver.uriOf(own), 'workspace') ?? [];
  if (others === 'searching') return unknown('searching', name);
  resolver.underWay.add(POURING, resolver.nesting.level);
  try {
    return [...new Set([own, resolver.own, ...others.filter((other) => !isTest(other, resolver))])]
      .flatMap((module) => poursIn(module, resolver, objectOf))
      .filter(({ over }) => {
        if (over.is !== 'instance' || over.of !== of) return false;
        // What another call makes is another one.
        const isKnown = made !== undefined && over.made !== undefined;
        return (
          !isKnown || (over.made.args.from === made.args.from && over.made.site.segment === made.site.segment)
        );
      })
      .reduce((below, pour) => {
        const above = withPoured(below, pour, name, resolver, below.known ? below : undefined);
        return above.known || !below.known || above.reason === 'searching'
          ? above
          : { ...below, guessed: true };
      }, held);
  } finally {
    resolver.underWay.delete(POURING);
  }
}

type Instance = Extract<AbstractObject, { is: 'instance' }>;

/** @param otherwise what holds where what is poured need not have it, and not all of that is known */
function withPoured(
  below: StaticNumber,
  { call, mapping, isFilling }: Pour,
  name: string,
  resolver: Resolver,
  otherwise: StaticNumber | undefined,
): StaticNumber {
  if (isFilling && below.known) return below;
  const truth = resolver.reached({ ...call, node: loopAround(call.node) ?? call.node }, NO_FRAMES);
  if (truth?.holds === false) return below;
  const argument = { passed: 'unpacked', node: mapping } as const;
  const said = resolver.numberUnpacked(argument, name, call, NO_FRAMES, otherwise);
  if (said === 'nothing') return below;
  const above = said.known ? said : unknown('reassigned', name);
  return truth?.holds === true
    ? openBy(above, truth.unless ?? (otherwise?.known === true ? otherwise.unless : 'commandLine'))
    : agreed([below, above], 'reassigned', name);
}

interface Pour {
  readonly call: CallSite;
  readonly mapping: SyntaxNode;
  /** Whether it leaves alone what has a value. */
  readonly isFilling: boolean;
  readonly over: AbstractObject;
  readonly isOverOptions: boolean;
}

/** What is poured over objects in a module, by what pours it, and of each of these in the order in which it is written. */
function poursIn(module: Module, resolver: Resolver, objectOf: ObjectOf): readonly Pour[] {
  return resolver.remembered(module, 'poured', () => {
    for (const name of POURS) resolver.need(callsOf(name));
    return POURS.flatMap((name) => callsIn(module, name)).flatMap((call): readonly Pour[] => {
      const object = objectChanged(call, resolver);
      const mapping =
        call.name === 'update' ? onlyMapping(call) : object && mappingTaken(call, wordsOf(object));
      if (object === undefined || mapping === undefined || isShown(call, resolver)) return [];
      const over = objectOf(object.node, new Environment(object, resolver));
      const isOverOptions = call.name === 'set_defaults' || over.is === 'options';
      const loop = loopAround(call.node);
      const isFilling = loop !== undefined && FILLS.test(textOf(call.segment, loop));
      // Options that are laid over others stay options.
      const isMeant = isOverOptions
        ? objectOf(mapping, new Environment(call, resolver)).is !== 'options'
        : over.is === 'instance' && !over.isSelf;
      return isMeant ? [{ call, mapping, isFilling, over, isOverOptions }] : [];
    });
  });
}

/**
 * The object whose attributes a call sets: `args` of `vars(args).update(…)`, `args.__dict__.update(…)`, `setattr(args, …)`, and of
 * `options.update(…)` after `options = vars(args)`.
 */
function objectChanged(call: CallSite, resolver: Resolver): ExpressionSite | undefined {
  const { name, callee, args } = call;
  const [first] = name === 'setattr' ? childrenOf(args).slice(1) : childrenOf(callee);
  if (first === undefined || (name !== 'setattr' && callee.name !== 'MemberExpression')) return undefined;
  const object = { ...call, node: first };
  if (name !== 'update') return object;
  if (first.name !== 'VariableName') return withAttributes(object);
  const [only, ...others] = resolver.bindingsOf(wordsOf(object), call);
  return only?.kind.type === 'value' && others.length === 0 ? withAttributes(only.kind.value) : undefined;
}

/** The object whose attributes a dictionary is: `vars(args)`, `args.__dict__`. */
function withAttributes(dictionary: ExpressionSite): ExpressionSite | undefined {
  const { node } = dictionary;
  if (wordsOf(dictionary).endsWith('.__dict__'))
    return node.firstChild ? { ...dictionary, node: node.firstChild } : undefined;
  const [called, list] = node.name === 'CallExpression' ? childrenOf(node) : [];
  const isVars = called !== undefined && textOf(dictionary.segment, called) === 'vars';
  const object = isVars && list !== undefined ? childrenOf(list)[1] : undefined;
  return object && { ...dictionary, node: object };
}

function wordsOf({ segment, node }: ExpressionSite): string {
  return textOf(segment, node);
}
