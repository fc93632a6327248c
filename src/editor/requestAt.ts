import type * as vscode from 'vscode';
import type { OpenRequest } from '../playground';
import { askedCall } from './origin';
import type { PreviewsHost } from './previewsHost';
import { type PlacedCall, shownEvaluation } from './replay';
import { UNCANCELLED } from '../services/uncancelled';

/** What stretches of a document are looked at. */
type IsThere = (range: { readonly from: number; readonly to: number }) => boolean;

/** Those that a line has a part of; all where it is undefined. */
export function onLine(document: vscode.TextDocument, line: number | undefined): IsThere {
  return ({ from, to }) =>
    line === undefined || (document.positionAt(from).line <= line && line <= document.positionAt(to).line);
}

/**
 * What shows the first dropout call that is there in a file or cell in the playground: the very call where it was replayed,
 * else the one that can be read there. Undefined where there is none.
 */
export async function requestAt(
  { documents, replays, store, generator: setting, whatIfs }: PreviewsHost,
  document: vscode.TextDocument,
  isThere: IsThere,
): Promise<OpenRequest | undefined> {
  const live = replays.isEnabled(document) ? await replays.get() : undefined;
  const replayed = await live?.of(document, UNCANCELLED);
  const call = replayed?.calls.find((placed: PlacedCall) => isThere(placed));
  if (replayed !== undefined && call !== undefined) {
    const shown = shownEvaluation(document, replayed, call);
    return live?.preview((previews) => previews.replayedRequest(shown));
  }
  const known = await documents();
  const sites = (await known.sitesOf(document, UNCANCELLED)) ?? [];
  const found = sites.find(isThere);
  if (found === undefined) return undefined;
  const site = whatIfs.applied(document.uri, found);
  const asked = askedCall(document, site, {
    resamples: store.state.resamples,
    generator: setting.value,
  });
  return known.preview((previews) => previews.openRequest(asked));
}
