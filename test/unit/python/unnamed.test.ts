import assert from 'node:assert/strict';
import { readCell } from '../../../src/python/syntax/ast/program';

describe('what the grammar takes for no name, and Python takes', () => {
  const read = (head: string) => readCell(`${head}\n    case = 1\n`, 0, { notebook: false });

  const targets: readonly (readonly [head: string, types: string])[] = [
    ['with f() as (a, b):', 'Tuple'],
    ['with f() as [a, *b]:', 'List'],
    ['with f() as self.file:', 'Attribute'],
    ['with f() as rows[0]:', 'Subscript'],
    ['with f() as (a, (b, c)), g() as d, h as e.f:', 'Tuple Name Attribute'],
    ['with f() as (a,\n    b):', 'Tuple'],
    ['with f() as name:', 'Name'],
  ];
  for (const [head, types] of targets)
    it(`${head} binds ${types}`, () => {
      const { body, verdict } = read(head);
      assert.equal(verdict, 'fine');
      const items = body[0]?.type === 'With' ? body[0].items : [];
      assert.equal(items.map(({ target }) => target?.type).join(' '), types);
      // Where they stand is where the reader wrote them.
      for (const { target } of items) assert.equal(/[\w([]/.test(head.charAt(target?.from ?? -1)), true);
    });

  const subjects: readonly (readonly [subject: string, type: string])[] = [
    ['a, b', 'Tuple'],
    ['a.b, c[0]', 'Tuple'],
    ['a,', 'Tuple'],
    ['(a, b)', 'Tuple'],
    ['a', 'Name'],
  ];
  for (const [subject, type] of subjects)
    it(`match ${subject}: asks of ${type}`, () => {
      const text = `match ${subject}:\n    case _: pass\n`;
      const { body, verdict } = readCell(text, 0, { notebook: false });
      assert.equal(verdict, 'fine');
      assert.equal(body[0]?.type === 'Assign' && body[0].value.type, type);
    });

  for (const head of [
    'with f() as (a, 1):',
    'with f() as g():',
    'with f() as a b:',
    'with f() as (a, b:',
    'with f() as a.b c:',
    'with f() as (a, b)',
  ])
    it(`${head} is not taken for Python`, () => {
      const { body, verdict } = read(head);
      assert.ok(verdict !== 'fine' || body.some(({ type }) => type === 'Uncompilable'));
    });
});
