import type { CodePlace, DropoutSite, Probability } from '../../python';

/** A p with all of its places moved; the very same where none of them moves. */
export function withPlaces(p: Probability, move: (place: CodePlace) => CodePlace): Probability {
  if (!p.known || !hasPlaces(p)) return p;
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
export function hasPlaces(p: Probability): boolean {
  return p.known && (p.steps.length > 0 || p.beside.length > 0);
}

/** What of a call says where something is. */
type Places = Pick<
  DropoutSite,
  'from' | 'to' | 'line' | 'calleeTo' | 'argumentsTo' | 'argument' | 'written' | 'p'
>;

/** A call in other places. Written out, because to spread thousands of them takes ten times as long. */
export function siteAt(site: DropoutSite, places: Places): DropoutSite {
  return {
    cell: site.cell,
    from: places.from,
    to: places.to,
    calleeTo: places.calleeTo,
    argument: places.argument,
    argumentsTo: places.argumentsTo,
    omitted: site.omitted,
    written: places.written,
    line: places.line,
    kind: site.kind,
    form: site.form,
    within: site.within,
    sizes: site.sizes,
    isIdle: site.isIdle,
    name: site.name,
    verdict: site.verdict,
    p: places.p,
    active: site.active,
    inplace: site.inplace,
    mayBeOther: site.mayBeOther,
    drawsOtherwise: site.drawsOtherwise,
    key: site.key,
    seed: site.seed,
  };
}
