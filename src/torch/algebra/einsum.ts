import { sumInAnyOrder } from './anyOrder';
import { mul } from './arithmetic';
import type { Enclosure } from './enclosure';
import { matmul } from './matmul';
import { permute, reshape, unsqueeze } from './views';

/*
 * `torch.einsum` of one or two tensors (aten/src/ATen/native/Linear.cpp): what both have and the result has not is summed up by a
 * product of matrices, in batches of what all three have.
 */

const NOT_MODELLED = 'this einsum';

/** The sizes that letters stand for. */
function sizesOf(inputs: readonly string[], operands: readonly Enclosure[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [i, letters] of inputs.entries())
    for (const [place, letter] of Array.from(letters).entries()) {
      const size = operands[i]?.shape[place] ?? 0;
      // What is 1 would be broadcast.
      if ((sizes.get(letter) ?? size) !== size) throw new RangeError(NOT_MODELLED);
      sizes.set(letter, size);
    }
  return sizes;
}

/** With its letters in another order. */
function ordered(x: Enclosure, letters: string, order: readonly string[]): Enclosure {
  return permute(
    x,
    order.map((letter) => letters.indexOf(letter)),
  );
}

/** @throws RangeError where it is not modelled: three tensors, letters twice in one, dots, sizes of 1 */
export function einsum(equation: string, operands: readonly Enclosure[]): Enclosure {
  const [before = '', after] = equation.replaceAll(' ', '').split('->');
  const inputs = before.split(',');
  const letters = Array.from(before.replaceAll(',', ''));
  const single = letters.filter((letter) => letters.filter((one) => one === letter).length === 1);
  const output = Array.from(after ?? [...single].sort().join(''));
  const isPlain = [...inputs, output.join('')].every(
    (one) => /^[a-zA-Z]*$/.test(one) && new Set(one).size === one.length,
  );
  const fits = inputs.length === operands.length && inputs.every((one, i) => one.length === operands[i]?.dim);
  const isWhole = output.every((letter) => letters.includes(letter));
  if (!isPlain || !fits || !isWhole || operands.length > 2) throw new RangeError(NOT_MODELLED);
  const sizes = sizesOf(inputs, operands);
  // Their strides are not modelled.
  if ([...sizes.values()].includes(1)) throw new RangeError(NOT_MODELLED);
  const parts = operands.map((operand, i) => {
    const own = inputs[i] ?? '';
    const other = inputs[1 - i] ?? '';
    const kept = [
      ...output,
      ...Array.from(own).filter((letter) => !output.includes(letter) && other.includes(letter)),
    ];
    const some = kept.filter((letter) => own.includes(letter));
    const summed = Array.from(own).filter((letter) => !some.includes(letter));
    const x = ordered(operand, own, [...some, ...summed]);
    const dim = summed.map((_, place) => some.length + place);
    return { x: dim.length === 0 ? x : sumInAnyOrder(x, { dim }), letters: some.join('') };
  });
  const [first, second] = parts;
  if (first === undefined) throw new RangeError(NOT_MODELLED);
  if (second === undefined) return ordered(first.x, first.letters, output);
  // Factors change places where the result then lies in its own order, and would not else.
  const placed = (x: string, y: string): string[] => [
    ...output.filter((one) => x.includes(one) && y.includes(one)),
    ...output.filter((one) => x.includes(one) && !y.includes(one)),
    ...output.filter((one) => !x.includes(one)),
  ];
  const orderOf = (x: string, y: string): string => placed(x, y).join('');
  const own = output.join('');
  const isSwapped =
    orderOf(first.letters, second.letters) !== own && orderOf(second.letters, first.letters) === own;
  const [a, b] = isSwapped ? [second, first] : [first, second];
  const common = Array.from(a.letters).filter(
    (letter) => b.letters.includes(letter) && !output.includes(letter),
  );
  if (common.length === 0) {
    const [x, y] = [a, b].map((part) => {
      const own = output.filter((letter) => part.letters.includes(letter));
      return output.reduce(
        (sum, letter, place) => (own.includes(letter) ? sum : unsqueeze(sum, place)),
        ordered(part.x, part.letters, own),
      );
    }) as [Enclosure, Enclosure];
    return mul(x, y);
  }
  const batch = output.filter((letter) => a.letters.includes(letter) && b.letters.includes(letter));
  const rows = output.filter((letter) => a.letters.includes(letter) && !b.letters.includes(letter));
  const columns = output.filter((letter) => !a.letters.includes(letter));
  const sizeOf = (some: readonly string[]): number =>
    some.reduce((product, one) => product * (sizes.get(one) ?? 1), 1);
  const [batches, height, inner, width] = [batch, rows, common, columns].map(sizeOf) as [
    number,
    number,
    number,
    number,
  ];
  const left = reshape(ordered(a.x, a.letters, [...batch, ...rows, ...common]), [batches, height, inner]);
  const right = reshape(ordered(b.x, b.letters, [...batch, ...common, ...columns]), [batches, inner, width]);
  const all = [...batch, ...rows, ...columns];
  const product = reshape(
    matmul(left, right),
    all.map((letter) => sizes.get(letter) ?? 1),
  );
  return ordered(product, all.join(''), output);
}
