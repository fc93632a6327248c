import type { Binding } from '../../syntax/scopes';

/** So many star imports are looked into for one name. */
const MOST = 8;

/**
 * Of a package's `from … import *` those that are likely to bind a name, the likeliest first: all of a few, and of many those
 * whose modules are called like it. `BertConfig` comes from `.bert`, and there from `.configuration_bert`.
 */
export function likelyStars(stars: readonly Binding[], name: string): readonly Binding[] {
  const lower = name.toLowerCase();
  const words = name.split(/(?=[A-Z][a-z])|_/).map((word) => word.toLowerCase());
  const rated = stars.map((star) => ({
    star,
    likeness: star.kind.type === 'star' ? likeness(star.kind.path, lower, words) : 0,
  }));
  const likely = stars.length <= MOST ? rated : rated.filter((one) => one.likeness > 0);
  return likely
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ star }) => star);
}

/** In how many letters a name and the last part of a module's path are alike. */
function likeness(path: string, name: string, words: readonly string[]): number {
  const parts = path
    .slice(path.lastIndexOf('.') + 1)
    .toLowerCase()
    .split('_');
  if (name.includes(parts.join(''))) return 2 * parts.join('').length;
  return parts.reduce((sum, part) => sum + likenessOf(part, words), 0);
}

/** `configuration` is begun by `config`. */
function likenessOf(part: string, words: readonly string[]): number {
  return words.includes(part) || words.some((word) => word.length > 3 && part.startsWith(word))
    ? part.length
    : 0;
}
