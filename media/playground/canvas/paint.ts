import type { Plane, Viewport } from '../../../src/playground';
import type { Palette } from './palette';

/** What is painted of a tensor. */
export interface Painted {
  readonly plane: Plane;
  /** How strong each element's colour is, in row-major order, 0 … 255. */
  readonly levels: Uint8Array;
  /** Which elements are dropped; none where it is left out. */
  readonly mask: Uint8Array | undefined;
  /** How many elements in a row make a channel, where channels are framed. */
  readonly channelSize: number | undefined;
  /** The element as text. */
  readonly text: (index: number) => string;
}

/** From so many pixels on a cell has a form; below, it is a spot of colour, or shares a pixel with others. */
const SMALLEST_FORM = 5;
/** From so many pixels on a dropped cell is hatched; below, it is a dot. */
const SMALLEST_HATCH = 14;
const FONT_SIZE = 12;
/** In cells of no more pixels nothing is written. */
const SMALLEST_TEXT = 16;
/** About as wide as a character of the editor's font at that size. */
const CHARACTER_WIDTH = 7.3;

/**
 * Paints what of a tensor is seen in a frame.
 *
 * @param ratio device pixels for each CSS pixel; the canvas has the device's.
 */
export function paint(
  context: CanvasRenderingContext2D,
  painted: Painted,
  view: Viewport,
  palette: Palette,
  ratio: number,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (view.cell < SMALLEST_FORM) paintPixels(context, painted, view, palette, ratio);
  else {
    context.fillStyle = palette.background;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.scale(ratio, ratio);
    paintCells(context, painted, view, palette, ratio);
  }
}

/** Which columns, or rows, a pixel shows: those from `from[i]` to `from[i + 1]`, at least one. Empty outside. */
function stretches(pixels: number, start: number, perPixel: number, count: number): Int32Array {
  const from = new Int32Array(pixels + 1);
  for (let i = 0; i <= pixels; i++) {
    from[i] = Math.min(count, Math.max(0, Math.floor(start + i * perPixel + 1e-6)));
  }
  return from;
}

/** A pixel has the mean level of the elements that it shows. */
function paintPixels(
  context: CanvasRenderingContext2D,
  { plane, levels }: Painted,
  view: Viewport,
  { pixels: colors, gap }: Palette,
  ratio: number,
): void {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const perPixel = 1 / (view.cell * ratio);
  const columns = stretches(width, view.x, perPixel, plane.columns.length);
  const rows = stretches(height, view.y, perPixel, plane.rows.length);
  const [left, right] = seen(view.x, width * perPixel, plane.columns.length, width);
  const [top, bottom] = seen(view.y, height * perPixel, plane.rows.length, height);
  pixels.fill(gap);
  for (let y = top; y < bottom; y++) {
    const [firstRow = 0, nextRow = 0] = [rows[y], rows[y + 1]];
    for (let x = left; x < right; x++) {
      const level = meanLevel(plane, levels, columns, x, firstRow, nextRow);
      if (level >= 0) pixels[y * width + x] = colors[level] ?? 0;
    }
  }
  context.putImageData(image, 0, 0);
}

/** The pixels, of so many, that lie over the plane. */
function seen(start: number, cells: number, count: number, pixels: number): readonly [number, number] {
  const perCell = pixels / cells;
  return [
    Math.max(0, Math.floor(-start * perCell + 1e-6)),
    Math.min(pixels, Math.ceil((count - start) * perCell - 1e-6)),
  ];
}

/** The mean level of what one pixel shows; -1 where that is a gap. */
function meanLevel(
  { columns, rows }: Plane,
  levels: Uint8Array,
  stretch: Int32Array,
  x: number,
  firstRow: number,
  nextRow: number,
): number {
  const [first = 0, next = 0] = [stretch[x], stretch[x + 1]];
  let [sum, count] = [0, 0];
  for (let row = firstRow; row < Math.max(firstRow + 1, nextRow); row++) {
    const rowOffset = rows[row] ?? -1;
    if (rowOffset < 0) continue;
    for (let column = first; column < Math.max(first + 1, next); column++) {
      const columnOffset = columns[column] ?? -1;
      if (columnOffset < 0) continue;
      sum += levels[rowOffset + columnOffset] ?? 0;
      count++;
    }
  }
  return count === 0 ? -1 : Math.round(sum / count);
}

/** Each cell by itself: kept ones filled, dropped ones as a dot or hatched, and with their text where there is room. */
function paintCells(
  context: CanvasRenderingContext2D,
  painted: Painted,
  view: Viewport,
  palette: Palette,
  ratio: number,
): void {
  const { plane, mask, channelSize } = painted;
  const { cell } = view;
  const channels = new Set<number>();
  const hasText = cell > SMALLEST_TEXT;
  const colors = hasText ? palette.mild : palette.strong;
  const [across, down] = [context.canvas.width / ratio / cell, context.canvas.height / ratio / cell];
  const inset = cell > 10 ? 1 : 0.5;
  const size = cell - 2 * inset;
  context.font = `${FONT_SIZE}px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const lastX = Math.min(plane.columns.length, Math.ceil(view.x + across));
  const lastY = Math.min(plane.rows.length, Math.ceil(view.y + down));
  for (let y = Math.max(0, Math.floor(view.y)); y < lastY; y++) {
    for (let x = Math.max(0, Math.floor(view.x)); x < lastX; x++) {
      const index = plane.elementAt({ x, y });
      if (index === undefined) continue;
      if (channelSize !== undefined) channels.add(Math.floor(index / channelSize));
      const [left, top] = [(x - view.x) * cell + inset, (y - view.y) * cell + inset];
      const kept = mask === undefined || mask[index] === 1;
      if (kept || cell >= SMALLEST_HATCH) {
        context.fillStyle = colors[painted.levels[index] ?? 0] ?? '';
        context.fillRect(left, top, size, size);
      }
      if (!kept) paintDropped(context, left, top, size, palette);
      const text = hasText ? painted.text(index) : '';
      if (text !== '' && text.length * CHARACTER_WIDTH <= size) {
        context.fillStyle = kept ? palette.text : palette.mutedText;
        context.fillText(text, left + size / 2, top + size / 2);
      }
    }
  }
  context.strokeStyle = palette.mutedText;
  context.lineWidth = 1;
  for (const channel of channels) {
    const { x, y, width, height } = plane.rectangleOf(channel * (channelSize ?? 1), channelSize ?? 1);
    context.strokeRect((x - view.x) * cell, (y - view.y) * cell, width * cell, height * cell);
  }
}

function paintDropped(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  size: number,
  palette: Palette,
): void {
  if (size < SMALLEST_HATCH) {
    const dot = size / 4;
    context.fillStyle = palette.mutedText;
    context.fillRect(left + (size - dot) / 2, top + (size - dot) / 2, dot, dot);
    return;
  }
  context.strokeStyle = palette.mutedText;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.setLineDash([3, 2]);
  context.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
  context.setLineDash([]);
  context.globalAlpha = 0.3;
  context.beginPath();
  for (const part of [0.5, 1, 1.5]) {
    context.moveTo(left + size * Math.max(0, part - 1), top + size * Math.min(1, part));
    context.lineTo(left + size * Math.min(1, part), top + size * Math.max(0, part - 1));
  }
  context.stroke();
  context.globalAlpha = 1;
}
