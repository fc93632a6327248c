import { type AnyTensor, type DropoutLayer, formatElements } from '../../../torch';
import { type Doubt, either } from '../object/doubt';
import type { DropoutCall } from '../object/recorder';
import type { Place } from '../../syntax/ast/ast';
import type { Interpreter } from '../object/interpreter';
import type { StrValue, Value } from '../object/values';

/** Of larger tensors no mask and no elements are kept: nobody would draw them. */
const MAX_PICTURED = 1024;
/** How many calls get a picture, at one place and of one module there, and at all: nobody looks at those of a long loop. */
const MAX_PICTURES_THERE = 5;
const MAX_PICTURES = 1000;

/** How many items of a list are shown that a call gave, and how deep. */
const MAX_SHOWN = 10;
const MAX_DEPTH = 3;

/** Which module evaluates dropout. */
export interface AtWork {
  /** The names that lead to the module at work from the one that the code calls: '' where it is the same. */
  readonly path: string;
  /** The class of that module, and where it was made; undefined where a function was called. */
  readonly module: { readonly type: string; readonly made: Place | undefined } | undefined;
}

/** What is known of an evaluation once it is over. */
export interface Evaluation {
  readonly layer: DropoutLayer;
  readonly training: boolean;
  /** As in `DropoutResult`. */
  readonly mask: Uint8Array | undefined;
  readonly output: AnyTensor;
  /** Makes `repr` of the output, which is in doubt where not all digits are known. */
  readonly outputText: () => StrValue;
  /** Whether a value is the output itself. */
  readonly isOutput: (value: unknown) => boolean;
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
  { path, module }: AtWork,
  input: AnyTensor,
  inputText: () => string,
): (evaluation: Evaluation) => void {
  const { random, recorder, place } = interpreter;
  const { position } = random.generator;
  const { shape, numel } = input;
  const isNoted =
    place !== undefined && recorder.calls.length < MAX_PICTURES && isNews(interpreter, place, path);
  const text = isNoted ? inputText() : '';
  const inputValues =
    isNoted && numel <= MAX_PICTURED && input.dtype === 'float32'
      ? Array.from(input.values(), Number)
      : undefined;
  const mayBeOnes = numel <= MAX_PICTURED && input.dtype === 'float32' && input.isPlain;
  const isOnes = mayBeOnes && Array.from(input.values(), Number).every((value) => value === 1);
  return ({ layer, training, mask, output, outputText, isOutput, maskDoubt, doubt }) => {
    if (random.generator.position !== position) random.calls++;
    if (place === undefined) return;
    const shown = isNoted ? outputText() : undefined;
    const picture = shown && {
      input: text,
      inputValues,
      output: shown.value,
      ...(numel <= MAX_PICTURED
        ? { mask, elements: formatElements(output) }
        : { mask: undefined, elements: undefined }),
    };
    recorder.isLastOutput = isOutput;
    recorder.calls.push({
      place: placeAlone(place),
      // Until the call is over, which may yet give something else.
      within: { path, module: module?.type, value: undefined },
      made: module?.made && placeAlone(module.made),
      layer,
      training,
      seed: random.seed,
      position,
      call: random.calls,
      shape,
      total: numel,
      isOnes,
      kept: mask?.reduce((count, one) => count + one, 0),
      picture,
      maskDoubt: interpreter.doubtOf(maskDoubt),
      doubt: interpreter.doubtOf(either(doubt, shown?.doubt)),
      assumed: recorder.assumptions.length,
    });
  };
}

/** Notes that nothing is known of an evaluation. */
export function missDropout({ recorder: { missed }, place }: Interpreter, doubt: Doubt): void {
  if (place !== undefined && !missed.has(place)) missed.set(place, { place: placeAlone(place), doubt });
}

/** Counts an evaluation, and whether it is one of the first ones at its place. */
function isNews({ recorder }: Interpreter, { cell, from, to }: Place, path: string): boolean {
  const key = `${cell} ${from} ${to} ${path}`;
  const count = (recorder.pictured.get(key) ?? 0) + 1;
  recorder.pictured.set(key, count);
  return count <= MAX_PICTURES_THERE;
}

/** The syntax tree need not outlive the replay. */
export function placeAlone({ cell, line, from, to }: Place): Place {
  return { cell, line, from, to };
}

/**
 * Notes what a call in the code gave, for the evaluations of dropout that took place in it and not within further code.
 *
 * @param since how many evaluations were recorded before the call
 */
export function noteValue(interpreter: Interpreter, place: Place, since: number, value: Value): void {
  const { recorder } = interpreter;
  const own = recorder.calls.slice(since).flatMap((call, i) => (isAt(call, place) ? since + i : []));
  const [first] = own;
  if (first === undefined) return;
  const isItself =
    own.length === 1 &&
    first === recorder.calls.length - 1 &&
    recorder.calls[first]?.within?.path === '' &&
    recorder.isLastOutput?.(value) === true;
  const shown = isItself || !own.some((i) => recorder.calls[i]?.picture) ? undefined : shownValue();
  for (const i of own) {
    const call = recorder.calls[i];
    if (call?.within === undefined) continue;
    recorder.calls[i] = { ...call, within: isItself ? undefined : { ...call.within, value: shown } };
  }

  function shownValue(): NonNullable<DropoutCall['within']>['value'] {
    if (!isPlain(value)) return undefined;
    const { value: text, doubt } = interpreter.repr(value);
    return { text, doubt: interpreter.doubtOf(doubt) };
  }
}

function isAt({ place }: DropoutCall, { cell, from, to }: Place): boolean {
  return place.cell === cell && place.from === from && place.to === to;
}

/** Whether `repr` runs none of the reader's code and needs little time. */
function isPlain(value: Value, depth = 0): boolean {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return (
        depth < MAX_DEPTH &&
        value.items.length <= MAX_SHOWN &&
        value.items.every((item) => isPlain(item, depth + 1))
      );
    case 'bool':
    case 'int':
    case 'float':
    case 'native':
    case 'unknown':
      return true;
    default:
      return false;
  }
}
