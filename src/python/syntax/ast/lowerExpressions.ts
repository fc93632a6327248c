import type { SyntaxNode } from '@lezer/common';
import type {
  Argument,
  BinaryOperator,
  ComparisonOperator,
  ComprehensionClause,
  Constant,
  Dict,
  Expression,
  FunctionCode,
  Parameter,
} from './ast';
import { commaSeparated } from '../nodes';
import { readNumber } from './literals';
import { KEYWORDS } from './lowering';
import { StringLowering } from './lowerStrings';
import { ScopeBuilder } from './scopeBuilder';

const COMPARISONS: ReadonlySet<string> = new Set([
  '<',
  '>',
  '<=',
  '>=',
  '==',
  '!=',
  'in',
  'not in',
  'is',
  'is not',
]);

/** Turns the grammar's expressions into those that replay evaluates. */
export class ExpressionLowering extends StringLowering {
  expression(node: SyntaxNode): Expression {
    return this.nested(node, () => this.lower(node));
  }

  private lower(node: SyntaxNode): Expression {
    const place = this.place(node);
    switch (node.name) {
      case 'VariableName': {
        const name = this.text(node);
        // What stands for a magic, or for a command of the shell, that is assigned.
        if (
          /^[!%]/.test(name) &&
          /=[ \t]*$/.test(this.cell.text.slice(Math.max(0, node.from - 50), node.from))
        )
          return this.unsupported(node, 'a command');
        if (name === '__debug__') return this.constant(node, { type: 'bool', value: true });
        this.checkName(name);
        return { type: 'Name', name: this.mangled(name), ...place };
      }
      case 'Number': {
        const value = readNumber(this.text(node));
        if (runsOn(this.text(node), this.cell.text.slice(node.to, node.to + 6))) this.broken();
        if (value.type === 'broken') this.broken();
        if (value.type !== 'int' && value.type !== 'float') return this.unsupported(node, 'a complex number');
        return { type: 'Constant', value, ...place };
      }
      case 'String':
      case 'FormatString':
      case 'ContinuedString':
        return this.string(node);
      case 'None':
        return this.constant(node, { type: 'none' });
      case 'Boolean':
        return this.constant(node, { type: 'bool', value: this.text(node) === 'True' });
      case 'Ellipsis':
        return this.constant(node, { type: 'ellipsis' });
      case 'ParenthesizedExpression': {
        const inner = this.children(node).slice(1, -1);
        if (inner[0]?.name === '*') this.broken();
        return inner[0] === undefined ? this.unsupported(node, 'this') : this.expression(inner[0]);
      }
      case 'TupleExpression':
        return { type: 'Tuple', elements: this.elements(this.children(node).slice(1, -1)), ...place };
      case 'ArrayExpression':
        return { type: 'List', elements: this.elements(this.children(node).slice(1, -1)), ...place };
      case 'SetExpression':
        return { type: 'Set', elements: this.elements(this.children(node).slice(1, -1)), ...place };
      case 'DictionaryExpression':
        return this.dictionary(node);
      case 'ArrayComprehensionExpression':
        return this.comprehension(node, 'list');
      case 'SetComprehensionExpression':
        return this.comprehension(node, 'set');
      case 'DictionaryComprehensionExpression':
        return this.comprehension(node, 'dict');
      case 'ComprehensionExpression':
        return this.comprehension(node, 'generator');
      case 'UnaryExpression':
        return this.unary(node);
      case 'BinaryExpression':
        return this.binary(node);
      case 'ConditionalExpression': {
        const [then, , condition, , otherwise] = this.children(node);
        if (then === undefined || condition === undefined || otherwise === undefined) break;
        return {
          type: 'Conditional',
          condition: this.expression(condition),
          then: this.expression(then),
          otherwise: this.expression(otherwise),
          ...place,
        };
      }
      case 'LambdaExpression':
        return { type: 'Lambda', code: this.lambda(node), ...place };
      case 'CallExpression':
        return this.call(node);
      case 'MemberExpression':
        return this.member(node);
      case 'NamedExpression': {
        const [name, , value] = this.children(node);
        if (name === undefined || value === undefined) break;
        return this.named(node, name, value);
      }
      case 'YieldExpression':
        return this.yield(node);
      case 'AwaitExpression': {
        if (this.scope.kind === 'module' || this.scope.kind === 'class') this.unsure();
        return this.unsupported(node, 'await');
      }
    }
    // A keyword in the place of a value, and what the grammar takes and Python does not.
    this.broken();
    return this.unsupported(node, 'this');
  }

