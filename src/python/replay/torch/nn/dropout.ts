import type { DropoutKind, FloatDType, LayerKind, PythonNumber, Tensor } from '../../../../torch';
import {
  alphaTermsOf,
  LAYER_KINDS,
  functional,
  functionalName,
  isAlpha,
  isFloating,
  scaleOf,
  trainingByDefault,
} from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import { type AtWork, recordDropout } from '../../protocol/dropoutCalls';
import { NotUnderstood } from '../../object/errors';
import { typeName } from '../../object/types';
import type { Interpreter } from '../../object/interpreter';
import { FALSE, float, NONE, str, type StrValue, type Value } from '../../object/values';
import { formatted } from '../../protocol/format';
import { checkInPlace, recordInPlace } from '../autograd';
import { type TorchCall, torchFunction } from '../torchCall';
import { alone, type Derivative, notDerived } from '../../../../torch/derivatives';
import { doubtContents } from '../memory';
import { NdarrayValue } from '../ndarray';
import { reprOfTensor } from '../printing';
import { stateOf } from '../state';
import { TensorValue } from '../tensorValue';
import { handedOn, type Layer, layerClass } from './layer';
import { namedModules } from './moduleTree';

/** The number that a probability is, as Python writes it. */
function readP(call: TorchCall, value: Value): PythonNumber {
  call.doubt = either(call.doubt, value.doubt);
  if (value.kind === 'float') {
    if (value.error > 0) call.doubt = either(call.doubt, call.interpreter.about('rounding'));
    return { type: 'float', value: value.value };
  }
  if (value.kind === 'bool' || (value.kind === 'int' && Math.abs(Number(value.value)) <= 2 ** 53))
    return { type: 'int', value: Number(value.value) };
  if (NOT_NUMBERS.has(value.kind))
    return call.raise(
      'TypeError',
      `'<' not supported between instances of '${typeName(value)}' and '${call.name === '__init__' ? 'int' : 'float'}'`,
    );
  // What lies between 0 and 1 raises nothing, whatever it is; others do, and what it is there for may.
  const one =
    value instanceof TensorValue || value instanceof NdarrayValue ? algebra.scalarsOf(value.enclosure) : [];
  if (value instanceof TensorValue && one.length > 1)
    call.raise('RuntimeError', 'Boolean value of Tensor with more than one value is ambiguous');
  const [{ value: p, error } = { value: NaN, error: undefined }] = one;
  const isIn = one.length === 1 && error === undefined && Number(p) >= 0 && Number(p) <= 1;
  // numpy's float64 is a float.
  if (isIn && value instanceof NdarrayValue && value.isScalar && value.enclosure.dtype === 'float64') {
    call.doubt = either(call.doubt, value.contentsDoubt);
    return { type: 'float', value: Number(p) };
  }
  const input = call.get('input');
  const isSafe = !call.given('input') || (input instanceof TensorValue && isFloating(input.enclosure.dtype));
  return isIn && isSafe && !/\d/.test(call.name) ? call.leave('this p') : call.giveUp('this p');
}

const NOT_NUMBERS: ReadonlySet<Value['kind']> = new Set(['none', 'str', 'list', 'tuple', 'dict', 'set']);

/** The input, which all but the kinds for channels hand to C as it is. */
function inputOf(call: TorchCall, kind: LayerKind, p: PythonNumber, inplace: boolean): TensorValue {
  if (!call.given('input')) return call.typeError(`${call.name}() missing 1 required argument: 'input'`);
  if (!(p.value >= 0 && p.value <= 1)) return call.tensor('input');
  if (!/\d/.test(kind)) return handedOn(call, `${functionalName(kind)}${inplace ? '_' : ''}`);
  const input = call.orNone('input');
  // Those for channels ask it first for its number of dimensions, in Python.
  if (/^(?:none|str|list|tuple|bool|int|float)$/.test(input.kind))
    call.raise('AttributeError', `'${typeName(input)}' object has no attribute 'dim'`);
  return call.tensor('input');
}

