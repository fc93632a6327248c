import assert from 'node:assert/strict';
import { mayUse, wordsOf } from '../../../src/python/syntax/mentions';

describe('what is known of the words of other files', () => {
  const FUNCTIONS = Array.from(
    { length: 100 },
    (_, i) => `def function_${i}(argument_${i}):\n  return other_${i}(argument_${i})\n\n`,
  ).join('');

  const TEXTS = [
    FUNCTIONS,
    'def f():\n  f()\n',
    'class  C: C = 1\n',
    '\u00e9def f\n',
    'def\tf(): pass\n',
    'async def f(): pass\n',
    'undef f\n',
    'def f_f(): f\n',
  ];
  for (const text of TEXTS)
    it(`is of a short text what is noted of a long one: ${JSON.stringify(text.slice(0, 30))}`, () => {
      const words = wordsOf({ text });
      for (const name of ['f', 'f_f', 'C', 'function_7', 'other_7', 'argument_7', 'pass'])
        assert.equal(mayUse({ text }, name), words.get(name) === true, name);
    });
});
