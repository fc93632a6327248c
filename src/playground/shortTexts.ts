/** A number to so many decimals, with the sign that is as wide as a plus. */
export function decimalText(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−');
}

/** Texts of numbers that fit into cells, and whether some are rounded for it. */
export interface ShortTexts {
  readonly texts: readonly string[];
  readonly isRounded: boolean;
}

/**
 * Shortens the texts of a tensor's elements until each fits, all to as many decimals, as a tensor prints them; a number
 * whose integer part alone is too long is written with a power of ten.
 *
 * @param texts as they are printed: `1.4286`, `-inf`
 * @param fits whether there is room for a text
 */
export function shortTexts(texts: readonly string[], fits: (text: string) => boolean): ShortTexts {
  if (texts.every(fits)) return { texts, isRounded: false };
  // Written with powers of ten, as tensors are whose elements differ much in size, decimals would say nothing.
  const hasPowers = texts.some((text) => text.includes('e'));
  const decimals = hasPowers ? 0 : Math.max(...texts.map(decimalsOf));
  for (let kept = decimals - 1; kept > 0; kept--) {
    const shorter = texts.map((text) =>
      fits(text) && decimalsOf(text) <= kept ? text : rounded(text, kept),
    );
    if (shorter.every(fits)) return { texts: shorter, isRounded: true };
  }
  const shortest = texts.map((text) => {
    const whole = hasPowers ? text : rounded(text, 0);
    return fits(whole) ? whole : powerOf(text);
  });
  return { texts: shortest, isRounded: true };
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

/** A number to so many decimals; what is none stays. */
function rounded(text: string, decimals: number): string {
  const value = Number(text);
  // A zero is a zero at any length.
  if (value === 0) return text.startsWith('-') ? '-0.' : '0.';
  return Number.isFinite(value) ? value.toFixed(decimals) : text;
}

/** `1e5`, `-3e-7`. */
function powerOf(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? value.toExponential(0).replace('+', '') : text;
}
