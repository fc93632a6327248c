import * as vscode from 'vscode';
import type { DropoutSite, Problem } from '../protocol/reading';
import type { DropoutDocuments } from '../reading';
import type { WhatIfs } from '../services/whatIfs';
import { fullLenses } from './fullLens';
import type { LensMaker, LensStyle } from './lens';
import type { LensSubject } from './lensSubject';
import { type PreviewOptions, previewOf } from './preview';
import type { SiteProblem } from './problems';
import type { ReplayedSite } from './replay';
import { problemLenses, shortLenses } from './shortLens';
import { tooMuchLens } from './tooMuch';
import { isWorthALens } from './worthALens';

/**
 * Up to so many calls, what the lenses say comes with them; in longer documents only when they come into view.
 * Lenses that say it at once are seen earlier. And VS Code ends the commands of older lenses when one of them
 * is resolved late, while it still shows them: a click then does nothing.
 */
const SAID_AT_ONCE = 20;

const LENSES: Readonly<Record<LensStyle, (subject: LensSubject) => readonly LensMaker[]>> = {
  problems: problemLenses,
  short: shortLenses,
  full: fullLenses,
};

/** What lenses depend on beside the code. */
export interface LensOptions extends PreviewOptions {
  readonly style: LensStyle;
  /** What is wrong with a call, as far as the reader wants to know, the most serious first. */
  readonly problemsOfSite: (site: DropoutSite, problems: readonly Problem[]) => readonly SiteProblem[];
}

/** One of the lenses above a call. */
class DropoutLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly make: LensMaker,
  ) {
    super(range);
  }
}

/** Above each dropout call: what it does with its p, and the way into the playground. */
export class DropoutCodeLensProvider implements vscode.CodeLensProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: (document: vscode.TextDocument) => LensOptions,
    private readonly whatIfs: WhatIfs,
    /** What replay says of calls, by where they start: then that very call is opened. */
    private readonly replayed: (document: vscode.TextDocument) => ReadonlyMap<number, ReplayedSite>,
  ) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | undefined> {
    const [sites, problems = []] = await Promise.all([
      this.documents.sitesOf(document, token),
      this.documents.problemsOf(document, token),
    ]);
    if (this.documents.isUnread(document)) return [tooMuchLens('read')];
    const replayed = this.replayed(document);
    const options = this.options(document);
    const lenses = sites?.filter(isWorthALens).flatMap((found) => {
      const site = this.whatIfs.applied(document.uri, found);
      // Lenses stand above lines; to find out where on its line a call stands takes time in long documents.
      const range = new vscode.Range(site.line, 0, site.line, 0);
      let drawn: ReturnType<typeof previewOf> | undefined;
      const preview = () => (drawn ??= previewOf(site, document.uri.toString(), options));
      const { generator, style } = options;
      const call = site.isTried ? undefined : replayed.get(site.from);
      const [problem] = options.problemsOfSite(site, problems);
      const subject = { document, site, problem, replayed: call, preview, generator };
      return LENSES[style](subject).map((make) => new DropoutLens(range, make));
    });
    if (sites && sites.length <= SAID_AT_ONCE) for (const lens of lenses ?? []) this.resolveCodeLens(lens);
    return lenses;
  }

  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (lens instanceof DropoutLens) lens.command = lens.make();
    return lens;
  }
}
