import * as vscode from 'vscode';
import type { Problem } from '../protocol/reading';
import type { DropoutDocuments } from '../reading';
import type { WhatIfs } from '../services/whatIfs';
import { fullLenses } from './fullLens';
import { lateLens, saidInTime } from './lateLens';
import type { LensMaker, LensStyle } from './lens';
import type { LensSubject } from './lensSubject';
import { type PreviewOptions, previewOf } from './preview';
import type { SiteProblem } from './problems';
import type { ReplayedSite } from './replay';
import { problemLenses, shortLenses } from './shortLens';
import { tooMuchLens } from './tooMuch';
import { isWorthALens } from './worthALens';

const LENSES: Readonly<Record<LensStyle, (subject: LensSubject) => readonly LensMaker[]>> = {
  problems: problemLenses,
  short: shortLenses,
  full: fullLenses,
};

/** What lenses depend on beside the code. */
export interface LensOptions extends PreviewOptions {
  readonly style: LensStyle;
  /** The most serious thing that is wrong with each call, by the calls' keys, as far as the reader wants to know. */
  readonly problemsBySite: (problems: readonly Problem[]) => ReadonlyMap<string, SiteProblem>;
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
    const wrong = options.problemsBySite(problems);
    const lenses = sites?.filter(isWorthALens).flatMap((found) => {
      const site = this.whatIfs.applied(document.uri, found);
      // Lenses stand above lines; to find out where on its line a call stands takes time in long documents.
      const range = new vscode.Range(site.line, 0, site.line, 0);
      let drawn: ReturnType<typeof previewOf> | undefined;
      const preview = () => (drawn ??= previewOf(site, document.uri.toString(), options));
      const { generator, style } = options;
      const call = site.isTried ? undefined : replayed.get(site.from);
      const subject = { document, site, problem: wrong.get(site.key), replayed: call, preview, generator };
      return LENSES[style](subject).map((make) => lateLens(range, make));
    });
    return lenses && saidInTime(lenses, sites?.length ?? 0);
  }
}
