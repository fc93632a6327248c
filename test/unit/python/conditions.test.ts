import assert from 'node:assert/strict';
import { type Condition, conditionOf, conditionParts } from '../../../src/python/syntax/conditions';
import { withoutParentheses } from '../../../src/python/syntax/nodes';
import { parsePython } from '../../../src/python/syntax/parse';
import type { SyntaxNode } from '@lezer/common';
import seedrandom from 'seedrandom';

const NAMES = ['a', 'b', 'c', 'd'];

/** What a condition comes to where some names are true. */
function truthOf(node: SyntaxNode, text: string, isTrue: (name: string) => boolean): boolean {
  const inner = withoutParentheses(node);
  const of = (condition: Condition): boolean => {
    if (condition.operator === undefined) {
      const at = condition.node;
      return NAMES.includes(text.slice(at.from, at.to))
        ? isTrue(text.slice(at.from, at.to))
        : truthOf(at, text, isTrue);
    }
    if (condition.operator === 'not') return !of(condition.operand);
    const [left, right] = [of(condition.left), of(condition.right)];
    return condition.operator === 'and' ? left && right : left || right;
  };
  const condition = conditionOf(conditionParts(inner));
  assert.ok(condition !== undefined, text);
  return of(condition);
}

function expressionIn(text: string): SyntaxNode {
  return parsePython(`${text}\n`).topNode.firstChild?.firstChild ?? assert.fail(text);
}

describe('conditions', () => {
  // JavaScript binds `!`, `&&` and `||` as Python binds `not`, `and` and `or`.
  it('are put together as Python binds them, whatever the grammar makes of them', () => {
    const random = seedrandom('conditions');
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] ?? assert.fail();
    const grown = (depth: number): string => {
      const way = depth === 0 ? 'name' : pick(['name', 'not', 'and', 'or', 'and', 'or', 'parentheses']);
      if (way === 'name') return pick(NAMES);
      if (way === 'not') return `not ${grown(depth - 1)}`;
      if (way === 'parentheses') return `(${grown(depth - 1)})`;
      return `${grown(depth - 1)} ${way} ${grown(depth - 1)}`;
    };
    for (let round = 0; round < 500; round++) {
      const text = grown(4);
      const script = text.replaceAll('not ', '!').replaceAll('and', '&&').replaceAll('or', '||');
      const expected = new Function(...NAMES, `return ${script};`) as (...values: boolean[]) => boolean;
      const node = expressionIn(text);
      for (let bits = 0; bits < 16; bits++) {
        const values = NAMES.map((_, index) => (bits & (1 << index)) !== 0);
        const found = truthOf(node, text, (name) => values[NAMES.indexOf(name)] === true);
        assert.equal(found, expected(...values), `${text} of ${values.join()}`);
      }
    }
  });

  for (const text of ['not', 'a or', 'a and not'])
    it(`are none where an operand is missing: ${text}`, () => {
      const node = parsePython(`x = (${text})\n`).topNode.firstChild?.lastChild ?? assert.fail();
      assert.equal(conditionOf(conditionParts(withoutParentheses(node))), undefined);
    });
});
