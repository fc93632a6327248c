import { childrenOf, textOf } from './cell';
import type { Binding, Block, NodeRef, Scope, Site } from './scopes';

/** Why a number in the reader's code is not known. The editor turns the code into a sentence. */
export type UnknownReason =
  /** A parameter of the function around it. */
  | 'parameter'
  /** A loop variable. */
  | 'loop'
  /** An attribute such as `self.p` or `config.dropout`. */
  | 'attribute'
  /** A subscript such as `config["dropout"]`. */
  | 'subscript'
  /** Any other expression. */
  | 'expression'
  /** Assigned more than once, with different values. */
  | 'reassigned'
  /** Imported from another module. */
  | 'imported'
  /** A name that nothing in the file or notebook assigns. */
  | 'undefined'
  /** A name bound by something that has no readable value: `with`, `def`, unpacking, … */
  | 'unreadable'
  /** `True` or `False` in the place of a probability. */
  | 'boolean'
  /** Passed through `*args` or `**kwargs`. */
  | 'unpacked'
  /** The call does not fit the signature, or is still being typed. */
  | 'incomplete';

/** A number's text read off the code, with the place where it is written, or the reason why it is unknown. */
export type NumeralReading =
  | { readonly known: true; readonly text: string; readonly ref: NodeRef }
  | { readonly known: false; readonly reason: UnknownReason; readonly name: string };

/** How many names may stand for one another before we stop following them. */
const MAX_STEPS = 16;

/** What a name may mean at a place: the bindings that can be in force there. */
function bindingsOf(name: string, site: Site): { readonly bindings: readonly Binding[] } | undefined {
  let inFrame = true;
  for (let scope: Scope | undefined = site.scope; scope !== undefined; scope = scope.parent) {
    const visible = scope.kind !== 'class' || scope === site.scope;
    const all = visible ? scope.names.get(name) : undefined;
    if (all !== undefined) {
      const bindings = inFrame && scope.kind !== 'comprehension' ? inForce(all, site) : all;
      // A function's own name is local throughout; elsewhere an unbound name is looked up further out.
      if (bindings.length > 0 || scope.kind === 'function') return { bindings };
    }
    if (scope.kind === 'function') inFrame = false;
  }
  return undefined;
}

/**
 * Of a scope's bindings of one name, those that can be in force at a place of the same run: back to the
 * last one that surely happened, and, within a loop, those of the round before.
 */
function inForce(all: readonly Binding[], site: Site): readonly Binding[] {
  const before = all.filter((binding) => binding.at < site.at);
  const sure = before.findLastIndex((binding) => isWithin(site.block, binding.block));
  const loop = outermostLoop(site.block);
  const again =
    loop === undefined ? [] : all.filter((binding) => binding.at >= site.at && isWithin(binding.block, loop));
  return [...before.slice(Math.max(sure, 0)), ...again];
}

function isWithin(block: Block, ancestor: Block): boolean {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at === ancestor) return true;
  return false;
}

function outermostLoop(block: Block): Block | undefined {
  let loop: Block | undefined;
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) if (at.loop) loop = at;
  return loop;
}

/** Where a binding's value stands, for resolving the names in it. */
function siteOf(binding: Binding, site: Site): Site {
  let scope: Scope | undefined = site.scope;
  while (scope !== undefined && scope.names.get(binding.name)?.includes(binding) !== true)
    scope = scope.parent;
  return { scope: scope ?? site.scope, block: binding.block, at: binding.at };
}

/**
 * The dotted path that an expression names, with aliases and imports resolved: `F.dropout` after
 * `import torch.nn.functional as F` is `torch.nn.functional.dropout`. Undefined where the expression
 * is no path from an import, or where its bindings disagree.
 */
export function qualifiedName(ref: NodeRef, site: Site, steps = 0): string | undefined {
  if (steps > MAX_STEPS) return undefined;
  const { cell, node } = ref;
  if (node.name === 'MemberExpression') {
    const [object, dot, property, ...rest] = childrenOf(node);
    if (object === undefined || dot?.name !== '.' || property?.name !== 'PropertyName' || rest.length > 0)
      return;
    const path = qualifiedName({ cell, node: object }, site, steps + 1);
    return path === undefined ? undefined : `${path}.${textOf(cell, property)}`;
  }
  if (node.name !== 'VariableName') return undefined;
  const name = textOf(cell, node);
  const found = bindingsOf(name, site);
  if (found === undefined) return fromStarImport(name, site);
  const paths = found.bindings
    // `try: import torch … except ImportError: torch = None`: where torch is missing nothing runs at all.
    .filter((binding) => !binding.block.handler || found.bindings.length === 1)
    .map((binding) => {
      if (binding.kind.type === 'import') return binding.kind.path;
      if (binding.kind.type === 'value')
        return qualifiedName(binding.kind.value, siteOf(binding, site), steps + 1);
      return undefined;
    });
  return paths.every((path) => path === paths[0]) ? paths[0] : undefined;
}

/** A name that nothing binds comes from the last star import before it; an earlier one may be hidden by it. */
function fromStarImport(name: string, site: Site): string | undefined {
  for (let scope: Scope | undefined = site.scope; scope !== undefined; scope = scope.parent) {
    const star = scope.stars.at(-1);
    if (star !== undefined) return `${star.path}.${name}`;
  }
  return undefined;
}

/**
 * Finds the numeral behind an expression: a literal, with a sign or in parentheses, or a name that is assigned
 * one in the same file or notebook. The text is left unread, because a 64-bit seed fits no number.
 */
export function readNumeral(ref: NodeRef, site: Site, steps = 0): NumeralReading {
  const { cell, node } = ref;
  const unknown = (reason: UnknownReason): NumeralReading => ({
    known: false,
    reason,
    name: textOf(cell, node),
  });
  switch (node.name) {
    case 'Number':
      return { known: true, text: textOf(cell, node), ref };
    case 'UnaryExpression':
      return node.lastChild?.name === 'Number'
        ? { known: true, text: textOf(cell, node), ref }
        : unknown('expression');
    case 'ParenthesizedExpression': {
      const inner = node.firstChild?.nextSibling ?? null;
      return inner === null ? unknown('incomplete') : readNumeral({ cell, node: inner }, site, steps);
    }
    case 'VariableName':
      return readName(ref, site, steps);
    case 'MemberExpression':
      return unknown(node.getChild('PropertyName') === null ? 'subscript' : 'attribute');
    case 'Boolean':
      return unknown('boolean');
    default:
      return unknown(node.type.isError ? 'incomplete' : 'expression');
  }
}

function readName(ref: NodeRef, site: Site, steps: number): NumeralReading {
  const name = textOf(ref.cell, ref.node);
  const unknown = (reason: UnknownReason): NumeralReading => ({ known: false, reason, name });
  if (steps > MAX_STEPS) return unknown('expression');
  const found = bindingsOf(name, site);
  const readings = (found?.bindings ?? []).map((binding): NumeralReading => {
    switch (binding.kind.type) {
      case 'value':
        return readNumeral(binding.kind.value, siteOf(binding, site), steps + 1);
      case 'parameter':
      case 'loop':
        return unknown(binding.kind.type);
      case 'import':
        return unknown('imported');
      case 'other':
        return unknown('unreadable');
    }
  });
  const [first, ...others] = readings;
  if (first === undefined) return unknown('undefined');
  const agree = others.every((other) => other.known && first.known && other.text === first.text);
  return agree ? first : unknown('reassigned');
}
