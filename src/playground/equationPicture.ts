import { alphaTermsOf, formatElements, isAlpha, reprLayer, scaleOf, type Tensor } from '../torch';
import { float32Text } from './fate';
import { gridLayout } from './layout';
import { decimalText } from './shortTexts';
import type { CallOutcome } from './callOutcome';
import type { PlaygroundState } from './state';

/** What a picture shows. */
export interface PicturedCall {
  readonly state: PlaygroundState;
  /** Has `MAX_PICTURE_ELEMENTS` at most. */
  readonly input: Tensor;
  readonly call: CallOutcome;
  /** 1 for each element that is kept after the call before it dropped it; undefined where that cannot be said. */
  readonly back: Uint8Array | undefined;
}

/** The colours and fonts of a picture, as CSS has them. */
export interface PictureStyle {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  /** What the cells of the input, what is kept, and what comes out are filled with. */
  readonly input: string;
  readonly kept: string;
  readonly output: string;
  /** The corner of what is kept after it had been dropped. */
  readonly back: string;
  readonly font: string;
  readonly monospace: string;
}

/** The words in a picture, in the reader's language. */
export interface PictureTexts {
  readonly input: string;
  readonly mask: string;
  readonly scale: string;
  readonly output: string;
  readonly kept: string;
  readonly dropped: string;
  /** What a marked corner says. */
  readonly back: string;
  /** Below the title: of which call it is, and what its numbers are worth. */
  readonly caption: string;
}

/** So many elements are drawn with their values; a picture of more would be many megabytes. */
export const MAX_PICTURE_ELEMENTS = 2048;

/** In pixels. */
const CELL_HEIGHT = 26;
const CHARACTER = 8;
const GAP = 3;
const BLOCK_GAP = 12;
const MARGIN = 20;
const TITLE_HEIGHT = 60;
const HEADING_HEIGHT = 24;
const LINE_HEIGHT = 20;
const OPERATOR_WIDTH = 36;
const CORNER = 8;

/**
 * The equation of one call as a picture of its own: input × mask × scale = output. Kept and dropped differ by more
 * than colour, as in the panel.
 *
 * @returns an SVG document
 */
export function equationPicture(
  { state, input, call: { outcome }, back }: PicturedCall,
  style: PictureStyle,
  texts: PictureTexts,
): string {
  const mask = outcome.ok ? outcome.mask : undefined;
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  const inputs = formatElements(input);
  const outputs = outcome.ok ? formatElements(outcome.output) : [];
  const isBack = (index: number): boolean => back?.[index] === 1;
  const grid = (
    title: string,
    text: (index: number) => string,
    fill: (index: number) => Fill,
    isMarked: (index: number) => boolean = () => false,
  ): Part => gridPart(state.shape, title, { text, fill, isMarked }, style);
  const parts: Part[] = [
    grid(
      texts.input,
      (index) => inputs[index] ?? '',
      () => style.input,
    ),
    operator('×', style),
    grid(
      texts.mask,
      (index) => (mask === undefined ? '–' : isKept(index) ? '1' : '0'),
      (index) => (mask !== undefined && isKept(index) ? style.kept : 'none'),
      isBack,
    ),
    operator(isAlpha(state.layer.kind) ? '→' : '×', style),
    textPart(texts.scale, scaleLines(state, mask !== undefined, texts), style),
    operator('=', style),
    outcome.ok
      ? grid(
          texts.output,
          (index) => outputs[index] ?? '',
          (index) => (isKept(index) ? style.output : 'none'),
        )
      : textPart(texts.output, [outcome.error.type], style),
  ];
  const height = Math.max(...parts.map((part) => part.height));
  const top = MARGIN + TITLE_HEIGHT;
  let x = MARGIN;
  const drawn = parts.map((part) => {
    const y = top + HEADING_HEIGHT + (height - part.height) / 2;
    const svg = heading(part.title, x, top, style) + `<g transform="translate(${x} ${y})">${part.svg}</g>`;
    x += part.width + GAP;
    return svg;
  });
  const width = Math.max(x - GAP + MARGIN, texts.caption.length * CHARACTER + 2 * MARGIN);
  const bottom = top + HEADING_HEIGHT + height + MARGIN;
  const hasLegend = back?.includes(1) === true;
  const total = hasLegend ? bottom + LINE_HEIGHT + MARGIN / 2 : bottom;
  const title = reprLayer(state.layer);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${escaped(style.background)}"/>`,
    label(title, MARGIN, MARGIN + 14, { ...plain(style), size: 16, family: style.monospace, weight: 600 }),
    label(texts.caption, MARGIN, MARGIN + 37, { ...plain(style), fill: style.muted }),
    ...drawn,
    hasLegend ? legend(texts.back, bottom, style) : '',
    '</svg>\n',
  ].join('\n');
}

/** What a cell is filled with; `none` is drawn as an empty cell with a dashed edge. */
type Fill = string;

/** What stands beside the others: a heading, all at one height, and below it a drawing, all around one middle. */
interface Part {
  readonly title: string;
  readonly width: number;
  /** Of the drawing, which begins at 0, 0. */
  readonly height: number;
  readonly svg: string;
}

/** What is drawn of each element. */
interface Cells {
  readonly text: (index: number) => string;
  readonly fill: (index: number) => Fill;
  /** Whether its corner is marked. */
  readonly isMarked: (index: number) => boolean;
}

