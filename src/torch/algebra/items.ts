import { visit } from '../ledger';
import { runtimeError } from '../errors';
import type { Enclosure } from './enclosure';
import type { Scalar } from './scalar';

/**
 * `t.item()`: the only element as a Python number, uncertain where it is.
 *
 * @throws TorchError RuntimeError for more or fewer elements.
 */
export function item(x: Enclosure): Scalar {
  if (x.numel !== 1) throw runtimeError(`a Tensor with ${x.numel} elements cannot be converted to Scalar`);
  return scalarsOf(x)[0] ?? { type: 'float', value: NaN };
}

/** A Python list of numbers, of lists, and so on; a number for a scalar. */
export type NestedList = Scalar | readonly NestedList[];

/** `t.tolist()`. */
export function toList(x: Enclosure): NestedList {
  const scalars = scalarsOf(x);
  let next = 0;
  const nested = (depth: number): NestedList => {
    const size = x.shape[depth];
    if (size === undefined) return scalars[next++] ?? { type: 'float', value: NaN };
    return Array.from({ length: size }, () => nested(depth + 1));
  };
  return nested(0);
}

/** The elements as Python numbers, in row-major order. */
export function scalarsOf(x: Enclosure): Scalar[] {
  visit(x.numel, 10);
  const errors = x.errors();
  return Array.from(x.tensor.values() as ArrayLike<number | bigint>, (value, i): Scalar => {
    const error = errors?.[i] ?? 0;
    const uncertain = error === 0 ? {} : { error };
    if (typeof value === 'bigint') return { type: 'int', value, ...uncertain };
    if (x.dtype === 'bool') return { type: 'bool', value: value !== 0, ...uncertain };
    return { type: 'float', value, ...uncertain };
  });
}
