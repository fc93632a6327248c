import * as vscode from 'vscode';
import { fitted, type LensMaker } from '../lens';
import { keptUnits, maskText } from '../preview';
import { shortDoubtTextsFor } from './cellNumbers';
import type { CallGroup } from './groups';
import { openReplayed } from './openReplayed';
import type { PlacedCall, Replayed } from './replays';
import { drew, keptText, layerText } from './replayTexts';
import { summaryOf } from './summary';

/** A longer mask would not be read. */
export const LONGEST_MASK = 64;

/** What a group of evaluations is told by, and the way to the first that drew; nothing where none drops anything. */
export function shortLenses(
  document: vscode.TextDocument,
  replayed: Replayed,
  group: CallGroup,
): readonly LensMaker[] {
  const { calls, summary } = group;
  const first = calls.find(({ call }) => drew(call)) ?? calls[0];
  if (first === undefined || summary.kept === undefined) return [];
  return [
    () => ({ title: fitted(titles(replayed, group, first), [opening(group, first)]), command: '' }),
    () => ({ title: opening(group, first), ...openReplayed(document, replayed, first) }),
  ];
}

function opening({ summary: { doubt } }: CallGroup, { call }: PlacedCall): string {
  if (doubt?.code === 'unseeded') return vscode.l10n.t('Try one');
  return doubt === undefined && drew(call)
    ? vscode.l10n.t('Open call {0}', call.call)
    : vscode.l10n.t('Try it');
}

/** What is said of a group, the fullest first. */
function titles(
  replayed: Replayed,
  { within, calls, summary }: CallGroup,
  first: PlacedCall,
): readonly string[] {
  const { doubt } = summary;
  if (doubt?.code === 'unseeded') return [vscode.l10n.t('no seed: each run differs')];
  if (doubt !== undefined)
    return shortDoubtTextsFor(replayed, doubt).map((text) => vscode.l10n.t('uncertain: {0}', text));
  const layer = within && layerText(within);
  if (calls.length > 1 || !drew(first.call)) {
    const what = drew(first.call)
      ? vscode.l10n.t('{0} calls', calls.length)
      : vscode.l10n.t('drops everything');
    return layer === undefined ? [what] : [`${layer}: ${what}`, what];
  }
  return layer === undefined ? maskTexts(first.call) : [layer];
}

/** What an evaluation keeps: one character for each thing that is dropped as a whole, or else only how many are kept. */
export function maskTexts(call: PlacedCall['call']): readonly string[] {
  const { layer, shape, total, picture } = call;
  const kept = keptText(summaryOf([call]));
  if (picture?.mask === undefined || total > LONGEST_MASK) return [kept];
  return [maskText(keptUnits({ layer, shape, mask: picture.mask, output: { numel: total } })), kept];
}
