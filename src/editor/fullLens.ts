import * as vscode from 'vscode';
import type { DropoutSite } from '../protocol/reading';
import { gpuOf, reprNumber } from '../torch';
import type { LensMaker } from './lens';
import { clearLens, type LensSubject, openingLens, placeLens, whatIfLens } from './lensSubject';
import { keptUnits, maskText, type Preview, previewClaim } from './preview';
import { guessedFrom, milestones, shortWay } from './provenance';
import { effectText, isGuess, probabilityText, refusalText } from './texts';

/** All that can be told of a call in a line: the way to its p, what it does, whether `eval()` silences it, and a mask. */
export function fullLenses(subject: LensSubject): readonly LensMaker[] {
  const { site, replayed } = subject;
  const { p, isTried } = site;
  const isOff = p.known && p.number.value === 0 && p.unless !== undefined;
  const hasMask = replayed === undefined ? drawsMask(site) : replayed.mask !== undefined;
  return [
    () => effectLens(subject),
    () => openingLens(subject, vscode.l10n.t('Try it')),
    ...(hasMask ? [() => openingLens(subject, maskTitle(subject))] : []),
    ...(isTried
      ? [() => clearLens(subject)]
      : !p.known || isOff
        ? [() => whatIfLens(subject, vscode.l10n.t('What if p = …'))]
        : []),
  ];
}

/** Whether a call draws a mask of its own: with p = 0 or 1, or turned off, it draws none, and PyTorch refuses any p above 1. */
function drawsMask({ p, active, within }: DropoutSite): boolean {
  return within === undefined && p.known && p.number.value > 0 && p.number.value < 1 && active !== 'never';
}

/** What a call does; a click leads to the place where its p is written. */
function effectLens({ document, site, preview: draw }: LensSubject): vscode.Command {
  const preview = draw();
  const way = site.isTried ? [] : milestones(document, site);
  const title = `${probabilityText(site)}${isGuess(site) ? guessedFrom(way) : shortWay(way)}`;
  const effect = 'error' in preview ? refusalText(site, preview.error).short : effectText(site);
  return placeLens(effect === '' ? title : 'error' in preview ? effect : `${title} · ${effect}`, way);
}

function maskTitle({ replayed, preview }: LensSubject): string {
  if (replayed?.mask !== undefined) return replayed.mask;
  const drawn = preview();
  return 'mask' in drawn ? previewTitle(drawn) : vscode.l10n.t('Try it');
}

/** The mask, behind what it is the mask of: a lens that is cut off at the edge must not lose that. */
function previewTitle(preview: Preview): string {
  const { generator, seed, layer } = preview;
  const mask = maskText(keptUnits(preview));
  const claim = previewClaim(preview);
  if (claim === 'unseeded') return vscode.l10n.t('one possible run: {0}', mask);
  if (claim === 'supposed') return vscode.l10n.t('for p = {0}: {1}', reprNumber(layer.p), mask);
  const device = gpuOf(generator) ?? generator;
  if (claim !== 'exact') return vscode.l10n.t('seed {0}, expected on {1}: {2}', seed, device, mask);
  return generator === 'cpu'
    ? vscode.l10n.t('seed {0}: {1}', seed, mask)
    : vscode.l10n.t('seed {0}, {1}: {2}', seed, device, mask);
}
