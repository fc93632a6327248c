/** A stretch of text; offsets count UTF-16 units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Text that replaced the `length` units from `offset` on. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where a stretch of text is after changes that are all given in terms of the text before them. What is typed at
 * its edges belongs to it. Undefined where it was deleted or replaced as a whole.
 *
 * @param before the whole text before the changes
 */
export function trackRange(
  range: TextRange,
  changes: readonly TextChange[],
  before: string,
): TextRange | undefined {
  let { from, to } = range;
  // From the end to the start, so that none moves what another one still speaks of.
  for (const change of [...changes].sort((a, b) => b.offset - a.offset)) {
    const { start, end, inserted } = trimmed(change, before);
    if (start <= from && end >= to && end > start) return undefined;
    const growth = inserted - (end - start);
    if (end < from) from += growth;
    else if (start < from) from = start + inserted;
    if (end <= to) to += growth;
    else if (start < to) to = start;
  }
  return { from, to: Math.max(from, to) };
}

/** A change without what it replaces by the very same: formatters and reloads replace more than they change. */
function trimmed(
  { offset, length, text }: TextChange,
  before: string,
): { readonly start: number; readonly end: number; readonly inserted: number } {
  const replaced = before.slice(offset, offset + length);
  const shorter = Math.min(length, text.length);
  let head = 0;
  while (head < shorter && replaced[head] === text[head]) head++;
  let tail = 0;
  while (tail < shorter - head && replaced[length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  return { start: offset + head, end: offset + length - tail, inserted: text.length - head - tail };
}
