import { mayCall } from '../../syntax/mentions';
import type { CallSite } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { SegmentIndex } from '../names/segmentIndex';

/** Stands for the calls of a name among the things on which a number depends. */
export function callsOf(name: string): string {
  return `${name}()`;
}

/** Stands for the calls of methods of what has a name, at a module's top level. */
export function callsOn(name: string): string {
  return `${name}.()`;
}

const calls = new SegmentIndex((segment) => segment.calls.map((call) => [call.name, call] as const), mayCall);

/** The calls in a module of what has that name. */
export function callsIn(module: Module, name: string): readonly CallSite[] {
  return calls.in(module, name);
}

/**
 * The calls of a name in the other files of the workspace, each of which may be long: one is looked into, and more while there is
 * time; 'searching' where some are left.
 */
export function callsInOthers(
  name: string,
  home: Module,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const { files } = resolver;
  const others = files?.mentioning(`${name}(`, resolver.uriOf(home), 'workspace') ?? [];
  if (others === 'searching') return others;
  const found: CallSite[] = [];
  let isOneRead = false;
  for (const module of others) {
    const isKnown = calls.isKnown(module, name);
    if (!isKnown && isOneRead && files?.isOver() === true) return 'searching';
    isOneRead ||= !isKnown;
    found.push(...callsIn(module, name));
  }
  return found;
}

/** The calls of a name in the whole workspace. */
export function callsEverywhere(
  name: string,
  home: Module,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  resolver.need(callsOf(name));
  const others = callsInOthers(name, home, resolver);
  return others === 'searching' ? others : [...callsIn(home, name), ...others];
}

/** The other names that modules give what has that name: `Exp = Exp_Main`, `from models import Exp_Main as Exp`. */
export function otherNames(name: string, modules: readonly Module[]): readonly string[] {
  const texts = modules.flatMap((module) => module.segmentsWith(name)).map(({ text }) => text);
  const names = new Set<string>();
  for (const text of texts) {
    if (text.includes(`= ${name}`))
      for (const [, alias = '', own] of text.matchAll(GIVES)) if (own === name) names.add(alias);
    for (const rest of text.split(`${name} as `).slice(1)) names.add(/^\w*/.exec(rest)?.[0] ?? '');
  }
  names.delete(name);
  names.delete('');
  return [...names];
}

const GIVES = /^[ \t]*(\w+) = (\w+)[ \t]*(?:#.*)?$/gm;
