import assert from 'node:assert/strict';
import { failureTable, tally } from '../repeats.mjs';

const failure = (title: string, stack = 'Error: no\n  at somewhere') => ({ title, stack });

describe('the failures of repeated tests', () => {
  it('are counted by test and suite, the most frequent first, with what was said first', () => {
    assert.deepEqual(
      tally([
        { suite: 'e2e', failures: [failure('a', 'Error: first\n  at x'), failure('b')] },
        { suite: 'integration', failures: [failure('b')] },
        { suite: 'e2e', failures: [failure('b')] },
        { suite: 'integration', failures: [] },
        { suite: 'e2e', failures: [failure('b'), failure('a', 'Error: second')] },
      ]),
      [
        { suite: 'e2e', title: 'b', times: 3, message: 'Error: no' },
        { suite: 'e2e', title: 'a', times: 2, message: 'Error: first' },
        { suite: 'integration', title: 'b', times: 1, message: 'Error: no' },
      ],
    );
  });

  it('are a table in Markdown', () => {
    assert.equal(
      failureTable([{ suite: 'e2e', title: 'shows p | q', times: 2, message: 'Error: p || q' }], 20),
      [
        '| suite | test | failed | first message |',
        '| --- | --- | --- | --- |',
        '| e2e | shows p \\| q | 2 of 20 | Error: p \\|\\| q |',
      ].join('\n'),
    );
  });

  it('are none, in words', () => {
    assert.equal(failureTable(tally([{ suite: 'e2e', failures: [] }]), 10), 'No test failed in 10 repeats.');
  });
});
