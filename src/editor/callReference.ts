import type * as vscode from 'vscode';
import type { CallReference, SeenCall } from '../playground';
import type { DropoutSite, TriedSite } from '../protocol/reading';
import { cellOf } from '../reading';
import { lineOf } from './siteLine';

/** Refers to a call, so that the playground finds it again. */
export function referenceTo(document: vscode.TextDocument, site: TriedSite): CallReference {
  return {
    ...placeReference(document, site.from),
    key: site.key,
    // What is tried is not in the code.
    ...(site.isTried ? {} : { seen: seenOf(site) }),
  };
}

/** What the code has there. */
function seenOf({ kind, inplace, p, seed }: DropoutSite): SeenCall {
  return {
    kind,
    inplace,
    ...(p.known ? { p: p.number } : {}),
    ...(seed === undefined ? {} : { seed }),
  };
}

/** Refers to the call that starts at a place, of which nothing else is known yet. */
export function placeReference(document: vscode.TextDocument, from: number): CallReference {
  const cell = cellOf(document);
  return {
    uri: (cell?.notebook ?? document).uri.toString(),
    ...(cell === undefined ? {} : { cell: cell.index }),
    from,
    key: '',
    ...lineOf(document.getText(), { from }),
  };
}
