import * as l10n from '@vscode/l10n';
import { useRef, useState } from 'preact/hooks';
import { gridLayout, indexOf, neighbour } from '../../src/playground';

/** How a cell looks; never by colour alone. */
export type CellLook = 'input' | 'kept' | 'dropped' | 'blank' | 'output';

/**
 * A tensor as an ARIA grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): one tab stop, arrow keys inside.
 * Tensors of more than two dimensions are matrices side by side.
 */
export function TensorGrid(props: {
  label: string;
  shape: readonly number[];
  text: (index: number) => string;
  look: (index: number) => CellLook;
  /** What a screen reader says after the value: `dropped`. */
  describe: (index: number) => string;
}) {
  const { label, shape, text, look, describe } = props;
  const [focused, setFocused] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const layout = gridLayout(shape);
  const { rows, columns, blockColumns, blocks } = layout;
  const count = blocks.length * rows * columns;
  if (count === 0) return <p class="empty">{l10n.t('no elements')}</p>;
  const current = Math.min(focused, count - 1);
  const widest = Math.max(...Array.from({ length: count }, (_, index) => text(index).length));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.ctrlKey && event.key !== 'Home' && event.key !== 'End') return;
    const next = neighbour(layout, current, event.key, event.ctrlKey);
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    grid.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus();
  };

  const cell = (index: number) => {
    const value = text(index);
    const place = `[${indexOf(index, shape).join(', ')}]`;
    return (
      <div
        key={index}
        role="gridcell"
        class={`cell ${look(index)}`}
        data-index={index}
        tabIndex={index === current ? 0 : -1}
        aria-label={[place, value, describe(index)].filter((part) => part !== '').join(' ')}
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
      style={{ '--block-columns': blockColumns, '--columns': columns, '--characters': Math.max(2, widest) }}
      onKeyDown={onKeyDown}
    >
      {blocks.map((block) => (
        <div
          key={block.offset}
          role="rowgroup"
          class="block"
          aria-label={block.index.length === 0 ? undefined : `[${block.index.join(', ')}]`}
        >
          {Array.from({ length: rows }, (_, row) => (
            <div key={row} role="row" class="row">
              {Array.from({ length: columns }, (_, column) => cell(block.offset + row * columns + column))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
