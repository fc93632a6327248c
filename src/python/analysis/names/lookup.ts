import type { Module } from './module';
import { type Binding, isWithin, outermostLoop, type Scope, type Site } from '../../syntax/scopes';
import { dropoutCallable, isTorchModule } from './torchNames';

/**
 * The bindings of a name that can be in force at a place, in document order; none where nothing binds it. Star
 * imports that do not matter for it are left out.
 *
 * @param onGlobal is told where the name turns out to be one of the module's
 */
export function bindingsOf(
  name: string,
  site: Site,
  module: Module,
  onGlobal: () => void,
): readonly Binding[] {
  return withoutHiddenStars(findBindings(name, site, module, onGlobal), name);
}

function findBindings(name: string, site: Site, module: Module, onGlobal: () => void): readonly Binding[] {
  let inFrame = true;
  for (let scope: Scope | undefined = site.scope; scope !== undefined; scope = scope.parent) {
    if (scope.globals.has(name)) {
      inFrame = false;
      scope = outermost(scope);
    }
    if (scope.kind === 'module') onGlobal();
    const visible = scope.kind !== 'class' || scope === site.scope;
    const all = visible ? boundIn(scope, name, module) : [];
    if (all.length > 0) {
      const bindings = inFrame && scope.kind !== 'comprehension' ? inForce(all, site, module) : all;
      // A function's own name is local throughout; elsewhere an unbound name is looked up further out.
      if (bindings.length > 0 || (scope.kind === 'function' && scope.names.has(name))) return bindings;
    }
    if (scope.kind === 'function') inFrame = false;
  }
  return [];
}

/** All that binds a name in a scope or may, in the order in which it comes into force. */
function boundIn(scope: Scope, name: string, module: Module): readonly Binding[] {
  if (scope.kind === 'module') return module.orderedBindingsOf(name);
  const named = scope.names.get(name) ?? [];
  // All of a scope but the module's stands in one segment.
  return [...named, ...scope.stars].sort((a, b) => a.at - b.at);
}

/**
 * Of a scope's bindings of one name, those that can be in force at a place of the same run: back to the
 * last one that surely happened, within a loop those of the round before, and what other functions change.
 */
function inForce(all: readonly Binding[], site: Site, module: Module): readonly Binding[] {
  const here = module.positionOf(site.segment, site.at);
  const isBefore = (binding: Binding): boolean => module.positionOf(binding.site.segment, binding.at) <= here;
  const own = all.filter((binding) => !binding.deferred);
  const before = own.filter(isBefore);
  const sure = before.findLastIndex(
    (binding) => binding.kind.type !== 'star' && isWithin(site.block, binding.site.block),
  );
  const loop = outermostLoop(site.block);
  const again =
    loop === undefined
      ? []
      : own.filter((binding) => !isBefore(binding) && isWithin(binding.site.block, loop));
  const deferred = all.filter((binding) => binding.deferred);
  return [...before.slice(Math.max(sure, 0)), ...again, ...deferred];
}

/**
 * Leaves out star imports that do not matter for a name: torch's own that have no such name, and, where the name
 * is imported as one of torch's modules, all others, for what they would hide it with is torch as well.
 */
function withoutHiddenStars(bindings: readonly Binding[], name: string): readonly Binding[] {
  if (!bindings.some(({ kind }) => kind.type === 'star')) return bindings;
  const isModule = bindings.some(({ kind }) => kind.type === 'import' && isTorchModule(kind.path));
  const kept = bindings.filter(({ kind }) => {
    if (kind.type !== 'star') return true;
    if (isModule) return false;
    return !isTorchModule(kind.path) || dropoutCallable(`${kind.path}.${name}`) !== undefined;
  });
  // A star import that surely binds the name (one of torch's) hides what came before it.
  const hiding = kept.findLastIndex(
    ({ kind, site }) => kind.type === 'star' && isTorchModule(kind.path) && site.block.parent === undefined,
  );
  return kept.slice(Math.max(hiding, 0));
}

function outermost(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent !== undefined) outer = outer.parent;
  return outer;
}
