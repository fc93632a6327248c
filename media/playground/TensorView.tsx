import { useMemo } from 'preact/hooks';
import { fitsCells } from '../../src/playground';
import { TensorCanvas } from './canvas/TensorCanvas';
import { type SharedViewport, useViewport } from './canvas/useViewport';
import { type CellProps, TensorGrid, type TensorProps } from './TensorGrid';

/** What pictures have in common that show the same elements. */
export interface SharedPicture {
  readonly viewport: SharedViewport;
  readonly lit: number | undefined;
  readonly onHover: (index: number | undefined) => void;
}

/** A tensor: cells where there are few of them, or else a picture to be panned and zoomed. */
export function TensorView(
  props: TensorProps &
    CellProps & {
      /** Which of the style sheet's colours a picture has. */
      colors: 'input' | 'mask' | 'output' | 'heat';
      /** How strongly each element is coloured in a picture; made anew where `source` is another. */
      levels: () => Uint8Array;
      source: unknown;
      /** Which elements look dropped in a picture. */
      mask?: Uint8Array | undefined;
      /** What it shares with other pictures, if it does. */
      shared?: SharedPicture | undefined;
    },
) {
  const { colors, levels, source, mask, look, heat, shared, ...tensor } = props;
  const { shape } = tensor;
  const isPicture = !fitsCells(shape);
  const own = useViewport(shape);
  const painted = useMemo(() => (isPicture ? levels() : undefined), [isPicture, source]);
  if (painted === undefined) return <TensorGrid {...tensor} look={look} {...(heat && { heat })} />;
  return (
    <TensorCanvas
      {...tensor}
      {...{ colors, levels: painted, mask }}
      viewport={shared?.viewport ?? own}
      lit={shared?.lit}
      onHover={shared?.onHover}
    />
  );
}