/** Whether to drop: PyTorch takes True and False, and refuses all that is merely true or false. */
function readTraining(call: TorchCall, value: Value, p: PythonNumber): boolean {
  call.doubt = either(call.doubt, value.doubt);
  if (value.kind === 'bool') return value.value;
  if (value.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
  // Those for channels may have changed their input by then.
  if (p.value < 0 || p.value > 1 || /\d/.test(call.name)) return call.giveUp('this training');
  return call.typeError(`${call.name}(): argument 'train' (position 3) must be bool, not ${typeName(value)}`);
}

/** What one evaluation depends on beside its input. */
interface DropoutOptions {
  readonly kind: DropoutKind;
  readonly p: PythonNumber;
  readonly training: boolean;
  readonly inplace: boolean;
  /** Whether that is noted, but not done: by the layers of the alpha kinds, though not by their functions. */
  readonly ignoresInplace?: boolean;
}

/** A layer or function of the dropout family at work: draws from the default generator, and is recorded. */
export function evaluateDropout(call: TorchCall, input: TensorValue, options: DropoutOptions): TensorValue {
  const { interpreter } = call;
  const { random } = interpreter;
  const { kind, p, training } = options;
  const inplace = options.inplace && options.ignoresInplace !== true;
  const { enclosure } = input;
  call.spend(enclosure.numel);
  const record = recordDropout(
    interpreter,
    moduleAtWork(interpreter),
    enclosure.tensor,
    () => reprOfTensor(interpreter, input).value,
  );
  const before = either(input.contentsDoubt, undefined);
  const decisive = either(call.doubt, either(input.doubt, interpreter.control));
  const streamDoubt = random.doubt;
  const { position } = random.generator;
  // In place only what is known bit for bit may be overwritten before the bounds are known.
  const plain = enclosure.isExact && !(inplace && input.object.requiresGrad);
  const isUnbatched =
    (kind === 'Dropout1d' && enclosure.dim === 2) || (kind === 'Dropout3d' && enclosure.dim !== 5);
  // `unsqueeze_` comes first, whatever follows, and is a change in place as well.
  const isUnsqueezed = inplace && isUnbatched && !(p.value < 0 || p.value > 1);
  if (isUnsqueezed) checkInPlace(interpreter, input);
  let evaluated;
  try {
    evaluated = functional(kind, enclosure.tensor, {
      p,
      training,
      inplace: inplace && plain,
      generator: random.generator,
    });
  } catch (error) {
    // Nothing takes it back.
    if (isUnsqueezed) input.object.enclosure = algebra.unsqueeze(enclosure, 0);
    throw error;
  } finally {
    // Whether it draws, and how much, is in doubt where what decides on it is.
    if (decisive !== undefined) random.lose(decisive);
  }
  const { mask, output } = evaluated;
  const drew = random.generator.position !== position;
  const maskDoubt = either(decisive, drew ? streamDoubt : undefined);
  const layer = { kind, p, inplace: options.inplace };
  const result = finish();
  const doubt = either(before, maskDoubt);
  const outputText = (): StrValue => reprOfTensor(interpreter, result);
  record({
    layer,
    training,
    mask,
    output: result.enclosure.tensor,
    outputText,
    isOutput: (value) => value instanceof TensorValue && value.object === result.object,
    maskDoubt,
    doubt,
  });
  return result;

  function finish(): TensorValue {
    const isTouched = training && p.value !== 0 && enclosure.numel > 0;
    if (!isTouched && !isUnbatched) return input;
    const gradName =
      !isTouched || isUnbatched
        ? 'SqueezeBackward1'
        : isAlpha(kind) && p.value !== 1
          ? 'AddBackward0'
          : 'MulBackward0';
    if (!isTouched && !inplace) return call.result(enclosure.detach(), gradName);
    if (!isTouched) {
      // `unsqueeze_` and `squeeze_` are steps all the same.
      recordInPlace(interpreter, input, [], '?', derivativeOf(p.value, mask));
      return input;
    }
    const made =
      plain || mask === undefined
        ? algebra.exact(output)
        : throughMask(enclosure, kind, p.value, mask, output as Tensor<FloatDType>);
    if (!inplace) {
      const uncertain = p.value === 1 && !enclosure.isExact ? timesZero(enclosure) : made;
      doubtContents(uncertain, drew ? streamDoubt : undefined);
      return call.result(uncertain, gradName, derivativeOf(p.value, mask));
    }
    checkInPlace(interpreter, input);
    if (!plain) algebra.copyInto(enclosure, p.value === 1 ? timesZero(enclosure) : made);
    interpreter.changed(input, either(call.doubt, drew ? streamDoubt : undefined));
    recordInPlace(interpreter, input, [], isUnbatched ? '?' : gradName, derivativeOf(p.value, mask));
    return input;
  }

  /** The gradient meets the same noise as the input. What adds to it, or was not drawn for each element, is not understood. */
  function derivativeOf(probability: number, drawn: Uint8Array | undefined): Derivative {
    if (isUnbatched) return { ...notDerived('nothing'), isView: true };
    if (probability === 1) return alone(enclosure, timesZero);
    if (isAlpha(kind) || drawn?.length !== enclosure.numel) return notDerived('nothing');
    const { dtype } = enclosure;
    const { shape } = output;
    return alone(enclosure, (g) =>
      algebra.mul(
        g,
        noiseOf(shape, dtype as FloatDType, drawn, 0, scaleOf(probability, dtype as FloatDType)),
      ),
    );
  }
}

/** The module that is at work for the call that the code makes, and the way to it from the one that is called there. */
function moduleAtWork(interpreter: Interpreter): AtWork {
  const { called } = stateOf(interpreter);
  const first = called.findLastIndex(({ place }) => place !== interpreter.place) + 1;
  const modules = called.slice(first).map(({ module }) => module);
  const last = modules.at(-1);
  if (last === undefined) return { path: '', module: undefined };
  const names = modules.slice(1).map((module, i) => {
    const parent = modules[i];
    const children = parent === undefined ? [] : [...namedModules(parent)];
    return children.find(([, child]) => child === module)?.[0] ?? '?';
  });
  return { path: names.join('.'), module: { type: last.type.name, made: last.made } };
}

/** With p = 1 everything is multiplied by 0. */
function timesZero(x: algebra.Enclosure): algebra.Enclosure {
  return algebra.mul(x, algebra.floatScalar(0));
}

/** What the elements are multiplied by, or what is added. */
function noiseOf(
  shape: readonly number[],
  dtype: FloatDType,
  mask: Uint8Array,
  dropped: number,
  kept: number,
): algebra.Enclosure {
  const made = algebra.fullOf(shape, algebra.intScalar(0), dtype);
  const values = new Float64Array(mask.length).fill(dropped);
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0) values[i] = kept;
  made.write(values);
  return made;
}

