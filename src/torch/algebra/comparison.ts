import { elementwise, type Operation } from './elementwise';
import type { Enclosure, Operand } from './enclosure';
import { resultType } from './promotion';

/*
 * torch.eq and its kin (aten/src/ATen/native/BinaryOps.cpp): the operands are compared in their common dtype, so
 * that `torch.tensor(0.1) == 0.1` holds, and two large integers may be equal beside a float.
 */

/** `torch.eq(a, b)`, `a == b`. */
export function eq(a: Operand, b: Operand): Enclosure {
  return compare(
    equality((x, y) => x === y),
    a,
    b,
  );
}

/** `torch.ne(a, b)`, `a != b`. */
export function ne(a: Operand, b: Operand): Enclosure {
  return compare(
    equality((x, y) => x !== y),
    a,
    b,
  );
}

/** `torch.lt(a, b)`, `a < b`. */
export function lt(a: Operand, b: Operand): Enclosure {
  return compare(
    order((x, y) => x < y),
    a,
    b,
  );
}

/** `torch.le(a, b)`, `a <= b`. */
export function le(a: Operand, b: Operand): Enclosure {
  return compare(
    order((x, y) => x <= y),
    a,
    b,
  );
}

/** `torch.gt(a, b)`, `a > b`. */
export function gt(a: Operand, b: Operand): Enclosure {
  return compare(
    order((x, y) => x > y),
    a,
    b,
  );
}

/** `torch.ge(a, b)`, `a >= b`. */
export function ge(a: Operand, b: Operand): Enclosure {
  return compare(
    order((x, y) => x >= y),
    a,
    b,
  );
}

/** `torch.isnan(x)`. */
export function isnan(x: Enclosure): Enclosure {
  return test(x, Number.isNaN);
}

/** `torch.isinf(x)`. */
export function isinf(x: Enclosure): Enclosure {
  return test(x, (value) => Math.abs(value) === Infinity);
}

/** `torch.isfinite(x)`. */
export function isfinite(x: Enclosure): Enclosure {
  return test(x, Number.isFinite);
}

/** What holds of special floats or of all others: within finite bounds there are no special ones. */
function test(x: Enclosure, holds: (value: number) => boolean): Enclosure {
  const kernel = { variants: [(value: number) => Number(holds(value))] };
  const int = { apply: (value: bigint) => Number(holds(Number(value))) };
  return elementwise({ float: () => kernel, bool: kernel, int }, [x], x.dtype, 'bool');
}

type Comparison = (a: number | bigint, b: number | bigint) => boolean;

function compare(operation: Operation, a: Operand, b: Operand): Enclosure {
  return elementwise(operation, [a, b], resultType(a, b), 'bool');
}

function order(holds: Comparison): Operation {
  const kernel = { variants: [(a: number, b: number) => Number(holds(a, b))] };
  return { float: () => kernel, bool: kernel, int: { apply: (a, b) => Number(holds(a, b)) } };
}

/** What may be equal inside must not be taken for different because the ends are. */
function equality(holds: Comparison): Operation {
  const isMonotone = (ends: readonly (readonly [number | bigint, number | bigint])[]): boolean => {
    const [a, b] = ends;
    return a !== undefined && b !== undefined && (a[1] < b[0] || b[1] < a[0]);
  };
  const kernel = { variants: [(a: number, b: number) => Number(holds(a, b))], isMonotone };
  return { float: () => kernel, bool: kernel, int: { apply: (a, b) => Number(holds(a, b)), isMonotone } };
}
