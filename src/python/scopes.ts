import type { SyntaxNode } from '@lezer/common';
import { type Cell, childrenOf, textOf } from './cell';

/** A stretch of code that runs as a whole or not at all: a body, a branch, a loop. */
export interface Block {
  readonly parent: Block | undefined;
  readonly loop: boolean;
  /** An `except` body: what it binds stands in for an import that failed. */
  readonly handler: boolean;
}

export type ScopeKind = 'module' | 'class' | 'function' | 'comprehension';

export interface Scope {
  readonly kind: ScopeKind;
  /** The function's or class's name, '' where it has none. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly names: Map<string, Binding[]>;
  /** Modules of `from … import *`, in order. */
  readonly stars: { readonly path: string; readonly at: number }[];
  /** Names declared `global` here. */
  readonly globals: Set<string>;
}

/** A place in the reader's code. */
export interface NodeRef {
  readonly cell: Cell;
  readonly node: SyntaxNode;
}

export type BindingKind =
  | { readonly type: 'import'; readonly path: string }
  | { readonly type: 'value'; readonly value: NodeRef }
  | { readonly type: 'parameter' }
  | { readonly type: 'loop' }
  | { readonly type: 'other' };

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** Position in document order, over all cells. */
  readonly at: number;
  readonly block: Block;
  readonly ref: NodeRef;
}

/** Where code stands: what it sees and when it runs. */
export interface Site {
  readonly scope: Scope;
  readonly block: Block;
  readonly at: number;
}

export interface Call extends Site, NodeRef {
  readonly callee: SyntaxNode;
  readonly args: SyntaxNode;
}

/** Everything one walk over the cells finds: the module scope with all names bound in it and below, and every call. */
export interface Program {
  readonly module: Scope;
  readonly calls: readonly Call[];
}

/**
 * Walks the syntax trees once and notes which names each scope binds, as Python's own symbol table does
 * (https://docs.python.org/3/reference/executionmodel.html#binding-of-names), and every call with its scope.
 * The cells of a notebook share one module scope, in document order.
 */
export function readProgram(cells: readonly Cell[]): Program {
  const module = newScope('module', '', undefined);
  const calls: Call[] = [];
  const block: Block = { parent: undefined, loop: false, handler: false };
  let base = 0;
  for (const cell of cells) {
    new Walker(cell, base, module, calls).children(cell.tree.topNode, { scope: module, block });
    base += cell.text.length + 1;
  }
  return { module, calls };
}

function newScope(kind: ScopeKind, name: string, parent: Scope | undefined): Scope {
  return { kind, name, parent, names: new Map(), stars: [], globals: new Set() };
}

interface Context {
  readonly scope: Scope;
  readonly block: Block;
}

/** Deeper nesting is machine-made; following it would only exhaust the stack. */
const MAX_DEPTH = 400;

class Walker {
  private depth = 0;

  constructor(
    private readonly cell: Cell,
    /** Where this cell starts in document order. */
    private readonly base: number,
    private readonly module: Scope,
    private readonly calls: Call[],
  ) {}

  children(node: SyntaxNode, context: Context): void {
    if (this.depth >= MAX_DEPTH) return;
    this.depth++;
    for (let child = node.firstChild; child !== null; child = child.nextSibling) this.visit(child, context);
    this.depth--;
  }

  private visit(node: SyntaxNode, context: Context): void {
    switch (node.name) {
      case 'ImportStatement':
        this.import(node, context);
        return;
      case 'AssignStatement':
        this.assign(node, context);
        return;
      case 'NamedExpression':
        this.namedExpression(node, context);
        return;
      case 'UpdateStatement':
      case 'DeleteStatement':
      case 'TypeDefinition':
        this.bindTargets(node.firstChild, node.lastChild, { type: 'other' }, context);
        break;
      case 'ScopeStatement':
        this.scopeStatement(node, context);
        return;
      case 'FunctionDefinition':
      case 'LambdaExpression':
        this.function(node, context);
        return;
      case 'ClassDefinition':
        this.class(node, context);
        return;
      case 'ForStatement':
        this.forTargets(node, context);
        this.branches(node, context);
        return;
      case 'IfStatement':
      case 'WhileStatement':
      case 'TryStatement':
      case 'MatchClause':
        this.branches(node, context);
        return;
      case 'WithStatement':
        this.asTargets(node, context);
        break;
      case 'CapturePattern':
      case 'AsPattern':
        this.bindTargets(node.lastChild, node.lastChild, { type: 'other' }, context);
        break;
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        this.comprehension(node, context);
        return;
      case 'ArgList':
        // A lone generator as the only argument has no node of its own.
        if (node.getChild('for') !== null) {
          this.comprehension(node, context);
          return;
        }
        break;
      case 'CallExpression':
        this.call(node, context);
        break;
    }
    this.children(node, context);
  }

  private call(node: SyntaxNode, { scope, block }: Context): void {
    const callee = node.firstChild;
    const args = node.getChild('ArgList');
    if (callee === null || args === null) return;
    if (callee.name !== 'VariableName' && callee.name !== 'MemberExpression') return;
    this.calls.push({ cell: this.cell, node, callee, args, scope, block, at: this.base + node.from });
  }

