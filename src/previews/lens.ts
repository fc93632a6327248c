/** So many characters the lenses above a call have together: more would be cut off beside a playground. */
export const LONGEST_LENS = 45;
/** So many a hint behind a line has: VS Code cuts longer ones wherever they come to (`editor.inlayHints.maximumLength`). */
export const LONGEST_HINT = 43;

/** What VS Code puts between two lenses. */
const BETWEEN = ' | ';

/** What is not cut through: an icon, a number or a range of some, a word; a part of a name counts as a word. */
const PARTS = /\$\([\w-]+\)|\d+(?:[.–]\d+)*%?|\p{Script=Latin}+\d*|[^]/gu;
/** What would stand alone before the sign for what is cut off. */
const LOOSE = /^[\s_.,:·/(]$/;

/** How many characters a lens takes up on the screen, where an icon is as one. */
export function lensLength(title: string): number {
  return title.replace(/\$\([\w-]+\)/g, '■').length;
}

/**
 * The first of some texts, the fullest first, that fits beside the other lenses of its line; else the last, cut off. The
 * hover has what is cut.
 */
export function fitted(texts: readonly string[], others: readonly string[], longest = LONGEST_LENS): string {
  const room = others.reduce((rest, other) => rest - BETWEEN.length - lensLength(other), longest);
  return texts.find((text) => lensLength(text) <= room) ?? cut(texts.at(-1) ?? '', room);
}

/** As much of a text as there is room for, up to the end of a word or number. */
export function cut(text: string, room: number): string {
  const kept: string[] = [];
  let rest = room - 1;
  for (const part of text.match(PARTS) ?? []) {
    if (lensLength(part) > rest) {
      // A long name is known by how it begins; of a number that would be another one.
      if (rest > room / 2 && /^\p{L}/u.test(part)) return `${kept.join('')}${part.slice(0, rest)}…`;
      break;
    }
    kept.push(part);
    rest -= lensLength(part);
  }
  while (LOOSE.test(kept.at(-1) ?? '')) kept.pop();
  return `${kept.join('')}…`;
}
