import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from './cell';
import { type Binding, isWithin, type NodeRef, outermostLoop, type Scope, type Site } from './scopes';
import { dropoutCallable, isTorchModule } from './torchNames';

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

/** Longer chains of names are machine-made; following them would only exhaust the stack. */
const MAX_STEPS = 100;

/**
 * Follows names to what they stand for, as far as the file or notebook itself tells. Every binding is followed
 * at most once; what goes round in a circle stays unknown.
 */
export class Resolver {
  readonly #paths = new Map<Binding, string | undefined>();
  readonly #numerals = new Map<Binding, NumeralReading>();
  #steps = 0;

  /**
   * The dotted path that an expression names, with aliases and imports resolved: `F.dropout` after
   * `import torch.nn.functional as F` is `torch.nn.functional.dropout`. Undefined where the expression
   * is no path from an import, or where its bindings disagree.
   */
  qualifiedName(ref: NodeRef, site: Site): string | undefined {
    const { cell, node } = ref;
    const properties: string[] = [];
    let root = node;
    while (root.name === 'MemberExpression') {
      const [object, dot, property, ...rest] = childrenOf(root);
      if (object === undefined || dot?.name !== '.' || property?.name !== 'PropertyName' || rest.length > 0)
        return;
      properties.unshift(textOf(cell, property));
      root = object;
    }
    if (root.name !== 'VariableName') return undefined;
    const path = this.#pathOf(textOf(cell, root), site);
    return path === undefined ? undefined : [path, ...properties].join('.');
  }

  #pathOf(name: string, site: Site): string | undefined {
    const found = bindingsOf(name, site);
    const bindings = withoutHiddenStars(found, name);
    // `try: import torch … except ImportError: torch = None`: where torch is missing nothing runs at all.
    const sure = bindings.filter((binding) => !binding.site.block.handler || bindings.length === 1);
    let path: string | undefined;
    for (const binding of sure) {
      const next = this.#bindingPath(binding, name);
      if (next === undefined || (path !== undefined && path !== next)) return undefined;
      path = next;
    }
    return path;
  }

  #bindingPath(binding: Binding, name: string): string | undefined {
    const { kind, site } = binding;
    if (kind.type === 'import') return kind.path;
    if (kind.type === 'star') return `${kind.path}.${name}`;
    if (kind.type !== 'value') return undefined;
    if (this.#paths.has(binding) || this.#steps >= MAX_STEPS) return this.#paths.get(binding);
    this.#steps++;
    this.#paths.set(binding, undefined);
    const path = this.qualifiedName(kind.value, site);
    this.#paths.set(binding, path);
    this.#steps--;
    return path;
  }

  /**
   * Finds the numeral behind an expression: a literal, with a sign or in parentheses, or a name that is assigned
   * one in the same file or notebook. The text is left unread, because a 64-bit seed fits no number.
   */
  numeral({ cell, node: expression }: NodeRef, site: Site): NumeralReading {
    const node = withoutParentheses(expression);
    const ref = { cell, node };
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
      case 'VariableName':
        return this.#numeralOf(textOf(cell, node), site);
      case 'MemberExpression':
        return unknown(node.getChild('PropertyName') === null ? 'subscript' : 'attribute');
      case 'Boolean':
        return unknown('boolean');
      default:
        return unknown(node.type.isError ? 'incomplete' : 'expression');
    }
  }

  #numeralOf(name: string, site: Site): NumeralReading {
    const unknown = (reason: UnknownReason): NumeralReading => ({ known: false, reason, name });
    const bindings = withoutHiddenStars(bindingsOf(name, site), name);
    let reading: NumeralReading | undefined;
    for (const binding of bindings) {
      const next = this.#bindingNumeral(binding, name);
      const agrees = reading === undefined || (reading.known && next.known && reading.text === next.text);
      if (!agrees) return unknown('reassigned');
      reading = next;
    }
    return reading ?? unknown('undefined');
  }

  #bindingNumeral(binding: Binding, name: string): NumeralReading {
    const { kind, site } = binding;
    const unknown = (reason: UnknownReason): NumeralReading => ({ known: false, reason, name });
    if (kind.type === 'parameter' || kind.type === 'loop') return unknown(kind.type);
    if (kind.type === 'import' || kind.type === 'star') return unknown('imported');
    if (kind.type === 'other') return unknown('unreadable');
    const known = this.#numerals.get(binding);
    if (known !== undefined) return known;
    if (this.#steps >= MAX_STEPS) return unknown('expression');
    this.#steps++;
    this.#numerals.set(binding, unknown('reassigned'));
    const reading = this.numeral(kind.value, site);
    this.#numerals.set(binding, reading);
    this.#steps--;
    return reading;
  }
}

function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.name === 'ParenthesizedExpression' && inner.firstChild?.nextSibling)
    inner = inner.firstChild.nextSibling;
  return inner;
}

/** The bindings of a name that can be in force at a place, in document order; none where nothing binds it. */
function bindingsOf(name: string, site: Site): readonly Binding[] {
  let inFrame = true;
  for (let scope: Scope | undefined = site.scope; scope !== undefined; scope = scope.parent) {
    if (scope.globals.has(name)) {
      inFrame = false;
      scope = outermost(scope);
    }
    const visible = scope.kind !== 'class' || scope === site.scope;
    const named = visible ? (scope.names.get(name) ?? []) : [];
    const all = [...named, ...(visible ? scope.stars : [])].sort((a, b) => a.at - b.at);
    if (all.length > 0) {
      const bindings = inFrame && scope.kind !== 'comprehension' ? inForce(all, site) : all;
      // A function's own name is local throughout; elsewhere an unbound name is looked up further out.
      if (bindings.length > 0 || (scope.kind === 'function' && named.length > 0)) return bindings;
    }
    if (scope.kind === 'function') inFrame = false;
  }
  return [];
}

/**
 * Of a scope's bindings of one name, those that can be in force at a place of the same run: back to the
 * last one that surely happened, within a loop those of the round before, and what other functions change.
 */
function inForce(all: readonly Binding[], site: Site): readonly Binding[] {
  const own = all.filter((binding) => !binding.deferred);
  const before = own.filter((binding) => binding.at <= site.at);
  const sure = before.findLastIndex(
    (binding) => binding.kind.type !== 'star' && isWithin(site.block, binding.site.block),
  );
  const loop = outermostLoop(site.block);
  const again =
    loop === undefined ? [] : own.filter(({ at, site: { block } }) => at > site.at && isWithin(block, loop));
  const deferred = all.filter((binding) => binding.deferred);
  return [...before.slice(Math.max(sure, 0)), ...again, ...deferred];
}

/**
 * Leaves out star imports that do not matter for a name: torch's own that have no such name, and, where the name
 * is imported as one of torch's modules, all others, for what they would hide it with is torch as well.
 */
function withoutHiddenStars(bindings: readonly Binding[], name: string): readonly Binding[] {
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
