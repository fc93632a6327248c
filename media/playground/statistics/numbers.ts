/* Numbers as people read them, with the decimal point that Python has in every language. */

const counts = new Intl.NumberFormat('en-US');
const decimals = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** A whole number: 10,000. */
export function formatCount(value: number): string {
  return counts.format(value);
}

const tiny = new Intl.NumberFormat('en-US', { notation: 'scientific', maximumSignificantDigits: 4 });

/** A measured number, to four digits: 0.9987, 1.2E−7. */
export function formatDecimal(value: number): string {
  const format = value !== 0 && Math.abs(value) < 1e-4 ? tiny : decimals;
  return format.format(value).replaceAll('-', '−');
}
