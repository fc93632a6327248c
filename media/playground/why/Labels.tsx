import { MARGIN, PLOT_HEIGHT } from '../statistics/Axes';
import { type Box, placeLabels, type Wanted } from './placing';

/** The names of what is in a plot, where there is room for them. */
export function Labels(props: { width: number; wanted: readonly Wanted[]; taken: readonly Box[] }) {
  const { width, wanted, taken } = props;
  const bounds = {
    left: MARGIN.left + 2,
    right: width,
    top: 0,
    bottom: PLOT_HEIGHT - MARGIN.bottom - 1,
  };
  return (
    <g class="reference">
      {placeLabels(wanted, taken, bounds).map(({ text, x, y, anchor }) => (
        <text key={text} x={x} y={y} text-anchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}
