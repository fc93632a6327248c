import { COMPARING_OPERATIONS, FINITE_OPERATIONS, IDLE_ARGUMENTS } from '../../library/operations';
import * as algebra from '../../../torch/algebra';
import type { Interpreter } from '../object/interpreter';
import { type RandomState, UNSEEDED } from '../object/random';
import type { NativeArguments, Value } from '../object/values';
import { DtypeValue } from './dtypes';
import { contentsKey, memoryOf, versionOf } from './memory';
import { stateOf } from './state';
import { TensorValue } from './tensorValue';

/*
 * What is not known bit for bit may be known to be the same bits: a network in evaluation mode gives the same for the
 * same input, whatever the last digits are, or the numbers that nobody seeded. So memory keeps by which step of which tensors it was
 * filled: its recipe.
 */

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

/** What was drawn since from the default generator. */
export class Draws {
  private readonly position: number;
  private readonly cachedNormal: number | undefined;

  constructor(private readonly random: RandomState) {
    ({ position: this.position, cachedNormal: this.cachedNormal } = random.generator);
  }

  /** The same from the same state of the generator; undefined where nobody knows that. */
  get key(): string | undefined {
    const { doubt, generator, seed = '' } = this.random;
    if (generator.position === this.position && generator.cachedNormal === this.cachedNormal) return '';
    // The numbers that nobody seeded are others in each run, but the same in one.
    if (doubt !== undefined && doubt !== UNSEEDED) return undefined;
    return `${seed} ${this.position} ${this.cachedNormal ?? ''}`;
  }
}

/** Whether an argument needs no look. */
export function isIdle(name: string, value: Value | undefined): boolean {
  return value !== undefined && IDLE_ARGUMENTS[name]?.test(argumentKey(value) ?? '') === true;
}

/** Notes how a tensor came about. */
export function noteRecipe(
  interpreter: Interpreter,
  result: algebra.Enclosure,
  recipe: string,
  isFinite: boolean,
): void {
  const { recipes } = stateOf(interpreter);
  let id = recipes.get(recipe);
  if (id === undefined) recipes.set(recipe, (id = recipes.size));
  const memory = memoryOf(result);
  const version = versionOf(result);
  if (memory.recipe?.version === version) isFinite ||= memory.recipe.isFinite;
  memory.recipe = { origin: `recipe ${id}`, version, isFinite };
}

/** Greater ones may come to infinity within a few steps. */
const GREAT = 1e9;

/** Whether a step surely gives finite numbers, whatever was drawn that nobody seeded. */
export function staysFinite(name: string, inputs: readonly algebra.Enclosure[]): boolean {
  return FINITE_OPERATIONS.has(name) && inputs.every(isFiniteAnyway);
}

function isFiniteAnyway(enclosure: algebra.Enclosure): boolean {
  const { doubt, recipe } = memoryOf(enclosure);
  if (
    doubt !== undefined &&
    !(doubt.code === 'unseeded' && recipe?.version === versionOf(enclosure) && recipe.isFinite)
  )
    return false;
  return algebra.areBelow(enclosure, GREAT);
}

/** Whether a step compares a tensor with what surely holds the same, though another in each run: nothing hangs on what it is. */
export function comparesSame(name: string, args: NativeArguments): boolean {
  const [a, b] = [args.get('input') ?? args.get('self'), args.get('other')];
  if (!COMPARING_OPERATIONS.has(name) || !(a instanceof TensorValue && b instanceof TensorValue))
    return false;
  const [first, second] = [a.enclosure, b.enclosure];
  const isSameText = contentsKey(first) === contentsKey(second);
  return a.memoryDoubt?.code === 'unseeded' && isSameText && isFiniteAnyway(first) && isFiniteAnyway(second);
}

/** Whether two tensors surely hold the same finite numbers. */
export function isSame(a: algebra.Operand, b: algebra.Operand): boolean {
  if (!(a instanceof algebra.Enclosure) || !(b instanceof algebra.Enclosure)) return false;
  return !a.isExact && contentsKey(a) === contentsKey(b) && algebra.areBelow(a, Infinity);
}
