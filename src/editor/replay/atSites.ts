import * as vscode from 'vscode';
import type { LensMaker } from '../lens';
import { openReplayed } from './openReplayed';
import { isOnCall } from './callParts';
import type { PlacedCall, Replayed } from './replays';
import { callsText } from './replayTexts';
import { maskTexts, shortLenses } from './shortLens';
import { summaryOf } from './summary';

/** What replay says of a call that stands in the code itself, for who shows it together with what can be read of it. */
export interface ReplayedSite {
  /** Shows that very call in the playground. */
  readonly open: () => ReturnType<typeof openReplayed>;
  /** Its mask, and which call it is the mask of; undefined where it drops nothing. */
  readonly mask: string | undefined;
  /** What a short lens says of it; undefined where that is not certain. */
  readonly short: readonly LensMaker[] | undefined;
  /** Whether the hover on it, at this offset into the document, has its picture. */
  readonly isPicturedAt: (offset: number) => boolean;
}

// Lenses, hovers and the count ask for the same, one after the other.
const knownSites = new WeakMap<Replayed, ReadonlyMap<number, ReplayedSite>>();

/** The calls in a document that are evaluations of dropout themselves, by where they start. */
export function replayedSites(
  document: vscode.TextDocument,
  replayed: Replayed,
): ReadonlyMap<number, ReplayedSite> {
  const known = knownSites.get(replayed);
  if (known !== undefined) return known;
  const sites = findSites(document, replayed);
  knownSites.set(replayed, sites);
  return sites;
}

function findSites(document: vscode.TextDocument, replayed: Replayed): ReadonlyMap<number, ReplayedSite> {
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
  const summary = summaryOf(calls.map((placed) => placed.call));
  const isTold = summary.doubt === undefined && summary.kept !== undefined;
  return {
    open: () => openReplayed(document, replayed, first),
    // Of thousands of calls only those that come into view are put into words.
    get short() {
      return isTold ? shortLenses(document, replayed, { within: undefined, calls, summary }) : undefined;
    },
    get mask() {
      return call.kept === undefined ? undefined : maskTitle(call, callsText(calls));
    },
    isPicturedAt: (offset) =>
      (call.picture?.elements?.length ?? 0) > 0 &&
      isOnCall(document.getText().slice(from, to), offset - from),
  };
}

function maskTitle(call: PlacedCall['call'], which: string): string {
  const { maskDoubt } = call;
  const [mask = ''] = maskTexts(call);
  if (maskDoubt?.code === 'unseeded') return vscode.l10n.t('one possible run: {0}', mask);
  return maskDoubt === undefined
    ? vscode.l10n.t('{0}: {1}', which, mask)
    : vscode.l10n.t('{0}, not certain: {1}', which, mask);
}