  private bind(name: string, kind: BindingKind, node: SyntaxNode, context: Context): void {
    const scope = context.scope.globals.has(name) ? this.module : context.scope;
    // What a function binds in another scope happens when it is called, if ever.
    const block = scope === context.scope ? context.block : { parent: undefined, loop: true, handler: false };
    const binding = { name, kind, at: this.base + node.from, block, ref: { cell: this.cell, node } };
    const known = scope.names.get(name);
    if (known === undefined) scope.names.set(name, [binding]);
    else known.push(binding);
  }

  private import(node: SyntaxNode, context: Context): void {
    const parts = childrenOf(node).map((child) => ({ child, text: textOf(this.cell, child) }));
    if (parts[0]?.text === 'from') {
      const split = parts.findIndex(({ child }) => child.name === 'import');
      if (split < 0) return;
      const path = parts
        .slice(1, split)
        .map(({ text }) => text)
        .join('');
      this.importedNames(
        parts.slice(split + 1),
        context,
        (name) => ({ bound: name, path: `${path}.${name}` }),
        path,
      );
    } else {
      // `import a.b` binds `a` to the package itself; `import a.b as c` binds `c` to the module.
      this.importedNames(parts.slice(1), context, (name, renamed) =>
        renamed
          ? { bound: name, path: name }
          : { bound: name.replace(/\..*$/s, ''), path: name.replace(/\..*$/s, '') },
      );
    }
  }

  private importedNames(
    parts: readonly { readonly child: SyntaxNode; readonly text: string }[],
    context: Context,
    meaning: (name: string, renamed: boolean) => { readonly bound: string; readonly path: string },
    starPath = '',
  ): void {
    let name = '';
    let alias: string | undefined;
    let last: SyntaxNode | undefined;
    const flush = (): void => {
      if (name !== '' && last !== undefined) {
        const { bound, path } = meaning(name, alias !== undefined);
        this.bind(alias ?? bound, { type: 'import', path }, last, context);
      }
      name = '';
      alias = undefined;
    };
    for (const { child, text } of parts) {
      if (child.name === ',') flush();
      else if (child.name === '*') context.scope.stars.push({ path: starPath, at: this.base + child.from });
      else if (child.name === 'as') alias = '';
      else if (child.name === '.') name += '.';
      else if (child.name === 'VariableName') {
        if (alias === undefined) name += text;
        else alias = text;
        last = child;
      }
    }
    if (alias !== '') flush();
  }

  /** `a = b = value`, `a, b = 1, 2`, `a: float = value`. */
  private assign(node: SyntaxNode, context: Context): void {
    const groups: SyntaxNode[][] = [[]];
    for (const child of childrenOf(node)) {
      if (child.name === 'AssignOp') groups.push([]);
      else if (child.name === 'TypeDef') this.children(child, context);
      else groups.at(-1)?.push(child);
    }
    const values = groups.length > 1 ? (groups.pop() ?? []) : [];
    // Python evaluates the right side first.
    for (const value of values) this.visit(value, context);
    for (const target of groups) this.assignGroup(target, values, context);
  }

  private assignGroup(target: readonly SyntaxNode[], values: readonly SyntaxNode[], context: Context): void {
    const names = elements(target);
    const parts = elements(values);
    const starred = [...target, ...values].some((node) => node.name === '*' || node.type.isError);
    names.forEach((name, index) => {
      const value = parts[index];
      const paired = !starred && value !== undefined && names.length === parts.length;
      if (name.name === 'VariableName' && paired) {
        this.bind(
          textOf(this.cell, name),
          { type: 'value', value: { cell: this.cell, node: value } },
          name,
          context,
        );
      } else {
        this.bindTargets(name, name, { type: 'other' }, context);
        // The subscripts and objects of `x[f(a)] = …` are evaluated too.
        if (name.name === 'MemberExpression') this.children(name, context);
      }
    });
  }

  private namedExpression(node: SyntaxNode, context: Context): void {
    const [name, , value] = childrenOf(node);
    if (name === undefined || value === undefined) return;
    this.visit(value, context);
    // A walrus in a comprehension binds in the scope around it.
    let scope = context.scope;
    while (scope.kind === 'comprehension' && scope.parent !== undefined) scope = scope.parent;
    const kind: BindingKind = { type: 'value', value: { cell: this.cell, node: value } };
    this.bind(textOf(this.cell, name), kind, name, { scope, block: context.block });
  }

