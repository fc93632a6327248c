import * as l10n from '@vscode/l10n';
import { useMemo, useRef, useState } from 'preact/hooks';
import { gridLayout, indexOf, Plane } from '../../src/playground';
import { numelOf } from '../../src/torch';

/** How a cell looks; never by colour alone. */
export type CellLook = 'input' | 'kept' | 'back' | 'dropped' | 'output' | 'average' | 'heat';

/** What is told of a tensor, in cells and in a picture alike. */
export interface TensorProps {
  label: string;
  shape: readonly number[];
  text: (index: number) => string;
  /** What a screen reader says after the value: `dropped`. */
  describe: (index: number) => string;
  /** How many elements in a row make a channel, where that is more than one: each is framed. */
  channelSize?: number | undefined;
}

/** How its cells look. */
export interface CellProps {
  look: (index: number) => CellLook;
  /** How strong the colour of a cell is that looks like heat: 0 … 1. */
  heat?: (index: number) => number;
}

/**
 * A tensor as an ARIA grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): one tab stop, arrow keys inside.
 * Tensors of more than two dimensions are matrices side by side.
 */
export function TensorGrid(props: TensorProps & CellProps) {
  const { label, shape, text, look, describe, channelSize, heat } = props;
  const [focused, setFocused] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const [plane, layout] = useMemo(() => [new Plane(shape), gridLayout(shape)], [shape.join()]);
  const count = numelOf(shape);
  if (count === 0) return <p class="empty">{l10n.t('no elements')}</p>;
  const { rows, columns, blocks } = layout;
  const current = Math.min(focused, count - 1);
  const widest = Math.max(...Array.from({ length: count }, (_, index) => text(index).length));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return;
    const next = plane.neighbour(current, event.key, event.ctrlKey);
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };

  const cell = (index: number) => {
    const value = text(index);
    const name = `[${indexOf(index, shape).join(', ')}]`;
    const { x, y } = plane.placeOf(index);
    return (
      <div
        key={index}
        role="gridcell"
        class={`cell ${look(index)}`}
        style={{ gridArea: `${y + 1} / ${x + 1}`, '--heat': heat?.(index) }}
        data-index={index}
        tabIndex={index === current ? 0 : -1}
        aria-label={[name, value, describe(index)].filter((part) => part !== '').join(' ')}
        onFocus={() => setFocused(index)}
      >
        {value}
      </div>
    );
  };

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={`${label} (${shape.join(', ')})`}
      class="tensor"
      style={{
        '--characters': Math.max(2, widest),
        gridTemplateColumns: tracks(plane.columns, 'var(--cell-track)'),
        gridTemplateRows: tracks(plane.rows, 'auto'),
      }}
      onKeyDown={onKeyDown}
    >
      {blocks.map((block) => (
        <div
          key={block.offset}
          role="rowgroup"
          aria-label={block.index.length === 0 ? undefined : `[${block.index.join(', ')}]`}
        >
          {Array.from({ length: rows }, (_, row) => (
            <div key={row} role="row">
              {Array.from({ length: columns }, (_, column) => cell(block.offset + row * columns + column))}
            </div>
          ))}
        </div>
      ))}
      {channelSize === undefined ? null : (
        <ChannelFrames plane={plane} count={count / channelSize} size={channelSize} />
      )}
    </div>
  );
}

/** A frame around each channel, over its cells. */
function ChannelFrames({ plane, count, size }: { plane: Plane; count: number; size: number }) {
  return (
    <>
      {Array.from({ length: count }, (_, channel) => {
        const { x, y, width, height } = plane.rectangleOf(channel * size, size);
        const gridArea = `${y + 1} / ${x + 1} / span ${height} / span ${width}`;
        return <div key={`channel ${channel}`} class="channel" aria-hidden="true" style={{ gridArea }} />;
      })}
    </>
  );
}

/** Tracks of a CSS grid: one for each column or row of the plane, narrow ones for its gaps. */
function tracks(offsets: Int32Array, track: string): string {
  return Array.from(offsets, (offset) => (offset < 0 ? 'var(--gap)' : track)).join(' ');
}
