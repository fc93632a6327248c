import type { SyntaxNode } from '@lezer/common';
import type { ComprehensionClause, Expression } from './ast';
import { StringLowering } from './lowerStrings';
import { ScopeBuilder } from './scopeBuilder';

/** What binds names within expressions and statements: targets, comprehensions, `:=`. */
export abstract class TargetLowering extends StringLowering {
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
    if (first === undefined || last === undefined) return this.refused(around);
    if (nodes.length === 1) return this.expression(first);
    const elements = this.elements(nodes);
    const place = this.place({ from: first.from, to: last.to });
    if (!nodes.some(({ name }) => name === ',')) this.uncompilable(); // a lone `*a`
    return { type: 'Tuple', elements, ...place };
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
        if (target.elements.filter(({ type }) => type === 'Starred').length > 1) this.uncompilable();
        for (const element of target.elements) this.bindTarget(element, true);
        return;
      case 'Starred':
        if (!inList) this.uncompilable();
        this.bindTarget(target.value, false);
        return;
      case 'Attribute':
      case 'Subscript':
        return;
      default:
        if (this.text(target) === '__debug__') this.uncompilable();
        else if (target.type !== 'Unsupported' || target.what !== 'deep nesting') this.broken();
    }
  }

  /** How many comprehensions' iterables are being read, in which no `:=` may stand. */
  private iterables = 0;

  /** `name := value`. */
  protected named(node: SyntaxNode, target: SyntaxNode, value: SyntaxNode): Expression {
    const place = this.place({ from: target.from, to: value.to });
    if (target.name !== 'VariableName') return this.refused(node);
    const name = this.text(target);
    // In a comprehension it binds in the scope around.
    let owner = this.scopes.length - 1;
    while (this.scopes[owner]?.kind === 'comprehension') owner--;
    this.scopes[owner]?.locals.add(name);
    const isOfClass = owner < this.scopes.length - 1 && this.scopes[owner]?.kind === 'class';
    const isIterated = this.scopes.slice(owner + 1).some((scope) => scope.locals.has(name));
    if (isOfClass || isIterated || this.iterables > 0) this.uncompilable();
    this.checkName(name);
    return { type: 'NamedExpression', name, value: this.expression(value), ...place };
  }

  protected comprehension(node: SyntaxNode, kind: 'list' | 'set' | 'dict' | 'generator'): Expression {
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
        this.iterables++;
        clauses.push({ target, iterable: this.expression(nodes[0]), conditions: [] });
        this.iterables--;
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
    if (element === undefined || clauses.length === 0) return this.refused(node);
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
}
