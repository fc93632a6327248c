import type * as algebra from '../../../torch/algebra';
import { type Doubt, eitherThanUnseeded } from '../object/doubt';

/** What is known of a stretch of memory that tensors share. */
interface Memory {
  /** Why its contents are not certain. */
  doubt: Doubt | undefined;
  /** How often it was written to in place. */
  version: number;
  /** Which one it is. */
  readonly id: number;
  /** How what it holds came about, as of which version, and whether it is finite, and in no other doubt, whatever was drawn; see recipes.ts. */
  recipe: { readonly origin: string; readonly version: string; readonly isFinite: boolean } | undefined;
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

/** As of which change something is known of what a tensor holds. */
export function versionOf(enclosure: algebra.Enclosure): string {
  return `${memoryOf(enclosure).version}.${enclosure.writes}`;
}

function originOf(enclosure: algebra.Enclosure): string {
  const { id, recipe } = memoryOf(enclosure);
  const version = versionOf(enclosure);
  return recipe?.version === version ? recipe.origin : `memory ${id} ${version}`;
}

function layoutOf({ dtype, shape, strides, tensor }: algebra.Enclosure): string {
  return `${dtype}[${shape.join()}][${strides.join()}]+${tensor.storageOffset}`;
}

/** The same text for tensors that surely hold the same bits in the same places. */
export function contentsKey(enclosure: algebra.Enclosure): string {
  return `${originOf(enclosure)} ${layoutOf(enclosure)}`;
}

/** Notes of a tensor that holds what another one holds, whole and in the same places, how that came about, unless it may not. */
export function inheritRecipe(to: algebra.Enclosure, from: algebra.Enclosure, doubt?: Doubt): void {
  const { recipe } = memoryOf(from);
  if (doubt !== undefined) return;
  const isWhole = to.tensor.data.length === to.numel && from.tensor.data.length === from.numel;
  if (!isWhole || layoutOf(to) !== layoutOf(from)) return;
  const isFinite = recipe?.version === versionOf(from) && recipe.isFinite;
  memoryOf(to).recipe = { origin: originOf(from), version: versionOf(to), isFinite };
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
  memory.doubt = eitherThanUnseeded(memory.doubt, doubt);
  // Whether it is changed at all may hang on what nobody seeded.
  if (memory.recipe !== undefined) memory.recipe = { ...memory.recipe, isFinite: false };
}
