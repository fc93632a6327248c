import type { PlotProps } from './Figure';

/** A place on an axis, and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** The room that a plot leaves for its axes, in pixels. */
export const MARGIN = { left: 46, right: 14, top: 8, bottom: 34 };
/** How high a plot is, with its axes. */
export const PLOT_HEIGHT = 190;
/** Where its horizontal axis is. */
export const PLOT_BOTTOM = PLOT_HEIGHT - MARGIN.bottom;

interface AxesProps {
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  readonly xTitle: string;
}

/** A plot: its axes, and what it shows over them. */
export function Plot(props: PlotProps & AxesProps & { height?: number; children: preact.ComponentChildren }) {
  const { width, describedBy, height = PLOT_HEIGHT, children, ...axes } = props;
  return (
    <svg role="img" aria-labelledby={describedBy} width={width} height={height}>
      <Axes width={width} height={height} {...axes} />
      {children}
    </svg>
  );
}

/** The axes of a plot: ticks with faint lines across, and what is on the horizontal one. */
function Axes({ width, height, x, y, xTitle }: AxesProps & { width: number; height: number }) {
  const right = width - MARGIN.right;
  const bottom = height - MARGIN.bottom;
  return (
    <g class="axes">
      {y.map(({ at, text }) => (
        <g key={text}>
          <line class="gridline" x1={MARGIN.left} x2={right} y1={at} y2={at} />
          <text x={MARGIN.left - 6} y={at} text-anchor="end" dominant-baseline="central">
            {text}
          </text>
        </g>
      ))}
      <line x1={MARGIN.left} x2={right} y1={bottom} y2={bottom} />
      {x.map(({ at, text }) => (
        <g key={text}>
          <line x1={at} x2={at} y1={bottom} y2={bottom + 4} />
          <text x={at} y={bottom + 14} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text x={(MARGIN.left + right) / 2} y={height - 4} text-anchor="middle">
        {xTitle}
      </text>
    </g>
  );
}

/** Cuts off what lies beyond the axes of a plot, for what refers to it by its id. */
export function PlotClip({ id, width }: { id: string; width: number }) {
  return (
    <clipPath id={id}>
      <rect
        x={MARGIN.left}
        y={MARGIN.top}
        width={Math.max(0, width - MARGIN.left - MARGIN.right)}
        height={PLOT_BOTTOM - MARGIN.top}
      />
    </clipPath>
  );
}
