import { numelOf } from '../../src/torch';
import { TensorGrid } from './TensorGrid';

/** How often each element was dropped: the more often, the stronger the colour; the number in it says it too. */
export function HeatMap(props: {
  label: string;
  shape: readonly number[];
  /** How often an element was dropped, and what is written for it. */
  times: (index: number) => number;
  text: (index: number) => string;
  /** What the text says, for a screen reader: `times dropped`. */
  meaning: string;
}) {
  const { label, shape, times, text, meaning } = props;
  let most = 1;
  for (let index = 0; index < numelOf(shape); index++) most = Math.max(most, times(index));
  return (
    <TensorGrid
      label={label}
      shape={shape}
      text={text}
      look={() => 'heat'}
      heat={(index) => times(index) / most}
      describe={() => meaning}
    />
  );
}
