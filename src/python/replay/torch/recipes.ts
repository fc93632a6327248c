import * as algebra from '../../../torch/algebra';
import type { Interpreter } from '../object/interpreter';
import type { Value } from '../object/values';
import { DtypeValue } from './dtypes';
import { memoryOf } from './memory';
import { stateOf } from './state';
import { TensorValue } from './tensorValue';

/*
 * What is not known bit for bit may be known to be the same bits: a network in evaluation mode gives the same for the
 * same input, whatever the last digits are. So memory keeps by which step of which tensors it was filled: its recipe.
 */

function versionOf(enclosure: algebra.Enclosure): string {
  return `${memoryOf(enclosure).version}.${enclosure.writes}`;
}

/** The same text for tensors that surely hold the same bits in the same places. */
export function contentsKey(enclosure: algebra.Enclosure): string {
  const memory = memoryOf(enclosure);
  const { shape, strides, tensor, dtype } = enclosure;
  const layout = `${dtype}[${shape.join()}][${strides.join()}]+${tensor.storageOffset}`;
  const version = versionOf(enclosure);
  return memory.recipe?.version === version
    ? `recipe ${memory.recipe.id} ${layout}`
    : `memory ${memory.id} ${version} ${layout}`;
}

/** Longer lists are not compared. */
const MOST_ARGUMENTS = 1000;

/** The same text for equal arguments of a call; undefined for what is not compared. */
export function argumentKey(value: Value, left = { count: MOST_ARGUMENTS }): string | undefined {
  if (left.count-- <= 0) return undefined;
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
    case 'int':
      return value.doubt === undefined ? `${value.kind} ${value.value}` : undefined;
    case 'float':
      return value.doubt === undefined && value.error === 0
        ? `float ${Object.is(value.value, -0) ? '-0' : value.value}`
        : undefined;
    case 'str':
      return value.doubt === undefined ? JSON.stringify(value.value) : undefined;
    case 'list':
    case 'tuple': {
      if (value.items.length > left.count) return undefined;
      const keys = value.items.map((item) => argumentKey(item, left));
      return keys.includes(undefined) || value.doubt !== undefined ? undefined : `(${keys.join()})`;
    }
    case 'native':
      if (value instanceof TensorValue) return contentsKey(value.enclosure);
      return value instanceof DtypeValue ? value.name : undefined;
    default:
      return undefined;
  }
}

/** Notes how a tensor came about. */
export function noteRecipe(interpreter: Interpreter, result: algebra.Enclosure, recipe: string): void {
  const { recipes } = stateOf(interpreter);
  let id = recipes.get(recipe);
  if (id === undefined) recipes.set(recipe, (id = recipes.size));
  memoryOf(result).recipe = { id, version: versionOf(result) };
}

/** Notes of a tensor that holds what another one holds, whole and in the same places, how that came about. */
export function inheritRecipe(to: algebra.Enclosure, from: algebra.Enclosure): void {
  const recipe = memoryOf(from).recipe?.version === versionOf(from) ? memoryOf(from).recipe : undefined;
  const isWhole = to.tensor.data.length === to.numel && from.tensor.data.length === from.numel;
  const layoutOf = ({ dtype, shape, strides }: algebra.Enclosure): string =>
    [dtype, shape, strides].join('; ');
  const isAlike = layoutOf(to) === layoutOf(from);
  if (recipe !== undefined && isWhole && isAlike)
    memoryOf(to).recipe = { id: recipe.id, version: versionOf(to) };
}

/** Whether two tensors surely hold the same finite numbers. */
export function isSame(a: algebra.Operand, b: algebra.Operand): boolean {
  if (!(a instanceof algebra.Enclosure) || !(b instanceof algebra.Enclosure)) return false;
  if (a.isExact || contentsKey(a) !== contentsKey(b)) return false;
  const values = Array.from(a.tensor.values() as ArrayLike<number | bigint>, Number);
  return values.every(Number.isFinite) && (a.errors() ?? []).every(Number.isFinite);
}
