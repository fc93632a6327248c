import type { SyntaxNode } from '@lezer/common';
import type { ComparisonOperator, Expression, Intrinsic, Place, Statement } from './ast';
import { SimpleStatementLowering } from './lowerSimpleStatements';

/** What a pattern asks, and what it binds once all of it and of those around it fits. */
interface Pattern {
  readonly tests: readonly Expression[];
  readonly captures: readonly { readonly name: string; readonly value: Expression }[];
}

const ANYTHING: Pattern = { tests: [], captures: [] };

/** Thrown for what is not understood of a pattern. */
class OtherPattern extends Error {}

/**
 * `match`, as what it comes to: its subject under a name that no reader can write, and a chain of `if`, whose conditions
 * ask first and bind then.
 */
export abstract class MatchLowering extends SimpleStatementLowering {
  /** The statements of a body. */
  abstract block(node: SyntaxNode): Statement[];

  private matches = 0;

  protected match(node: SyntaxNode, children: readonly SyntaxNode[]): Statement[] {
    const clauses = children.find(({ name }) => name === 'MatchBody')?.getChildren('MatchClause') ?? [];
    const subjects = children.slice(1).flatMap((one) => (one.name === 'MatchBody' ? [] : this.shown(one)));
    const place = this.place(node);
    try {
      const subject: Expression = {
        type: 'Name',
        name: `match ${this.matches++}`,
        ...this.place(subjects[0] ?? node),
      };
      this.scope.locals.add(subject.name);
      if (subjects.length > 1 && !subjects.some(({ name }) => name === ',')) this.broken(); // a lone `*a`
      const assign: Statement = {
        type: 'Assign',
        targets: [subject],
        value: this.listOf(subjects, node),
        ...place,
      };
      const cases = clauses.map((clause) => this.clause(clause, subject));
      // Nothing may stand behind what takes anything.
      if (cases.slice(0, -1).some(({ isOpen }) => isOpen)) this.uncompilable();
      const chain = cases.reduceRight<Statement[]>(
        (otherwise, { condition, then, at }) => [{ type: 'If', condition, then, otherwise, ...at }],
        [],
      );
      return [assign, ...chain];
    } catch (error) {
      if (error instanceof OtherPattern) return [this.unsupportedStatement(node, 'match')];
      throw error;
    }
  }

  private clause(
    node: SyntaxNode,
    subject: Expression,
  ): {
    readonly condition: Expression;
    readonly then: Statement[];
    readonly at: Place;
    readonly isOpen: boolean;
  } {
    const parts = this.children(node);
    const body = parts.find(({ name }) => name === 'Body');
    const guard = parts.find(({ name }) => name === 'Guard');
    const patterns = parts.filter(({ name }) => name.endsWith('Pattern'));
    const [first] = patterns;
    if (first === undefined) throw new OtherPattern();
    const at = this.place(first);
    // `case a, b:` without brackets.
    const { tests, captures } = parts.some(({ name }) => name === ',')
      ? this.sequence(patterns, subject, at)
      : this.pattern(first, subject);
    if (new Set(captures.map(({ name }) => name)).size < captures.length) this.uncompilable();
    const bindings = captures.map(({ name, value }): Expression => {
      this.bind(name);
      return { type: 'Tuple', elements: [{ type: 'NamedExpression', name, value, ...at }], ...at };
    });
    const asked = guard?.lastChild;
    const condition = this.all([...tests, ...bindings, ...(asked ? [this.expression(asked)] : [])], at);
    const isOpen = tests.length === 0 && guard === undefined;
    return { condition, then: body === undefined ? [] : this.block(body), at, isOpen };
  }

  /** Python refuses a pattern in which a key or a keyword is there twice. */
  private distinct(names: readonly string[]): void {
    if (new Set(names).size < names.length) this.unsure();
  }

  private all(conditions: readonly Expression[], at: Place): Expression {
    const [first, ...others] = conditions;
    if (first === undefined) return { type: 'Constant', value: { type: 'bool', value: true }, ...at };
    return others.reduce<Expression>(
      (left, right) => ({ type: 'Boolean', operator: 'and', left, right, ...at }),
      first,
    );
  }