function gridPart(
  shape: readonly number[],
  title: string,
  { text, fill, isMarked }: Cells,
  style: PictureStyle,
): Part {
  const { rows, columns, blockColumns, blocks } = gridLayout(shape);
  const indices = blocks.flatMap(({ offset }) =>
    Array.from({ length: rows * columns }, (_, i) => offset + i),
  );
  const widest = Math.max(2, ...indices.map((index) => text(index).length));
  const cellWidth = widest * CHARACTER + 14;
  const blockWidth = columns * (cellWidth + GAP) - GAP;
  const blockHeight = rows * (CELL_HEIGHT + GAP) - GAP;
  const cells = blocks.flatMap(({ offset, blockRow, blockColumn }) =>
    Array.from({ length: rows * columns }, (_, i) => {
      const x = blockColumn * (blockWidth + BLOCK_GAP) + (i % columns) * (cellWidth + GAP);
      const row = Math.floor(i / columns) * (CELL_HEIGHT + GAP);
      const y = blockRow * (blockHeight + BLOCK_GAP) + row;
      const colour = fill(offset + i);
      const edge = colour === 'none' ? ` stroke="${escaped(style.muted)}" stroke-dasharray="3 2"` : '';
      const box = `<rect x="${x}" y="${y}" width="${cellWidth}" height="${CELL_HEIGHT}" rx="3" fill="${escaped(colour)}"${edge}/>`;
      const look = {
        ...plain(style),
        family: style.monospace,
        anchor: 'middle',
        fill: colour === 'none' ? style.muted : style.foreground,
      };
      const mark = isMarked(offset + i) ? corner(x + cellWidth, y, style) : '';
      return box + mark + label(text(offset + i), x + cellWidth / 2, y + CELL_HEIGHT / 2 + 5, look);
    }),
  );
  const blockRows = Math.ceil(blocks.length / blockColumns);
  return {
    title,
    width: Math.max(blockColumns * (blockWidth + BLOCK_GAP) - BLOCK_GAP, title.length * CHARACTER),
    height: Math.max(0, blockRows * (blockHeight + BLOCK_GAP) - BLOCK_GAP),
    svg: cells.join(''),
  };
}

function textPart(title: string, lines: readonly string[], style: PictureStyle): Part {
  const look = { ...plain(style), family: style.monospace };
  const svg = lines.map((line, i) => label(line, 0, (i + 0.5) * LINE_HEIGHT + 5, look)).join('');
  const widest = Math.max(title.length, ...lines.map(({ length }) => length));
  return { title, width: widest * CHARACTER, height: lines.length * LINE_HEIGHT, svg };
}

/** The mark of a cell, in the corner whose place is given. */
function corner(right: number, top: number, { back }: PictureStyle): string {
  return `<path d="M${right - CORNER} ${top}h${CORNER}v${CORNER}z" fill="${escaped(back)}"/>`;
}

/** What the mark says, below everything else. */
function legend(text: string, top: number, style: PictureStyle): string {
  const size = 16;
  const box = `<rect x="${MARGIN}" y="${top}" width="${size}" height="${size}" rx="3" fill="${escaped(style.kept)}"/>`;
  const words = label(text, MARGIN + size + 8, top + 13, { ...plain(style), fill: style.muted });
  return box + corner(MARGIN + size, top, style) + words;
}

function operator(sign: string, style: PictureStyle): Part {
  const look = { ...plain(style), size: 24, anchor: 'middle', fill: style.muted };
  return {
    title: '',
    width: OPERATOR_WIDTH,
    height: CELL_HEIGHT,
    svg: label(sign, OPERATOR_WIDTH / 2, CELL_HEIGHT / 2 + 8, look),
  };
}

/** What kept values are multiplied by, or what stands in its place. */
function scaleLines({ layer }: PlaygroundState, drawn: boolean, texts: PictureTexts): readonly string[] {
  const p = layer.p.value;
  if (!drawn) return ['–'];
  if (isAlpha(layer.kind) && p < 1) {
    const { scale, keptShift, droppedShift } = alphaTermsOf(p);
    return [
      `${texts.kept} ${decimalText(scale, 4)}·x + ${decimalText(keptShift, 4)}`,
      `${texts.dropped} ${decimalText(droppedShift, 4)}`,
    ];
  }
  if (p === 1) return ['x · 0'];
  return ['1/(1−p)', `= ${float32Text(scaleOf(p))}`];
}

interface Look {
  readonly size: number;
  readonly family: string;
  readonly fill: string;
  readonly anchor?: string;
  readonly weight?: number;
}

function plain({ font, foreground }: PictureStyle): Look {
  return { size: 13, family: font, fill: foreground };
}

function heading(title: string, x: number, y: number, style: PictureStyle): string {
  return title === '' ? '' : label(title, x, y + 13, { ...plain(style), fill: style.muted });
}

function label(text: string, x: number, y: number, look: Look): string {
  const anchor = look.anchor === undefined ? '' : ` text-anchor="${look.anchor}"`;
  const weight = look.weight === undefined ? '' : ` font-weight="${look.weight}"`;
  const font = `font-family="${escaped(look.family)}" font-size="${look.size}" fill="${escaped(look.fill)}"`;
  return `<text x="${x}" y="${y}" ${font}${anchor}${weight}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character] ?? '',
  );
}
