import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from './cell';
import { bindingsOf } from './lookup';
import type { Module } from './module';
import type { Binding, NodeRef, Site } from './scopes';

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
  #needs = new Set<string>();

  constructor(private readonly module: Module) {}

  /**
   * Runs `read` and returns with its result the names of the module that it depends on. Nothing that was read
   * before is used for it.
   */
  recordNeeds<T>(read: () => T): { readonly result: T; readonly needs: ReadonlySet<string> } {
    this.#paths.clear();
    this.#numerals.clear();
    this.#needs = new Set();
    const result = read();
    return { result, needs: this.#needs };
  }

  /** Notes that what is being read depends on a name of the module, or on assignments to an attribute: `.dropout`. */
  need(name: string): void {
    this.#needs.add(name);
  }

  #bindings(name: string, site: Site): readonly Binding[] {
    return bindingsOf(name, site, this.module, () => {
      this.need(name);
      this.need('*');
    });
  }

  /**
   * The dotted path that an expression names, with aliases and imports resolved: `F.dropout` after
   * `import torch.nn.functional as F` is `torch.nn.functional.dropout`. Undefined where the expression
   * is no path from an import, or where its bindings disagree.
   */
  qualifiedName(node: SyntaxNode, site: Site): string | undefined {
    const { segment } = site;
    const properties: string[] = [];
    let root = node;
    while (root.name === 'MemberExpression') {
      const [object, dot, property, ...rest] = childrenOf(root);
      if (object === undefined || dot?.name !== '.' || property?.name !== 'PropertyName' || rest.length > 0)
        return;
      properties.unshift(textOf(segment, property));
      root = object;
    }
    if (root.name !== 'VariableName') return undefined;
    const path = this.#pathOf(textOf(segment, root), site);
    return path === undefined ? undefined : [path, ...properties].join('.');
  }

  #pathOf(name: string, site: Site): string | undefined {
    const bindings = this.#bindings(name, site);
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
    const { kind } = binding;
    if (kind.type === 'import') return kind.path;
    if (kind.type === 'star') return `${kind.path}.${name}`;
    if (kind.type !== 'value') return undefined;
    if (this.#paths.has(binding) || this.#steps >= MAX_STEPS) return this.#paths.get(binding);
    this.#steps++;
    this.#paths.set(binding, undefined);
    const path = this.qualifiedName(kind.value.node, kind.value);
    this.#paths.set(binding, path);
    this.#steps--;
    return path;
  }

  /** Whether a name is bound at only one place of the module's top level. */
  isBoundOnce(name: string): boolean {
    this.need(name);
    return this.module.bindingsOf(name).length === 1;
  }

  /** Whether the code gives a qualified name another meaning: `nn.Dropout = nn.Identity`. */
  isReplaced(qualifiedName: string): boolean {
    const name = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
    this.need(`.${name}`);
    for (const write of this.module.writesOf(name))
      if (this.qualifiedName(write.node, write) === qualifiedName) return true;
    return false;
  }

  /**
   * Finds the numeral behind an expression: a literal, with a sign or in parentheses, or a name that is assigned
   * one in the same file or notebook. The text is left unread, because a 64-bit seed fits no number.
   */
  numeral(expression: SyntaxNode, site: Site): NumeralReading {
    const node = withoutParentheses(expression);
    const { segment } = site;
    const ref = { segment, node };
    const unknown = (reason: UnknownReason): NumeralReading => ({
      known: false,
      reason,
      name: textOf(segment, node),
    });
    switch (node.name) {
      case 'Number':
        return { known: true, text: textOf(segment, node), ref };
      case 'UnaryExpression':
        return node.lastChild?.name === 'Number'
          ? { known: true, text: textOf(segment, node), ref }
          : unknown('expression');
      case 'VariableName':
        return this.#numeralOf(textOf(segment, node), site);
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
    const bindings = this.#bindings(name, site);
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
    const { kind } = binding;
    const unknown = (reason: UnknownReason): NumeralReading => ({ known: false, reason, name });
    if (kind.type === 'parameter' || kind.type === 'loop') return unknown(kind.type);
    if (kind.type === 'import' || kind.type === 'star') return unknown('imported');
    if (kind.type !== 'value') return unknown('unreadable');
    const known = this.#numerals.get(binding);
    if (known !== undefined) return known;
    if (this.#steps >= MAX_STEPS) return unknown('expression');
    this.#steps++;
    this.#numerals.set(binding, unknown('reassigned'));
    const reading = this.numeral(kind.value.node, kind.value);
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