  private pattern(node: SyntaxNode, subject: Expression): Pattern {
    const at = this.place(node);
    const parts = this.children(node);
    const [first] = parts;
    switch (node.name) {
      case 'CapturePattern': {
        const name = this.text(node);
        return name === '_' ? ANYTHING : { tests: [], captures: [{ name, value: subject }] };
      }
      case 'LiteralPattern':
        return { tests: [this.literal(node, parts, subject)], captures: [] };
      case 'AttributePattern':
        return { tests: [this.compared(subject, '==', this.dotted(parts, at))], captures: [] };
      case 'OrPattern': {
        const alternatives = parts.filter(({ name }) => name !== 'LogicOp');
        const last = alternatives.at(-1);
        // The grammar gives the name behind all ways to the last one.
        const named = last?.name === 'AsPattern' ? last.lastChild : null;
        const ways = alternatives.map((part) =>
          this.pattern(part === last && named !== null ? (part.firstChild ?? part) : part, subject),
        );
        if (ways.slice(0, -1).some(({ tests }) => tests.length === 0)) this.uncompilable();
        const names = ways.map(({ captures }) =>
          captures.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1)),
        );
        if (new Set(names.map((one) => one.join())).size > 1) this.unsure();
        if (ways.some(({ captures }) => captures.length > 0)) throw new OtherPattern();
        if (named !== null) this.checkCapture(named);
        const captures = named === null ? [] : [{ name: this.text(named), value: subject }];
        if (ways.at(-1)?.tests.length === 0) return { tests: [], captures };
        const tests = ways.map((way) => this.all(way.tests, at));
        const either = tests.reduce((left, right) => ({
          type: 'Boolean',
          operator: 'or',
          left,
          right,
          ...at,
        }));
        return { tests: [either], captures };
      }
      case 'AsPattern': {
        const name = parts.at(-1);
        if (first === undefined || name === undefined) throw new OtherPattern();
        this.checkCapture(name);
        const { tests, captures } = this.pattern(first, subject);
        return { tests, captures: [...captures, { name: this.text(name), value: subject }] };
      }
      case 'ParenthesizedPattern': {
        const inner = parts.find(({ name }) => name.endsWith('Pattern'));
        if (inner === undefined) throw new OtherPattern();
        return this.pattern(inner, subject);
      }
      case 'SequencePattern': {
        // Of `()` the grammar makes one of an empty pattern.
        const items = parts.filter(({ name, from, to }) => name.endsWith('Pattern') && from < to);
        const isGroup = items.length === 1 && first?.name === '(' && !parts.some(({ name }) => name === ',');
        if (isGroup && items[0] !== undefined) return this.pattern(items[0], subject);
        return this.sequence(items, subject, at);
      }
      case 'MappingPattern':
        return this.mapping(parts, subject, at);
      case 'ClassPattern':
        return this.ofClass(parts, subject, at);
      case 'StarPattern':
        // A lone one.
        this.broken();
        throw new OtherPattern();
      default:
        throw new OtherPattern();
    }
  }

  /** What stands behind `as`. */
  private checkCapture(name: SyntaxNode): void {
    if (this.text(name) === '_') this.broken();
  }

  private literal(node: SyntaxNode, parts: readonly SyntaxNode[], subject: Expression): Expression {
    const [first, second] = parts;
    const at = this.place(node);
    if (first?.name === 'ArithOp' && this.text(first) === '+') this.broken();
    if (first?.name === 'ArithOp' && second !== undefined && parts.length === 2) {
      const operand = this.expression(second);
      return this.compared(subject, '==', { type: 'Unary', operator: '-', operand, ...at });
    }
    if (first === undefined || parts.length > 1) {
      // Of a sum the second number is imaginary, and no other.
      if (!/^[^jJ]+[jJ]$/.test(this.text(node))) this.broken();
      throw new OtherPattern();
    }
    const value = this.expression(first);
    return this.compared(subject, /^(?:None|Boolean)$/.test(first.name) ? 'is' : '==', value);
  }

  private compared(left: Expression, operator: ComparisonOperator, right: Expression): Expression {
    const { cell, line, from, to } = right;
    return { type: 'Compare', left, rest: [{ operator, right }], cell, line, from, to };
  }

  private dotted(parts: readonly SyntaxNode[], at: Place): Expression {
    const [first, ...others] = parts.filter(({ name }) => name !== '.');
    if (first === undefined) throw new OtherPattern();
    return others.reduce<Expression>(
      (object, part) => ({ type: 'Attribute', object, name: this.text(part), ...at }),
      this.expression(first),
    );
  }

  private sequence(items: readonly SyntaxNode[], subject: Expression, at: Place): Pattern {
    const star = items.findIndex(({ name }) => name === 'StarPattern');
    if (items.filter(({ name }) => name === 'StarPattern').length > 1) {
      this.uncompilable();
      throw new OtherPattern();
    }
    const after = star < 0 ? 0 : items.length - star - 1;
    const least = star < 0 ? items.length : items.length - 1;
    const length = this.intrinsic('isSequence', [subject, this.number(least, at)], at, star < 0);
    const inner = items.map((item, i): Pattern => {
      if (i !== star)
        return this.pattern(item, this.item(subject, star < 0 || i < star ? i : i - items.length, at));
      const name = item.lastChild;
      if (name === null || this.text(name) === '_') return ANYTHING;
      const upper = after === 0 ? undefined : this.number(-after, at);
      const part: Expression = {
        type: 'Subscript',
        object: subject,
        index: { type: 'Slice', lower: this.number(star, at), upper, step: undefined, ...at },
        ...at,
      };
      return { tests: [], captures: [{ name: this.text(name), value: this.intrinsic('list', [part], at) }] };
    });
    return joined([{ tests: [length], captures: [] }, ...inner]);
  }

  private mapping(parts: readonly SyntaxNode[], subject: Expression, at: Place): Pattern {
    const tests: Expression[] = [this.intrinsic('isMapping', [subject], at)];
    const inner: Pattern[] = [];
    const keys: Expression[] = [];
    for (const [i, part] of parts.entries()) {
      const [key, value] = [parts[i - 1], parts[i + 1]];
      // Nothing may stand behind the rest, which has to be used, and names are no keys.
      const isRest = part.name === '**' && value !== undefined;
      const isLast = !parts.slice(i + 2).some(({ name }) => name.endsWith('Pattern'));
      if (isRest && (!isLast || this.text(value) === '_')) this.unsure();
      if (part.name === ':' && /^(?:CapturePattern|VariableName)$/.test(key?.name ?? '')) this.unsure();
      if (isRest)
        inner.push({
          tests: [],
          captures: [{ name: this.text(value), value: this.intrinsic('without', [subject, ...keys], at) }],
        });
      if (part.name !== ':' || key === undefined || value === undefined) continue;
      const literal = this.children(key);
      const asked =
        key.name === 'AttributePattern'
          ? this.dotted(literal, at)
          : literal[0] && this.expression(literal[0]);
      if (asked === undefined || (key.name === 'LiteralPattern' && literal.length > 1))
        throw new OtherPattern();
      keys.push(asked);
      tests.push(this.compared(asked, 'in', subject));
      inner.push(this.pattern(value, { type: 'Subscript', object: subject, index: asked, ...at }));
    }
    this.distinct(parts.flatMap((part, i) => (parts[i + 1]?.name === ':' ? [this.text(part)] : [])));
    return joined([{ tests, captures: [] }, ...inner]);
  }

  private ofClass(parts: readonly SyntaxNode[], subject: Expression, at: Place): Pattern {
    const list = parts.find(({ name }) => name === 'PatternArgList');
    const [name] = parts;
    const type = this.dotted(name?.name === 'AttributePattern' ? this.children(name) : parts.slice(0, 1), at);
    const args = list === undefined ? [] : this.children(list).filter(({ name }) => name.endsWith('Pattern'));
    const named = args.map(({ name }) => name === 'KeywordPattern');
    if (named.includes(true) && named.lastIndexOf(false) > named.indexOf(true)) this.broken();
    this.distinct(
      args.flatMap((arg, i) => (named[i] === true ? [this.text(this.children(arg)[0] ?? arg)] : [])),
    );
    const isEmpty = (arg: SyntaxNode): boolean => arg.from === arg.to;
    const tests = [this.intrinsic('isinstance', [subject, type], at)];
    const inner = args
      .filter((arg) => !isEmpty(arg))
      .map((arg, i): Pattern => {
        const [name, ...more] = this.children(arg);
        const own = more.find((part) => part.name.endsWith('Pattern'));
        if (arg.name === 'KeywordPattern') {
          if (name === undefined || own === undefined) throw new OtherPattern();
          const attribute = this.constant(name, { type: 'str', value: this.text(name) });
          tests.push(this.intrinsic('hasattr', [subject, attribute], at));
          return this.pattern(own, { type: 'Attribute', object: subject, name: this.text(name), ...at });
        }
        return this.pattern(arg, this.intrinsic('matchArgument', [subject, type, this.number(i, at)], at));
      });
    return joined([{ tests, captures: [] }, ...inner]);
  }

  private item(object: Expression, i: number, at: Place): Expression {
    return { type: 'Subscript', object, index: this.number(i, at), ...at };
  }

  private number(value: number, at: Place): Expression {
    return { type: 'Constant', value: { type: 'int', value: BigInt(value) }, ...at };
  }

  private intrinsic(
    name: Intrinsic['name'],
    args: readonly Expression[],
    at: Place,
    isExact = false,
  ): Expression {
    return { type: 'Intrinsic', name, args, isExact, ...at };
  }
}

function joined(patterns: readonly Pattern[]): Pattern {
  return {
    tests: patterns.flatMap(({ tests }) => tests),
    captures: patterns.flatMap(({ captures }) => captures),
  };
}
