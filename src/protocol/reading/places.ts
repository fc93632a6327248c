import type { CodePlace, Probability } from '../../python';

/** A p with all of its places moved; the very same where none of them moves. */
export function withPlaces(p: Probability, move: (place: CodePlace) => CodePlace): Probability {
  if (!p.known || (p.steps.length === 0 && p.beside.length === 0)) return p;
  return {
    ...p,
    steps: p.steps.map((step) => placed(step, move)),
    beside: p.beside.map((one) => placed(one, move)),
  };
}

function placed<T extends { readonly place: CodePlace }>(one: T, move: (place: CodePlace) => CodePlace): T {
  const place = move(one.place);
  return place === one.place ? one : { ...one, place };
}