/** The input times the noise, for an input with error bounds: as PyTorch multiplies, and for the alpha kinds adds. */
function throughMask(
  x: algebra.Enclosure,
  kind: DropoutKind,
  p: number,
  mask: Uint8Array,
  pattern: Tensor<FloatDType>,
): algebra.Enclosure {
  const dtype = x.dtype as FloatDType;
  const noise = (dropped: number, kept: number): algebra.Enclosure =>
    noiseOf(pattern.shape, dtype, mask, dropped, kept);
  if (!isAlpha(kind)) return algebra.mul(x, noise(0, scaleOf(p, dtype)));
  const { scale, keptShift, droppedShift } = alphaTermsOf(p, dtype);
  return algebra.add(algebra.mul(x, noise(0, scale)), noise(droppedShift, keptShift));
}

/** `torch.nn.functional.dropout` and its kin. */
export const dropoutFunctions = LAYER_KINDS.map((kind) =>
  torchFunction(
    functionalName(kind),
    'input, p, training, inplace',
    { draws: true, drops: true, mutates: true, isWhole: true, title: functionalName(kind) },
    (call) => {
      const inplace = call.bool('inplace');
      const p = call.given('p') ? readP(call, call.get('p') ?? NONE) : { type: 'float' as const, value: 0.5 };
      const input = inputOf(call, kind, p, inplace ?? false);
      const training = call.given('training')
        ? readTraining(call, call.get('training') ?? NONE, p)
        : trainingByDefault(kind);
      return evaluateDropout(call, input, { kind, p, training, inplace: inplace ?? false });
    },
  ),
);

/** `torch.dropout(input, p, train)` and its kin, which take no defaults. */
export const torchDropouts = (
  [
    ['dropout', 'Dropout', false],
    ['dropout_', 'Dropout', true],
    ['alpha_dropout', 'AlphaDropout', false],
    ['feature_alpha_dropout', 'FeatureAlphaDropout', false],
  ] as const
).map(([name, kind, inplace]) =>
  torchFunction(name, 'input, p, train', { isC: true, draws: true, drops: true, mutates: true }, (call) => {
    const train = call.need('train');
    const given = call.orNone('p');
    if (NOT_NUMBERS.has(given.kind)) call.raise('TypeError', 'must be float', true);
    const p = readP(call, given);
    const input = inputOf(call, kind, p, inplace);
    const training = readTraining(call, train, p);
    const words = `dropout probability has to be between 0 and 1, but got ${p.value}`;
    if (p.value < 0 || p.value > 1) call.raise('RuntimeError', words, true);
    return evaluateDropout(call, input, { kind, p, training, inplace });
  }),
);

const options = {
  file: 'dropout',
  signature: 'p, inplace',
  defaults: { inplace: FALSE },
  init: (layer: Layer) => {
    const { call } = layer;
    const value = call.get('p') ?? (call.given('p') ? NONE : float(0.5));
    const p = readP(call, value);
    if (p.value < 0 || p.value > 1)
      call.raise(
        'ValueError',
        `dropout probability has to be between 0 and 1, but got ${formatted(call.interpreter, value, str('')).value}`,
      );
    layer.set('p', value);
  },
  extra: 'p={p}, inplace={inplace}',
};

/** What all layers of the family derive from. */
export const dropoutBase = layerClass({
  ...options,
  name: '_DropoutNd',
  forward: ({ call }) => call.giveUp('this layer'),
});

/** `torch.nn.Dropout` and its kin. */
export const dropoutLayers = LAYER_KINDS.map((kind) =>
  layerClass({
    ...options,
    name: kind,
    base: dropoutBase,
    forward: (layer) => {
      const { call } = layer;
      const functions = call.interpreter.module('torch.nn.functional') ?? NONE;
      const own = call.interpreter.replaced.get(functions)?.get(functionalName(kind));
      const names = ['p', 'training', ...(isAlpha(kind) ? [] : ['inplace'])].map((one) =>
        layer.attribute(one),
      );
      if (own !== undefined) return call.interpreter.call(own, [call.need('input'), ...names]);
      const [p, inplace] = [readP(call, layer.attribute('p')), layer.bool('inplace')];
      const input = inputOf(call, kind, p, inplace && !isAlpha(kind));
      const training = readTraining(call, layer.attribute('training'), p);
      return evaluateDropout(call, input, { kind, p, training, inplace, ignoresInplace: isAlpha(kind) });
    },
    forwardDraws: true,
  }),
);
