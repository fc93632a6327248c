import type { SyntaxNode } from '@lezer/common';
import type { Argument, FunctionCode, Parameter } from './ast';
import { commaSeparated } from '../nodes';
import { TargetLowering } from './lowerTargets';
import { ScopeBuilder } from './scopeBuilder';

/** The arguments of calls, and the parameters of functions and lambdas. */
export abstract class ArgumentLowering extends TargetLowering {
  /** The arguments between parentheses, of a call or of a class. */
  protected arguments(list: SyntaxNode): Argument[] {
    const inner = this.children(list).slice(1, -1);
    if (inner.some(({ name }) => name === 'for')) {
      // A lone generator; beside other arguments it would need parentheses of its own.
      const from = inner.findIndex(({ name }) => name === 'for');
      let clause = '';
      for (const { name } of inner) {
        if (/^(?:for|in|if)$/.test(name)) clause = name;
        if (from !== 1 || (name === ',' && clause !== 'for')) this.broken();
      }
      return [{ type: 'positional', value: this.comprehension(list, 'generator') }];
    }
    const args: Argument[] = [];
    const kinds = new Set<Argument['type']>();
    const add = (made: Argument): void => {
      kinds.add(made.type);
      args.push(made);
    };
    const names = new Set<string>();
    for (const { nodes } of commaSeparated(inner)) {
      const [first, second, third] = nodes;
      const count = nodes.length;
      if (first === undefined) continue;
      if (count === 1) {
        if (kinds.has('keyword') || kinds.has('doubleStar')) this.broken();
        add({ type: 'positional', value: this.expression(first) });
      } else if (first.name === '*' && second !== undefined && count === 2) {
        if (kinds.has('doubleStar')) this.broken();
        add({ type: 'star', value: this.expression(second) });
      } else if (first.name === '**' && second !== undefined && count === 2) {
        add({ type: 'doubleStar', value: this.expression(second) });
      } else if (second !== undefined && third !== undefined && count === 3 && this.text(second) === ':=') {
        if (kinds.has('keyword') || kinds.has('doubleStar')) this.broken();
        add({ type: 'positional', value: this.named(first, first, third) });
      } else if (first.name === 'VariableName' && third !== undefined && count === 3) {
        const name = this.text(first);
        this.checkName(name);
        if (names.has(name)) this.uncompilable();
        names.add(name);
        add({ type: 'keyword', name, value: this.expression(third) });
      } else this.broken();
    }
    return args;
  }

  /** The code of a lambda. */
  protected lambda(node: SyntaxNode): FunctionCode {
    const children = this.children(node);
    const list = children.find(({ name }) => name === 'ParamList');
    const body = children.at(-1);
    const parameters = list === undefined ? [] : this.parameters(this.children(list), list);
    const scope = this.openFunction(parameters);
    const value = body === undefined ? this.unsupported(node, 'this') : this.expression(body);
    this.scopes.pop();
    const place = this.place(node);
    return {
      name: '<lambda>',
      parameters,
      body: [{ type: 'Return', value, ...place }],
      scope: scope.finish(),
      isGenerator: scope.isGenerator,
      isAsync: false,
      returns: undefined,
      ...place,
    };
  }

  protected openFunction(parameters: readonly Parameter[]): ScopeBuilder {
    const scope = new ScopeBuilder('function');
    this.scopes.push(scope);
    for (const { name } of parameters) {
      if (scope.locals.has(name)) this.uncompilable();
      this.bind(name);
    }
    return scope;
  }

  /** Parameters; their defaults and annotations belong to the scope around. */
  protected parameters(nodes: readonly SyntaxNode[], list: SyntaxNode): Parameter[] {
    const parameters: Parameter[] = [];
    let keywordOnly = false;
    let hasDefault = false;
    let bareStar = false;
    const isParenthesized = nodes[0]?.name === '(';
    const parts = commaSeparated(isParenthesized ? nodes.slice(1, -1) : nodes, list.from);
    for (const part of parts) {
      const [first, ...rest] = part.nodes;
      if (first === undefined) {
        if (/^[(\s]*\//.test(this.text({ from: part.from, to: list.to }))) {
          if (parameters.length === 0 || keywordOnly) this.broken();
          if (parameters[0]?.kind === 'positionalOnly') this.broken();
          else
            parameters.forEach((parameter, i) => (parameters[i] = { ...parameter, kind: 'positionalOnly' }));
        } else if (part !== parts.at(-1)) this.broken();
        continue;
      }
      if (parameters.at(-1)?.kind === 'doubleStar') this.broken();
      const name = first.name === 'VariableName' ? first : rest.find((node) => node.name === 'VariableName');
      if (first.name === '*') {
        if (keywordOnly) this.broken();
        keywordOnly = true;
        bareStar = name === undefined;
      }
      if (name === undefined) continue;
      const annotation = rest.find((node) => node.name === 'TypeDef');
      const assign = rest.findIndex((node) => node.name === 'AssignOp');
      const value = assign < 0 ? undefined : rest[assign + 1];
      const kind =
        first.name === '*'
          ? 'star'
          : first.name === '**'
            ? 'doubleStar'
            : keywordOnly
              ? 'keywordOnly'
              : 'normal';
      if (kind === 'keywordOnly') bareStar = false;
      if (kind === 'normal' && value === undefined && hasDefault) this.broken();
      hasDefault ||= value !== undefined;
      const type = annotation === undefined ? undefined : this.children(annotation).at(-1);
      parameters.push({
        name: this.text(name),
        kind,
        default: value === undefined ? undefined : this.expression(value),
        annotation: type === undefined ? undefined : this.expression(type),
      });
    }
    if (bareStar) this.broken();
    return parameters;
  }
}
