import type { SyntaxNode } from '@lezer/common';
import { mayCall } from '../../syntax/mentions';
import { textOf } from '../../syntax/nodes';
import { type Binding, type CallSite, enclosing, type Site } from '../../syntax/scopes';
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

/** What shows or tests something by its name: `def example_positional():`. */
const SHOWS = /^(?:example|demo|test)(?:_|$)/;

/**
 * Whether something is only shown there, or tried by Optuna, which passes a trial to what searches for the best, or by Ray, which
 * passes a configuration.
 */
export function isShown({ scope }: CallSite, module: Module): boolean {
  const around = enclosing(scope, 'function')?.definition;
  if (around?.type !== 'function') return false;
  const isRay = ({ kind }: Binding): boolean => kind.type === 'import' && kind.path.startsWith('ray.');
  return (
    SHOWS.test(around.name) ||
    around.parameters.some(({ name }) => name === 'trial') ||
    (around.parameters[0]?.name === 'config' && module.bindingsOf('tune').some(isRay))
  );
}

/** Whether a file tries there what it defines, below `if __name__ == "__main__"`: who uses it does not meet that. */
export function isTrial({ node, scope, segment }: CallSite): boolean {
  if (scope.kind !== 'module') return false;
  let at: SyntaxNode | null = node;
  while (at !== null && at.name !== 'IfStatement') at = at.parent;
  return at !== null && /^if[\s(]*__name__\b/.test(textOf(segment, at));
}

const IN_TESTS = /\/tests?\//;
/** How tests are called, and scripts that measure a trained model, or train one; `test.py` is mostly one of these. */
const LIKE_TEST = /\/test_\w+\.\w+$|_test\.\w+$/;
const SIGNS_OF_TESTS = ['def test', 'class Test', 'unittest', 'pytest'];

/** Whether a place is in a test, which passes what makes it simple or reaches a corner: by the path of its file, and what stands there. */
export function isInTest(site: Site, resolver: Resolver): boolean {
  const module = resolver.moduleOf(site);
  const uri = resolver.uriOf(module);
  return (
    IN_TESTS.test(uri) ||
    (LIKE_TEST.test(uri) && SIGNS_OF_TESTS.some((sign) => module.segmentsWith(sign).length > 0))
  );
}

/** The calls in a module of what is given another name there: `Exp = Exp_Main`, and `Exp(args)`. */
export function callsOfAlias(module: Module, name: string): readonly CallSite[] {
  const names = module
    .segmentsWith(name)
    .filter(({ text }) => text.includes(`= ${name}`))
    .flatMap(({ text }) =>
      Array.from(text.matchAll(GIVES), ([, alias = '', own]) => (own === name ? alias : [])),
    )
    .flat();
  return [...new Set(names)].flatMap((alias) => callsIn(module, alias));
}

const GIVES = /^[ \t]*(\w+) = (\w+)[ \t]*(?:#.*)?$/gm;
