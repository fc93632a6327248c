import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { FunctionDefinition, Scope } from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import { type AbstractObject, type ObjectOf, ofCaller } from './abstractObject';
import { elementsOf } from './displays';
import type { Environment } from './environment';
import { lineage, methodsOf, unreadBases } from './methods';
import { OPTIONS } from './options';

/** Whether an expression is an option of an argument parser: `args.model`. */
export function isOption(node: SyntaxNode, environment: Environment, objectOf: ObjectOf): boolean {
  const owner = node.name === 'MemberExpression' ? node.firstChild : null;
  return owner !== null && objectOf(owner, environment).is === 'options';
}

/** Where a parser is made that is told to parse, if that is in another file: `parser = get_parser()`, or `from options import parser`. */
export function makerOf(
  { firstChild }: SyntaxNode,
  { site, resolver }: Pick<Environment, 'site' | 'resolver'>,
): Module | undefined {
  const meaning = firstChild?.name === 'VariableName' ? resolver.meaningOf(firstChild, site) : undefined;
  const made = meaning?.type === 'value' ? meaning.value : firstChild && { ...site, node: firstChild };
  const called = made?.node.name === 'CallExpression' ? made.node.firstChild : null;
  const maker = called && made && resolver.meaningOf(called, made);
  if (maker?.type === 'function') return resolver.moduleOf(maker.site);
  const own = made ? resolver.moduleOf(made) : undefined;
  return own === resolver.moduleOf(site) ? undefined : own;
}

/** The function in which a parser parses that it has made: `parser = ArgumentParser()`, and `parser.parse_args()`. */
function ownOf({ firstChild }: SyntaxNode, { site, resolver }: Environment): Scope | undefined {
  const name = firstChild?.name === 'VariableName' ? textOf(site.segment, firstChild) : undefined;
  const bindings = name === undefined ? [] : resolver.bindingsOf(name, site);
  const isOwn = bindings.every(
    ({ kind, site: { scope } }) =>
      kind.type === 'value' && scope === site.scope && kind.value.node.name === 'CallExpression',
  );
  return bindings.length > 0 && isOwn && site.scope.kind === 'function' ? site.scope : undefined;
}

/** The class of typed-argument-parser from which parsers are derived whose options are their fields: `class Args(Tap): p: float = 0.1`. */
export const TYPED_PARSER = 'Tap';

/** What gives an option of a class another default than the field has, or adds one: `self.add_argument("--p", default=0.1)`. */
const SETS_DEFAULTS = /^(?:add_argument|set_defaults)$/;

/**
 * What a parser gives that is made of a class whose fields are its options, `Args().parse_args()` of `class Args(Tap): p: float = 0.1`: an object
 * of that class, whose fields hold unless the command line sets others. Undefined of any other parser, and where code gives it words or defaults.
 */
function typedOptions(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { site, resolver } = environment;
  const parser = callee.name === 'MemberExpression' ? callee.firstChild : null;
  const { positional, keywords, doubleStar } = readArguments(site.segment, args) ?? {};
  if (!parser || positional?.length !== 0 || keywords?.has('args') === true || doubleStar) return undefined;
  const object = objectOf(parser, environment);
  if (object.is !== 'instance' || !unreadBases(object.of, resolver).includes(TYPED_PARSER)) return undefined;
  const methods = lineage(object.of, resolver).flatMap(methodsOf);
  const isOwn = methods.some(({ name }) => name === 'parse_args' || name === 'parse_known_args');
  return isOwn || methods.some(setsDefaults) ? undefined : ofCaller(object);
}

/** Whether a method may say what an option is by default. */
function setsDefaults({ site: { segment }, scope }: FunctionDefinition): boolean {
  const calls = segment.calls.filter((call) => call.scope === scope && SETS_DEFAULTS.test(call.name));
  return calls.some(({ name, args }) => {
    const { keywords, doubleStar } = readArguments(segment, args) ?? {};
    return name === 'set_defaults' || keywords?.has('default') === true || doubleStar !== undefined;
  });
}

const PARSES = /^parse_(?:known_)?args$/;

/** Whether a parser's own method is called, and no function that has its name: `def parse_args(): …`. */
export function asksParser(name: string, meaning: Meaning | undefined): boolean {
  return PARSES.test(name) && meaning?.type !== 'function' && meaning?.type !== 'searching';
}

/** The options that such a function gives back, of which it cannot be read how it makes them. */
export function parsedBy(
  name: string,
  { site: own }: FunctionDefinition,
  { site, resolver }: Environment,
): AbstractObject | undefined {
  if (!PARSES.test(name)) return undefined;
  return { is: 'options', module: resolver.moduleOf(site), maker: resolver.moduleOf(own) };
}

/** What an argument parser returns, which may be given words in place of the command line's: `parse_args(["--p", "0.4"])`. */
export function parsedOptions(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  const { site, resolver } = environment;
  const typed = typedOptions(callee, args, environment, objectOf);
  if (typed !== undefined) return typed;
  const [words] = readArguments(site.segment, args)?.positional ?? [];
  const module = resolver.moduleOf(site);
  resolver.need(OPTIONS);
  const maker = makerOf(callee, environment);
  const own = ownOf(callee, environment);
  const options = { is: 'options', module, ...(maker && { maker }), ...(own && { own }) } as const;
  if (words === undefined) return options;
  const list = objectOf(words, environment);
  const { segment } = list.is === 'list' ? list.site : site;
  return { ...options, words: { segment, node: list.is === 'list' ? list.node : words } };
}

/** What says of a function that it may lay others over the options that it is given: `load_config(args)`. */
const READS_OTHERS = /conf|cfg|load|read|merge|update|overrid|yaml|json|file|parse/i;

/**
 * What a function of a package that is not there gives back for options, `args = setup(args)`: these, as where nothing is done with what it gives,
 * unless its name says that it reads others.
 */
export function optionsBack(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { site, resolver } = environment;
  const [given, ...others] = elementsOf(args);
  const statement = args.parent?.parent;
  const target = statement?.name === 'AssignStatement' ? statement.firstChild : null;
  if (given?.name !== 'VariableName' || others.length > 0 || target === null) return undefined;
  const isSame = environment.textOf(given) === environment.textOf(target);
  if (!isSame || READS_OTHERS.test(environment.textOf(callee))) return undefined;
  if (resolver.meaningOf(callee, site) !== undefined || resolver.qualifiedName(callee, site) === undefined)
    return undefined;
  const object = objectOf(given, environment);
  return object.is === 'options' ? object : undefined;
}
