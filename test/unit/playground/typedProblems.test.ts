import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { probabilityProblem } from '../../../src/playground';

describe('what is wrong with a text for p', () => {
  const NUMBER = 'p is a number such as 0.5';
  const CASES: readonly (readonly [text: string, problem: string | undefined])[] = [
    ['0.5', undefined],
    ['1', undefined],
    ['', NUMBER],
    ['half', NUMBER],
    ['0,5', `${NUMBER}; did you mean 0.5?`],
    [' ,25 ', `${NUMBER}; did you mean 0.25?`],
    ['50%', `${NUMBER}; did you mean 0.5?`],
    ['12,5 %', `${NUMBER}; did you mean 0.125?`],
    ['7%', `${NUMBER}; did you mean 0.07?`],
    ['150%', NUMBER],
    ['1,2,3', NUMBER],
    ['1.5', 'ValueError: dropout probability has to be between 0 and 1, but got 1.5'],
  ];
  for (const [text, problem] of CASES)
    it(JSON.stringify(text), () => assert.equal(probabilityProblem(text, l10n), problem));
});
