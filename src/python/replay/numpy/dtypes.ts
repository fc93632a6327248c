import { isNumpyDType, type NumpyDType } from '../../../numpy';
import { native, nativeClass } from '../object/native';
import { bool, int, NativeValue, NOT_IMPLEMENTED, str, type Value } from '../object/values';
import { scalarTypes } from '../torch/ndarray';

/** `numpy.dtype`. */
export const dtypeType = nativeClass('dtype', {
  module: 'numpy',
  construct: native('dtype', 'cls, dtype', (args, interpreter) => {
    const name = dtypeOf(args.need('dtype'));
    return name === undefined ? interpreter.leave('numpy.dtype') : new NumpyDtypeValue(name);
  }),
  members: [
    native('__repr__', 'self', (args) => str(`dtype('${nameOf(args.need('self'))}')`)),
    native('__str__', 'self', (args) => str(nameOf(args.need('self')))),
    native('__eq__', 'self, other', (args, interpreter) => {
      const other = dtypeOf(args.need('other'));
      if (other !== undefined) return bool(other === nameOf(args.need('self')));
      return args.need('other').kind === 'none' ? NOT_IMPLEMENTED : interpreter.giveUp('this dtype');
    }),
  ],
  properties: {
    name: (self) => str(nameOf(self)),
    kind: (self) => str({ bool: 'b', int64: 'i' }[nameOf(self)] ?? 'f'),
    itemsize: (self) => int({ bool: 1, float32: 4 }[nameOf(self)] ?? 8),
    type: (self) => scalarTypes.get(nameOf(self)) ?? dtypeType,
  },
});

/** An element type of arrays. */
export class NumpyDtypeValue extends NativeValue {
  constructor(readonly name: NumpyDType) {
    super(dtypeType);
  }

  override readonly mutable = false;
}

function nameOf(value: Value): string {
  return value instanceof NumpyDtypeValue ? value.name : '?';
}

/** The element type that a value names: a dtype, a class of numpy's or Python's, a name. Undefined for all others. */
export function dtypeOf(value: Value): NumpyDType | undefined {
  if (value instanceof NumpyDtypeValue) return value.name;
  let name: string | undefined;
  if (value.kind === 'class' && value.module === 'builtins') name = PYTHON_TYPES[value.name];
  else if (value.kind === 'class' && value.module === 'numpy') name = value.name;
  else if (value.kind === 'str') name = PYTHON_TYPES[value.value] ?? value.value;
  return name !== undefined && isNumpyDType(name) ? name : undefined;
}

const PYTHON_TYPES: Readonly<Record<string, string>> = { bool: 'bool', int: 'int64', float: 'float64' };
