import type { CodePlace, Probability } from '../../python';

/** A p with all of its places moved; the very same where it tells of none. Written out, as it is made of thousands of calls. */
export function withPlaces(p: Probability, move: (place: CodePlace) => CodePlace): Probability {
  if (!hasPlaces(p)) return p;
  const { number, source, reach, steps, unless, guessed, beside } = p;
  return {
    known: true,
    number,
    source,
    reach,
    steps: steps.map(({ text, place }) => ({ text, place: move(place) })),
    unless,
    guessed,
    beside: beside.map(({ code, text, place }) => ({ code, text, place: move(place) })),
  };
}

/** Whether a p tells of places. */
export function hasPlaces(p: Probability): p is Extract<Probability, { known: true }> {
  return p.known && (p.steps.length > 0 || p.beside.length > 0);
}
