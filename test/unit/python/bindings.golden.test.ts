import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parser } from '@lezer/python';
import { replay } from '../../golden/traces';
import { native } from '../../../src/python/replay/object/native';
import { NONE } from '../../../src/python/replay/object/values';
import { boundArgument } from '../../../src/python/syntax/arguments';
import { textOf } from '../../../src/python/syntax/nodes';
import { readStatements } from '../../../src/python/syntax/readStatements';
import {
  bindArguments,
  type BoundArguments,
  type GivenArguments,
} from '../../../src/python/syntax/bindArguments';
import { type Outcome, type SignatureCases, WRITTEN } from '../../golden/bindings';

const file = new URL('../../golden/bindings.json', import.meta.url);
const GOLDENS = JSON.parse(readFileSync(file, 'utf8')) as SignatureCases[];

/** The arguments of a call as it is written in the goldens: `1, 2, b=3`. */
function passedIn(call: string): GivenArguments<number> {
  const parts = call.split(', ').map((part) => part.split('='));
  const positional = parts.flatMap(([value, ...more]) => (more.length === 0 && value ? Number(value) : []));
  const named = parts.flatMap(([name = '', value]) => (value === undefined ? [] : [[name, value] as const]));
  return { positional, keywords: new Map(named.map(([name, value]) => [name, Number(value)])) };
}

function bind(signature: string, passed: GivenArguments<number>): BoundArguments<number> {
  return bindArguments(native('f', signature, () => NONE).parameters, passed, ({ optional }) => optional);
}

function namesIn(signature: string): string[] {
  return native('f', signature, () => NONE).parameters.map(({ name }) => name);
}

/** What binding comes to, as in the goldens. */
function outcomeOf(signature: string, { values, rest, keywords, misfits }: BoundArguments<number>): Outcome {
  const collected: Record<string, unknown> = { rest, more: Object.fromEntries(keywords) };
  return misfits[0]?.message ?? namesIn(signature).map((name) => collected[name] ?? values.get(name) ?? null);
}

describe('arguments bound to parameters', function () {
  this.timeout(60_000);

  GOLDENS.slice(0, WRITTEN.length).forEach(([signature, calls]) => {
    it(`as Python does for f(${signature})`, () => {
      for (const [call, outcome] of Object.entries(calls))
        assert.deepEqual(outcomeOf(signature, bind(signature, passedIn(call))), outcome, `f(${call})`);
    });
  });

  it('as Python does for random signatures and calls', () => {
    let count = 0;
    for (const [signature, calls] of GOLDENS.slice(WRITTEN.length))
      for (const [call, outcome] of Object.entries(calls)) {
        const bound = bind(signature, passedIn(call));
        assert.deepEqual(outcomeOf(signature, bound), outcome, `f(${signature}): f(${call})`);
        count++;
      }
    assert.ok(count > 2000);
  });

  it('as Python does, where code is only read', () => {
    for (const [signature, calls] of GOLDENS) {
      const head = `def f(${signature.replaceAll('=', '=None')}): pass`;
      const text = [head, ...Object.keys(calls).map((call) => `f(${call})`)].join('\n');
      const parsed = { text, parsed: text, lineBreaks: 0, tree: parser.parse(text) };
      const segment = readStatements(parsed);
      const [definition] = segment.scope.names.get('f')?.map(({ kind }) => kind) ?? [];
      assert.ok(definition?.type === 'function');
      assert.deepEqual(
        definition.parameters.map(({ name }) => name),
        namesIn(signature),
      );
      Object.entries(calls).forEach(([call, outcome], at) => {
        const args = segment.calls[at]?.args ?? assert.fail(text);
        // What is missing may be still to be typed.
        const isMisfit = typeof outcome === 'string' && !outcome.startsWith('missing');
        definition.parameters.forEach(({ name, kind }, i) => {
          const argument = boundArgument(segment, args, definition, name);
          const what = `${name} of f(${call}): ${head}`;
          assert.equal(argument.passed === 'misfit', isMisfit, what);
          if (typeof outcome === 'string' || kind === 'star' || kind === 'doubleStar') return;
          const value = argument.passed === 'value' ? Number(textOf(segment, argument.node)) : null;
          assert.equal(value, outcome[i], what);
        });
      });
    }
  });

  it('as Python does, in programs that run', () => {
    for (const [signature, calls] of GOLDENS) {
      const returned = namesIn(signature).map((name) => (name === 'rest' ? 'list(rest)' : name));
      const tests = Object.keys(calls).map(
        (call) => `try:\n  print(f(${call}))\nexcept TypeError as e:\n  print(e)`,
      );
      const head = `def f(${signature.replaceAll('=', '=None')}):\n  return [${returned.join(', ')}]`;
      const values = replay([[head, ...tests].join('\n')], { notebook: false });
      assert.ok(
        values.every(({ exact }) => exact),
        signature,
      );
      assert.deepEqual(
        values.map(({ text }) => text),
        Object.values(calls).map((outcome) =>
          typeof outcome === 'string' ? `f() ${outcome}` : repr(outcome),
        ),
      );
    }
  });
});

