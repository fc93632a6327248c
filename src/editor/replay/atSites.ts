import * as vscode from 'vscode';
import { keptUnits, maskText } from '../preview';
import { openReplayed } from './openReplayed';
import { isOnCall } from './callParts';
import type { PlacedCall, Replayed } from './replays';
import { summaryOf } from './summary';
import { callsText, keptText } from './replayTexts';

/** What replay says of a call that stands in the code itself, for who shows it together with what can be read of it. */
export interface ReplayedSite {
  /** Shows that very call in the playground. */
  readonly open: () => ReturnType<typeof openReplayed>;
  /** Its mask, and which call it is the mask of; undefined where it drops nothing. */
  readonly mask: string | undefined;
  /** Whether the hover on it, at this offset into the document, has its picture. */
  readonly isPicturedAt: (offset: number) => boolean;
}

/** A longer mask would not be read. */
const LONGEST_MASK = 64;

/** The calls in a document that are evaluations of dropout themselves, by where they start. */
export function replayedSites(
  document: vscode.TextDocument,
  replayed: Replayed,
): ReadonlyMap<number, ReplayedSite> {
  const calls = new Map<number, PlacedCall[]>();
  for (const placed of replayed.calls) {
    if (placed.call.within !== undefined) continue;
    const known = calls.get(placed.from);
    if (known === undefined) calls.set(placed.from, [placed]);
    else known.push(placed);
  }
  return new Map([...calls].map(([from, those]) => [from, siteOf(document, replayed, those)]));
}

function siteOf(
  document: vscode.TextDocument,
  replayed: Replayed,
  calls: readonly PlacedCall[],
): ReplayedSite {
  const [first] = calls;
  if (first === undefined) throw new Error('there is a call at least');
  const { from, to, call } = first;
  return {
    open: () => openReplayed(document, replayed, first),
    mask: call.kept === undefined ? undefined : maskTitle(call, callsText(calls)),
    isPicturedAt: (offset) =>
      (call.picture?.elements?.length ?? 0) > 0 &&
      isOnCall(document.getText().slice(from, to), offset - from),
  };
}

function maskTitle(call: PlacedCall['call'], which: string): string {
  const { layer, shape, total, picture, maskDoubt } = call;
  const mask =
    picture?.mask === undefined || total > LONGEST_MASK
      ? keptText(summaryOf([call]))
      : maskText(keptUnits({ layer, shape, mask: picture.mask, output: { numel: total } }));
  if (maskDoubt?.code === 'unseeded') return vscode.l10n.t('illustrative: {0}', mask);
  return maskDoubt === undefined
    ? vscode.l10n.t('{0}: {1}', which, mask)
    : vscode.l10n.t('{0}, not certain: {1}', which, mask);
}
