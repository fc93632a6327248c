import type { SyntaxNode } from '@lezer/common';
import { once, remembered } from '../../syntax/byKey';
import { textOf } from '../../syntax/nodes';
import type { Files } from './files';
import { inOrder, type Module, type OrderedBindings } from './module';
import {
  type Binding,
  isWithin,
  outermostLoop,
  type Scope,
  type Segment,
  type Site,
} from '../../syntax/scopes';
import { dropoutCallable, isOfTorch, isTorchModule, isTorchStar } from './torchNames';

/** Stands for what functions bind to a name of the module (`global`), whenever they are called. */
export function setWithin(name: string): string {
  return `global ${name}`;
}

/** Told that a name turns out to be one of the module's. `isOwn` where its own segment surely binds it before. */
type OnGlobal = (isOwn: boolean) => void;

/**
 * The bindings of a name that can be in force at a place, in document order; none where nothing binds it. Star
 * imports that do not matter for it are left out.
 */
export function bindingsOf(name: string, site: Site, module: Module, onGlobal: OnGlobal): readonly Binding[] {
  return withoutHiddenStars(findBindings(name, site, module, onGlobal), name);
}

function findBindings(name: string, site: Site, module: Module, onGlobal: OnGlobal): readonly Binding[] {
  let inFrame = true;
  for (let scope: Scope | undefined = site.scope; scope !== undefined; scope = scope.parent) {
    if (scope.globals.has(name)) {
      inFrame = false;
      scope = outermost(scope);
    }
    const visible = scope.kind !== 'class' || scope === site.scope;
    const bound = visible ? boundIn(scope, name, module) : NOTHING;
    const isOfRun = inFrame && scope.kind !== 'comprehension';
    const isBound = bound.all.length > 0;
    const bindings =
      isOfRun && isBound ? inForce(bound, site, module) : few(definedLast(whenLoaded(bound), site, module));
    if (scope.kind === 'module') onGlobal(isOfRun && isBoundBefore(bindings[0], site));
    // A function's own name is local throughout; elsewhere an unbound name is looked up further out.
    if (bindings.length > 0 || (isBound && scope.kind === 'function' && scope.names.has(name)))
      return bindings;
    if (scope.kind === 'function') inFrame = false;
  }
  return [];
}

/**
 * What functions see that run once all is bound: a star import hardly binds what the code itself binds behind it, and what is imported and then
 * defined in the file is what is defined.
 */
function whenLoaded({ all, own }: OrderedBindings): readonly Binding[] {
  const defined = all.at(-1);
  const isDefined = defined !== undefined && /^(?:class|function)$/.test(defined.kind.type);
  if (isDefined && defined.site.block.parent === undefined && !defined.deferred)
    if (all.every((one) => one === defined || one.kind.type === 'import')) return [defined];
  if (!all.some(({ kind }) => kind.type === 'star')) return all;
  const last = own.findLast(({ kind, site }) => kind.type !== 'star' && site.block.parent === undefined);
  return last === undefined
    ? all
    : all.filter((one, index) => one.kind.type !== 'star' || index > all.indexOf(last));
}

/** Whether a class, a function or an import at the top level of a module surely has a name once that is run. */
function isDefined(binding: Binding): boolean {
  return /^(?:class|function|import)$/.test(binding.kind.type) && isAtTop(binding);
}

function isAtTop({ site: { block, scope } }: Binding): boolean {
  return block.parent === undefined && scope.kind === 'module';
}

/**
 * Of what a module defines more than once what a function sees: the last, unless it stands between two of them, and may be called before the
 * second is there. In a notebook it is the last up to the function's own cell: a cell is run before those below it.
 */
function definedLast(bindings: readonly Binding[], site: Site, module: Module): readonly Binding[] {
  if (bindings.length < 2 || !bindings.every(isDefined)) return bindings;
  if (!module.hasCells) {
    const at = module.positionOf(site.segment, site.at);
    const isBehind = (one: Binding): boolean => module.positionOf(one.site.segment, one.at) < at;
    const isBetween = bindings.some(isBehind) && !bindings.every(isBehind);
    return isBetween ? bindings : bindings.slice(-1);
  }
  const cellOf = ({ segment }: Pick<Site, 'segment'>): number => module.placeOf(segment)?.cell ?? 0;
  const above = bindings.findLast((binding) => cellOf(binding.site) <= cellOf(site));
  return above === undefined ? bindings : [above];
}

/** Of what binds a name of a module what others find there, who see it when all of that has run: what is defined, or surely assigned, last. */
export function boundAtLast(all: readonly Binding[]): readonly Binding[] {
  const bindings = all.length < 2 ? all : all.filter((one) => !isRunAlone(one.node, one.site.segment));
  const last = bindings.at(-1);
  const isLast =
    last !== undefined && isAtTop(last) && /^(?:class|function|import|value)$/.test(last.kind.type);
  return isLast && !bindings.some(({ deferred }) => deferred) ? [last] : bindings;
}

