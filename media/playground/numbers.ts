/** A whole number as one reads it in the language of the page: `499,832`. */
export function count(value: number): string {
  return value.toLocaleString(document.documentElement.lang || 'en');
}
