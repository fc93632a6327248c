import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { readArguments } from '../../syntax/arguments';
import { parsePythonNumber } from '../../../torch';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { Module } from '../names/module';
import { literal, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import { SegmentIndex } from '../names/segmentIndex';
import {
  type CallSite,
  type FunctionDefinition,
  type NodeRef,
  type Scope,
  type Site,
} from '../../syntax/scopes';
import { mayCallAny } from '../../syntax/mentions';
import type { AbstractObject, Usage } from './abstractObject';
import { elementsOf, isList } from './displays';
import { callsIn } from './callsIn';
import { nameOfOption, withCommands } from './commandLine';

import { defaultInUsage } from './usage';

/** Stands for all options of argument parsers among the names on which a number depends. */
export const OPTIONS = 'add_argument()';

/**
 * What argument parsers of a module give an option by default, unless the command line sets it.
 *
 * @param own the function that makes the parser, where others have theirs
 */
export function optionDefaults(
  module: Module,
  name: string,
  resolver: Resolver,
  own?: Scope,
): readonly StaticNumber[] {
  resolver.need(OPTIONS);
  const isOwn = ({ scope }: CallSite): boolean => own === undefined || scope === own;
  const numbers: StaticNumber[] = [];
  for (const call of optionsCalled(module, name).filter(isOwn))
    numbers.push(withCommands(optionDefault(call, name, resolver), module, name, resolver));
  for (const call of callsIn(module, 'set_defaults').filter(isOwn))
    numbers.push(...setDefault(call, name, resolver));
  return numbers;
}

/** What an argument parser gives, as its object. */
type Options = Extract<AbstractObject, { is: 'options' }>;

/** Where the parser may have its options: in the module that has it parse, which comes first, and in the one that makes it. */
export function parsersOf({ module, maker }: Options): readonly Module[] {
  return maker === undefined ? [module] : [module, maker];
}

/** What a parser gives an option by default; none where it has no such option. */
export function defaultsOf(options: Options, name: string, resolver: Resolver): readonly StaticNumber[] {
  const { module, own } = options;
  // What other functions add to it counts where its own does not.
  const byOwn = own === undefined ? [] : optionDefaults(module, name, resolver, own);
  if (byOwn.length > 0) return byOwn;
  const all = parsersOf(options).map((one) => optionDefaults(one, name, resolver));
  return all.find((defaults) => defaults.length > 0) ?? [];
}

/** Whether options have nothing of a name, as those of a script that takes over what another one was given: what is found for them is found by the name alone. */
export function lacksOption(
  one: AbstractObject,
  name: string,
  number: StaticNumber,
  resolver: Resolver,
): boolean {
  const isFound = number.known && !number.guessed;
  return one.is === 'options' && !isFound && defaultsOf(one, name, resolver).length === 0;
}

/** What adds an option: `add_argument`, `add` as configargparse has it, and absl's. */
const ADDING = ['add_argument', 'add', 'DEFINE_float', 'DEFINE_integer', 'DEFINE_multi_float'] as const;

/** An option in the words of the command line: `drop-rate`. */
function spelt(name: string): string {
  return name.replaceAll('_', '-');
}

/** What an option is by default: the command line may set another number. */
export function unlessSet(number: StaticNumber): StaticNumber {
  return number.known ? { ...number, source: 'config', unless: 'commandLine' } : number;
}

const options = new SegmentIndex(
  (segment) =>
    segment.calls.filter(isOptionCall).flatMap((call) => {
      const name = destinationOf(call);
      return [name, spelt(name)].map((word) => [word, call] as const);
    }),
  (segment, name) => segment.text.includes(name) && mayCallAny(segment, ADDING),
);

/** The calls that add an option of this name, which they spell somehow. */
function optionsCalled(module: Module, name: string): readonly CallSite[] {
  return [...new Set([name, spelt(name)].flatMap((word) => options.in(module, word)))];
}

/** Whether a parser of a module has an option of this name. */
export function hasOption(module: Module, name: string): boolean {
  return optionsCalled(module, name).length > 0;
}

/** Whether a call may add an option, or set the default of one. */
export function isOptionCall(call: CallSite): boolean {
  const { name } = call;
  return (
    /^(?:add_argument|set_defaults|DEFINE_\w+)$/.test(name) || (name === 'add' && destinationOf(call) !== '')
  );
}

/** What an option is by default, as an expression; undefined where the module has no such option, or several. */
export function optionExpression(
  module: Module,
  name: string,
): { readonly node: SyntaxNode; readonly call: CallSite } | undefined {
  const [call, ...others] = optionsCalled(module, name);
  const node = call && readArguments(call.segment, call.args)?.keywords.get('default');
  return call === undefined || node === undefined || others.length > 0 ? undefined : { node, call };
}

/** The texts that an option may be, where these stand there: `add_argument("--arch", choices=["resnet", "vgg"])`. */
export function choicesOf({ segment, args }: CallSite): readonly string[] | undefined {
  const list = readArguments(segment, args)?.keywords.get('choices');
  if (list === undefined || !isList(list)) return undefined;
  const texts = elementsOf(list).map((one) => stringValue(textOf(segment, one)));
  return texts.includes(undefined) ? undefined : texts.flatMap((text) => text ?? []);
}

/** The list that an option is by default: `parser.add_argument("--rates", nargs=3, default=[0.1, 0.4, 0.2])`. */
export function listByDefault(
  options: Options,
  name: string,
): { readonly node: SyntaxNode; readonly call: CallSite } | undefined {
  if (options.words !== undefined) return undefined;
  const found = parsersOf(options).flatMap((one) => optionExpression(one, name) ?? [])[0];
  return found && isList(found.node) ? found : undefined;
}

/** Whether an option is set by default that is one word of the command line: `add_argument("--big", action="store_true")`. */
export function flagByDefault(module: Module, name: string): boolean | undefined {
  const [call, ...others] = optionsCalled(module, name);
  const { keywords } = (call && readArguments(call.segment, call.args)) ?? {};
  const action = keywords?.get('action');
  if (call === undefined || action === undefined || keywords?.has('default') === true || others.length > 0)
    return undefined;
  const kind = stringValue(textOf(call.segment, action));
  return kind === 'store_true' ? false : kind === 'store_false' ? true : undefined;
}

/** Whether one of a parser's options is a text by default. */
export function hasOptionOf(options: Options, text: string): boolean {
  const calls = parsersOf(options).flatMap((one) => callsIn(one, 'add_argument'));
  return calls.some(({ segment, args }) => {
    const value = readArguments(segment, args)?.keywords.get('default');
    return value !== undefined && stringValue(textOf(segment, value)) === text;
  });
}

/** The option that `add_argument` adds; '' where that cannot be read. */
const destinationOf = once((call: CallSite): string => {
  const { positional = [], keywords } = readArguments(call.segment, call.args) ?? {};
  const flags = positional.map((flag) => stringValue(textOf(call.segment, flag)) ?? '');
  const isAdded = call.name !== 'add' || flags.some((flag) => flag.startsWith('--'));
  const destination = keywords?.get('dest');
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? '';
  if (!isAdded) return '';
  return destination === undefined
    ? nameOfOption(long)
    : (stringValue(textOf(call.segment, destination)) ?? '');
});

/** `parser.add_argument('--dropout', type=float, default=0.1)`. */
function optionDefault(call: CallSite, name: string, resolver: Resolver): StaticNumber {
  const { keywords, doubleStar, positional } = readArguments(call.segment, call.args) ?? {};
  const value = keywords?.get('default') ?? (call.name.startsWith('DEFINE_') ? positional?.[1] : undefined);
  const required = keywords?.get('required');
  // Who has to pass it never leaves the default in force.
  if (required !== undefined && textOf(call.segment, required) === 'True') return unknown('none', name);
  if (value === undefined) return unknown(doubleStar === undefined ? 'none' : 'unpacked', name);
  return unlessSet(resolver.numberOf(onlyElement(value, keywords?.has('nargs') === true), call));
}

/** What an option is by default that a decorator adds and hands to its function: `@click.option("--dropout", default=0.1)`. */
export function optionOfDecorator(
  { node, site }: FunctionDefinition,
  name: string,
  resolver: Resolver,
): StaticNumber | undefined {
  for (const decorator of node.parent?.getChildren('Decorator') ?? []) {
    const args = decorator.getChild('ArgList');
    if (args === null || !/\.(?:option|argument)\(/.test(textOf(site.segment, decorator))) continue;
    const { positional = [], keywords } = readArguments(site.segment, args) ?? {};
    const words = positional.map((word) => stringValue(textOf(site.segment, word)) ?? '');
    const word = words.find((one) => !one.startsWith('-')) ?? words.find((one) => one.startsWith('--'));
    if (word === undefined || nameOfOption(word) !== name) continue;
    const value = keywords?.get('default');
    const number = value && resolver.numberOf(value, site);
    return number && unlessSet(number);
  }
  return undefined;
}

/** What an option is by default that a name holds: `_P = flags.DEFINE_float("p", 0.1, "help")`, of `_P.value`. */
export function optionHeld(node: SyntaxNode, site: Site, resolver: Resolver): StaticNumber | undefined {
  const meaning = node.name === 'VariableName' ? resolver.meaningOf(node, site) : undefined;
  if (meaning?.type !== 'value') return undefined;
  const { segment, node: value } = meaning.value;
  const call = segment.calls.find((one) => one.node.from === value.from && one.name.startsWith('DEFINE_'));
  return call && optionDefault(call, destinationOf(call), resolver);
}

/** What words that stand in the code, as the command line has them, give an option. */
export function optionGiven(words: NodeRef | Usage, name: string): StaticNumber | undefined {
  if ('isUsage' in words) return defaultInUsage(words, name);
  const { segment, node } = words;
  const [said, dot, method] = node.name === 'CallExpression' ? childrenOf(node.firstChild ?? node) : [];
  const isSplit = dot?.name === '.' && method !== undefined && textOf(segment, method) === 'split';
  const list = node.name === 'ArrayExpression' ? elementsOf(node) : [];
  const texts = (isSplit && said ? [said] : list).map((one) => stringValue(textOf(segment, one)));
  const all = texts.flatMap((one) => (isSplit ? (one?.split(/\s+/) ?? []) : one?.split('=', 2)));
  const at = all.findLastIndex((word) => word?.startsWith('--') === true && nameOfOption(word) === name);
  const value = all[at + 1];
  if (at < 0) return undefined;
  return value === undefined || parsePythonNumber(value) === undefined
    ? unknown('expression', name)
    : { ...literal({ segment, node, text: value }), written: undefined };
}

/** Of a list of one the element, where an option takes several: `default=[0.3], nargs='+'`. */
function onlyElement(value: SyntaxNode, isSeveral: boolean): SyntaxNode {
  const [only, ...others] = isSeveral && value.name === 'ArrayExpression' ? elementsOf(value) : [];
  return only === undefined || others.length > 0 ? value : only;
}

/** `parser.set_defaults(dropout=0.1)`. */
function setDefault(call: CallSite, name: string, resolver: Resolver): readonly StaticNumber[] {
  const value = readArguments(call.segment, call.args)?.keywords.get(name);
  if (value === undefined) return [];
  return [unlessSet(resolver.numberOf(value, call))];
}
