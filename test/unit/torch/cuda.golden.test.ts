import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CudaGenerator, type Gpu } from '../../../src/torch';
import { answerDropoutStep, type DropoutStep, type StepAnswer } from '../../golden/steps';

interface Case {
  readonly seed: string;
  readonly steps: readonly DropoutStep[];
}

interface Goldens extends Gpu {
  readonly torch: string;
  readonly gpu: string;
  readonly cases: readonly (readonly [Case, { steps: StepAnswer[]; offset: number }])[];
}

const path = join(import.meta.dirname, '../../golden/cuda.json');
const goldens = JSON.parse(readFileSync(path, 'utf8')) as Goldens;

describe(`dropout on an ${goldens.gpu}, bit for bit against PyTorch ${goldens.torch}`, () => {
  it(`agrees in ${goldens.cases.length} sequences of up to three calls`, () => {
    assert.ok(goldens.cases.length >= 650);
    for (const [{ seed, steps }, answers] of goldens.cases) {
      const generator = new CudaGenerator(goldens, BigInt(seed));
      const ours = steps.map((step) => answerDropoutStep(step, generator));
      // Warnings are issued before the error, which PyTorch's answer has beside it and ours has not.
      const theirs = answers.steps.map((step) => (step.error === undefined ? step : { error: step.error }));
      assert.deepEqual({ steps: ours, offset: generator.offset }, { ...answers, steps: theirs }, seed);
    }
  });
});
