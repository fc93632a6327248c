import type { SyntaxNode } from '@lezer/common';
import type { Expression, FunctionCode, Handler, Statement } from './ast';
import { MatchLowering } from './lowerMatch';
import { ScopeBuilder } from './scopeBuilder';

/** Turns the grammar's statements into those that replay runs. */
export class StatementLowering extends MatchLowering {
  /** The statements among a node's children: of a script, or of a body. */
  override block(node: SyntaxNode): Statement[] {
    if (this.tooDeep) return [{ type: 'UnsupportedStatement', what: 'deep nesting', ...this.place(node) }];
    return this.deeper(() =>
      this.children(node)
        .filter(({ name }) => name !== ':')
        .flatMap((child) => this.statement(child)),
    );
  }

  private statement(node: SyntaxNode): Statement[] {
    const statements = this.read(node);
    if (!this.isUncompilable || !this.isOutermost) return statements;
    this.isUncompilable = false;
    return [{ type: 'Uncompilable', ...this.place(node) }];
  }

  private read(node: SyntaxNode): Statement[] {
    const simple = this.simpleStatement(node);
    if (simple !== undefined) return simple;
    const place = this.place(node);
    const children = this.children(node);
    switch (node.name) {
      case 'StatementGroup':
        if (children.some(({ name }, i) => name === ';' && children[i - 1]?.name === ';')) this.broken();
        return children.filter(({ name }) => name !== ';').flatMap((child) => this.statement(child));
      case 'IfStatement':
        return this.if(children, place);
      case 'WhileStatement': {
        const [, condition] = children;
        if (condition === undefined) break;
        const test = this.expression(condition);
        return [{ type: 'While', condition: test, ...this.loop(children), ...place }];
      }
      case 'ForStatement': {
        if (children[0]?.name === 'async') return [this.asynchronous(node)];
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
        return this.match(node, children);
      case 'TypeDefinition':
        // `type X = int` is of Python 3.12.
        this.unsure();
        return [this.unsupportedStatement(node, 'type')];
    }
    // `print x`, and what else Python 3 does not take.
    this.broken();
    return [];
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
    const kinds = children.flatMap(({ name, nextSibling }) => (name === 'except' ? [nextSibling] : []));
    if (kinds.some((next) => next?.name === '*')) {
      // All of them are of that kind, and say of what type.
      if (kinds.some((next) => next?.name !== '*' || next.nextSibling?.name === 'Body')) this.broken();
      return this.unsupportedStatement(node, 'except*');
    }
    for (const child of children) {
      if (/^(?:try|except|else|finally)$/.test(child.name)) {
        section = child.name;
        type = undefined;
        name = undefined;
        sections++;
        if (section === 'except' && handlers.at(-1)?.type === undefined && handlers.length > 0)
          this.uncompilable();
      } else if (child.name === 'Body') {
        if (section === 'try') body = this.block(child);
        else if (section === 'else') otherwise = this.block(child);
        else if (section === 'finally') last = this.block(child);
        else handlers.push({ type, name, body: this.block(child) });
      } else if (section === 'except') {
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
    if (children[0]?.name === 'async') return this.asynchronous(node);
    const body = children.find(({ name }) => name === 'Body');
    const items: { context: Expression; target: Expression | undefined }[] = [];
    let as = false;
    for (const child of children.slice(1)) {
      if (child.name === 'Body') break;
      if (child.name === 'as') as = true;
      else if (child.name === ',') {
        as = false;
        if (child.nextSibling?.name === 'Body') this.broken();
      } else if (as) {
        const item = items.pop();
        if (item !== undefined) items.push({ ...item, target: this.target(this.shown(child), node) });
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

  private asynchronous(node: SyntaxNode): Statement {
    this.checkAsync(node);
    return this.unsupportedStatement(node, 'async');
  }

  private decorated(children: readonly SyntaxNode[]): Statement {
    const decorators = children
      .filter(({ name }) => name === 'Decorator')
      .map((node) => this.decorator(node));
    const definition = children.at(-1);
    // The grammar takes them at any distance from the margin.
    const columns = children.map(({ from }) => from - this.cell.text.lastIndexOf('\n', from - 1));
    if (new Set(columns).size > 1) this.broken();
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
      returns,
      ...place,
    };
    return { type: 'FunctionDef', name: bound, code, decorators, ...place };
  }

  private class(node: SyntaxNode, decorators: readonly Expression[]): Statement {
    const nameNode = node.getChild('VariableName');
    const list = node.getChild('ArgList');
    const body = node.getChild('Body');
    const name = nameNode === null ? '' : this.text(nameNode);
    if (node.getChild('TypeParamList') !== null) this.unsure();
    const args = list === null ? [] : this.arguments(list);
    if (list?.getChild('for')) this.broken();
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
