import { readArguments } from '../../syntax/arguments';
import { textOf, stringValue } from '../../syntax/nodes';
import type { Module } from '../names/module';
import { agreed, type Reading, unknown } from '../names/reading';
import type { Resolver } from '../names/resolve';
import { type Call, calleeName } from '../../syntax/scopes';

/** Stands for all options of argument parsers among the names on which a reading depends. */
export const OPTIONS = 'add_argument()';

/** What argument parsers of a module give an option by default, unless the command line sets it. */
export function optionDefaults(module: Module, name: string, resolver: Resolver): readonly Reading[] {
  resolver.need(OPTIONS);
  const readings: Reading[] = [];
  for (const { page } of module.pages)
    for (const { calls } of page.segments)
      for (const call of calls) {
        const callee = calleeName(call);
        if (callee === 'add_argument') readings.push(...optionDefault(call, name, resolver));
        else if (callee === 'set_defaults') readings.push(...setDefault(call, name, resolver));
      }
  return readings;
}

/** `parser.add_argument('--dropout', type=float, default=0.1)`. */
function optionDefault(call: Call, name: string, resolver: Resolver): readonly Reading[] {
  const { positional = [], keywords, doubleStar } = readArguments(call.segment, call.args) ?? {};
  const flags = positional.map((flag) => stringValue(textOf(call.segment, flag)) ?? '');
  const destination = keywords?.get('dest');
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? '';
  const own =
    destination === undefined
      ? long.replace(/^-+/, '').replaceAll('-', '_')
      : stringValue(textOf(call.segment, destination));
  if (own !== name) return [];
  const value = keywords?.get('default');
  if (value === undefined) return [unknown(doubleStar === undefined ? 'none' : 'unpacked', name)];
  const reading = resolver.numberOf(value, call);
  return [reading.known ? { ...reading, source: 'config', unless: 'commandLine' } : reading];
}

/** `parser.set_defaults(dropout=0.1)`. */
function setDefault(call: Call, name: string, resolver: Resolver): readonly Reading[] {
  const value = readArguments(call.segment, call.args)?.keywords.get(name);
  if (value === undefined) return [];
  const reading = resolver.numberOf(value, call);
  return [reading.known ? { ...reading, source: 'config', unless: 'commandLine' } : reading];
}

/** The number that an attribute of what an argument parser returns is. */
export function optionOf(module: Module, name: string, text: string, resolver: Resolver): Reading {
  resolver.need(`.${name}`);
  const writes = module
    .writesOf(name)
    .map((write) =>
      write.value ? resolver.numberOf(write.value.node, write.value) : unknown('unreadable', text),
    );
  const defaults = optionDefaults(module, name, resolver);
  return defaults.length === 0
    ? unknown('attribute', text)
    : agreed([...defaults, ...writes], 'reassigned', text);
}
