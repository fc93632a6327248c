/** One neuron as it is drawn. */
export interface PictureNeuron {
  readonly label: string;
  readonly kept: boolean;
}

/* In units of the picture, which are pixels where there is room. */
const LINE = 28;
const RADIUS = 10;
/** How wide a letter of the labels is. */
const LETTER = 7.4;
const GAP = 8;
const CONNECTION = 150;
const TITLE_HEIGHT = 22;
const NEXT_NEURONS = 4;

/**
 * Neurons in a column, each connected with all of the next layer's, as in the pictures that teachers draw. A
 * dropped one is hollow, struck out and without connections.
 */
export function NetworkPicture(props: {
  /** What stands above the labels, and above the other neurons. */
  labelTitle: string;
  nextTitle: string;
  neurons: readonly PictureNeuron[];
  /** The element that says in words what the picture shows. */
  describedBy: string;
}) {
  const { labelTitle, nextTitle, neurons, describedBy } = props;
  const longest = Math.max(labelTitle.length, ...neurons.map(({ label }) => label.length));
  const labelEnd = longest * LETTER;
  const x = labelEnd + GAP + RADIUS;
  const nextX = x + CONNECTION;
  const width = nextX + Math.max(RADIUS + 2, (nextTitle.length * LETTER) / 2);
  const height = Math.max(neurons.length, NEXT_NEURONS) * LINE;
  const yOf = (index: number, count: number): number => TITLE_HEIGHT + (height * (index + 0.5)) / count;
  const next = Array.from({ length: NEXT_NEURONS }, (_, index) => yOf(index, NEXT_NEURONS));
  return (
    <svg
      role="img"
      aria-labelledby={describedBy}
      viewBox={`0 0 ${width} ${TITLE_HEIGHT + height}`}
      width={width}
      height={TITLE_HEIGHT + height}
    >
      <text class="title" x={labelEnd} y={TITLE_HEIGHT / 2} text-anchor="end">
        {labelTitle}
      </text>
      <text class="title" x={nextX} y={TITLE_HEIGHT / 2} text-anchor="middle">
        {nextTitle}
      </text>
      {neurons.map(({ label, kept }, index) => {
        const y = yOf(index, neurons.length);
        return (
          <g key={index} class={kept ? 'kept' : 'dropped'}>
            {kept
              ? next.map((nextY) => (
                  <line key={nextY} class="connection" x1={x} y1={y} x2={nextX} y2={nextY} />
                ))
              : null}
            <text x={labelEnd} y={y} text-anchor="end" dominant-baseline="central">
              {label}
            </text>
            <circle cx={x} cy={y} r={RADIUS} />
            {kept ? null : <path class="strike" d={strike(x, y)} />}
          </g>
        );
      })}
      {next.map((y) => (
        <circle key={y} class="next" cx={nextX} cy={y} r={RADIUS} />
      ))}
    </svg>
  );
}

/** A cross through a neuron, a little larger than it. */
function strike(x: number, y: number): string {
  const reach = RADIUS * 0.95;
  return `M${x - reach} ${y - reach}L${x + reach} ${y + reach}M${x + reach} ${y - reach}L${x - reach} ${y + reach}`;
}
