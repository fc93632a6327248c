import {
  type Arguments,
  arrayOfLists,
  isNumpyDType,
  NumpyError,
  type NumpyDType,
  type RandomNumbers,
} from '../../../numpy';
import { TorchError } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { OBJECT_BYTES } from '../../primitives/budget';
import { type Doubt, either } from '../object/doubt';
import { NotUnderstood, PythonError } from '../object/errors';
import { exceptionTypes, makeException } from '../object/exceptions';
import type { Interpreter } from '../object/interpreter';
import { effectsAndBody, native, nativeClass, type WithEffects } from '../object/native';
import { type NativeParameter, readSignature } from '../../syntax/signature';
import type { Effects } from '../../library/nativeEffects';
import type { Stream } from '../object/random';
import { withDoubt } from '../object/withDoubt';
import { bool, type NativeFunction, str, TupleValue, UnknownValue, type Value } from '../object/values';
import { bindArguments } from '../../syntax/bindArguments';
import { valueOfList, valueOfScalar } from '../torch/scalars';
import { doubtContents } from '../torch/memory';
import { NdarrayValue } from '../torch/ndarray';
import { dtypeOf } from './dtypes';

/** What replay does not model of a call: it is what it was without a model, something unknown of numpy's. */
class Unmodelled extends Error {}

const typeErrors = exceptionTypes.get('TypeError');
const ufuncTypeError = nativeClass('UFuncTypeError', {
  module: 'numpy._core._exceptions',
  ...(typeErrors && { bases: [typeErrors] }),
});

/** One call of a function or method of numpy: reads its arguments, and makes the result. */
export class NumpyCall implements Arguments<Value> {
  /** Of the arguments: of numbers, and of which arrays they are. */
  doubt: Doubt | undefined;
  /** Of what arrays hold that were read. */
  contents: Doubt | undefined;
  /** Of the generator that was drawn from. */
  drawn: Doubt | undefined;

  /** The parameters that were looked at. */
  private readonly looked = new Set<string>();

  constructor(
    readonly interpreter: Interpreter,
    private readonly values: ReadonlyMap<string, Value>,
    /** What `*rest` collected. */
    readonly rest: readonly Value[] = [],
    /** Whether `**rest` collected anything. */
    readonly hasKeywords = false,
  ) {
    this.stream = interpreter.random.numpy;
  }

  get allDoubt(): Doubt | undefined {
    return either(this.doubt, either(this.contents, this.drawn));
  }

  /** Leaves what is not modelled. */
  unmodelled(): never {
    throw new Unmodelled();
  }

  /** A result, unless something was passed for it that was not looked at: numpy refuses that, or does something with it. */
  read(result: Value): Value {
    for (const name of this.values.keys()) if (!this.looked.has(name)) this.unmodelled();
    return result;
  }

  /** An argument, unless it was left out or is None. */
  get(name: string): Value | undefined {
    const value = this.values.get(name);
    this.looked.add(name);
    this.doubt = either(this.doubt, value?.doubt);
    return value?.kind === 'none' ? undefined : value;
  }

  need(name: string): Value {
    return this.get(name) ?? this.unmodelled();
  }

  /** A number, an array, or lists of numbers. */
  asOperand(value: Value): algebra.Operand {
    this.doubt = either(this.doubt, value.doubt);
    switch (value.kind) {
      case 'bool':
        return algebra.boolScalar(value.value);
      case 'int':
        return BigInt.asIntN(64, value.value) === value.value
          ? algebra.intScalar(value.value)
          : this.unmodelled();
      case 'float':
        return { ...algebra.floatScalar(value.value), ...(value.error > 0 && { error: value.error }) };
      default:
        return this.asArray(value);
    }
  }

  /** An array, or what numpy makes one of. */
  asArray(value: Value, dtype?: NumpyDType): algebra.Enclosure {
    this.doubt = either(this.doubt, value.doubt);
    let array;
    if (value instanceof NdarrayValue) {
      this.contents = either(this.contents, value.contentsDoubt);
      array = value.enclosure;
    } else if (/^(?:bool|int|float|list|tuple|range)$/.test(value.kind))
      array = arrayOfLists<Value>(value, dtype, {
        itemsOf: (one) => this.itemsOf(one),
        operandOf: (one) => this.asOperand(one),
      });
    else return this.unmodelled();
    return dtype === undefined ? array : algebra.convert(array, dtype);
  }

  /** The array that a method belongs to, or that a function is given first. */
  get self(): algebra.Enclosure {
    return this.asArray(this.get('self') ?? this.need('a'));
  }

  get itself(): Value {
    return this.need('self');
  }

