/** Where a part stands in a text, one behind the other. What is empty, as a name that is still to be typed, stands nowhere. */
export function* placesIn(text: string, part: string, from = 0): Generator<number> {
  if (part === '') return;
  for (let at = text.indexOf(part, from); at >= 0; at = text.indexOf(part, at + part.length)) yield at;
}
