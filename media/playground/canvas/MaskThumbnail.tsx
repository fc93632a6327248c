import { useLayoutEffect, useRef } from 'preact/hooks';
import { maskLevels, pictureSize, Plane, wholeView } from '../../../src/playground';
import { numelOf } from '../../../src/torch';
import { paint } from './paint';
import { paletteOf } from './palette';

/** A small picture of a mask of very many elements. */
export function MaskThumbnail({ shape, mask }: { shape: readonly number[]; mask: Uint8Array | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const plane = new Plane(shape);
  const [columns, rows] = [plane.columns.length, plane.rows.length];
  const { width, height } = pictureSize(columns, rows);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (canvas.current === null || !context) return;
    const levels = maskLevels(mask, numelOf(shape));
    const view = wholeView({ columns, rows, width, height });
    const painted = { plane, levels, mask, channelSize: undefined, text: () => '' };
    paint(context, { painted, view, palette: paletteOf(canvas.current), ratio: devicePixelRatio });
  });

  const pixels = (size: number): number => Math.max(1, Math.round(size * devicePixelRatio));
  return (
    <canvas
      ref={canvas}
      class="mask tensor-colors output"
      width={pixels(width)}
      height={pixels(height)}
      style={{ width: `${width}px`, height: `${height}px` }}
      aria-hidden="true"
    />
  );
}
