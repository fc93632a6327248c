import type * as vscode from 'vscode';
import type { DropoutSite } from '../protocol/reading';

/** A call, in the document that holds it now. */
export interface LocatedCall {
  readonly document: vscode.TextDocument;
  readonly site: DropoutSite;
  /** The call of the layer that `site` makes, where the playground was opened from there. */
  readonly shown?: { readonly document: vscode.TextDocument; readonly from: number };
}

/** Where a call is that the playground shows: that of the layer, where there is one beside the call that makes it. */
export function shownPlace({ document, site, shown }: LocatedCall): {
  readonly document: vscode.TextDocument;
  readonly from: number;
} {
  return shown ?? { document, from: site.from };
}
