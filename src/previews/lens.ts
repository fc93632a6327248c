/** So many characters the lenses above a call have together: more would be cut off beside a playground. */
export const LONGEST_LENS = 45;

/** What VS Code puts between two lenses. */
const BETWEEN = ' | ';

/** How many characters a lens takes up on the screen, where an icon is as one. */
export function lensLength(title: string): number {
  return title.replace(/\$\([\w-]+\)/g, '■').length;
}

/**
 * The first of some texts, the fullest first, that fits beside the other lenses of its line; else the last, cut off. The
 * hover has what is cut.
 */
export function fitted(texts: readonly string[], others: readonly string[]): string {
  const room = others.reduce((rest, other) => rest - BETWEEN.length - lensLength(other), LONGEST_LENS);
  const last = texts.at(-1) ?? '';
  const fitting = texts.find((text) => lensLength(text) <= room);
  return fitting ?? `${last.slice(0, room - 1 + last.length - lensLength(last))}…`;
}
