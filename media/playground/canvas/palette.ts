/** A colour as the four bytes of a pixel, in the order of an `ImageData`'s memory. */
type Pixel = number;

/** An element's colours, as the theme has them. */
export interface Palette {
  /** The colours from the lowest level to the highest, for pixels. */
  readonly pixels: Uint32Array;
  /** The same for cells that are too small for text. */
  readonly strong: readonly string[];
  /** Weaker ones, for cells on which text is to be read. */
  readonly mild: readonly string[];
  readonly gap: Pixel;
  readonly background: string;
  readonly text: string;
  readonly mutedText: string;
  readonly font: string;
}

const LEVELS = 256;

/** What is read of the style sheet, which takes it from the theme. */
const VARIABLES = ['background', 'low', 'strong', 'mild', 'text', 'muted'] as const;
type Colors = Readonly<Record<(typeof VARIABLES)[number], string>>;

/** The palettes made so far: a few for each theme that was seen. */
const palettes = new Map<string, Palette>();

/** An element's palette, valid until the theme changes. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = VARIABLES.map((name) => [name, style.getPropertyValue(`--canvas-${name}`).trim()]);
  const key = JSON.stringify([read, style.fontFamily]);
  const known = palettes.get(key);
  if (known !== undefined) return known;
  const palette = makePalette(Object.fromEntries(read) as Colors, style.fontFamily);
  palettes.set(key, palette);
  return palette;
}

function makePalette(colors: Colors, font: string): Palette {
  const background = bytesOf(colors.background, [0, 0, 0, 255]);
  const low = bytesOf(colors.low, background);
  const strong = rampOf(low, bytesOf(colors.strong, background));
  const mild = rampOf(low, bytesOf(colors.mild, background));
  return {
    pixels: Uint32Array.from(strong, pixelOf),
    strong: strong.map(cssOf),
    mild: mild.map(cssOf),
    gap: pixelOf(background),
    background: cssOf(background),
    text: colors.text,
    mutedText: colors.muted,
    font,
  };
}

/** The colours of all levels, in even steps. */
function rampOf(low: readonly number[], high: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: LEVELS }, (_, level) =>
    low.map((from, i) => Math.round(from + (((high[i] ?? 0) - from) * level) / (LEVELS - 1))),
  );
}

/** The bytes of a colour over another. Whatever CSS can write, a canvas can paint. */
export function bytesOf(color: string, under: readonly number[]): readonly number[] {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return under;
  context.fillStyle = cssOf(under);
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return Array.from(context.getImageData(0, 0, 1, 1).data);
}

function pixelOf(bytes: readonly number[]): Pixel {
  return new Uint32Array(Uint8Array.from(bytes).buffer)[0] ?? 0;
}

function cssOf([red, green, blue]: readonly number[]): string {
  return `rgb(${red} ${green} ${blue})`;
}
