import type * as vscode from 'vscode';
import type { AskedReplayedCall } from '../../protocol/reading';
import { isOnCall } from '../../previews/replay/callParts';
import type { LensFacts } from '../../previews/lensKinds';
import { drew, summaryOf } from '../../previews/replay/summary';
import { askedReplayedCall } from './questions';
import { groupsOf } from '../../previews/replay/groups';
import { lineAt } from '../../text';
import type { PlacedCall, Replayed } from './replays';

/** What replay says of a call that stands in the code itself, for who shows it together with what can be read of it. */
export interface ReplayedSite extends NonNullable<LensFacts['replayed']> {
  /** What is to be told of it. @param drawn whether the first that drew is shown in the playground, or the first of all */
  readonly asked: (drawn: boolean) => AskedReplayedCall;
  /** Whether the hover on it, at this offset into the document, has its picture. */
  readonly isPicturedAt: (offset: number) => boolean;
}

/** The calls in a document that are evaluations of dropout themselves, by where they start. */
export interface ReplayedSites {
  readonly isEmpty: boolean;
  get(from: number): ReplayedSite | undefined;
}

// For as long as they are the same list, they stand in the same order.
const known = new WeakMap<Replayed['calls'], readonly PlacedCall[]>();

/** Those that are evaluations of dropout themselves, in the order of the document. */
function inOrder(calls: Replayed['calls']): readonly PlacedCall[] {
  let found = known.get(calls);
  if (found === undefined)
    known.set(calls, (found = calls.filter(isByCallee).sort((a, b) => a.from - b.from)));
  return found;
}

export function replayedSites(document: vscode.TextDocument, replayed: Replayed): ReplayedSites {
  const calls = inOrder(replayed.calls);
  let starts: readonly number[] | undefined;
  return {
    isEmpty: calls.length === 0,
    // Of thousands of calls only those that somebody looks at are summed up.
    get: (from) => {
      starts ??= calls.map((call) => call.from);
      const end = lineAt(starts, from) + 1;
      let at = end;
      while (starts[at - 1] === from) at--;
      const [first, ...others] = calls.slice(at, end);
      return first && siteOf(document, replayed, [first, ...others]);
    },
  };
}

/** Whether it is a call of dropout, and not one that is made within what is called. */
export function isItself({ call }: PlacedCall): boolean {
  return call.within === undefined;
}

/** Whether it is evaluated by the very function or layer that is called, as attention evaluates its dropout: no part of that has a name. */
export function isByCallee({ call }: PlacedCall): boolean {
  return call.within === undefined || call.within.path === '';
}

function siteOf(
  document: vscode.TextDocument,
  replayed: Replayed,
  calls: readonly [PlacedCall, ...PlacedCall[]],
): ReplayedSite {
  const [first] = calls;
  const { from, to, call } = first;
  const itself = calls.every(isItself);
  // The text is put together from all lines of the document.
  const [group = { within: undefined, calls, summary: summaryOf(calls.map((placed) => placed.call)) }] =
    itself ? [] : groupsOf(calls, document.getText());
  const { summary } = group;
  return {
    isCertain: summary.doubt === undefined && summary.kept !== undefined,
    hasMask: call.kept !== undefined,
    asked: (drawn) => {
      const shown = drawn ? calls.find((placed) => drew(placed.call)) : undefined;
      return askedReplayedCall(document, replayed, group, shown ?? first);
    },
    isPicturedAt: (offset) =>
      (call.picture?.elements?.length ?? 0) > 0 &&
      isOnCall(document.getText().slice(from, to), offset - from),
  };
}