/** As Python writes it. */
function repr(outcome: Outcome): string {
  return JSON.stringify(outcome).replaceAll('null', 'None').replaceAll('"', "'").replaceAll(/[,:]/g, '$& ');
}

describe('arguments bound where `*args` and `**kwargs` may hold anything', function () {
  this.timeout(60_000);

  const [STAR, DOUBLE_STAR] = [-1, -2];

  /** Calls with a `*args` put in at a place, a `**kwargs` behind, or both. */
  function* unknownCalls({
    positional,
    keywords,
  }: GivenArguments<number>): Generator<GivenArguments<number>> {
    for (let index = 0; index <= positional.length; index++)
      for (const doubleStar of [undefined, DOUBLE_STAR])
        yield { positional, keywords, star: { index, argument: STAR }, doubleStar };
    yield { positional, keywords, doubleStar: DOUBLE_STAR };
  }

  /** The call with everything that may be in its `*args` and `**kwargs`. */
  function* filled(
    { positional, keywords, star, doubleStar }: GivenArguments<number>,
    names: readonly string[],
  ): Generator<GivenArguments<number>> {
    const free = [...names, 'g'].filter((name) => !keywords.has(name));
    for (let length = 0; length <= (star === undefined ? 0 : names.length + 1); length++)
      for (let chosen = 0; chosen < (doubleStar === undefined ? 1 : 2 ** free.length); chosen++) {
        const more = free.filter((_, i) => (chosen >> i) & 1);
        yield {
          positional: positional.toSpliced(star?.index ?? 0, 0, ...Array<number>(length).fill(STAR)),
          keywords: new Map([...keywords, ...more.map((name) => [name, DOUBLE_STAR] as const)]),
        };
      }
  }

  for (const [signature, ...calls] of WRITTEN)
    it(`says of f(${signature}) what holds for all that they may hold`, () => {
      const names = namesIn(signature);
      for (const call of calls)
        for (const unknown of unknownCalls(passedIn(call))) {
          const bound = bind(signature, unknown);
          const fits = [...filled(unknown, names)]
            .map((passed) => bind(signature, passed))
            .filter(({ misfits }) => misfits.length === 0);
          const what = JSON.stringify({ ...unknown, call });
          assert.equal(bound.misfits.length === 0, fits.length > 0, what);
          for (const fit of fits)
            for (const name of names.filter((one) => !bound.unpacked.has(one))) {
              assert.equal(fit.values.get(name), bound.values.get(name), `${name} of ${what}`);
              if (name === 'rest') assert.deepEqual(fit.rest, bound.rest, what);
              if (name === 'more') assert.deepEqual(fit.keywords, bound.keywords, what);
            }
          const moved = unknown.positional.slice(unknown.star?.index);
          for (const [name, argument] of fits.length === 0 ? [] : bound.unpacked) {
            const given = fits.flatMap(({ values, rest, keywords }) =>
              name === 'rest' ? rest : name === 'more' ? [...keywords.values()] : (values.get(name) ?? []),
            );
            assert.ok(
              given.some((one) => one === argument || (argument === STAR && moved.includes(one))),
              `${name} is never within ${argument === STAR ? '*' : '**'} of ${what}`,
            );
          }
        }
    });
});
