import type * as vscode from 'vscode';
import type { DropoutSite, PreviewOptions } from '../protocol/reading';
import type { DropoutDocuments } from '../reading';
import type { WhatIfs } from '../services/whatIfs';
import { hoverOf, themeKind } from './hoverOf';
import { askedCall } from './origin';
import type { ReplayedSites } from './replay';
import type { TextRange } from '../text';

/** On a dropout call: what it does in one sentence, a picture of its mask, and the numbers. */
export class DropoutHoverProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: () => PreviewOptions,
    private readonly whatIfs: WhatIfs,
    /** What replay says of calls, by where they start. */
    private readonly replayed: (document: vscode.TextDocument) => ReplayedSites,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    // On the callee and on p; what else stands between the parentheses has hovers of its own.
    const sites = await this.documents.sitesOf(document, token, { wanted: { from: offset, to: offset } });
    const part = sites && partAt(sites, offset);
    if (part === undefined) return this.#layerHover(document, offset, token);
    const site = this.whatIfs.applied(document.uri, part.site);
    // Replay's own hover then shows the mask of that very call, and leads to it.
    const isReplayed = !site.isTried && this.replayed(document).get(site.from)?.isPicturedAt(offset) === true;
    const asked = { ...askedCall(document, site, this.options()), theme: themeKind(), isReplayed };
    const text = await this.documents.preview((previews) => previews.hover(asked));
    return hoverOf(text, document, part);
  }

  /** On a layer's name, and on its `eval` and `train`: the layer that is meant, as far as its calls tell. */
  async #layerHover(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const layer = await this.documents.layerAt(document, offset, token);
    if (layer === undefined) return undefined;
    const calls = layer.sites.map((found) => {
      const own = layer.documents[found.cell] ?? document;
      return askedCall(own, this.whatIfs.applied(own.uri, found), this.options());
    });
    const asked = { text: layer.text, mayBeOther: layer.mayBeOther, calls };
    const text = await this.documents.preview((previews) => previews.layerHover(asked));
    return hoverOf(text, document, layer);
  }
}

/** The part of a call at a place, of the last where several have it. */
function partAt(sites: readonly DropoutSite[], at: number): (TextRange & { site: DropoutSite }) | undefined {
  const site = sites.findLast(
    ({ from, calleeTo, argument }) =>
      (from <= at && at <= calleeTo) || (argument !== undefined && argument.from <= at && at <= argument.to),
  );
  if (site === undefined) return undefined;
  const { argument, from, calleeTo } = site;
  return argument !== undefined && argument.from <= at ? { ...argument, site } : { from, to: calleeTo, site };
}