  private constant(node: SyntaxNode, value: Constant['value']): Expression {
    return { type: 'Constant', value, ...this.place(node) };
  }

  /** `a, *b, c` between brackets. */
  protected elements(nodes: readonly SyntaxNode[]): Expression[] {
    const elements: Expression[] = [];
    let star: SyntaxNode | undefined;
    for (const node of nodes) {
      if (node.name === ',') continue;
      if (node.name === '*') star = node;
      else if (star !== undefined) {
        const place = this.place({ from: star.from, to: node.to });
        elements.push({ type: 'Starred', value: this.expression(node), ...place });
        star = undefined;
      } else elements.push(this.expression(node));
    }
    return elements;
  }

  /** `a` or `a, b` without brackets. */
  protected listOf(nodes: readonly SyntaxNode[], around: SyntaxNode): Expression {
    const [first] = nodes;
    const last = nodes.at(-1);
    if (first === undefined || last === undefined) {
      this.broken();
      return this.unsupported(around, 'this');
    }
    if (nodes.length === 1) return this.expression(first);
    const elements = this.elements(nodes);
    const place = this.place({ from: first.from, to: last.to });
    if (!nodes.some(({ name }) => name === ',')) this.broken(); // a lone `*a`
    return { type: 'Tuple', elements, ...place };
  }

  private dictionary(node: SyntaxNode): Expression {
    const entries: { key: Expression | undefined; value: Expression }[] = [];
    let pending: Expression | undefined;
    let star = false;
    for (const child of this.children(node).slice(1, -1)) {
      if (child.name === '**') star = true;
      else if (child.name === ',' || child.name === ':') continue;
      else if (star) {
        entries.push({ key: undefined, value: this.expression(child) });
        star = false;
      } else if (pending === undefined) pending = this.expression(child);
      else {
        entries.push({ key: pending, value: this.expression(child) });
        pending = undefined;
      }
    }
    const dict: Dict = { type: 'Dict', entries, ...this.place(node) };
    return dict;
  }

  private unary(node: SyntaxNode): Expression {
    const [operator, operand] = this.children(node);
    const text = operator === undefined ? '' : this.text(operator);
    if (operand === undefined || (text !== '+' && text !== '-' && text !== '~' && text !== 'not')) {
      this.broken();
      return this.unsupported(node, 'this');
    }
    return { type: 'Unary', operator: text, operand: this.expression(operand), ...this.place(node) };
  }

  private binary(node: SyntaxNode): Expression {
    const children = this.children(node);
    const left = children[0];
    const right = children.at(-1);
    const operator = children
      .slice(1, -1)
      .map((child) => this.text(child))
      .join(' ');
    const place = this.place(node);
    if (left === undefined || right === undefined || children.length < 3) {
      this.broken();
      return this.unsupported(node, 'this');
    }
    if (operator === 'and' || operator === 'or') {
      return {
        type: 'Boolean',
        operator,
        left: this.expression(left),
        right: this.expression(right),
        ...place,
      };
    }
    if (COMPARISONS.has(operator)) {
      // `a == not b` is no Python.
      if (right.name === 'UnaryExpression' && right.firstChild?.name === 'not') this.broken();
      const before = this.expression(left);
      const link = { operator: operator as ComparisonOperator, right: this.expression(right) };
      if (before.type === 'Compare' && left.name === 'BinaryExpression')
        return { type: 'Compare', left: before.left, rest: [...before.rest, link], ...place };
      return { type: 'Compare', left: before, rest: [link], ...place };
    }
    if (!/^(?:\+|-|\*\*?|\/\/?|%|@|<<|>>|&|\||\^)$/.test(operator)) this.broken();
    const both = { left: this.expression(left), right: this.expression(right) };
    return { type: 'Binary', operator: operator as BinaryOperator, ...both, ...place };
  }

