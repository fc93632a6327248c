import * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { nativeClass } from '../object/native';
import { floatType } from '../object/types';
import { type ClassValue, type Copier, NativeValue } from '../object/values';
import { doubtContents, memoryOf } from './memory';

/** `numpy.generic` and `numpy.ndarray`. Their members are added by ../numpy/arrayType.ts. */
export const genericType = nativeClass('generic', { module: 'numpy' });
export const ndarrayType = nativeClass('ndarray', { module: 'numpy' });

/** The classes of numpy's numbers, by their dtypes. */
export const scalarTypes: ReadonlyMap<string, ClassValue> = new Map(
  ['bool', 'int64', 'float32', 'float64'].map((name) => [
    name,
    nativeClass(name, {
      module: 'numpy',
      bases: name === 'float64' ? [genericType, floatType] : [genericType],
    }),
  ]),
);

/** What is said of a tensor with a gradient. */
export const HAS_NO_ARRAY =
  "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.";

/** An array of numpy, or one of its numbers, which cannot change. As tensors, arrays share memory, and its doubt. */
export class NdarrayValue extends NativeValue {
  constructor(
    readonly enclosure: algebra.Enclosure,
    readonly isScalar = false,
  ) {
    super(isScalar ? (scalarTypes.get(enclosure.dtype) ?? genericType) : ndarrayType);
    this.mutable = !isScalar;
    if (!isScalar) memoryOf(enclosure).tensors++;
  }

  override readonly mutable: boolean;

  override markChanged(doubt: Doubt): void {
    doubtContents(this.enclosure, doubt);
  }

  override copied(copier: Copier): NdarrayValue {
    const { data } = this.enclosure.tensor;
    if (data.length !== this.enclosure.numel) return copier.fail();
    const copy = copier.once(data, () => algebra.clone(this.enclosure));
    doubtContents(copy, this.contentsDoubt);
    return new NdarrayValue(copy.view(this.enclosure.shape, this.enclosure.strides), this.isScalar);
  }

  /** The memory as a tensor has it, which refuses an array that goes backwards. */
  tensorMemory(interpreter: Interpreter): algebra.Enclosure {
    if (this.enclosure.strides.some((stride) => stride < 0))
      interpreter.giveUp('an array that goes backwards');
    return this.enclosure.detach();
  }

  /** The doubt of what it holds, and of which array it is. */
  get contentsDoubt(): Doubt | undefined {
    return either(this.doubt, memoryOf(this.enclosure).doubt);
  }
}

/** Whether C takes it for a number of Python's own: of numpy's only those of 64 bits. */
export function isPythons({ isScalar, enclosure }: NdarrayValue): boolean {
  return isScalar && enclosure.dtype.endsWith('64');
}
