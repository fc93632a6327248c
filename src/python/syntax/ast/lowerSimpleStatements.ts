import type { SyntaxNode } from '@lezer/common';
import { readImport } from '../importStatement';
import type { BinaryOperator, Expression, Statement } from './ast';
import { ExpressionLowering } from './lowerExpressions';

/** What `__future__` has that old and new versions take alike; all but the annotations does nothing any more. */
const FEATURES: ReadonlySet<string> = new Set(
  'annotations division print_function absolute_import unicode_literals with_statement generator_stop'.split(
    ' ',
  ),
);

/** Statements without a body: what Python's grammar calls simple. */
export abstract class SimpleStatementLowering extends ExpressionLowering {
  protected loops = 0;

  /** A statement without a body: none for what only has an effect on scopes, undefined where it is another one. */
  protected simpleStatement(node: SyntaxNode): Statement[] | undefined {
    const place = this.place(node);
    const children = this.children(node);
    switch (node.name) {
      case 'AssignStatement':
        return [this.assign(node, children)];
      case 'UpdateStatement': {
        const split = children.findIndex(({ name }) => name === 'UpdateOp');
        const operator = children[split];
        const target = this.listOf(children.slice(0, split), node);
        if (target.type !== 'Name' && target.type !== 'Attribute' && target.type !== 'Subscript')
          this.broken();
        this.bindTarget(target, false);
        const value = this.listOf(children.slice(split + 1), node);
        const text = operator === undefined ? '' : this.text(operator).slice(0, -1);
        return [{ type: 'AugmentedAssign', target, operator: text as BinaryOperator, value, ...place }];
      }
      case 'ExpressionStatement': {
        const value = this.listOf(children, node);
        const silenced = /^[ \t]*;/.test(this.cell.text.slice(node.to));
        return [{ type: 'ExpressionStatement', value, silenced, ...this.place(value) }];
      }
      case 'YieldStatement': {
        const value = this.yield(node);
        return [{ type: 'ExpressionStatement', value, silenced: false, ...place }];
      }
      case 'DeleteStatement':
        return [this.delete(children.slice(1), node)];
      case 'PassStatement':
        return [{ type: 'Pass', ...place }];
      case 'BreakStatement':
      case 'ContinueStatement':
        if (this.loops === 0) this.uncompilable();
        return [{ type: node.name === 'BreakStatement' ? 'Break' : 'Continue', ...place }];
      case 'ReturnStatement': {
        if (this.scope.kind !== 'function') this.uncompilable();
        const values = children.slice(1);
        return [
          { type: 'Return', value: values.length === 0 ? undefined : this.listOf(values, node), ...place },
        ];
      }
      case 'RaiseStatement': {
        const [, exception, from, cause] = children;
        if (from !== undefined && from.name !== 'from') this.broken();
        return [
          {
            type: 'Raise',
            exception: exception && this.expression(exception),
            cause: cause && this.expression(cause),
            ...place,
          },
        ];
      }
      case 'AssertStatement': {
        const [, condition, , message, more] = children;
        if (condition === undefined || more !== undefined) {
          this.broken();
          return [];
        }
        if (children.length === 3) this.broken();
        return [
          {
            type: 'Assert',
            condition: this.expression(condition),
            message: message && this.expression(message),
            ...place,
          },
        ];
      }
      case 'ImportStatement':
        return [this.import(node)];
      case 'ScopeStatement':
        return this.scopeStatement(children);
      default:
        return undefined;
    }
  }

  protected unsupportedStatement(node: SyntaxNode, what: string): Statement {
    // The names that it may bind, so that they are known to belong to this scope.
    const cursor = node.cursor();
    do {
      if (cursor.name === 'VariableName') this.scope.locals.add(this.text(cursor));
    } while (cursor.next() && cursor.from < node.to);
    return { type: 'UnsupportedStatement', what, ...this.place(node) };
  }

  private assign(node: SyntaxNode, children: SyntaxNode[]): Statement {
    const groups: SyntaxNode[][] = [[]];
    let annotation: SyntaxNode | undefined;
    for (const child of children) {
      if (child.name === 'AssignOp') groups.push([]);
      else if (child.name === 'TypeDef') annotation = child;
      else groups.at(-1)?.push(child);
    }
    const place = this.place(node);
    const values = groups.length > 1 ? groups.pop() : undefined;
    const value = values && this.listOf(values, node);
    const targets = groups.map((group) => this.target(group, node));
    const [target] = targets;
    if (annotation !== undefined && target !== undefined) {
      const annotated = this.children(annotation).at(-1);
      if (targets.length > 1 || target.type === 'Tuple' || target.type === 'List') this.broken();
      const type = annotated === undefined ? this.unsupported(node, 'this') : this.expression(annotated);
      return { type: 'AnnotatedAssign', target, annotation: type, value, ...place };
    }
    return { type: 'Assign', targets, value: value ?? this.unsupported(node, 'this'), ...place };
  }

  private delete(nodes: readonly SyntaxNode[], around: SyntaxNode): Statement {
    const targets = this.elements(nodes);
    if (targets.length === 0) this.broken();
    const check = (target: Expression): void => {
      if (target.type === 'Tuple' || target.type === 'List') target.elements.forEach(check);
      else if (target.type === 'Starred') this.broken();
      else this.bindTarget(target, false);
    };
    targets.forEach(check);
    return { type: 'Delete', targets, ...this.place(around) };
  }

