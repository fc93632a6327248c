import type { SyntaxNode } from '@lezer/common';
import { type Condition, conditionOf, conditionParts } from '../conditions';
import type { BinaryOperator, ComparisonOperator, Constant, Dict, Expression } from './ast';
import { commaSeparated } from '../nodes';
import { readNumber } from './literals';
import { KEYWORDS } from './lowering';
import { ArgumentLowering } from './lowerArguments';

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

/** Longer chains of conditions are machine-made. */
const MOST_CONDITIONS = 150;

/** Turns the grammar's expressions into those that replay evaluates. */
export class ExpressionLowering extends ArgumentLowering {
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
        this.checkAsync(node);
        return this.unsupported(node, 'await');
      }
    }
    // A keyword in the place of a value, and what the grammar takes and Python does not.
    return this.refused(node);
  }

  protected constant(node: SyntaxNode, value: Constant['value']): Expression {
    return { type: 'Constant', value, ...this.place(node) };
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
    if (operator?.name === 'not') return this.boolean(node);
    const text = operator === undefined ? '' : this.text(operator);
    if (operand === undefined || (text !== '+' && text !== '-' && text !== '~')) return this.refused(node);
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
    if (left === undefined || right === undefined || children.length < 3) return this.refused(node);
    if (operator === 'and' || operator === 'or') return this.boolean(node);
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

  /** `and`, `or` and `not`. */
  private boolean(node: SyntaxNode): Expression {
    const parts = conditionParts(node, (one) => this.children(one));
    if (parts.length > MOST_CONDITIONS) return this.unsupported(node, 'deep nesting');
    const condition = conditionOf(parts);
    return condition === undefined ? this.refused(node) : this.condition(condition);
  }

  private condition(condition: Condition): Expression {
    const { operator } = condition;
    if (operator === undefined) return this.expression(condition.node);
    if (operator === 'not') {
      const operand = this.condition(condition.operand);
      return {
        type: 'Unary',
        operator,
        operand,
        ...this.place({ from: condition.from, to: operand.to }),
      };
    }
    const [left, right] = [this.condition(condition.left), this.condition(condition.right)];
    return { type: 'Boolean', operator, left, right, ...this.place({ from: left.from, to: right.to }) };
  }

  private member(node: SyntaxNode): Expression {
    const [object, mark, ...rest] = this.children(node);
    const place = this.place(node);
    if (object === undefined || mark === undefined) return this.refused(node);
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

  protected yield(node: SyntaxNode): Expression {
    if (this.scope.kind !== 'function') this.uncompilable();
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
    if (callee === undefined || list?.name !== 'ArgList') return this.refused(node);
    return { type: 'Call', callee: this.expression(callee), args: this.arguments(list), ...place };
  }
}

/** Whether a number runs into what follows it, as in `2.real` or `3x`; a keyword may follow at once. */
function runsOn(number: string, after: string): boolean {
  if (/^[\d_]+$/.test(number) && after.startsWith('.')) return true;
  return /^[\w\u0080-\uffff]/.test(after) && !/^(?:and|else|for|if|in|is|or|not)\b/.test(after);
}