  private member(node: SyntaxNode): Expression {
    const [object, mark, ...rest] = this.children(node);
    const place = this.place(node);
    if (object === undefined || mark === undefined) {
      this.broken();
      return this.unsupported(node, 'this');
    }
    if (mark.name === '.') {
      const name = rest[0] === undefined ? '' : this.text(rest[0]);
      if (KEYWORDS.has(name) || name === '') this.broken();
      return { type: 'Attribute', object: this.expression(object), name: this.mangled(name), ...place };
    }
    const value = this.expression(object);
    const parts = commaSeparated(rest.filter(({ name }) => name !== ']'));
    const items = parts.flatMap(({ nodes: [first, ...more] }) =>
      first === undefined ? [] : this.subscriptItem([first, ...more]),
    );
    const [only] = items;
    if (only === undefined) this.broken();
    const index: Expression =
      parts.length === 1 && only !== undefined ? only : { type: 'Tuple', elements: items, ...place };
    return { type: 'Subscript', object: value, index, ...place };
  }

  private subscriptItem(nodes: readonly [SyntaxNode, ...SyntaxNode[]]): Expression {
    const [first] = nodes;
    const last = nodes.at(-1) ?? first;
    if (!nodes.some(({ name }) => name === ':')) {
      if (nodes.length > 1) this.broken();
      return this.expression(first);
    }
    const bounds: (Expression | undefined)[] = [undefined, undefined, undefined];
    let at = 0;
    for (const node of nodes) {
      if (node.name === ':') at++;
      else {
        if (node.name === 'NamedExpression') this.broken();
        bounds[at] = this.expression(node);
      }
    }
    const [lower, upper, step] = bounds;
    return { type: 'Slice', lower, upper, step, ...this.place({ from: first.from, to: last.to }) };
  }

  private named(node: SyntaxNode, target: SyntaxNode, value: SyntaxNode): Expression {
    const place = this.place({ from: target.from, to: value.to });
    if (target.name !== 'VariableName') {
      this.broken();
      return this.unsupported(node, 'this');
    }
    const name = this.text(target);
    // In a comprehension it binds in the scope around.
    let owner = this.scopes.length - 1;
    while (this.scopes[owner]?.kind === 'comprehension') owner--;
    this.scopes[owner]?.locals.add(name);
    if (owner < this.scopes.length - 1 && this.scopes[owner]?.kind === 'class') this.broken();
    if (this.scopes.slice(owner + 1).some((scope) => scope.locals.has(name))) this.broken();
    this.checkName(name);
    return { type: 'NamedExpression', name, value: this.expression(value), ...place };
  }

  protected yield(node: SyntaxNode): Expression {
    if (this.scope.kind !== 'function') this.broken();
    this.scope.isGenerator = true;
    const inner = this.children(node);
    const delegates = inner[1]?.name === 'from';
    const values = inner.slice(delegates ? 2 : 1);
    const value = values.length === 0 ? undefined : this.listOf(values, node);
    return { type: 'Yield', value, delegates, ...this.place(node) };
  }

  private call(node: SyntaxNode): Expression {
    const [callee, list] = this.children(node);
    const place = this.place(node);
    if (callee === undefined || list?.name !== 'ArgList') {
      this.broken();
      return this.unsupported(node, 'this');
    }
    return { type: 'Call', callee: this.expression(callee), args: this.arguments(list), ...place };
  }

