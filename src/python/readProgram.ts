import type { SyntaxNode } from '@lezer/common';
import { readAssignment } from './assignment';
import { type Cell, childrenOf, textOf } from './cell';
import { readImport } from './importStatement';
import type { Binding, BindingKind, Block, Call, NodeRef, Program, Scope, ScopeKind, Site } from './scopes';

/**
 * Walks the syntax trees once and notes which names each scope binds, as Python's own symbol table does
 * (https://docs.python.org/3/reference/executionmodel.html#binding-of-names), and every call with its scope.
 * The cells of a notebook share one module scope, in document order.
 */
export function readProgram(cells: readonly Cell[]): Program {
  const module = newScope('module', '', undefined);
  const found: Found = { calls: [], assignedMembers: [], nonlocals: [] };
  const block = newBlock(undefined);
  let base = 0;
  for (const cell of cells) {
    new Walker(cell, base, module, found).children(cell.tree.topNode, { scope: module, block });
    base += cell.text.length + 1;
  }
  for (const { name, binding } of found.nonlocals) {
    // The scope that owns a nonlocal name may bind it only below the function that changes it.
    let owner = binding.site.scope.parent;
    while (owner !== undefined && !(owner.kind === 'function' && owner.names.has(name))) owner = owner.parent;
    owner?.names.get(name)?.push(binding);
  }
  found.calls.sort((a, b) => a.at - b.at);
  return found;
}

interface Found {
  readonly calls: Call[];
  readonly assignedMembers: (NodeRef & Site)[];
  readonly nonlocals: { readonly name: string; readonly binding: Binding }[];
}

function newScope(kind: ScopeKind, name: string, parent: Scope | undefined): Scope {
  const names = new Map<string, Binding[]>();
  return { kind, name, parent, names, stars: [], globals: new Set(), nonlocals: new Set() };
}

function newBlock(parent: Block | undefined, { loop = false, handler = false } = {}): Block {
  return { parent, loop, handler };
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
    private readonly found: Found,
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
      case 'NamedExpression': {
        const [name, , value] = childrenOf(node);
        if (name !== undefined && value !== undefined) this.walrus(name, value, context);
        return;
      }
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
        this.argumentWalruses(node, context);
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
    this.found.calls.push({ cell: this.cell, node, callee, args, scope, block, at: this.base + node.from });
  }

  /** @param statement what has to be over before the name has its value, and starts before the value is read */
  private bind(name: string, kind: BindingKind, statement: SyntaxNode, context: Context): void {
    const { scope, block } = context;
    const isGlobal = scope.globals.has(name);
    const isNonlocal = scope.nonlocals.has(name);
    const binding: Binding = {
      kind,
      at: this.base + statement.to,
      site: { scope, block, at: this.base + statement.from },
      deferred: isGlobal || isNonlocal,
    };
    if (isNonlocal) this.found.nonlocals.push({ name, binding });
    else add((isGlobal ? this.module : scope).names, name, binding);
  }

  private import(node: SyntaxNode, context: Context): void {
    const { names, star } = readImport(this.cell, node);
    for (const { name, path } of names) this.bind(name, { type: 'import', path }, node, context);
    if (star === undefined) return;
    const site = { ...context, at: this.base + node.from };
    const kind = { type: 'star', path: star } as const;
    context.scope.stars.push({ kind, at: this.base + node.to, site, deferred: false });
  }

  private assign(node: SyntaxNode, context: Context): void {
    const { values, targets, annotations } = readAssignment(node);
    for (const annotation of annotations) this.children(annotation, context);
    // Python evaluates the right side first.
    for (const value of values) this.visit(value, context);
    for (const { target, value } of targets) {
      if (target.name === 'VariableName' && value !== undefined) {
        const kind: BindingKind = { type: 'value', value: { cell: this.cell, node: value } };
        this.bind(textOf(this.cell, target), kind, node, context);
      } else if (target.name === 'MemberExpression') {
        this.found.assignedMembers.push({
          cell: this.cell,
          node: target,
          ...context,
          at: this.base + node.from,
        });
        // The subscripts and objects of `x[f(a)] = …` are evaluated too.
        this.children(target, context);
      } else this.bindTargets(target, target, { type: 'other' }, context, node);
    }
  }

  /** `name := value`. */
  private walrus(name: SyntaxNode, value: SyntaxNode, context: Context): void {
    this.visit(value, context);
    // A walrus in a comprehension binds in the scope around it.
    let scope = context.scope;
    while (scope.kind === 'comprehension' && scope.parent !== undefined) scope = scope.parent;
    const kind: BindingKind = { type: 'value', value: { cell: this.cell, node: value } };
    // Whether it runs depends on the expression around it (`a and (p := 1)`), so it gets a block of its own.
    this.bind(textOf(this.cell, name), kind, value, { scope, block: newBlock(context.block) });
  }

  /** Among arguments a walrus has no node of its own. */
  private argumentWalruses(args: SyntaxNode, context: Context): void {
    for (const operator of args.getChildren('AssignOp')) {
      const { prevSibling: name, nextSibling: value } = operator;
      if (name !== null && value !== null && textOf(this.cell, operator) === ':=')
        this.walrus(name, value, context);
    }
  }

  /** Binds every plain name among the siblings from `first` to `last` and in tuples and lists of them. */
  private bindTargets(
    first: SyntaxNode | null,
    last: SyntaxNode | null,
    kind: BindingKind,
    context: Context,
    statement?: SyntaxNode,
  ): void {
    for (let node = first; node !== null; node = node.nextSibling) {
      if (node.name === 'VariableName') this.bind(textOf(this.cell, node), kind, statement ?? node, context);
      else if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(node.name)) {
        this.bindTargets(node.firstChild, node.lastChild, kind, context, statement);
      } else if (/^(?:AssignOp|UpdateOp|:)$/.test(node.name)) return;
      if (last !== null && node.from >= last.from) return;
    }
  }

  private scopeStatement(node: SyntaxNode, { scope }: Context): void {
    const [keyword, ...names] = childrenOf(node);
    const declared = keyword?.name === 'global' ? scope.globals : scope.nonlocals;
    for (const name of names) if (name.name === 'VariableName') declared.add(textOf(this.cell, name));
  }

  private function(node: SyntaxNode, context: Context): void {
    const name = node.getChild('VariableName');
    if (name !== null) this.bind(textOf(this.cell, name), { type: 'other' }, name, context);
    const scope = newScope('function', name === null ? '' : textOf(this.cell, name), context.scope);
    const inner: Context = { scope, block: newBlock(undefined) };
    for (const parameter of node.getChild('TypeParamList')?.getChildren('TypeParam') ?? []) {
      this.bindTargets(parameter.firstChild, parameter.lastChild, { type: 'other' }, inner);
    }
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
    if (body !== null) this.children(body, { scope, block: newBlock(context.block) });
  }

  private forTargets(node: SyntaxNode, context: Context): void {
    const loop: Context = { ...context, block: newBlock(context.block, { loop: true }) };
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
        this.children(child, { ...context, block: newBlock(context.block, { loop, handler }) });
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
    const block: Block = newBlock(context.block, { loop: true });
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

function add(names: Map<string, Binding[]>, name: string, binding: Binding): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, [binding]);
  else known.push(binding);
}
