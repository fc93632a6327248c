import type { Neuron } from '../../../src/playground';
import { useOwnId } from '../useOwnId';

/** One neuron as it is drawn. */
export interface PictureNeuron {
  readonly isKept: boolean;
  /** The elements of the grid that it stands for. */
  readonly elements?: Neuron | undefined;
}

/** A column of neurons. */
export interface PictureLayer {
  readonly name: string;
  /** What else is to be said of it. */
  readonly note?: string;
  readonly neurons: readonly PictureNeuron[];
}

/* In units of the picture. */
const WIDTH = 220;
const LINE = 26;
const RADIUS = 8;
const MARGIN = 24;
const TITLE = 18;
const NAME = 28;

/** A network as teachers draw it: each neuron connected with all of the next layer; a dropped one crossed out, and all its synapses gone. */
export function NetworkPicture({ title, layers }: { title: string; layers: readonly PictureLayer[] }) {
  const id = useOwnId();
  const height = Math.max(...layers.map(({ neurons }) => neurons.length)) * LINE;
  const columns = layers.map(({ name, note, neurons }, column) => ({
    name,
    note,
    x: MARGIN + (column * (WIDTH - 2 * MARGIN)) / (layers.length - 1),
    neurons: neurons.map((neuron, index) => ({
      ...neuron,
      y: TITLE + (height * (index + 0.5)) / neurons.length,
    })),
  }));
  return (
    <svg role="img" aria-labelledby={id} viewBox={`0 0 ${WIDTH} ${TITLE + height + NAME}`}>
      <text id={id} class="title" x={WIDTH / 2} y={TITLE / 2 + 3} text-anchor="middle">
        {title}
      </text>
      <path class="synapses" d={synapses(columns)} />
      {columns.map(({ name, note, x, neurons }) => (
        <g key={name}>
          {neurons.map(({ y, isKept, elements }, index) => (
            <g
              key={index}
              class={isKept ? 'kept' : 'dropped'}
              data-first={elements?.offset}
              data-size={elements?.size}
            >
              <circle cx={x} cy={y} r={RADIUS} />
              {isKept ? null : <path class="strike" d={strike(x, y)} />}
            </g>
          ))}
          <text x={x} y={TITLE + height + 10} text-anchor="middle">
            {name}
          </text>
          <text x={x} y={TITLE + height + 22} text-anchor="middle">
            {note}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** The lines between neurons that are kept. */
function synapses(
  columns: readonly {
    readonly x: number;
    readonly neurons: readonly (PictureNeuron & { readonly y: number })[];
  }[],
): string {
  return columns
    .flatMap(({ x, neurons }, column) =>
      neurons.flatMap((from) =>
        (columns[column + 1]?.neurons ?? [])
          .filter((to) => from.isKept && to.isKept)
          .map((to) => `M${x} ${from.y}L${columns[column + 1]?.x ?? x} ${to.y}`),
      ),
    )
    .join('');
}

/** A cross through a neuron, a little larger than it. */
function strike(x: number, y: number): string {
  const reach = RADIUS * 0.95;
  return `M${x - reach} ${y - reach}L${x + reach} ${y + reach}M${x + reach} ${y - reach}L${x - reach} ${y + reach}`;
}
