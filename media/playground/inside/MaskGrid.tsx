import * as l10n from '@vscode/l10n';
import type { InsidePlace } from '../../../src/playground';
import { numelOf } from '../../../src/torch';

const CELL = 7;
const GAP = 1;
/** What is beyond is not drawn. */
const MOST_HEADS = 4;
const MOST_FEATURES = 48;

/**
 * The mask of a place in the first example: a square for each head, positions by what they look at; or positions by
 * features. What is dropped is crossed out.
 */
export function MaskGrid({ place, mask }: { place: InsidePlace; mask: Uint8Array | undefined }) {
  const { shape, dimensions } = place;
  const along = (name: (typeof dimensions)[number]): { size: number; stride: number } => {
    const index = dimensions.indexOf(name);
    return { size: shape[index] ?? 1, stride: index < 0 ? 0 : numelOf(shape.slice(index + 1)) };
  };
  const [heads, rows] = [along('head'), along('position')];
  const columns = place.role === 'weights' ? along('source') : along('feature');
  const shown = Math.min(columns.size, MOST_FEATURES);
  const squares = Math.min(heads.size, MOST_HEADS);
  const width = shown * (CELL + GAP);
  const part =
    place.role === 'weights'
      ? l10n.t('first example, {0} of {1} heads', squares, heads.size)
      : l10n.t('first example, {0} of {1} features', shown, columns.size);
  return (
    <figure>
      {Array.from({ length: squares }, (_, head) => (
        <svg
          key={head}
          aria-hidden="true"
          width={width}
          height={rows.size * (CELL + GAP)}
          viewBox={`0 0 ${width} ${rows.size * (CELL + GAP)}`}
        >
          {[1, 0].map((kept) => (
            <path
              key={kept}
              class={kept === 1 ? 'kept' : 'dropped'}
              d={cells(rows.size, shown, (row, column) => {
                const at = head * heads.stride + row * rows.stride + column * columns.stride;
                return (mask?.[at] ?? 1) === kept ? (kept === 1 ? SQUARE : CROSS) : '';
              })}
            />
          ))}
        </svg>
      ))}
      <figcaption class="note">{part}</figcaption>
    </figure>
  );
}

const SQUARE = `h${CELL}v${CELL}h${-CELL}z`;
const CROSS = `m1,1l${CELL - 2},${CELL - 2}m0,${2 - CELL}l${2 - CELL},${CELL - 2}`;

function cells(rows: number, columns: number, draw: (row: number, column: number) => string): string {
  let path = '';
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const drawn = draw(row, column);
      if (drawn !== '') path += `M${column * (CELL + GAP)},${row * (CELL + GAP)}${drawn}`;
    }
  return path;
}
