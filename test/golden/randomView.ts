/** Where the elements of a tensor lie in its memory, of so many elements. */
export interface RandomView {
  readonly strides: number[];
  readonly offset: number;
  readonly numel: number;
}

/** A permuted, sliced or expanded view of some memory. */
export function randomView(shape: readonly number[], random: () => number): RandomView {
  const below = (limit: number): number => Math.floor(random() * limit);
  const [slice, expand] = [random() < 0.3, random() < 0.2];
  const strides = shape.map(() => 0);
  let stride = 1;
  const order = shape.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key);
  for (const { i } of order) {
    if (expand && random() < 0.4) continue;
    if (slice && random() < 0.5) stride *= 1 + below(3);
    strides[i] = stride;
    stride *= (shape[i] ?? 1) + (slice ? below(2) : 0);
  }
  const offset = random() < 0.3 ? below(4) : 0;
  const last = shape.reduce((place, size, i) => place + (size - 1) * (strides[i] ?? 0), offset);
  return { strides, offset, numel: last + 1 + below(2) };
}
