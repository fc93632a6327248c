import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { type Condition, conditionOf, conditionParts } from '../../syntax/conditions';
import { childrenOf, stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import type { BindingKind, ExpressionSite, Site } from '../../syntax/scopes';
import { isGivenOn } from '../provenance/aliases';
import { expressionsPassed } from '../provenance/expressionsPassed';

/** What an expression comes to: a constant, or one of which only its truth is known. */
type Outcome = { readonly value: number | string | boolean | null } | { readonly truth: boolean };

/** Evaluates expressions as far as the mode, training or not, decides what they come to. */
export class ModeEvaluator {
  /** @param happens whether the statement that gives a name this value runs in that mode: surely, for nothing else decides it, or maybe */
  constructor(
    private readonly training: boolean,
    private readonly resolver: Resolver,
    private readonly happens: (value: ExpressionSite, statement: SyntaxNode) => 'surely' | boolean,
  ) {}

  /** Whether an expression is true; undefined where the mode does not tell. */
  truthOf(expression: SyntaxNode, site: Site): boolean | undefined {
    return truthIn(this.#outcomeOf(expression, site));
  }

  /** Whether an expression surely comes to 0. */
  isZero(expression: SyntaxNode, site: Site): boolean {
    const outcome = this.#outcomeOf(expression, site);
    return outcome !== undefined && ('truth' in outcome ? !outcome.truth : isZero(outcome));
  }

  #outcomeOf(expression: SyntaxNode, site: Site): Outcome | undefined {
    const node = withoutParentheses(expression);
    const text = textOf(site.segment, node);
    switch (node.name) {
      case 'Boolean':
        return { value: text === 'True' };
      case 'None':
        return { value: null };
      case 'Number': {
        const number = parsePythonNumber(text);
        return number && { value: number.value };
      }
      case 'String': {
        const value = stringValue(text);
        return value === undefined ? undefined : { value };
      }
      case 'MemberExpression':
        return node.lastChild?.name === 'PropertyName' && textOf(site.segment, node.lastChild) === 'training'
          ? { value: this.training }
          : undefined;
      case 'UnaryExpression':
      case 'BinaryExpression': {
        const condition = conditionOf(conditionParts(node));
        if (condition === undefined || condition.operator !== undefined)
          return this.#ofCondition(condition, site);
        return node.name === 'BinaryExpression' ? this.#combined(node, site) : undefined;
      }
      case 'ConditionalExpression':
        return this.#chosen(node, site);
      case 'CallExpression':
        return this.#converted(node, site);
      case 'VariableName':
        return this.#named(text, site);
      default:
        return undefined;
    }
  }

  #combined(node: SyntaxNode, site: Site): Outcome | undefined {
    const parts = childrenOf(node);
    const [left, right] = [parts[0], parts.at(-1)];
    if (left === undefined || right === undefined) return undefined;
    const operator = parts
      .slice(1, -1)
      .map((part) => textOf(site.segment, part))
      .join(' ');
    const [a, b] = [this.#outcomeOf(left, site), this.#outcomeOf(right, site)];
    // Whatever p is, nothing is left of it.
    if (operator === '*' && [a, b].some((one) => one !== undefined && isZero(one))) return { value: 0 };
    if (a === undefined || b === undefined || !('value' in a) || !('value' in b)) return undefined;
    const isSame = equal(a.value, b.value);
    if (operator === '==' || operator === 'is') return { value: isSame };
    if (operator === '!=' || operator === 'is not') return { value: !isSame };
    return undefined;
  }

  #ofCondition(condition: Condition | undefined, site: Site): Outcome | undefined {
    if (condition === undefined) return undefined;
    if (condition.operator === undefined) return this.#outcomeOf(condition.node, site);
    const truthOf = (part: Condition): boolean | undefined => truthIn(this.#ofCondition(part, site));
    if (condition.operator === 'not') {
      const truth = truthOf(condition.operand);
      return truth === undefined ? undefined : { value: !truth };
    }
    const decides = condition.operator === 'or';
    const [a, b] = [truthOf(condition.left), truthOf(condition.right)];
    if (a === decides || b === decides) return { truth: decides };
    return a !== undefined && b !== undefined ? { truth: !decides } : undefined;
  }

  #chosen(node: SyntaxNode, site: Site): Outcome | undefined {
    const [yes, , test, , no] = childrenOf(node);
    if (yes === undefined || test === undefined || no === undefined) return undefined;
    const truth = this.truthOf(test, site);
    if (truth !== undefined) return this.#outcomeOf(truth ? yes : no, site);
    const outcome = this.#outcomeOf(yes, site);
    return outcome && agreed(outcome, this.#outcomeOf(no, site));
  }

  /** `bool(self.training)`, `float(self.training)`. */
  #converted(node: SyntaxNode, site: Site): Outcome | undefined {
    const [callee, args] = childrenOf(node);
    const [, argument, close] = args === undefined ? [] : childrenOf(args);
    if (callee === undefined || argument === undefined || close?.name !== ')') return undefined;
    if (!/^(?:bool|int|float)$/.test(textOf(site.segment, callee))) return undefined;
    const truth = this.truthOf(argument, site);
    return truth === undefined ? undefined : truth ? { truth } : { value: 0 };
  }

  /** What all that binds a name gives it. */
  #named(name: string, site: Site): Outcome | undefined {
    return this.resolver.lookInto(() => {
      let all: Outcome | 'none' | undefined = 'none';
      for (const { kind, node } of this.resolver.bindingsOf(name, site)) {
        const happens = kind.type !== 'value' || this.happens(kind.value, node);
        if (!happens) continue;
        const outcome =
          kind.type === 'value'
            ? this.#outcomeOf(kind.value.node, kind.value)
            : kind.type === 'parameter'
              ? this.#passed(kind)
              : undefined;
        // `if not self.training: p = 0.0`, whatever p was before.
        all = all === 'none' || happens === 'surely' ? outcome : all && agreed(all, outcome);
      }
      return all === 'none' ? undefined : all;
    }, undefined);
  }

  /**
   * What all calls of a function give it, or leave to its default: `attend(q, self.p if self.training else 0.0)`. Undefined where all give it constants,
   * which hang on no mode; and of a module's `forward`, for what calls that is not seen.
   */
  #passed({ parameter, definition }: Extract<BindingKind, { type: 'parameter' }>): Outcome | undefined {
    if (definition.name === 'forward' || definition.name.startsWith('__')) return undefined;
    const passed = expressionsPassed(parameter, definition, this.resolver, parameter.fallback);
    if (passed === undefined || passed === 'searching' || isGivenOn(definition, this.resolver) !== false)
      return undefined;
    if (passed.every(({ node }) => CONSTANT.test(node.name))) return undefined;
    const [first, ...others] = passed.map(({ node, call }) => this.#outcomeOf(node, call));
    return others.reduce((all, one) => all && agreed(all, one), first);
  }
}

const CONSTANT = /^(?:Number|Boolean|None|String)$/;

function truthIn(outcome: Outcome | undefined): boolean | undefined {
  if (outcome === undefined) return undefined;
  return 'truth' in outcome ? outcome.truth : Boolean(outcome.value);
}

function isZero(outcome: Outcome): boolean {
  return 'value' in outcome && (outcome.value === 0 || outcome.value === false);
}

/** As Python compares them: True is 1. */
function equal(a: number | string | boolean | null, b: number | string | boolean | null): boolean {
  const plain = (value: typeof a): typeof a => (typeof value === 'boolean' ? Number(value) : value);
  return plain(a) === plain(b);
}

/** What two outcomes for the same thing have in common. */
function agreed(one: Outcome, other: Outcome | undefined): Outcome | undefined {
  if (other === undefined) return undefined;
  if ('value' in one && 'value' in other && equal(one.value, other.value)) return one;
  const truth = truthIn(one);
  return truth !== undefined && truthIn(other) === truth ? { truth } : undefined;
}
