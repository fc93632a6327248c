import * as algebra from '../../../torch/algebra';
import { isShown } from '../../../torch/uncertainText';
import { type Doubt, either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { BoolValue, IntValue, ListValue, type Value } from '../object/values';
import { withDoubt } from '../object/withDoubt';
import { floatWithin } from '../protocol/numbers';
import { valuesWithin } from '../protocol/valuesWithin';
import { NdarrayValue } from './ndarray';
import { TensorValue } from './tensorValue';

/** The scalar that a Python number is beside a tensor; undefined for anything else. */
export function scalarOf(interpreter: Interpreter, value: Value): algebra.Scalar | undefined {
  switch (value.kind) {
    case 'bool':
      return { type: 'bool', value: value.value };
    case 'int':
      // PyTorch refuses such an integer, each function in its own way.
      if (value.value >= 2n ** 63n || value.value < -(2n ** 63n))
        return interpreter.giveUp('so great an integer');
      return { type: 'int', value: value.value };
    case 'float':
      return { type: 'float', value: value.value, ...(value.error > 0 && { error: value.error }) };
    default: {
      if (!(value instanceof NdarrayValue) || !value.isScalar) return undefined;
      const item = algebra.item(value.enclosure);
      // Some of PyTorch's functions take it for a float, and others for what it is.
      return item.type === 'bool' ? interpreter.giveUp('a truth value of numpy’s') : item;
    }
  }
}

/** What `t.item()` gives: a number, which carries its error bound; what is no float is in doubt where it has one. */
export function valueOfScalar(interpreter: Interpreter, scalar: algebra.Scalar): Value {
  const { error = 0 } = scalar;
  if (scalar.type === 'float') return floatWithin(interpreter, scalar.value, error);
  const isKnown = scalar.type === 'bool' || isShown(Number(scalar.value), error);
  const doubt = error > 0 ? interpreter.about(isKnown ? 'rounding' : 'undecided') : undefined;
  return scalar.type === 'bool' ? new BoolValue(scalar.value, doubt) : new IntValue(scalar.value, doubt);
}

/** `t.tolist()`. */
export function valueOfList(interpreter: Interpreter, nested: algebra.NestedList, doubt?: Doubt): Value {
  if ('type' in nested) return withDoubt(valueOfScalar(interpreter, nested), doubt);
  interpreter.meter.make(nested.length);
  return new ListValue(nested.map((inner) => valueOfList(interpreter, inner, doubt)));
}

/** The doubts of all that a value holds: of numbers in lists of lists, and of which tensors they are. */
export function deepDoubt(value: Value): Value['doubt'] {
  for (const one of valuesWithin(value)) {
    let { doubt } = one;
    if (one.kind === 'slice')
      for (const bound of [one.start, one.stop, one.step]) doubt = either(doubt, bound.doubt);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

/** A tensor's memory doubt, and those of all tensors in a list. */
export function tensorsIn(value: Value): TensorValue[] {
  return [...valuesWithin(value)].filter((one) => one instanceof TensorValue);
}
