import type * as algebra from '../../../torch/algebra';
import { type Doubt, either } from '../object/doubt';

/** What is known of a stretch of memory that tensors share. */
interface Memory {
  /** Why its contents are not certain. */
  doubt: Doubt | undefined;
  /** How often it was written to in place. */
  version: number;
  /** Which one it is. */
  readonly id: number;
  /** How what it holds came about, and as of which version; see recipes.ts. */
  recipe: { readonly id: number; readonly version: string } | undefined;
  /** How many tensors were made on it: more than one where there are views. */
  tensors: number;
}

/** The number of the next memory: greater than that of all which there are. */
export function nextMemory(): number {
  return nextId;
}

let nextId = 0;
const memories = new WeakMap<object, Memory>();

/** The memory behind a tensor: all views of it share it. */
export function memoryOf(enclosure: algebra.Enclosure): Memory {
  const { data } = enclosure.tensor;
  let memory = memories.get(data);
  if (memory === undefined)
    memories.set(
      data,
      (memory = { doubt: undefined, version: 0, id: nextId++, recipe: undefined, tensors: 0 }),
    );
  return memory;
}

/** What was just written into a tensor depends on nothing but this. */
export function replaceDoubt(enclosure: algebra.Enclosure, doubt: Doubt | undefined): void {
  const { tensor } = enclosure;
  const isAll = tensor.data.length === tensor.numel && tensor.isDense;
  if (isAll) memoryOf(enclosure).doubt = doubt;
  else doubtContents(enclosure, doubt);
}

/** Puts what lies in a tensor's memory in doubt, for all that see it. */
export function doubtContents(enclosure: algebra.Enclosure, doubt: Doubt | undefined): void {
  if (doubt === undefined) return;
  const memory = memoryOf(enclosure);
  memory.doubt = either(memory.doubt, doubt);
}
