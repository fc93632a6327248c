import { DTYPE_NAMES } from '../../library/operations';
import { ownNames } from '../../library/names';
import { type DType, LEGACY_DTYPES, NARROW_DTYPES, type NarrowDType } from '../../../torch';
import type * as algebra from '../../../torch/algebra';
import { native, nativeClass } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { bool, int, NativeValue, str, type Value } from '../object/values';

/** `torch.dtype`. */
export const dtypeType = nativeClass('dtype', {
  module: 'torch',
  known: ownNames('dtype'),
  members: [native('__repr__', 'self', (args) => str(`torch.${asDtype(args.need('self')).name}`))],
  properties: {
    is_floating_point: (self) => bool(asDtype(self).name.includes('float')),
    is_complex: (self) => bool(asDtype(self).name.startsWith('complex')),
    is_signed: (self) => bool(!/^(?:uint|bool)/.test(asDtype(self).name)),
    itemsize: (self) => {
      const { name } = asDtype(self);
      return int(name === 'bool' ? 1 : Number(/\D(\d+)$/.exec(name)?.[1] ?? 8) / 8);
    },
  },
});

/** An element type as Python names it; replay computes with some of them only. */
export class DtypeValue extends NativeValue {
  constructor(readonly name: string) {
    super(dtypeType);
  }

  override readonly mutable = false;
}

function asDtype(value: Value): DtypeValue {
  if (value instanceof DtypeValue) return value;
  throw new RangeError('not a dtype');
}

const COMPUTED: ReadonlySet<string> = new Set<DType>(
  'float32 float64 float16 bfloat16 int64 bool'.split(' ') as DType[],
);

/** `torch.<name>` for every element type, aliases included. */
export const dtypes: ReadonlyMap<string, DtypeValue> = new Map(
  DTYPE_NAMES.split(' ').flatMap((names) => {
    const [name = '', ...aliases] = names.split('=');
    const value = new DtypeValue(name);
    return [name, ...aliases].map((one) => [one, value] as const);
  }),
);

/** The value of an element type. */
export function dtypeValue(dtype: DType | NarrowDType): DtypeValue {
  return dtypes.get(dtype) ?? new DtypeValue(dtype);
}

/** Whether a dtype is kept as int64. */
export function isNarrow(name: string): name is NarrowDType {
  return name in NARROW_DTYPES;
}

/** The element type that a value names; gives up on those that replay does not compute with. */
export function readDtype(interpreter: Interpreter, value: Value): DType {
  if (value.kind === 'class') {
    const builtin = { float: 'float64', int: 'int64', bool: 'bool' }[value.name] as DType | undefined;
    if (builtin !== undefined && value.module === 'builtins') return builtin;
    const legacy = value.native?.isProtocol === true ? LEGACY_DTYPES[value.name] : undefined;
    if (legacy !== undefined) return legacy;
  }
  if (value instanceof DtypeValue && isComputed(value.name)) return value.name;
  return interpreter.giveUp(value instanceof DtypeValue ? `torch.${value.name}` : 'this dtype');
}

function isComputed(name: string): name is DType {
  return COMPUTED.has(name);
}

/** Gives up on what a narrow dtype does not hold: it would wrap. */
export function fittingIn(interpreter: Interpreter, x: algebra.Enclosure, dtype: NarrowDType): NarrowDType {
  const [low, high] = NARROW_DTYPES[dtype];
  const values = x.tensor.values() as BigInt64Array;
  if (!x.isExact || values.some((value) => value < low || value > high)) interpreter.giveUp(`torch.${dtype}`);
  return dtype;
}