  /** Binds every plain name among the siblings from `first` to `last` and in tuples and lists of them. */
  private bindTargets(
    first: SyntaxNode | null,
    last: SyntaxNode | null,
    kind: BindingKind,
    context: Context,
  ): void {
    for (let node = first; node !== null; node = node.nextSibling) {
      if (node.name === 'VariableName') this.bind(textOf(this.cell, node), kind, node, context);
      else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name)) {
        this.bindTargets(node.firstChild, node.lastChild, kind, context);
      } else if (/^(?:AssignOp|UpdateOp|:)$/.test(node.name)) return;
      if (last !== null && node.from >= last.from) return;
    }
  }

  private scopeStatement(node: SyntaxNode, context: Context): void {
    const [keyword, ...names] = childrenOf(node);
    for (const name of names) {
      if (name.name !== 'VariableName') continue;
      const text = textOf(this.cell, name);
      // `nonlocal` is rare enough to be read as "changed somewhere else".
      if (keyword?.name === 'global') context.scope.globals.add(text);
      else
        this.bind(text, { type: 'other' }, name, {
          ...context,
          scope: context.scope.parent ?? context.scope,
        });
    }
  }

  private function(node: SyntaxNode, context: Context): void {
    const name = node.getChild('VariableName');
    if (name !== null) this.bind(textOf(this.cell, name), { type: 'other' }, name, context);
    const scope = newScope('function', name === null ? '' : textOf(this.cell, name), context.scope);
    const inner: Context = { scope, block: { parent: undefined, loop: false, handler: false } };
    const parameters = node.getChild('ParamList');
    let inDefault = false;
    for (const child of parameters === null ? [] : childrenOf(parameters)) {
      if (child.name === ',') inDefault = false;
      else if (child.name === 'AssignOp') inDefault = true;
      else if (child.name === 'VariableName' && !inDefault) {
        this.bind(textOf(this.cell, child), { type: 'parameter' }, child, inner);
      } else this.visit(child, context); // defaults and annotations belong to the scope around the function
    }
    let afterParameters = parameters === null;
    for (const child of childrenOf(node)) {
      if (child.name === 'ParamList') afterParameters = true;
      else if (child.name === 'Body') this.children(child, inner);
      else if (child.name === 'TypeDef') this.children(child, context);
      // A lambda's body is an expression without a Body of its own.
      else if (node.name === 'LambdaExpression' && afterParameters) this.visit(child, inner);
    }
  }

  private class(node: SyntaxNode, context: Context): void {
    const name = node.getChild('VariableName');
    const bases = node.getChild('ArgList');
    if (bases !== null) this.children(bases, context);
    if (name !== null) this.bind(textOf(this.cell, name), { type: 'other' }, name, context);
    const scope = newScope('class', name === null ? '' : textOf(this.cell, name), context.scope);
    const body = node.getChild('Body');
    // A class body runs where it stands.
    if (body !== null)
      this.children(body, { scope, block: { parent: context.block, loop: false, handler: false } });
  }

  private forTargets(node: SyntaxNode, context: Context): void {
    const loop: Context = { ...context, block: { parent: context.block, loop: true, handler: false } };
    for (const child of childrenOf(node)) {
      if (child.name === 'in') return;
      if (child.name !== 'for') this.bindTargets(child, child, { type: 'loop' }, loop);
    }
  }

  /** Statements whose bodies may or may not run; each body is a block of its own. */
  private branches(node: SyntaxNode, context: Context): void {
    const loop = node.name === 'ForStatement' || node.name === 'WhileStatement';
    let handler = false;
    let afterAs = false;
    for (const child of childrenOf(node)) {
      if (child.name === 'except') handler = true;
      else if (child.name === 'else' || child.name === 'finally') handler = false;
      if (child.name === 'Body') {
        this.children(child, { ...context, block: { parent: context.block, loop, handler } });
      } else if (afterAs) this.bindTargets(child, child, { type: 'other' }, context);
      else if (child.name !== 'as') this.visit(child, context);
      afterAs = child.name === 'as';
    }
  }

  private asTargets(node: SyntaxNode, context: Context): void {
    for (const as of node.getChildren('as')) {
      const target = as.nextSibling;
      if (target !== null) this.bindTargets(target, target, { type: 'other' }, context);
    }
  }

  private comprehension(node: SyntaxNode, context: Context): void {
    const scope = newScope('comprehension', '', context.scope);
    const block: Block = { parent: context.block, loop: true, handler: false };
    const inner: Context = { scope, block };
    let inTarget = false;
    for (const child of childrenOf(node)) {
      if (child.name === 'for') inTarget = true;
      else if (child.name === 'in') inTarget = false;
      else if (inTarget) this.bindTargets(child, child, { type: 'loop' }, inner);
    }
    inTarget = false;
    for (const child of childrenOf(node)) {
      if (child.name === 'for') inTarget = true;
      else if (child.name === 'in') inTarget = false;
      else if (!inTarget) this.visit(child, inner);
    }
  }
}

/** The elements of `a, b` or `(a, b)` or `[a, b]`; a lone expression is its own only element. */
function elements(nodes: readonly SyntaxNode[]): SyntaxNode[] {
  const [only, ...rest] = nodes;
  if (only === undefined) return [];
  if (rest.length === 0 && (only.name === 'TupleExpression' || only.name === 'ArrayExpression')) {
    return childrenOf(only).filter((child) => !/^[()[\],]$/.test(child.name));
  }
  return nodes.filter((node) => node.name !== ',');
}
