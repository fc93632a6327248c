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

/** A tensor, what of it is seen, and how. */
export interface PaintedScene {
  readonly painted: Painted;
  readonly view: Viewport;
  readonly palette: Palette;
  /** Device pixels for each CSS pixel; the canvas has the device's. */
  readonly ratio: number;
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

/** Paints what of a tensor is seen in a frame. */
export function paint(context: CanvasRenderingContext2D, scene: PaintedScene): void {
  const { view, palette, ratio } = scene;
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (view.cell < SMALLEST_FORM) paintPixels(context, scene);
  else {
    context.fillStyle = palette.background;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.scale(ratio, ratio);
    paintCells(context, scene);
  }
}

/** A pixel has the mean level of the elements that it shows, or is a gap. */
function paintPixels(
  context: CanvasRenderingContext2D,
  { painted, view, palette, ratio }: PaintedScene,
): void {
  const { plane, levels } = painted;
  const { pixels: colors, gap } = palette;
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer).fill(gap);
  const perPixel = 1 / (view.cell * ratio);
  const columns = samplesOf(plane.columns, view.x, perPixel, width);
  const rows = samplesOf(plane.rows, view.y, perPixel, height);
  const sums = new Uint32Array(width);
  const across = new Uint32Array(width);
  for (const pixel of columns.pixels) across[pixel] = (across[pixel] ?? 0) + 1;
  for (let y = 0, row = 0; y < height; y++) {
    sums.fill(0);
    const first = row;
    for (; rows.pixels[row] === y; row++) {
      addRow(sums, levels, rows.offsets[row] ?? 0, columns.offsets, columns.pixels);
    }
    const down = row - first;
    for (let x = 0; x < width; x++) {
      const count = (across[x] ?? 0) * down;
      if (count > 0) pixels[y * width + x] = colors[((sums[x] ?? 0) / count) | 0] ?? 0;
    }
  }
  context.putImageData(image, 0, 0);
}

/** What is looked at along one side of the frame, in order: offsets of elements, and the pixels that they count for. */
interface Samples {
  readonly offsets: Int32Array;
  readonly pixels: Int32Array;
}

/** Every column, or row, that is in the frame, for the pixel it lies in; of large ones one for each pixel. Gaps are left out. */
function samplesOf(offsets: Int32Array, start: number, perPixel: number, pixels: number): Samples {
  const step = Math.min(1, perPixel);
  const last = Math.min(offsets.length, start + pixels * perPixel);
  const found: [offset: number, pixel: number][] = [];
  // From the middle of the first cell, or pixel, so that rounding has room on both sides.
  const first = perPixel < 1 ? start : Math.max(0, Math.floor(start));
  for (let i = 0, place = first + step / 2; place < last; place = first + step * (++i + 0.5)) {
    const offset = offsets[Math.floor(place)] ?? -1;
    const pixel = Math.floor((place - start) / perPixel);
    if (offset >= 0 && pixel >= 0 && pixel < pixels) found.push([offset, pixel]);
  }
  return {
    offsets: Int32Array.from(found, ([offset]) => offset),
    pixels: Int32Array.from(found, ([, pixel]) => pixel),
  };
}

/** The loop that does the work stands alone, for the compiler's sake. */
function addRow(
  sums: Uint32Array,
  levels: Uint8Array,
  rowOffset: number,
  offsets: Int32Array,
  pixels: Int32Array,
): void {
  for (let i = 0; i < offsets.length; i++) {
    const pixel = pixels[i] ?? 0;
    sums[pixel] = (sums[pixel] ?? 0) + (levels[rowOffset + (offsets[i] ?? 0)] ?? 0);
  }
}

/** Each cell by itself: kept ones filled, dropped ones as a dot or hatched, and with their text where there is room. */
function paintCells(
  context: CanvasRenderingContext2D,
  { painted, view, palette, ratio }: PaintedScene,
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
