import { mayCall } from '../../syntax/mentions';
import type { CallSite, Segment } from '../../syntax/scopes';
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

/** Stands for the other names that are given to what has a name. */
function otherNamesOf(name: string): string {
  return `${name}:`;
}

/** `Exp = Exp_Main`, `Exp = models.Exp_Main`. */
const GIVES = /^[ \t]*(\w+) = (?:\w+\.)*(\w+)[ \t]*(?:#.*)?$/gm;
/** `from models import Exp_Main as Exp` */
const IMPORTED_AS = /\b(\w+) as (\w+)/g;

/** What a segment gives another name. */
export function* namesRenamed({ text }: Segment): Generator<string> {
  for (const [, , name = ''] of text.matchAll(GIVES)) yield otherNamesOf(name);
  for (const [, name = ''] of text.matchAll(IMPORTED_AS)) yield otherNamesOf(name);
}

/** The other names that modules give what has that name: `Exp = Exp_Main`, `Exp = models.Exp_Main`, `from models import Exp_Main as Exp`. */
export function otherNames(name: string, modules: readonly Module[], resolver: Resolver): readonly string[] {
  resolver.need(otherNamesOf(name));
  const texts = modules.flatMap((module) => module.segmentsWith(name)).map(({ text }) => text);
  const names = new Set<string>();
  for (const text of texts) {
    if (text.includes(`= ${name}`) || text.includes(`.${name}`))
      for (const [, alias = '', own] of text.matchAll(GIVES)) if (own === name) names.add(alias);
    if (text.includes(`${name} as `))
      for (const [, own, alias = ''] of text.matchAll(IMPORTED_AS)) if (own === name) names.add(alias);
  }
  names.delete(name);
  return [...names];
}
