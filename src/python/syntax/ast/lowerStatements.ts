import type { SyntaxNode } from '@lezer/common';
import { readImport } from '../importStatement';
import type { BinaryOperator, Expression, FunctionCode, Handler, Statement } from './ast';
import { ExpressionLowering } from './lowerExpressions';
import { ScopeBuilder } from './scopeBuilder';

/** A name that is no attribute's. */
const WORD = /(?:^|[^\w.\x80-\uffff])([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)/g;

/** Turns the grammar's statements into those that replay runs. */
export class StatementLowering extends ExpressionLowering {
  private loops = 0;

  /** The statements among a node's children: of a script, or of a body. */
  block(node: SyntaxNode): Statement[] {
    if (this.tooDeep) return [{ type: 'UnsupportedStatement', what: 'deep nesting', ...this.place(node) }];
    return this.deeper(() =>
      this.children(node)
        .filter(({ name }) => name !== ':')
        .flatMap((child) => this.statement(child)),
    );
  }

  /** The statements of a whole cell, with a pause before each. */
  *statements(script: SyntaxNode): Generator<void, Statement[]> {
    const statements: Statement[] = [];
    for (const child of this.children(script)) {
      yield;
      if (child.name !== ':') statements.push(...this.deeper(() => this.statement(child)));
    }
    return statements;
  }

  private statement(node: SyntaxNode): Statement[] {
    const place = this.place(node);
    const children = this.children(node);
    switch (node.name) {
      case 'StatementGroup':
        return children.filter(({ name }) => name !== ';').flatMap((child) => this.statement(child));
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
        const value: Expression = this.yield(node);
        return [{ type: 'ExpressionStatement', value, silenced: false, ...place }];
      }
      case 'DeleteStatement':
        return [this.delete(children.slice(1), node)];
      case 'PassStatement':
        return [{ type: 'Pass', ...place }];
      case 'BreakStatement':
      case 'ContinueStatement':
        if (this.loops === 0) this.broken();
        return [{ type: node.name === 'BreakStatement' ? 'Break' : 'Continue', ...place }];
      case 'ReturnStatement': {
        if (this.scope.kind !== 'function') this.broken();
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
      case 'IfStatement':
        return this.if(children, place);
      case 'WhileStatement': {
        const [, condition] = children;
        if (condition === undefined) break;
        const test = this.expression(condition);
        return [{ type: 'While', condition: test, ...this.loop(children), ...place }];
      }
      case 'ForStatement': {
        if (children[0]?.name === 'async') return [this.beyondStatement(node, 'async')];
        const split = children.findIndex(({ name }) => name === 'in');
        const body = children.findIndex(({ name }) => name === 'Body');
        const target = this.target(children.slice(1, split), node);
        const iterable = this.listOf(children.slice(split + 1, body), node);
        return [{ type: 'For', target, iterable, ...this.loop(children), ...place }];
      }
      case 'TryStatement':
        return [this.try(node, children)];
      case 'WithStatement':
        return [this.with(node, children)];
      case 'FunctionDefinition':
        return [this.function(node, [])];
      case 'ClassDefinition':
        return [this.class(node, [])];
      case 'DecoratedStatement':
        return [this.decorated(children)];
      case 'MatchStatement':
      case 'TypeDefinition':
        // `type X = int` is of Python 3.12.
        if (node.name === 'TypeDefinition') this.unsure();
        return [this.beyondStatement(node, node.name === 'MatchStatement' ? 'match' : 'type')];
    }
    // `print x`, and what else Python 3 does not take.
    this.broken();
    return [];
  }

  private beyondStatement(node: SyntaxNode, what: string): Statement {
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
      if (star !== undefined && this.scope.kind !== 'module') this.broken();
      if (star === undefined && names.length === 0) this.broken();
      if (node.lastChild?.name === ',') this.broken();
      if (module === '__future__') this.unsure();
      const imported = names.map(({ name, path }) => ({ name: path.slice(module.length + 1), as: name }));
      if (imported.some(({ name }) => name.includes('.'))) this.broken();
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

  private scopeStatement([keyword, ...names]: readonly SyntaxNode[]): Statement[] {
    const isGlobal = keyword?.name === 'global';
    if (!isGlobal && this.scope.kind === 'module') this.broken();
    for (const node of names) {
      if (node.name !== 'VariableName') continue;
      const name = this.text(node);
      if (isGlobal ? this.scope.nonlocals.has(name) : this.scope.globals.has(name)) this.broken();
      // A name used before its declaration is an error too, but not every use is noted here.
      if (this.scope.locals.has(name) && this.scope.kind !== 'module') this.broken();
      if (this.scope.kind !== 'module') this.unsureIfUsed(name, node);
      (isGlobal ? this.scope.globals : this.scope.nonlocals).add(name);
      if (
        !isGlobal &&
        !this.scopes.slice(1, -1).some(({ kind, locals }) => kind === 'function' && locals.has(name))
      )
        this.unsure();
    }
    return [];
  }

  /** Where each name stands first in a body, for those bodies that declare names as global or nonlocal. */
  private readonly firstUses = new Map<number, ReadonlyMap<string, number>>();

  /** Whether a name stands in the same function before its declaration as global or nonlocal. */
  private unsureIfUsed(name: string, declaration: SyntaxNode): void {
    let body = declaration.parent;
    while (body !== null && body.name !== 'FunctionDefinition' && body.name !== 'ClassDefinition')
      body = body.parent;
    if (body === null) return;
    let uses = this.firstUses.get(body.from);
    if (uses === undefined) {
      const found = new Map<string, number>();
      for (const { 0: all, 1: word = '', index } of this.text(body).matchAll(WORD))
        if (!found.has(word)) found.set(word, body.from + index + all.length - word.length);
      uses = found;
      this.firstUses.set(body.from, uses);
    }
    if ((uses.get(name) ?? Infinity) < declaration.from) this.unsure();
  }

  private if(children: readonly SyntaxNode[], place: ReturnType<StatementLowering['place']>): Statement[] {
    const [keyword, condition, body, ...rest] = children;
    if (keyword === undefined || condition === undefined || body?.name !== 'Body') {
      this.broken();
      return [];
    }
    const test = this.expression(condition);
    const then = this.block(body);
    const [next] = rest;
    let otherwise: Statement[] = [];
    if (next?.name === 'elif') {
      const nested = this.place({ from: next.from, to: rest.at(-1)?.to ?? next.to });
      otherwise = this.tooDeep
        ? [{ type: 'UnsupportedStatement', what: 'deep nesting', ...nested }]
        : this.deeper(() => this.if(rest, nested));
    } else if (next?.name === 'else' && rest[1] !== undefined) otherwise = this.block(rest[1]);
    return [{ type: 'If', condition: test, then, otherwise, ...place }];
  }

  private loop(children: readonly SyntaxNode[]): { body: Statement[]; otherwise: Statement[] } {
    const [body, otherwise] = children.filter(({ name }) => name === 'Body');
    this.loops++;
    const statements = body === undefined ? [] : this.block(body);
    this.loops--;
    return { body: statements, otherwise: otherwise === undefined ? [] : this.block(otherwise) };
  }

  private try(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    let body: Statement[] = [];
    let otherwise: Statement[] = [];
    let last: Statement[] = [];
    const handlers: Handler[] = [];
    let section = '';
    let type: Expression | undefined;
    let name: string | undefined;
    let sections = 0;
    for (const child of children) {
      if (/^(?:try|except|else|finally)$/.test(child.name)) {
        section = child.name;
        type = undefined;
        name = undefined;
        sections++;
        if (section === 'except' && handlers.at(-1)?.type === undefined && handlers.length > 0) this.broken();
      } else if (child.name === 'Body') {
        if (section === 'try') body = this.block(child);
        else if (section === 'else') otherwise = this.block(child);
        else if (section === 'finally') last = this.block(child);
        else handlers.push({ type, name, body: this.block(child) });
      } else if (section === 'except') {
        if (child.name === '*') return this.beyondStatement(node, 'except*');
        if (child.name === ',') this.broken();
        else if (child.name === 'VariableName' && child.prevSibling?.name === 'as') {
          name = this.text(child);
          this.bind(name);
        } else if (child.name !== 'as') type = this.expression(child);
      }
    }
    if (sections < 2 || (handlers.length === 0 && children.some((child) => child.name === 'else')))
      this.broken();
    return { type: 'Try', body, handlers, otherwise, last, ...this.place(node) };
  }

  private with(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    if (children[0]?.name === 'async') return this.beyondStatement(node, 'async');
    const body = children.find(({ name }) => name === 'Body');
    const items: { context: Expression; target: Expression | undefined }[] = [];
    let as = false;
    for (const child of children.slice(1)) {
      if (child.name === 'Body') break;
      if (child.name === 'as') as = true;
      else if (child.name === ',') as = false;
      else if (as) {
        const item = items.pop();
        if (item !== undefined) items.push({ ...item, target: this.target([child], node) });
      } else items.push({ context: this.expression(child), target: undefined });
    }
    // `with (a, b):` without `as` is a list of contexts since Python 3.9, and was a tuple before.
    const flat = items.flatMap((item) =>
      items.length === 1 && item.target === undefined && item.context.type === 'Tuple'
        ? item.context.elements.map((context) => ({ context, target: undefined }))
        : [item],
    );
    return {
      type: 'With',
      items: flat,
      body: body === undefined ? [] : this.block(body),
      ...this.place(node),
    };
  }

  private decorated(children: readonly SyntaxNode[]): Statement {
    const decorators = children
      .filter(({ name }) => name === 'Decorator')
      .map((node) => this.decorator(node));
    const definition = children.at(-1);
    if (definition?.name === 'ClassDefinition') return this.class(definition, decorators);
    if (definition?.name === 'FunctionDefinition') return this.function(definition, decorators);
    this.broken();
    return { type: 'Pass', cell: this.cell.index, line: 0, from: 0, to: 0 };
  }

  private decorator(node: SyntaxNode): Expression {
    const [, ...parts] = this.children(node);
    let expression: Expression | undefined;
    for (const part of parts) {
      const place = this.place({ from: parts[0]?.from ?? part.from, to: part.to });
      if (part.name === '.') continue;
      if (part.name === 'ArgList' && expression !== undefined)
        expression = { type: 'Call', callee: expression, args: this.arguments(part), ...place };
      else if (expression === undefined) expression = this.expression(part);
      else expression = { type: 'Attribute', object: expression, name: this.text(part), ...place };
    }
    return expression ?? this.unsupported(node, 'this');
  }

  private function(node: SyntaxNode, decorators: readonly Expression[]): Statement {
    const nameNode = node.getChild('VariableName');
    const list = node.getChild('ParamList');
    const body = node.getChild('Body');
    const name = nameNode === null ? '' : this.text(nameNode);
    if (node.getChild('TypeParamList') !== null) this.unsure();
    const bound = this.mangled(name);
    this.bind(bound);
    const parameters = list === null ? [] : this.parameters(this.children(list), list);
    const type = node.getChild('TypeDef');
    const returned = type === null ? undefined : this.children(type).at(-1);
    const returns = returned && this.expression(returned);
    const loops = this.loops;
    this.loops = 0;
    const scope = this.openFunction(parameters);
    const statements = body === null ? [] : this.block(body);
    this.scopes.pop();
    this.loops = loops;
    const place = this.place(node);
    const code: FunctionCode = {
      name,
      parameters,
      body: statements,
      scope: scope.finish(),
      isGenerator: scope.isGenerator,
      isAsync: node.getChild('async') !== null,
      ...place,
    };
    return { type: 'FunctionDef', name: bound, code, decorators, returns, ...place };
  }

  private class(node: SyntaxNode, decorators: readonly Expression[]): Statement {
    const nameNode = node.getChild('VariableName');
    const list = node.getChild('ArgList');
    const body = node.getChild('Body');
    const name = nameNode === null ? '' : this.text(nameNode);
    if (node.getChild('TypeParamList') !== null) this.unsure();
    const args = list === null ? [] : this.arguments(list);
    this.bind(name);
    const loops = this.loops;
    this.loops = 0;
    const scope = new ScopeBuilder('class', name);
    this.scopes.push(scope);
    const statements = body === null ? [] : this.block(body);
    this.scopes.pop();
    this.loops = loops;
    return {
      type: 'ClassDef',
      name,
      args,
      body: statements,
      scope: scope.finish(),
      decorators,
      ...this.place(node),
    };
  }
}
