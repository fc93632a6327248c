/** Which of the two networks: each has a shape of its own, so that colours need not be told apart. */
export type Which = 'without' | 'dropped';

/** How far a mark reaches. */
export const MARK_REACH = 4;

/** The mark of a network at a place: a square without dropout, a disc with it. */
export function Mark({ which, x, y }: { which: Which; x: number; y: number }) {
  const reach = 3.5;
  return which === 'without' ? (
    <rect class="mark without" x={x - reach} y={y - reach} width={2 * reach} height={2 * reach} />
  ) : (
    <circle class="mark dropped" cx={x} cy={y} r={MARK_REACH} />
  );
}

/** What something looks like in a plot, and what it is; they stay together where the legend has more than one line. */
export function LegendItem(props: { kind: string; which?: Which; children: preact.ComponentChildren }) {
  const { children, ...swatch } = props;
  return (
    <span class="item">
      <Swatch {...swatch} /> {children}
    </span>
  );
}

/** A stroke as it looks in a plot, with the mark of its network. */
function Swatch({ kind, which }: { kind: string; which?: Which }) {
  return (
    <svg width="24" height="10" aria-hidden="true">
      {kind === 'spread' ? (
        <rect class="spread" width="24" height="10" />
      ) : kind === 'point' ? (
        <circle class="point" cx="12" cy="5" r="3" />
      ) : kind === 'lowest' ? (
        <circle class="lowest" cx="12" cy="5" r="4" />
      ) : (
        <line class={`${kind} ${which ?? ''}`} x1="0" x2="24" y1="5" y2="5" />
      )}
      {which === undefined ? null : <Mark which={which} x={12} y={5} />}
    </svg>
  );
}
