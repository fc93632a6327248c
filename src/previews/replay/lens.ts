import * as l10n from '@vscode/l10n';
import type { AskedReplayedCall, DropoutCall, ReplayedGroup, ToldCommand } from '../../protocol/reading';
import { fitted } from '../lens';
import { keptUnits, maskText } from '../preview';
import { shortDoubtTexts } from './doubtTexts';
import { droppingTexts } from '../texts';
import { callsText, insideText, keptText, layerText } from './replayTexts';
import { replayedCommand } from './openRequest';
import { drew, summaryOf } from './summary';

/** A longer mask would not be read. */
export const LONGEST_MASK = 64;

/** What a group of evaluations is told by, and the way to the first that drew. */
export function replayLenses(asked: AskedReplayedCall): ToldCommand[] {
  return [{ title: replayedText(asked), command: '' }, replayedCommand(asked.shown, replayedOpening(asked))];
}

/** What a group of evaluations is told by. */
export function replayedText(asked: AskedReplayedCall): string {
  return fitted(titles(asked), [replayedOpening(asked)]);
}

/** The way to the first that drew. */
export function replayedOpening({ group: { calls, summary } }: AskedReplayedCall): string {
  const { doubt } = summary;
  if (doubt?.code === 'unseeded') return l10n.t('Try one');
  const first = calls.find(drew) ?? calls[0];
  return doubt === undefined && first !== undefined && drew(first)
    ? l10n.t('Open call {0}', first.call)
    : l10n.t('Try it');
}

/** What is said of a group, the fullest first. */
function titles({ of, group: { within, calls, summary } }: AskedReplayedCall): readonly string[] {
  const { doubt } = summary;
  if (doubt?.code === 'unseeded') return [l10n.t('no seed: each run differs')];
  if (doubt !== undefined) return shortDoubtTexts(doubt, of).map((text) => l10n.t('uncertain: {0}', text));
  const layer = within && layerText(within);
  const first = calls.find(drew) ?? calls[0];
  const isDrawn = first !== undefined && drew(first);
  if (calls.length > 1 || !isDrawn) {
    const what = isDrawn ? l10n.t('{0} calls', calls.length) : l10n.t('drops everything');
    return layer === undefined ? [what] : [`${layer}: ${what}`, what];
  }
  if (within !== undefined) return [layerText(within), insideText(within)];
  // How many are kept is told behind the line.
  const { kind, p } = first.layer;
  return [...maskTexts(first), ...droppingTexts({ kind, within: undefined }, p.value)];
}

/** What an evaluation keeps, one character for each thing that is dropped as a whole; none where that is too much to read. */
function maskTexts({ layer, shape, total, picture }: DropoutCall): readonly string[] {
  if (picture?.mask === undefined || total > LONGEST_MASK) return [];
  return [maskText(keptUnits({ layer, shape, mask: picture.mask, output: { numel: total } }))];
}

/** The mask of the first evaluation, and which call it is the mask of. */
export function maskLensText({ calls }: ReplayedGroup): string {
  const [first] = calls;
  if (first === undefined) return '';
  const [drawn] = maskTexts(first);
  const which = callsText(calls);
  // How many a single one keeps is told behind the line.
  if (drawn === undefined && calls.length === 1 && first.maskDoubt === undefined) return which;
  const mask = drawn ?? keptText(summaryOf([first]));
  if (first.maskDoubt?.code === 'unseeded') return l10n.t('one possible run: {0}', mask);
  return first.maskDoubt === undefined
    ? l10n.t('{0}: {1}', which, mask)
    : l10n.t('{0}, not certain: {1}', which, mask);
}
