/** The decimal digits of all scripts, which Unicode has in runs of ten, as those of ASCII. */
function plainDigits(text: string): string {
  const isDigit = (code: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(code));
  return text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let first = code;
    while (isDigit(first - 1)) first--;
    return String((code - first) % 10);
  });
}

/** What `int(text, base)` reads; undefined where it raises. */
export function readInteger(text: string, base: number): bigint | undefined {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/s.exec(plainDigits(text.trim())) ?? [];
  if (text.length > 4000) return undefined;
  const marks = { 2: /^0[bB]_?/, 8: /^0[oO]_?/, 16: /^0[xX]_?/ };
  let radix = base;
  let digits = rest;
  for (const [size, mark] of Object.entries(marks)) {
    if ((base !== 0 && base !== Number(size)) || !mark.test(rest)) continue;
    radix = Number(size);
    digits = rest.replace(mark, '');
  }
  if (radix === 0) {
    radix = 10;
    if (/^0[\d_]*[1-9]/.test(digits)) return undefined;
  }
  if (!/^[\da-zA-Z]+(?:_[\da-zA-Z]+)*$/.test(digits)) return undefined;
  let value = 0n;
  for (const digit of digits.replaceAll('_', '')) {
    const number = parseInt(digit, 36);
    if (!(number < radix)) return undefined;
    value = value * BigInt(radix) + BigInt(number);
  }
  return sign === '-' ? -value : value;
}

/** What Python says of integers with more digits than it reads or writes. */
export function tooManyDigits(count?: number): string {
  const value = count === undefined ? '' : `: value has ${count} digits`;
  return `Exceeds the limit (4300 digits) for integer string conversion${value}; use sys.set_int_max_str_digits() to increase the limit`;
}

/** What `float(text)` reads; undefined where it raises. */
export function readFloat(text: string): number | undefined {
  const stripped = plainDigits(text.trim());
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(stripped);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return NaN;
    return special[1] === '-' ? -Infinity : Infinity;
  }
  if (
    !/^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/.test(stripped)
  )
    return undefined;
  return Number(stripped.replaceAll('_', ''));
}
