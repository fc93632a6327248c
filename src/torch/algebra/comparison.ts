import { elementwise, type Operation } from './elementwise';
import type { Enclosure, Operand } from './enclosure';
import { above, atLeast, atMost, below, differing, equalling, type Loop } from './loops';
import { resultType } from './promotion';

/*
 * torch.eq and its kin (aten/src/ATen/native/BinaryOps.cpp): the operands are compared in their common dtype, so
 * that `torch.tensor(0.1) == 0.1` holds, and two large integers may be equal beside a float.
 */

/** `torch.eq(a, b)`, `a == b`. */
export const eq = comparing(equality((x, y) => x === y, equalling));

/** `torch.ne(a, b)`, `a != b`. */
export const ne = comparing(equality((x, y) => x !== y, differing));

/** `torch.lt(a, b)`, `a < b`. */
export const lt = comparing(order((x, y) => x < y, below));

/** `torch.le(a, b)`, `a <= b`. */
export const le = comparing(order((x, y) => x <= y, atMost));

/** `torch.gt(a, b)`, `a > b`. */
export const gt = comparing(order((x, y) => x > y, above));

/** `torch.ge(a, b)`, `a >= b`. */
export const ge = comparing(order((x, y) => x >= y, atLeast));

/** `torch.isnan(x)`. */
export const isnan = testing(Number.isNaN);

/** `torch.isinf(x)`. */
export const isinf = testing((value) => Math.abs(value) === Infinity);

/** `torch.isfinite(x)`. */
export const isfinite = testing(Number.isFinite);

/** What holds of special floats or of all others: within finite bounds there are no special ones. */
function testing(holds: (value: number) => boolean): (x: Enclosure) => Enclosure {
  const kernel = { variants: [(value: number) => Number(holds(value))] };
  const int = { apply: (value: bigint) => Number(holds(Number(value))) };
  return (x) => elementwise({ float: () => kernel, bool: kernel, int }, [x], x.dtype, 'bool');
}

type Comparison = (a: number | bigint, b: number | bigint) => boolean;

function comparing(operation: Operation): (a: Operand, b: Operand) => Enclosure {
  return (a, b) => elementwise(operation, [a, b], resultType(a, b), 'bool');
}

function order(holds: Comparison, loop: Loop): Operation {
  const kernel = { variants: [(a: number, b: number) => Number(holds(a, b))], loop };
  return { float: () => kernel, bool: kernel, int: { apply: (a, b) => Number(holds(a, b)) } };
}

/** What may be equal inside must not be taken for different because the ends are. */
function equality(holds: Comparison, loop: Loop): Operation {
  const isMonotone = (ends: readonly (readonly [number | bigint, number | bigint])[]): boolean => {
    const [a, b] = ends;
    return a !== undefined && b !== undefined && (a[1] < b[0] || b[1] < a[0]);
  };
  const kernel = { variants: [(a: number, b: number) => Number(holds(a, b))], loop, isMonotone };
  return { float: () => kernel, bool: kernel, int: { apply: (a, b) => Number(holds(a, b)), isMonotone } };
}
