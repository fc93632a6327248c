import type * as vscode from 'vscode';
import type { AskedReplayedCall } from '../../protocol/reading';
import { isOnCall } from '../../previews/replay/callParts';
import type { LensFacts } from '../../previews/lensKinds';
import { drew, summaryOf } from '../../previews/replay/summary';
import { askedReplayedCall } from './asked';
import type { PlacedCall, Replayed } from './replays';

/** What replay says of a call that stands in the code itself, for who shows it together with what can be read of it. */
export interface ReplayedSite extends NonNullable<LensFacts['replayed']> {
  /** What is to be told of it. @param drawn whether the first that drew is shown in the playground, or the first of all */
  readonly asked: (drawn: boolean) => AskedReplayedCall;
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
  return {
    isCertain: summary.doubt === undefined && summary.kept !== undefined,
    hasMask: call.kept !== undefined,
    // Of thousands of calls only those that come into view are asked about.
    asked: (drawn) => {
      const shown = drawn ? calls.find((placed) => drew(placed.call)) : undefined;
      return askedReplayedCall(document, replayed, { within: undefined, calls, summary }, shown ?? first);
    },
    isPicturedAt: (offset) =>
      (call.picture?.elements?.length ?? 0) > 0 &&
      isOnCall(document.getText().slice(from, to), offset - from),
  };
}
