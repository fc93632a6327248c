/** Abramowitz and Stegun 7.1.5: erf as a power series, for arguments below 2.5. */
function series(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
    if (n > 200) break;
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** Abramowitz and Stegun 7.1.14: the complement as a continued fraction, for arguments above 2. */
function fraction(x: number): number {
  let tail = 0;
  for (let n = 120; n > 0; n--) tail = n / 2 / (x + tail);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + tail);
}

/** erf(x), to some 1e-13 of its value. */
export function errorFunction(x: number): number {
  if (Math.abs(x) < 2) return series(x);
  return x > 0 ? 1 - fraction(x) : fraction(-x) - 1;
}