  /** The arguments between parentheses, of a call or of a class. */
  protected arguments(list: SyntaxNode): Argument[] {
    const inner = this.children(list).slice(1, -1);
    if (inner.some(({ name }) => name === 'for')) {
      // A lone generator; beside other arguments it would need parentheses of its own.
      const from = inner.findIndex(({ name }) => name === 'for');
      if (inner.some(({ name }, i) => name === ',' && i < from) || inner[from - 2]?.name === 'AssignOp')
        this.broken();
      if (inner.at(-1)?.name === ',' || from !== 1) this.broken();
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
        if (names.has(name)) this.broken();
        names.add(name);
        add({ type: 'keyword', name, value: this.expression(third) });
      } else this.broken();
    }
    return args;
  }

  private comprehension(node: SyntaxNode, kind: 'list' | 'set' | 'dict' | 'generator'): Expression {
    const inner = this.children(node).slice(1, -1);
    const start = inner.findIndex(({ name }) => name === 'for' || name === 'async');
    const head = inner.slice(0, start);
    if (inner.some(({ name }) => name === 'async')) return this.unsupported(node, 'async');
    if (head.some(({ name }) => name === '*' || name === '**')) this.broken();
    const scope = new ScopeBuilder('comprehension');
    const groups: { keyword: string; nodes: SyntaxNode[] }[] = [];
    for (const child of inner.slice(start)) {
      if (/^(?:for|in|if)$/.test(child.name)) groups.push({ keyword: child.name, nodes: [] });
      else groups.at(-1)?.nodes.push(child);
    }
    const clauses: (ComprehensionClause & { conditions: Expression[] })[] = [];
    let target: Expression | undefined;
    for (const { keyword, nodes } of groups) {
      if (keyword === 'for') {
        this.scopes.push(scope);
        target = this.target(nodes, node);
        this.scopes.pop();
      } else if (keyword === 'in' && target !== undefined && nodes[0] !== undefined) {
        // The first iterable belongs to the scope around.
        if (clauses.length > 0) this.scopes.push(scope);
        clauses.push({ target, iterable: this.expression(nodes[0]), conditions: [] });
        if (clauses.length > 1) this.scopes.pop();
      } else if (keyword === 'if' && nodes[0] !== undefined) {
        this.scopes.push(scope);
        clauses.at(-1)?.conditions.push(this.expression(nodes[0]));
        this.scopes.pop();
      }
    }
    this.scopes.push(scope);
    const values = head.filter(({ name }) => name !== ':').map((value) => this.expression(value));
    this.scopes.pop();
    const [element, value] = values;
    if (element === undefined || clauses.length === 0) {
      this.broken();
      return this.unsupported(node, 'this');
    }
    return {
      type: 'Comprehension',
      makes: kind,
      element,
      value,
      clauses,
      scope: scope.finish(),
      ...this.place(node),
    };
  }

  /** What an assignment, a loop or `with` binds: names, members, and tuples of them. */
  protected target(nodes: readonly SyntaxNode[], around: SyntaxNode): Expression {
    const target = this.listOf(nodes, around);
    this.bindTarget(target, false);
    return target;
  }

  /** Notes the names that a target binds; refuses what cannot be assigned to. */
  protected bindTarget(target: Expression, inList: boolean): void {
    switch (target.type) {
      case 'Name':
        this.bind(target.name);
        return;
      case 'Tuple':
      case 'List':
        if (target.elements.filter(({ type }) => type === 'Starred').length > 1) this.broken();
        for (const element of target.elements) this.bindTarget(element, true);
        return;
      case 'Starred':
        if (!inList) this.broken();
        this.bindTarget(target.value, false);
        return;
      case 'Attribute':
      case 'Subscript':
        return;
      default:
        if (target.type !== 'Unsupported' || target.what !== 'deep nesting') this.broken();
    }
  }

  /** The code of a lambda. */
  private lambda(node: SyntaxNode): FunctionCode {
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
      ...place,
    };
  }

  protected openFunction(parameters: readonly Parameter[]): ScopeBuilder {
    const scope = new ScopeBuilder('function');
    this.scopes.push(scope);
    for (const { name } of parameters) {
      if (scope.locals.has(name)) this.broken();
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

/** Whether a number runs into what follows it, as in `2.real` or `3x`; a keyword may follow at once. */
function runsOn(number: string, after: string): boolean {
  if (/^[\d_]+$/.test(number) && after.startsWith('.')) return true;
  return /^[\w\u0080-\uffff]/.test(after) && !/^(?:and|else|for|if|in|is|or|not)\b/.test(after);
}