  private import(node: SyntaxNode): Statement {
    const place = this.place(node);
    const { names, star } = readImport(this.cell, node);
    const isFrom = node.firstChild?.name === 'from';
    if (isFrom) {
      const split = this.children(node).findIndex(({ name }) => name === 'import');
      const module = this.children(node)
        .slice(1, split)
        .map((part) => this.text(part))
        .join('');
      for (const { name } of names) this.bind(name);
      if (star !== undefined && this.scope.kind !== 'module') this.uncompilable();
      if (star === undefined && names.length === 0) this.broken();
      if (node.lastChild?.name === ',') this.broken();
      const imported = names.map(({ name, path }) => ({ name: path.slice(module.length + 1), as: name }));
      if (imported.some(({ name }) => name.includes('.'))) this.broken();
      if (
        module === '__future__' &&
        !(this.isAtStart(node) && imported.every(({ name }) => FEATURES.has(name)))
      )
        this.unsure();
      return { type: 'ImportFrom', module, names: imported, star: star !== undefined, ...place };
    }
    if (names.length === 0 || node.getChild('(') !== null || node.lastChild?.name === ',') this.broken();
    const clauses = this.text(node)
      .replace(/\\\r?\n/g, ' ')
      .slice('import'.length)
      .split(',')
      .map((clause) => clause.trim().split(/\s/)[0] ?? '');
    for (const { name } of names) this.bind(name);
    return {
      type: 'Import',
      names: names.map(({ name, path }, i) => ({ name, path, imported: clauses[i] ?? path })),
      ...place,
    };
  }

  /** Whether nothing stands before a statement but comments, a docstring and imports of the same kind. */
  private isAtStart(node: SyntaxNode): boolean {
    const before = this.text({ from: 0, to: node.from }).replace(/^\s*(?:"""[^"\\]*"""|'''[^'\\]*''')/, '');
    return before.split('\n').every((line) => /^(?:#.*|from __future__ import \w+|\s*)$/.test(line));
  }

  private scopeStatement([keyword, ...names]: readonly SyntaxNode[]): Statement[] {
    const isGlobal = keyword?.name === 'global';
    const around = this.scopes.slice(1, -1).filter(({ kind }) => kind === 'function');
    for (const node of names) {
      if (node.name !== 'VariableName') continue;
      const name = this.text(node);
      if (isGlobal ? this.scope.nonlocals.has(name) : this.scope.globals.has(name)) this.uncompilable();
      // A name used before its declaration is an error too, but not every use is noted here.
      if (this.scope.kind !== 'module' && this.scope.locals.has(name)) this.uncompilable();
      else this.checkUses(name, node);
      (isGlobal ? this.scope.globals : this.scope.nonlocals).add(name);
      if (isGlobal) continue;
      if (around.length === 0) this.uncompilable();
      else if (!around.some(({ locals }) => locals.has(name))) this.unsure();
    }
    return [];
  }

  /** Where each name is used first in a body that declares names as global or nonlocal, and whether by code of its own. */
  private readonly firstUses = new Map<
    number,
    ReadonlyMap<string, { readonly at: number; readonly isOwn: boolean }>
  >();

  /** Python refuses to declare a name as global or nonlocal that is used before in what is compiled with it. */
  private checkUses(name: string, declaration: SyntaxNode): void {
    let body = declaration;
    for (let outer = body.parent; outer !== null && !this.isCompiledApart(outer); outer = outer.parent)
      body = outer;
    const uses = this.firstUses.get(body.from) ?? this.usesIn(body);
    this.firstUses.set(body.from, uses);
    const use = uses.get(name);
    if (use === undefined || use.at > declaration.from) return;
    if (use.isOwn) this.uncompilable();
    else this.unsure();
  }

  /** Whether what stands in a node of its own has names of its own, or is compiled on its own. */
  private isCompiledApart({ name, parent }: SyntaxNode): boolean {
    if (/^(?:Function|Class)Definition$/.test(name)) return true;
    const isTop = name === 'Script' || (name === 'StatementGroup' && parent?.name === 'Script');
    return isTop && this.compilesEach;
  }

  private usesIn(body: SyntaxNode): ReadonlyMap<string, { readonly at: number; readonly isOwn: boolean }> {
    const uses = new Map<string, { readonly at: number; readonly isOwn: boolean }>();
    let inner = 0;
    body.cursor().iterate(
      ({ name, from, node }) => {
        if (isScope(node)) inner++;
        const next = node.nextSibling;
        const isKeyword = node.parent?.name === 'ArgList' && next !== null && this.text(next) === '=';
        if (name !== 'VariableName' || isKeyword) return !/^(?:Scope|Import)Statement$/.test(name);
        const word = this.text(node);
        if (!uses.has(word)) uses.set(word, { at: from, isOwn: inner === 0 });
        return true;
      },
      ({ node }) => {
        if (isScope(node)) inner--;
      },
    );
    return uses;
  }
}

/** Whether a node has names of its own, or holds what has. */
function isScope(node: SyntaxNode): boolean {
  if (node.name === 'ArgList') return node.getChild('for') !== null;
  return /^(?:FunctionDefinition|ClassDefinition|LambdaExpression|\w*ComprehensionExpression)$/.test(
    node.name,
  );
}
