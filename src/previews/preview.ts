import { type ComputedClaim, claimOf, EXAMPLE_SHAPES } from '../playground';
import type { DropoutSite, PreviewOptions, TriedSite } from '../protocol/reading';
import type { DropoutLayer, ForwardResult, GeneratorName, PythonNumber } from '../torch';
import {
  drawOf,
  forward,
  leavesToChance,
  ones,
  parseSeed,
  seededGenerator,
  TorchError,
  unitOf,
} from '../torch';
import { illustrativeSeed } from './illustration';

/** The first call of a site's layer on a small input of ones, right after seeding. */
export interface Preview extends ForwardResult {
  readonly layer: DropoutLayer;
  readonly shape: readonly number[];
  /** The seed, in decimal. */
  readonly seed: string;
  readonly generator: GeneratorName;
  /** The code sets no seed that we can read, or draws otherwise; the preview shows one possible run of it. */
  readonly illustrative: boolean;
  /** The p that the code has only by a guess, or that the reader tries in its place; undefined where it is the code's own. */
  readonly supposed: PythonNumber | undefined;
  /** Whether the call shown draws random numbers: else it comes to the same in every run. */
  readonly draws: boolean;
  /** Whether dropout is on in the call shown: false only where the code itself turns it off. */
  readonly training: boolean;
}

/** Why there is no preview: p is not known, or PyTorch would raise this. */
export type NoPreview = { readonly error: TorchError } | { readonly unknown: true };

/**
 * Computes a site's preview.
 *
 * @param document identifies the file or cell that holds the site
 */
export function previewOf(
  site: DropoutSite,
  document: string,
  { resamples, generator }: PreviewOptions,
): Preview | NoPreview {
  const { p, within } = site;
  // A recurrent layer takes no truth value, whatever it is.
  if (!p.known)
    return p.reason === 'boolean' && within === 'recurrent'
      ? { error: new TorchError('ValueError', '') }
      : { unknown: true };
  const layer: DropoutLayer = { kind: site.kind, p: p.number, inplace: site.inplace };
  const shape = EXAMPLE_SHAPES[site.kind];
  const seed = site.seed ?? String(illustrativeSeed({ site: `${document}#${site.key}`, resamples }));
  try {
    const training = site.active !== 'never';
    const source = seededGenerator(generator, parseSeed(seed));
    const result = forward(layer, ones(shape), { training, generator: source });
    const draws = leavesToChance(layer) && drawOf(layer, shape, training) !== undefined;
    const illustrative = draws && (site.seed === undefined || site.drawsOtherwise);
    const supposed = p.guessed || isTried(site) ? p.number : undefined;
    return { ...result, layer, shape, seed, generator, illustrative, supposed, draws, training };
  } catch (error) {
    if (error instanceof TorchError) return { error };
    throw error;
  }
}

/** Whether the reader tries this p: the code itself leaves it open. */
export function isTried(site: TriedSite): boolean {
  return site.isTried === true;
}

/** What may be said of a preview's numbers as those of the code. */
export function previewClaim(preview: Preview): ComputedClaim | 'supposed' | 'unseeded' {
  const claim = claimOf(preview);
  return claim !== 'supposed' && preview.illustrative ? 'unseeded' : claim;
}

/** What is kept, one entry for each thing that is dropped as a whole (an element, a channel, …), row by row. */
export function keptUnits({
  layer,
  shape,
  mask,
  output,
}: Pick<Preview, 'layer' | 'shape' | 'mask'> & { readonly output: { readonly numel: number } }): boolean[][] {
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  const unitDimensions = dimensionsOfUnits(layer.kind, shape.length);
  const units = shape.slice(0, unitDimensions).reduce((product, size) => product * size, 1);
  const perRow = shape[unitDimensions - 1] ?? 1;
  const stride = output.numel / units;
  const rows: boolean[][] = [];
  for (let unit = 0; unit < units; unit += perRow) {
    rows.push(Array.from({ length: perRow }, (_, i) => isKept((unit + i) * stride)));
  }
  return rows;
}

/** How many dimensions of an input count what is dropped as a whole. */
function dimensionsOfUnits(kind: DropoutLayer['kind'], dimensions: number): number {
  switch (unitOf(kind)) {
    case 'element':
      return dimensions;
    case 'channel':
      // An unbatched input of Dropout1d has its channels in front.
      return dimensions === 2 ? 1 : 2;
    case 'sample':
      return 1;
    case 'batch':
      return 0;
  }
}

/** What is kept, in characters, a group for each row: `□□■□□ □■■□■ ■■■□■`. */
export function maskText(units: readonly (readonly boolean[])[]): string {
  return units.map((row) => row.map((kept) => (kept ? '■' : '□')).join('')).join(' ');
}
