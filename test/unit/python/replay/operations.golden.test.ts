import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compareOperations, type Operations, type Survey } from '../../../golden/surveys';

/** What is asked, and how much of what it prints replay has to know, in percent. */
const SURVEYS = [
  { name: 'operations', title: 'operators, builtins and methods on values of all types', known: 70 },
  { name: 'calls', title: 'calls of functions, methods and layers with any arguments', known: 26 },
] as const;

for (const { name, title, known } of SURVEYS)
  describe(title, () => {
    const file = new URL(`../../../golden/${name}.json`, import.meta.url);
    const goldens = JSON.parse(readFileSync(file, 'utf8')) as Operations;
    let survey: Survey;
    before(function () {
      this.timeout(600_000);
      survey = compareOperations(goldens);
    });

    it(`claims nothing that Python contradicts, in ${goldens.operations.length} ${name}`, () => {
      assert.deepEqual(survey.contradictions, []);
    });

    it(`knows at least ${known} % of what they print`, () => {
      assert.ok(survey.exact / survey.shown >= known / 100, `${survey.exact} of ${survey.shown}`);
    });
  });
