import { useMemo } from 'preact/hooks';
import { numelOf } from '../../src/torch';
import { TensorView } from './TensorView';

/** How often each element was dropped: the more often, the stronger the colour; the number in it says it too. */
export function HeatMap(props: {
  label: string;
  shape: readonly number[];
  /** How often an element was dropped, and what is written for it. */
  times: (index: number) => number;
  /** Tells of other times. */
  source: unknown;
  text: (index: number) => string;
  /** What the text says, for a screen reader: `times dropped`. */
  meaning: string;
}) {
  const { label, shape, times, source, text, meaning } = props;
  const most = useMemo(() => {
    let greatest = 1;
    for (let index = 0; index < numelOf(shape); index++) greatest = Math.max(greatest, times(index));
    return greatest;
  }, [source]);
  const levels = (): Uint8Array => {
    const strengths = new Uint8Array(numelOf(shape));
    for (let index = 0; index < strengths.length; index++) strengths[index] = (255 * times(index)) / most;
    return strengths;
  };
  return (
    <TensorView
      label={label}
      shape={shape}
      colors="heat"
      levels={levels}
      source={source}
      text={text}
      look={() => 'heat'}
      heat={(index) => times(index) / most}
      describe={() => meaning}
    />
  );
}
