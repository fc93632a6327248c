import { readArguments } from '../../syntax/arguments';
import { textOf, stringValue } from '../../syntax/nodes';
import type { Module } from '../names/module';
import { agreed, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { CallSite } from '../../syntax/scopes';
import { callsIn } from './callers';

/** Stands for all options of argument parsers among the names on which a number depends. */
export const OPTIONS = 'add_argument()';

/** What argument parsers of a module give an option by default, unless the command line sets it. */
export function optionDefaults(module: Module, name: string, resolver: Resolver): readonly StaticNumber[] {
  resolver.need(OPTIONS);
  const numbers: StaticNumber[] = [];
  for (const call of callsIn(module, 'add_argument'))
    if (destinationOf(call) === name) numbers.push(optionDefault(call, name, resolver));
  for (const call of callsIn(module, 'set_defaults')) numbers.push(...setDefault(call, name, resolver));
  return numbers;
}

const knownDestinations = new WeakMap<CallSite, string>();

/** The option that `add_argument` adds; '' where that cannot be read. */
function destinationOf(call: CallSite): string {
  const known = knownDestinations.get(call);
  if (known !== undefined) return known;
  const { positional = [], keywords } = readArguments(call.segment, call.args) ?? {};
  const flags = positional.map((flag) => stringValue(textOf(call.segment, flag)) ?? '');
  const destination = keywords?.get('dest');
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? '';
  const name =
    destination === undefined
      ? long.replace(/^-+/, '').replaceAll('-', '_')
      : (stringValue(textOf(call.segment, destination)) ?? '');
  knownDestinations.set(call, name);
  return name;
}

/** `parser.add_argument('--dropout', type=float, default=0.1)`. */
function optionDefault(call: CallSite, name: string, resolver: Resolver): StaticNumber {
  const { keywords, doubleStar } = readArguments(call.segment, call.args) ?? {};
  const value = keywords?.get('default');
  if (value === undefined) return unknown(doubleStar === undefined ? 'none' : 'unpacked', name);
  const number = resolver.numberOf(value, call);
  return number.known ? { ...number, source: 'config', unless: 'commandLine' } : number;
}

/** `parser.set_defaults(dropout=0.1)`. */
function setDefault(call: CallSite, name: string, resolver: Resolver): readonly StaticNumber[] {
  const value = readArguments(call.segment, call.args)?.keywords.get(name);
  if (value === undefined) return [];
  const number = resolver.numberOf(value, call);
  return [number.known ? { ...number, source: 'config', unless: 'commandLine' } : number];
}

/** The number that an attribute of what an argument parser returns is. */
export function optionOf(module: Module, name: string, text: string, resolver: Resolver): StaticNumber {
  resolver.need(`.${name}`);
  const writes = module.writesOf(name).map((write) => resolver.numberWritten(write.value, text));
  const defaults = optionDefaults(module, name, resolver);
  return defaults.length === 0
    ? unknown('attribute', text)
    : agreed([...defaults, ...writes], 'reassigned', text);
}