  /** An array after the pattern of the first one: a number where that is a number, not where it only has no dimensions. */
  like(enclosure: algebra.Enclosure): NdarrayValue {
    const self = this.get('self') ?? this.get('a');
    return this.result(enclosure, self instanceof NdarrayValue && self.isScalar);
  }

  array(name: string): algebra.Enclosure {
    return this.asArray(this.need(name));
  }

  /** The items of a list; undefined for what is none. */
  private itemsOf(value: Value): readonly Value[] | undefined {
    if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'range') return undefined;
    const length = value.kind === 'range' ? Number(value.length) : value.items.length;
    this.interpreter.meter.makeSlots(length);
    this.doubt = either(this.doubt, value.doubt);
    return value.kind === 'range' ? [...this.interpreter.iterate(value)] : value.items;
  }

  int(name: string): number | undefined;
  int(name: string, otherwise: number): number;
  int(name: string, otherwise?: number): number | undefined {
    const value = this.get(name);
    if (value === undefined && otherwise !== undefined && this.values.has(name)) return this.unmodelled();
    return value === undefined ? otherwise : this.asInt(value);
  }

  asInt(value: Value): number {
    this.doubt = either(this.doubt, value.doubt);
    if (value instanceof NdarrayValue) {
      const { enclosure } = value;
      if (enclosure.dim > 0 || enclosure.dtype !== 'int64' || !enclosure.isExact) return this.unmodelled();
      this.doubt = either(this.doubt, value.contentsDoubt);
      return Number(algebra.item(enclosure).value);
    }
    return value.kind === 'int' && Math.abs(Number(value.value)) < 2 ** 53
      ? Number(value.value)
      : this.unmodelled();
  }

  /** A whole number, or several of them. */
  ints(name: string): number[] | undefined {
    const value = this.get(name);
    // Axes stand in no list.
    return value && (name === 'axis' && value.kind === 'list' ? this.unmodelled() : this.asInts(value));
  }

  asInts(value: Value): number[] {
    if (value.kind !== 'list' && value.kind !== 'tuple') return [this.asInt(value)];
    this.doubt = either(this.doubt, value.doubt);
    return value.items.map((item) => this.asInt(item));
  }

  /** The sizes of something new, which are paid for. */
  shape(sizes: readonly number[] | undefined): number[] {
    if (sizes?.every((size) => size >= 0) !== true) return this.unmodelled();
    this.interpreter.meter.make(
      sizes.reduce((product, size) => product * size, 1),
      0,
    );
    return [...sizes];
  }

  /** A number without an error bound. None is no number. */
  number(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined && this.values.has(name)) return this.unmodelled();
    const array = value && this.asArray(value);
    const scalar = array && (array.dim > 0 ? this.unmodelled() : algebra.item(array));
    this.doubt = either(this.doubt, this.contents);
    if (scalar?.error !== undefined) throw new algebra.UndecidedError('a number is uncertain');
    return scalar && Number(scalar.value);
  }

  bool(name: string): boolean | undefined {
    const value = this.get(name);
    if (value === undefined && !this.values.has(name)) return undefined;
    return value?.kind === 'bool' ? value.value : this.unmodelled();
  }

  dtype(name = 'dtype'): NumpyDType | undefined {
    const value = this.get(name);
    return value && (dtypeOf(value) ?? this.unmodelled());
  }

  /** A result of a computation: without dimensions it is a number. */
  result(enclosure: algebra.Enclosure, isScalar = enclosure.dim === 0): NdarrayValue {
    if (!isNumpyDType(enclosure.dtype)) return this.unmodelled();
    this.interpreter.meter.make(enclosure.numel, 0);
    this.interpreter.meter.hold(OBJECT_BYTES);
    const own = isScalar ? algebra.clone(enclosure) : enclosure;
    doubtContents(own, this.allDoubt);
    return withDoubt(new NdarrayValue(own, isScalar), isScalar ? this.allDoubt : undefined);
  }

  /** A view of the memory of an array. */
  view(enclosure: algebra.Enclosure): NdarrayValue {
    const self = this.values.get('self') ?? this.values.get('a');
    // A number cannot change, and is no memory of anything.
    if (!(self instanceof NdarrayValue) || self.isScalar) return this.result(algebra.clone(enclosure));
    this.interpreter.meter.hold(OBJECT_BYTES);
    return new NdarrayValue(enclosure);
  }

  /** The only element as a number of Python's. */
  item(enclosure: algebra.Enclosure): Value {
    return this.scalar(algebra.item(enclosure));
  }

  scalar(scalar: algebra.Scalar): Value {
    return withDoubt(valueOfScalar(this.interpreter, scalar), this.allDoubt);
  }

  given(name: string): boolean {
    return this.get(name) !== undefined;
  }

  operand(name: string): algebra.Operand {
    return this.asOperand(this.need(name));
  }

  arrays(name: string): algebra.Enclosure[] {
    const list = this.need(name);
    if (list.kind !== 'list' && list.kind !== 'tuple') return this.unmodelled();
    return list.items.map((item) => this.asArray(item));
  }

  /** What is drawn from: the generator that all share, unless a method of another one is called. */
  stream: Stream<RandomNumbers>;

  get random(): RandomNumbers {
    return this.stream.source;
  }

  sizes(isLoose = true): number[] {
    const [first] = this.rest;
    return isLoose && first !== undefined && this.rest.length === 1
      ? this.asInts(first)
      : this.rest.map((size) => this.asInt(size));
  }

  hanging(enclosure: algebra.Enclosure): NdarrayValue {
    this.doubt = this.allDoubt;
    return this.result(enclosure);
  }

  several(results: readonly Value[]): Value {
    return new TupleValue(results);
  }

  list(enclosure: algebra.Enclosure): Value {
    this.interpreter.meter.make(enclosure.numel, 0);
    this.doubt = this.allDoubt;
    return valueOfList(this.interpreter, algebra.toList(enclosure));
  }

  /** `bool(…)` of what was decided. */
  truth(enclosure: algebra.Enclosure): Value {
    const item = this.item(enclosure);
    return item.kind === 'bool' ? bool(item.value, item.doubt) : this.unmodelled();
  }
}

