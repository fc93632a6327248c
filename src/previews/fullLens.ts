import * as l10n from '@vscode/l10n';
import type { TriedSite } from '../protocol/reading';
import { gpuOf, reprNumber } from '../torch';
import { keptUnits, maskText, type NoPreview, type Preview, previewClaim } from './preview';
import { guessedFrom, type Milestone, shortWay } from './provenance';
import { effectText, isGuess, probabilityText, refusalText } from './texts';

/** What a call does, with the way to its p. */
export function fullText(site: TriedSite, way: readonly Milestone[], preview: Preview | NoPreview): string {
  const title = `${probabilityText(site)}${isGuess(site) ? guessedFrom(way) : shortWay(way)}`;
  const effect = 'error' in preview ? refusalText(site, preview.error).short : effectText(site);
  return effect === '' ? title : 'error' in preview ? effect : `${title} · ${effect}`;
}

/** The mask, behind what it is the mask of: a lens that is cut off at the edge must not lose that. */
export function maskTitle(preview: Preview | NoPreview): string {
  if (!('mask' in preview)) return l10n.t('Try it');
  const { generator, seed, layer } = preview;
  const mask = maskText(keptUnits(preview));
  const claim = previewClaim(preview);
  if (claim === 'unseeded') return l10n.t('one possible run: {0}', mask);
  if (claim === 'supposed') return l10n.t('for p = {0}: {1}', reprNumber(layer.p), mask);
  const device = gpuOf(generator) ?? generator;
  if (claim !== 'exact') return l10n.t('seed {0}, expected on {1}: {2}', seed, device, mask);
  return generator === 'cpu'
    ? l10n.t('seed {0}: {1}', seed, mask)
    : l10n.t('seed {0}, {1}: {2}', seed, device, mask);
}
