/** Sorts a short list in place as CPython does: by what stands in order at its start, and the rest one by one. */
export function insertEach<T extends object>(items: T[], less: (a: T, b: T) => boolean): void {
  const sorted: T[] = [];
  let [isRun, isFalling] = [true, false];
  for (const item of items.splice(0)) {
    const before = sorted.at(isFalling ? 0 : -1);
    if (isRun && before !== undefined) {
      const falls = less(item, before);
      if (sorted.length === 1) isFalling = falls;
      isRun = falls === isFalling;
    }
    let [low, high] = isRun ? [isFalling ? 0 : sorted.length, 0] : [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = sorted[middle];
      if (other !== undefined && less(item, other)) high = middle;
      else low = middle + 1;
    }
    sorted.splice(low, 0, item);
  }
  items.push(...sorted);
}