/** What an array has that is not modelled: `a.name`. */
export function unmodelledMember(interpreter: Interpreter, self: Value, name: string): UnknownValue {
  const doubt = interpreter.about('notUnderstood', `numpy.ndarray.${name}`);
  return new UnknownValue(doubt, true, 'numpy.ndarray(…)', [self], 'foreign').member(name);
}

/** Runs a computation: errors of numpy become Python's, and what is not modelled is left to `otherwise`. */
export function computed(call: NumpyCall, compute: () => Value, otherwise: () => Value): Value {
  const { interpreter } = call;
  try {
    return withDoubt(compute(), call.doubt);
  } catch (error) {
    if (error instanceof NumpyError) {
      const type = error.type === 'UFuncTypeError' ? ufuncTypeError : exceptionTypes.get(error.type);
      if (type !== undefined)
        throw new PythonError(
          makeException(type, [str(error.message)]),
          either(interpreter.control, either(call.doubt, call.contents)),
        );
    }
    if (error instanceof PythonError) throw error.inDoubt(either(call.doubt, call.contents));
    // PyTorch raises where numpy has other words.
    if (error instanceof TorchError || error instanceof NumpyError)
      return interpreter.giveUp('this call of numpy');
    const isLeft = [Unmodelled, RangeError, algebra.UndecidedError, NotUnderstood].some(
      (one) => error instanceof one,
    );
    if (!isLeft) throw error;
    return otherwise();
  }
}

/** How a function of numpy is written: `(self, …)` is its signature as a function, and as a method of arrays. */
export type NumpyBody = (call: NumpyCall) => Value;

/** Makes a function of numpy. What is not modelled of it is what library/effects.ts says of its name. */
export function numpyFunction(
  name: string,
  signature: string,
  ...how: WithEffects<NumpyBody>
): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  const full = `numpy.${name}`;
  return bound(name, signature, effects, body, (interpreter) =>
    UnknownValue.imported(interpreter.about('notUnderstood', full), full),
  );
}

/** Makes a method of arrays, whose first parameter is the array. */
export function numpyMethod(name: string, signature: string, body: NumpyBody): NativeFunction {
  return bound(name, signature, {}, body, (interpreter, self) => unmodelledMember(interpreter, self, name));
}

function bound(
  name: string,
  signature: string,
  effects: Effects,
  body: NumpyBody,
  unknown: (interpreter: Interpreter, self: Value) => UnknownValue,
): NativeFunction {
  const parameters: readonly NativeParameter[] = readSignature(signature);
  const isMethod = signature.startsWith('self');
  const last = name.split('.').at(-1) ?? name;
  return native(last, '*args, **keywords', { ...effects, takesUnknown: true }, (args, interpreter) => {
    const { rest: positional, keywords } = args;
    const [self] = positional;
    const otherwise = (): Value =>
      interpreter.call(
        unknown(interpreter, self ?? str(name)),
        isMethod ? positional.slice(1) : positional,
        keywords,
      );
    const {
      values,
      rest,
      misfits,
      keywords: others,
    } = bindArguments(parameters, { positional, keywords }, ({ optional }) => optional);
    const given = [...positional, ...keywords.values()];
    const call = new NumpyCall(interpreter, values, rest, others.size > 0);
    return computed(
      call,
      () =>
        misfits.length > 0 || given.some(({ kind }) => kind === 'unknown')
          ? call.unmodelled()
          : call.read(body(call)),
      otherwise,
    );
  });
}
