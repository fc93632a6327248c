import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  bodyStart,
  mayBind,
  mayCall,
  mayDerive,
  mayGive,
  mayUse,
  mayWrite,
} from '../../../src/python/syntax/mentions';
import { baseNames, classesOf } from '../../../src/python/analysis/provenance/classes';
import { readByNeed } from '../../../src/python/syntax/segmentByNeed';
import { readText } from '../../../src/python/syntax/segmentedText';

const TEACHING = new URL('../../golden/teaching/', import.meta.url).pathname;

/** Statements of every kind that binds names or assigns to members, in whose places others may be put. */
const PIECES = [
  'a.x = 1\n',
  'a.x, b.y = 1, 2\n',
  'a["x"] += 1\n',
  'a.x: int = 1\n',
  'del a.x\n',
  'for a.x in y: pass\n',
  'with z as a.x: pass\n',
  '(a\n .x) = 1\n',
  '(a.x,\n b.y) = 1, 2\n',
  'a.x == 1\n',
  'f(a.x, b.y)\n',
  'from m import (\n    x,\n    y as z,\n)\n',
  'import m.n as x\n',
  'from m import *\n',
  'def f(x, y=(z := 1)):\n    x = y\n    return z\n',
  'class C(x):\n    y = 1\n    def f(self):\n        global z\n        z = 1\n        self.x = y\n',
  '@d\nclass D:\n    """\nx = 1\n    """\n    from m import y\n',
  'if x:\n    y = 1\nelse:\n    z = 2\n',
  'try:\n    import x\nexcept ImportError:\n    x = None\n',
  'x = [\n    1,\n]; y = 2\n',
  '# x = 1\n',
  'x\ty\n',
  'x (1)\n',
  'x.y \\\n  (z(1))\n',
  '(x # y\n (1))\n',
  'class C(x, a.y, metaclass=z): pass\n',
  'class E [T] (\n    x, # y\n    z,\n  ) :\n  pass\n',
] as const;

/** Whether all that the text really binds and assigns may be, seen without parsing it. */
function check(text: string): void {
  for (const { group } of readText(text, { notebook: false }).groups.map((group) => ({ group })))
    for (const segment of group.segments) {
      const body = bodyStart(segment.text);
      for (const name of segment.scope.names.keys())
        assert.ok(mayBind(segment.text, name, body), `${name} in ${segment.text}`);
      for (const { name } of segment.memberWrites)
        assert.ok(mayWrite(segment.text, name), `.${name} in ${segment.text}`);
      for (const call of segment.calls.filter((one) => /^\w/.test(one.name)))
        assert.ok(mayCall(segment, call.name), `${call.name}() in ${segment.text}`);
      for (const base of Array.from(classesOf([segment])).flatMap(baseNames))
        assert.ok(mayDerive(segment.text, base), `class (${base}) in ${segment.text}`);
    }
}

/** What both ways of reading a text have by each of its words. */
function known(text: string, read: typeof readByNeed): unknown {
  const words = [...new Set(text.match(/[A-Za-z_]\w*/g))].slice(0, 200);
  return read(text).groups.map(({ names, writes, stars, errors, starts, lines }) => ({
    names: words.map((word) => names.get(word)?.map(({ at, kind }) => `${at} ${kind.type}`) ?? []),
    writes: words.map((word) => writes.get(word)?.map(({ at }) => at) ?? []),
    ...{ stars: stars.length, errors, starts, lines },
  }));
}

describe('what a name may do in a text that is not parsed', () => {
  it('is all that it does, in scripts that people write', () => {
    for (const file of readdirSync(TEACHING)) check(readFileSync(join(TEACHING, file), 'utf8'));
  });

  it('is all that it does, however statements follow each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (pieces, lineBreak) => check(pieces.join('').replaceAll('\n', lineBreak)),
      ),
    );
  });

  it('makes no difference to what is known of a text', () => {
    const whole: typeof readByNeed = (text) => readText(text, { notebook: false });
    for (const file of readdirSync(TEACHING)) {
      const text = readFileSync(join(TEACHING, file), 'utf8');
      assert.deepEqual(known(text, readByNeed), known(text, whole), file);
    }
  });

  const NONE: readonly [text: string, name: string][] = [
    ['class A:\n    x = 1\n', 'x'],
    ['def f(x):\n    y = x\n', 'y'],
    ['@d\ndef f():\n    import x\n', 'x'],
    ['xy = 1\n', 'x'],
  ];
  for (const [text, name] of NONE)
    it(`is not to bind ${name} in ${JSON.stringify(text)}`, () => {
      assert.equal(mayBind(text, name, bodyStart(text)), false);
    });

  for (const text of ['y = a.x\n', 'f(a.x)\n', 'if a.x == 1: pass\n', 'ax = 1\n'])
    it(`is not to be assigned in ${JSON.stringify(text)}`, () => {
      assert.equal(mayWrite(text, 'x'), false);
    });
});

describe('what may give a name to something else', () => {
  const GIVEN = [
    'layer = Net',
    'build(Net, 2)',
    '{"a": Net}',
    'x = [Net]',
    'def f(net=Net): pass',
    'return Net',
    'net = Net if x else y',
    'layer = models.Net',
    'f(\n    Net,\n)',
  ];
  const ONLY_USED = [
    'Net(2)',
    'class Other(Net): pass',
    'from m import Net',
    'from m import (\n    A,\n    Net,\n)',
    'super(Net, self)',
    'isinstance(x, Net)',
    '"Net"',
    '# layer = Net',
    'like Net and more',
    'Net.build(2)',
    '@Net\ndef f(): pass',
  ];
  it('does', () =>
    assert.deepEqual(
      GIVEN.filter((text) => !mayGive({ text }, 'Net')),
      [],
    ));
  it('does not', () =>
    assert.deepEqual(
      ONLY_USED.filter((text) => mayGive({ text }, 'Net')),
      [],
    ));
  it('ends where nothing has a name', () => {
    assert.equal(mayGive({ text: 'x = lambda: 1' }, ''), false);
    assert.equal(mayUse({ text: 'x = lambda: 1' }, ''), false);
    assert.equal(mayCall({ text: 'f()' }, ''), false);
  });
});
