import {
  checkP,
  forward,
  Generator,
  parsePythonNumber,
  parseSeed,
  reprLayer,
  reprNumber,
  reprTensor,
  Tensor,
  TorchError,
  type PythonNumber,
} from '../../src/torch';
import { answerAlgebra } from './algebra';
import { bytesOf, decodeFloat32, decodeFloat64 } from './encoding';
import { answerNormals } from './normals';
import type { CallCase, Case } from './randomCases';
import { replayed } from './replayPrograms';
import { answerPrinting, answerSequence } from './steps';

/* What src/torch answers to the cases that differential.py answers, in the same form. */

export function answer(testCase: Case): unknown {
  switch (testCase.about) {
    case 'dropout': {
      const generator = new Generator(BigInt(testCase.seed));
      const steps = testCase.steps.map((step) => {
        if (typeof step !== 'number') return call(step, generator);
        for (let i = 0; i < step; i++) generator.random();
        return null;
      });
      const high = BigInt(generator.random());
      return { steps, next: String((high << 32n) | BigInt(generator.random())) };
    }
    case 'sequence':
      return answerSequence(testCase.sequence);
    case 'normals':
      return answerNormals(testCase.normals);
    case 'algebra':
      return answerAlgebra(testCase.algebra);
    case 'program':
      return replayed(testCase.program);
    case 'repr':
      return answerPrinting(testCase.printing);
    case 'printing':
      return reprTensor(new Tensor(decodeFloat32(testCase.data), testCase.shape));
    case 'doubles':
      return Array.from(decodeFloat64(testCase.data), (value) => reprNumber({ type: 'float', value }));
    case 'literal': {
      const number = parsePythonNumber(testCase.text);
      return number ? reprNumber(number) : null;
    }
    case 'seed':
      return textOrError(() => String(new Generator(parseSeed(testCase.text)).initialSeed()));
  }
}

/** p as the case has it. */
export function numberOfCall({ p, int }: CallCase): PythonNumber {
  return { type: int ? 'int' : 'float', value: Buffer.from(p, 'hex').readDoubleBE() };
}

function call(step: CallCase, generator: Generator): unknown {
  const { kind, inplace, training, shape, data } = step;
  const layer = { kind, p: numberOfCall(step), inplace };
  const refused = textOrError(() => {
    checkP(layer.p);
    return '';
  });
  if (refused !== '') return { error: refused };
  const common = { layer: reprLayer(layer) };
  const input = new Tensor(decodeFloat32(data), shape);
  try {
    const { output, warnings } = forward(layer, input, { training, generator });
    return {
      ...common,
      warnings,
      out: bytesOf(output.data).toString('base64'),
      text: reprTensor(output),
      same: output.numel > 0 && output === input,
    };
  } catch (error) {
    if (error instanceof TorchError) return { ...common, error: String(error) };
    throw error;
  }
}

function textOrError(action: () => string): string {
  try {
    return action();
  } catch (error) {
    if (error instanceof TorchError) return String(error);
    throw error;
  }
}