/** Whether something stands below `if __name__ == "__main__"`: who imports the file does not meet it. */
export function isRunAlone(node: SyntaxNode, segment: Segment): boolean {
  let at: SyntaxNode | null = node;
  while (at !== null && at.name !== 'IfStatement') at = at.parent;
  return at !== null && /^if[\s(]*__name__\b/.test(textOf(segment, at));
}

/** What scopes bind: a function may bind a name thousands of times, and ask for it as often. */
const ordered = once<Scope, Map<string, OrderedBindings>>(() => new Map());

const NOTHING: OrderedBindings = inOrder([]);

/** All that binds a name in a scope or may. */
function boundIn(scope: Scope, name: string, module: Module): OrderedBindings {
  if (scope.kind === 'module') return module.orderedBindingsOf(name);
  const named = scope.names.get(name) ?? [];
  if (named.length + scope.stars.length === 0) return NOTHING;
  if (named.length + scope.stars.length < 2) return inOrder(named.length > 0 ? named : scope.stars);
  // All of a scope but the module's stands in one segment.
  return remembered(ordered(scope), name, () =>
    inOrder([...named, ...scope.stars].sort((a, b) => a.at - b.at)),
  );
}

/**
 * Of a scope's bindings of one name, those that can be in force at a place of the same run: back to the
 * last one that surely happened, within a loop those of the round before, and what other functions change.
 */
function inForce({ own, deferred }: OrderedBindings, site: Site, module: Module): readonly Binding[] {
  const here = module.positionOf(site.segment, site.at);
  const before = countWhile(own, ({ site, at }) => module.positionOf(site.segment, at) <= here);
  // Most names are bound once.
  if (own.length === 1 && before === 1 && deferred.length === 0) return own;
  const least = Math.max(before - MOST_IN_FORCE, 0);
  let first = before - 1;
  for (let at = own[first]; first > least && at !== undefined && !isSure(at, site); at = own[first]) first--;
  const loop = outermostLoop(site.block);
  let last = before;
  // All behind a place in a loop, up to the loop's end, is in it.
  for (let at = own[last]; loop !== undefined && at !== undefined; at = own[++last])
    if (!isWithin(at.site.block, loop) || last - before >= MOST_IN_FORCE) break;
  const ofThisRun = own.slice(Math.max(first, 0), last);
  return few(deferred.length === 0 ? ofThisRun : [...ofThisRun, ...deferred]);
}

/** Whether a binding before a place surely happened when that is reached. */
function isSure({ kind, site: { block } }: Binding, site: Site): boolean {
  return kind.type !== 'star' && isWithin(site.block, block);
}

/** Whether the first binding that can be in force stands in the place's own segment and surely happened: none before it matters. */
function isBoundBefore(first: Binding | undefined, site: Site): boolean {
  return (
    first?.site.segment === site.segment && !first.deferred && first.at <= site.at && isSure(first, site)
  );
}

/** What so many bindings give a name nobody follows. */
const MOST_IN_FORCE = 200;

/** Bindings that can be followed; where they are too many, one that may give the name anything. */
function few(bindings: readonly Binding[]): readonly Binding[] {
  const [first] = bindings;
  // What is imported again in each cell is the same.
  const isTooMany = bindings.length >= MOST_IN_FORCE && bindings.some(({ kind }) => kind.type !== 'import');
  return isTooMany && first !== undefined ? [{ ...first, kind: { type: 'other' } }] : bindings;
}

/** How many come first of which something holds, that holds of none behind them. A name may be bound thousands of times. */
export function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Leaves out star imports that do not matter for a name: torch's own that have no dropout of this name, and, where the name
 * is imported as one of torch's modules, all others, for what they would hide it with is torch as well.
 */
export function withoutHiddenStars(bindings: readonly Binding[], name: string): readonly Binding[] {
  if (!bindings.some(({ kind }) => kind.type === 'star')) return bindings;
  const isModule = bindings.some(({ kind }) => kind.type === 'import' && isTorchModule(kind.path));
  const kept = bindings.filter(({ kind }) => {
    if (kind.type !== 'star') return true;
    if (isModule) return false;
    return !isTorchStar(kind.path) || dropoutCallable(`${kind.path}.${name}`) !== undefined;
  });
  // A star import that surely binds the name (one of torch's) hides what came before it.
  const hiding = kept.findLastIndex(
    ({ kind, site }) => kind.type === 'star' && isTorchModule(kind.path) && site.block.parent === undefined,
  );
  return kept.slice(Math.max(hiding, 0));
}

/** Libraries that have layers of their own by the names of torch's. */
const OTHERS_LAYERS =
  /^(?:keras|tensorflow|tf_keras|flax|haiku|paddle|mxnet|mindspore|oneflow|jittor|tinygrad|mlx)\b/;

/**
 * Those of several bindings of a name that may be in force: no star import of a file that does not have the name, nor, where it is imported from torch as
 * what drops, of what cannot be found, but for what has such layers of its own.
 *
 * @param from where a place is
 */
export function mayBind(
  all: readonly Binding[],
  name: string,
  from: (site: Site) => string,
  files: Files | undefined,
): readonly Binding[] {
  const isTorchs = all.some(({ kind }) => kind.type === 'import' && dropoutCallable(kind.path) !== undefined);
  return all.filter(({ kind, site }) => {
    if (kind.type !== 'star') return true;
    const isLost = isTorchs && !OTHERS_LAYERS.test(kind.path) && !isOfTorch(kind.path);
    return files === undefined ? !isLost : !files.lacks(name, kind.path, from(site), isLost);
  });
}

/** `try: import torch … except ImportError: torch = None`: where torch is missing nothing runs at all. */
export function withoutHandlers(bindings: readonly Binding[]): readonly Binding[] {
  if (bindings.length < 2) return bindings;
  const depths = bindings.map(({ site }) => handlersAround(site));
  const least = Math.min(...depths);
  return bindings.filter((_, i) => depths[i] === least);
}

/** In how many handlers a place stands, one in the other. */
function handlersAround(site: Site): number {
  let count = 0;
  for (let block: Site['block'] | undefined = site.block; block !== undefined; block = block.parent)
    if (block.handler) count++;
  return count;
}

function outermost(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent !== undefined) outer = outer.parent;
  return outer;
}
