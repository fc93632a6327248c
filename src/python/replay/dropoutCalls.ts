import { type AnyTensor, type DropoutLayer, formatElements } from '../../torch';
import type { Doubt } from './doubt';
import type { Interpreter } from './interpreter';

/** Of larger tensors no mask and no elements are kept: nobody would draw them. */
const MAX_PICTURED = 1024;
/** How many calls get a picture: a loop may make more than memory should hold. */
const MAX_PICTURES = 1000;

/** What is known of an evaluation once it is over. */
export interface Evaluation {
  readonly layer: DropoutLayer;
  readonly training: boolean;
  /** As in `DropoutResult`. */
  readonly mask: Uint8Array | undefined;
  readonly output: AnyTensor;
  /** Makes `repr` of the output. */
  readonly outputText: () => string;
  readonly maskDoubt: Doubt | undefined;
  readonly doubt: Doubt | undefined;
}

/**
 * Begins to record one evaluation of a dropout layer or function: to be called before it, because it may overwrite its
 * input. What it gives is to be called after it, and counts the call where it drew.
 *
 * @param inputText makes `repr` of the input
 */
export function recordDropout(
  interpreter: Interpreter,
  input: AnyTensor,
  inputText: () => string,
): (evaluation: Evaluation) => void {
  const { random, recorder, place } = interpreter;
  const { position } = random.generator;
  const { shape, numel } = input;
  const isNoted = place !== undefined && recorder.calls.length < MAX_PICTURES;
  const text = isNoted ? inputText() : '';
  const inputValues =
    isNoted && numel <= MAX_PICTURED && input.dtype === 'float32'
      ? Array.from(input.values(), Number)
      : undefined;
  const isOnes = input.dtype === 'float32' && input.isPlain && isAllOnes(input.values());
  return ({ layer, training, mask, output, outputText, maskDoubt, doubt }) => {
    if (random.generator.position !== position) random.calls++;
    if (place === undefined) return;
    const picture = isNoted
      ? {
          input: text,
          inputValues,
          output: outputText(),
          ...(numel <= MAX_PICTURED
            ? { mask, elements: formatElements(output) }
            : { mask: undefined, elements: undefined }),
        }
      : undefined;
    recorder.calls.push({
      // Of the place alone: the syntax tree need not outlive the replay.
      place: { cell: place.cell, line: place.line, from: place.from, to: place.to },
      layer,
      training,
      seed: random.seed,
      position,
      call: random.calls,
      shape,
      total: numel,
      isOnes,
      kept: mask?.reduce((sum, one) => sum + one, 0),
      picture,
      maskDoubt: interpreter.doubtOf(maskDoubt),
      doubt: interpreter.doubtOf(doubt),
    });
  };
}

function isAllOnes(values: ArrayLike<number | bigint>): boolean {
  if (values.length > MAX_PICTURED) return false;
  return Array.from(values).every((value) => value === 1);
}
