import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { probabilityProblem, seedProblem } from '../../../src/playground';

type Cases = readonly (readonly [text: string, problem: string | undefined])[];

describe('what is wrong with a text for p', () => {
  const NUMBER = 'p is a number such as 0.5';
  const CASES: Cases = [
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

// PyTorch itself takes 1.0 and '007', so that it must not be said to refuse them.
describe('what is wrong with a text for a seed', () => {
  const INTEGER = 'A seed is an integer such as 42';
  const OVERFLOW = 'ValueError: Overflow when unpacking long long';
  const CASES: Cases = [
    ['0', undefined],
    [' -1 ', undefined],
    ['0x10', undefined],
    ['18446744073709551615', undefined],
    ['18446744073709551616', OVERFLOW],
    ['-9223372036854775809', OVERFLOW],
    ['', INTEGER],
    ['1.0', INTEGER],
    ['007', INTEGER],
    ['None', INTEGER],
  ];
  for (const [text, problem] of CASES)
    it(JSON.stringify(text), () => assert.equal(seedProblem(text, l10n), problem));
});
