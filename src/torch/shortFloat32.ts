/**
 * The shortest decimal that reads back as the same float32, as NumPy prints a `float32`: 1.1111112 for the
 * scale of p = 0.1, where the double that holds it would print as 1.1111111640930176.
 *
 * @param value a finite float32 value
 */
export function shortFloat32(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(Number(value.toPrecision(9)));
}
