import { gridLayout } from '../playground';
import type { ThemeKind } from '../protocol/reading';

/** Room for one character, and around the text of a cell. */
const CHARACTER_WIDTH = 7;
const PADDING = 10;
const MIN_CELL_WIDTH = 38;
const CELL_HEIGHT = 26;
const GAP = 3;
/** Between the matrices of an input with more than two dimensions. */
const BLOCK_GAP = 10;

/** More would be cut off at a hover's edge, or fill it: cells are then small, and without their texts. */
const MAX_WIDTH = 600;
const MAX_HEIGHT = 240;
/** How large these are. */
const LARGEST_SMALL = 14;
const SMALLEST = 4;

interface Palette {
  readonly kept: string;
  readonly keptText: string;
  readonly droppedText: string;
  readonly line: string;
}

/** A picture in a hover cannot see the theme's variables, so it takes these by the theme's kind. */
const PALETTES: Readonly<Record<ThemeKind, Palette>> = {
  1: {
    kept: '#0067c0',
    keptText: '#ffffff',
    droppedText: '#616161',
    line: '#8b8b8b',
  },
  2: {
    kept: '#1f5f9f',
    keptText: '#ffffff',
    droppedText: '#b0b0b0',
    line: '#7a7a7a',
  },
  3: {
    kept: '#ffffff',
    keptText: '#000000',
    droppedText: '#ffffff',
    line: '#ffffff',
  },
  4: {
    kept: '#0f4a85',
    keptText: '#ffffff',
    droppedText: '#292929',
    line: '#292929',
  },
};

/** What there is to draw of a dropout call. */
export interface Pictured {
  readonly shape: readonly number[];
  /** As in `DropoutResult`. */
  readonly mask: Uint8Array | undefined;
  /** The text of each element of the output, row by row. */
  readonly elements: readonly string[];
}

/**
 * The output as a grid: kept values filled, dropped ones in a dashed frame. Undefined where it has no room, however small
 * its cells.
 */
export function maskPicture(
  { shape, mask, elements }: Pictured,
  theme: ThemeKind,
): { svg: string; width: number } | undefined {
  const palette = PALETTES[theme];
  const layout = gridLayout(shape);
  const { rows, columns, blockColumns, blocks } = layout;
  const cell = cellIn(layout, elements);
  if (cell === undefined) return undefined;
  const { width: cellWidth, height: cellHeight, hasText } = cell;
  const blockWidth = columns * cellWidth + BLOCK_GAP;
  const blockHeight = rows * cellHeight + BLOCK_GAP;
  const cells = blocks.flatMap(({ offset, blockRow, blockColumn }) =>
    Array.from({ length: rows * columns }, (_, i) => {
      const x = blockColumn * blockWidth + (i % columns) * cellWidth + 1;
      const y = blockRow * blockHeight + Math.floor(i / columns) * cellHeight + 1;
      const kept = mask === undefined || mask[offset + i] === 1;
      return cellPicture([x, y], cell, hasText ? (elements[offset + i] ?? '') : '', kept, palette);
    }),
  );
  const width = blockColumns * blockWidth - BLOCK_GAP + 2;
  const height = Math.ceil(blocks.length / blockColumns) * blockHeight - BLOCK_GAP + 2;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `font-family="monospace" font-size="11" text-anchor="middle">${cells.join('')}</svg>`;
  return { svg, width };
}

/** A cell with its share of the gaps. */
interface Cell {
  readonly width: number;
  readonly height: number;
  readonly hasText: boolean;
}

/** The cells for which there is room: as wide as the texts, or else small squares. */
function cellIn(
  { rows, columns, blockColumns, blocks }: ReturnType<typeof gridLayout>,
  elements: readonly string[],
): Cell | undefined {
  const blockRows = Math.ceil(blocks.length / blockColumns);
  const [across, down] = [blockColumns * columns, blockRows * rows];
  const width = (MAX_WIDTH - (blockColumns - 1) * BLOCK_GAP) / across;
  const height = (MAX_HEIGHT - (blockRows - 1) * BLOCK_GAP) / down;
  const textWidth = PADDING + CHARACTER_WIDTH * Math.max(...elements.map((text) => text.length));
  const wanted = Math.max(MIN_CELL_WIDTH, textWidth);
  if (wanted <= width && CELL_HEIGHT <= height) return { width: wanted, height: CELL_HEIGHT, hasText: true };
  const side = Math.floor(Math.min(LARGEST_SMALL, width, height));
  return side < SMALLEST ? undefined : { width: side, height: side, hasText: false };
}

function cellPicture(
  [x, y]: readonly [number, number],
  cell: Cell,
  text: string,
  kept: boolean,
  palette: Palette,
): string {
  const gap = cell.hasText ? GAP : 2;
  const [width, height] = [cell.width - gap, cell.height - gap];
  const frame = kept
    ? `fill="${palette.kept}" stroke="${palette.kept}"`
    : `fill="none" stroke="${palette.line}"${cell.hasText ? ' stroke-dasharray="3 2"' : ''}`;
  const rectangle = `<rect x="${x}" y="${y}" width="${width}" height="${height}"${cell.hasText ? ' rx="2"' : ''} ${frame}/>`;
  if (!cell.hasText) return rectangle;
  const color = kept ? palette.keptText : palette.droppedText;
  return `${rectangle}<text x="${x + width / 2}" y="${y + height / 2 + 4}" fill="${color}">${text}</text>`;
}
