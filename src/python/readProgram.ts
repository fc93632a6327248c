import type { SyntaxNode } from '@lezer/common';
import { readAssignment } from './assignment';
import { type Cell, childrenOf, textOf } from './cell';
import { readImport } from './importStatement';
import type { BindingKind, Block, Call, Program, Scope, ScopeKind } from './scopes';

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
    const { names, star } = readImport(this.cell, node);
    for (const { name, path, node: at } of names) this.bind(name, { type: 'import', path }, at, context);
    if (star !== undefined) context.scope.stars.push({ path: star, at: this.base + node.from });
  }

  private assign(node: SyntaxNode, context: Context): void {
    const { values, targets, annotations } = readAssignment(node);
    for (const annotation of annotations) this.children(annotation, context);
    // Python evaluates the right side first.
    for (const value of values) this.visit(value, context);
    for (const { target, value } of targets) {
      if (target.name === 'VariableName' && value !== undefined) {
        const kind: BindingKind = { type: 'value', value: { cell: this.cell, node: value } };
        this.bind(textOf(this.cell, target), kind, target, context);
      } else {
        this.bindTargets(target, target, { type: 'other' }, context);
        // The subscripts and objects of `x[f(a)] = …` are evaluated too.
        if (target.name === 'MemberExpression') this.children(target, context);
      }
    }
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
