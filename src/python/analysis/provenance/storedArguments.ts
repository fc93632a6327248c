import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import { type Block, type CallSite, type FunctionDefinition, isWithin } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { elementsOf } from './displays';
import type { Field } from './properties';
import { loopAround } from './selfUpdates';

/**
 * What an attribute is that a decorator of `__init__` sets to the argument of the same name, before that runs: `self.dropout` below `@store_args`, of
 * which the workspace says that it does so with all that a method is given, and with what is not given as it is by default.
 */
export function storedArgument(
  init: FunctionDefinition | undefined,
  name: string,
  frames: Frames,
  resolver: Resolver,
): Field | undefined {
  const [, ...taken] = init?.parameters ?? [];
  const own = taken.find((one) => one.name === name && one.kind === 'normal');
  if (init === undefined || own === undefined) return undefined;
  const bound = init.scope.names
    .get(name)
    ?.find(({ kind }) => kind.type === 'parameter' && kind.parameter === own);
  const isStored = (): boolean =>
    resolver.remembered(init, 'stored', () => decoratorsMeant(init, resolver).some(storesAll));
  if (bound === undefined || !isStored()) return undefined;
  return { ...bound.site, node: own.node, scope: init.scope, at: bound.at, frames };
}

/** The functions of the workspace that decorate another one by their names: `@store_args`, `@utils.store_args`. */
function decoratorsMeant(
  { node, site }: FunctionDefinition,
  resolver: Resolver,
): readonly FunctionDefinition[] {
  const decorators = node.parent?.name === 'DecoratedStatement' ? node.parent.getChildren('Decorator') : [];
  return decorators.flatMap((decorator) => {
    const [first, second, ...others] = decorator.getChildren('VariableName');
    if (first === undefined || others.length > 0 || decorator.getChild('ArgList')) return [];
    const meaning = resolver.meaningOf(first, site);
    if (second === undefined) return meaning?.type === 'function' ? meaning : [];
    const bindings =
      meaning?.type === 'module' ? meaning.module.bindingsOf(textOf(site.segment, second)) : [];
    return bindings.flatMap(({ kind }) => (kind.type === 'function' ? kind : []));
  });
}

/** What tells the names of all that a function takes, and what it takes by default. */
const INSPECTS = /\b(?:getfullargspec|getargspec|signature)\(\s*(\w+)\s*[,)]/g;

/** Whether a decorator sets all arguments of a function as attributes of the first one, and then calls it. */
function storesAll({ node, scope, site: { segment }, parameters, returns }: FunctionDefinition): boolean {
  const [method, ...more] = parameters;
  const [returned, ...others] = returns;
  if (method === undefined || returned === undefined || more.length + others.length > 0) return false;
  const inspected = Array.from(textOf(segment, node).matchAll(INSPECTS), ([, of]) => of);
  const [wrapper] = scope.names.get(textOf(segment, returned.node)) ?? [];
  if (!inspected.includes(method.name) || wrapper?.kind.type !== 'function') return false;
  const { kind } = wrapper;
  const calls = segment.calls.filter((call) => call.scope === kind.scope);
  const run = calls.filter(({ callee }) => textOf(segment, callee) === method.name);
  const objects = wordsOf(kind);
  return (
    run.length > 0 &&
    calls.some((call) => {
      const block = blockStoring(call, objects);
      return block !== undefined && run.every((one) => call.at < one.at && isWithin(one.block, block));
    })
  );
}

/** The words for the first argument of a wrapper: `self`, `args[0]`, and a name that is given to that. */
function wordsOf({ parameters: [first], scope, site: { segment } }: FunctionDefinition): readonly string[] {
  if (first === undefined) return [];
  if (first.kind !== 'star') return [first.name];
  const element = `${first.name}[0]`;
  const names = Array.from(scope.names).flatMap(([name, bindings]) =>
    bindings.every(({ kind }) => kind.type === 'value' && textOf(segment, kind.value.node) === element)
      ? name
      : [],
  );
  return [element, ...names];
}

/**
 * Where it is that a call sets attributes of an object whose names are known only when it runs: `self.__dict__.update(args)`,
 * `setattr(self, name, value)` in each turn of a loop.
 */
function blockStoring(
  { segment, callee, args, node, block }: CallSite,
  objects: readonly string[],
): Block | undefined {
  const called = textOf(segment, callee);
  const [first, second, third] = elementsOf(args);
  const isName = (one: SyntaxNode | undefined): boolean => one?.name === 'VariableName';
  if (objects.some((object) => called === `${object}.__dict__.update`))
    return isName(first) && second === undefined ? block : undefined;
  const isOwn = called === 'setattr' && first !== undefined && objects.includes(textOf(segment, first));
  const loop = isOwn && isName(second) && isName(third) ? loopAround(node) : undefined;
  // What only some of them are is left out: `if name in NAMES: setattr(self, name, value)`.
  return loop !== undefined && node.parent?.parent?.from === loop.getChild('Body')?.from
    ? block.parent
    : undefined;
}
