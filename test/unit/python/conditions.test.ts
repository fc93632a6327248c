import type { SyntaxNode } from '@lezer/common';
import assert from 'node:assert/strict';
import seedrandom from 'seedrandom';
import { type Condition, conditionOf, conditionParts } from '../../../src/python/syntax/conditions';
import { withoutParentheses } from '../../../src/python/syntax/nodes';
import { parsePython } from '../../../src/python/syntax/parse';

const NAMES = ['a', 'b', 'c', 'd'];

type Test = string | { readonly operator: 'and' | 'or' | 'not'; readonly of: readonly Test[] };

type IsTrue = (name: string) => boolean;

/** How tightly Python binds. */
const BINDING = { or: 0, and: 1, not: 2 };

/** A test as Python reads it, with no more parentheses than it needs. */
function written(test: Test, around = 0): string {
  if (typeof test === 'string') return test;
  const binding = BINDING[test.operator];
  const parts = test.of.map((part, index) => written(part, binding + index));
  const text = parts.length === 1 ? `not ${parts[0]}` : parts.join(` ${test.operator} `);
  return binding < around ? `(${text})` : text;
}

function meant(test: Test, isTrue: IsTrue): boolean {
  if (typeof test === 'string') return isTrue(test);
  const parts = test.of.map((part) => meant(part, isTrue));
  if (test.operator === 'not') return parts[0] !== true;
  return test.operator === 'and' ? parts.every(Boolean) : parts.some(Boolean);
}

/** What the same test comes to as it is read. */
function read(node: SyntaxNode, text: string, isTrue: IsTrue): boolean {
  const of = (condition: Condition | undefined): boolean => {
    assert.ok(condition !== undefined, text);
    if (condition.operator === undefined) return ofPart(condition.node);
    if (condition.operator === 'not') return !of(condition.operand);
    const [left, right] = [of(condition.left), of(condition.right)];
    return condition.operator === 'and' ? left && right : left || right;
  };
  const ofPart = (part: SyntaxNode): boolean => {
    const inner = withoutParentheses(part);
    const own = text.slice(inner.from, inner.to);
    return NAMES.includes(own) ? isTrue(own) : read(inner, text, isTrue);
  };
  return of(conditionOf(conditionParts(withoutParentheses(node))));
}

describe('conditions', () => {
  it('are put together as Python binds them, whatever the grammar makes of them', () => {
    const random = seedrandom('conditions');
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] ?? assert.fail();
    const grown = (depth: number): Test => {
      const operator = depth === 0 ? 'name' : pick(['name', 'not', 'and', 'or'] as const);
      if (operator === 'name') return pick(NAMES);
      const of = operator === 'not' ? [grown(depth - 1)] : [grown(depth - 1), grown(depth - 1)];
      return { operator, of };
    };
    for (let round = 0; round < 500; round++) {
      const test = grown(4);
      const text = written(test);
      const node = parsePython(`${text}\n`).topNode.firstChild?.firstChild ?? assert.fail(text);
      for (let bits = 0; bits < 16; bits++) {
        const isTrue: IsTrue = (name) => ((bits >> NAMES.indexOf(name)) & 1) === 1;
        assert.equal(read(node, text, isTrue), meant(test, isTrue), text);
      }
    }
  });

  for (const text of ['not', 'a or', 'a and not'])
    it(`are none where an operand is missing: ${text}`, () => {
      const node = parsePython(`x = (${text})\n`).topNode.firstChild?.lastChild ?? assert.fail();
      assert.equal(conditionOf(conditionParts(withoutParentheses(node))), undefined);
    });
});
