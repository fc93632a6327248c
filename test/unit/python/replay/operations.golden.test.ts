import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compareOperations, type Operation, type Survey } from '../../../golden/surveys';

const goldens = JSON.parse(
  readFileSync(new URL('../../../golden/operations.json', import.meta.url), 'utf8'),
) as { readonly setup: string; readonly operations: readonly Operation[] };

describe('operators, builtins and methods on values of all types', () => {
  let survey: Survey;
  before(() => (survey = compareOperations(goldens.setup, goldens.operations)));

  it(`claims nothing that Python contradicts, in ${goldens.operations.length} operations`, () => {
    assert.deepEqual(survey.contradictions, []);
  });

  it('knows at least 70 % of what they print', () => {
    assert.ok(survey.exact / survey.shown >= 0.7, `${survey.exact} of ${survey.shown}`);
  });
});
