import * as vscode from 'vscode';
import type { PreviewOptions, ToldProblem } from '../protocol/reading';
import { LENS_KINDS } from '../previews/lensKinds';
import type { DropoutDocuments } from '../reading';
import type { SettingValue } from '../services/settings';
import type { WhatIfs } from '../services/whatIfs';
import { type LateLens, lateLenses, saidInTime } from './lateLens';
import { askedCall } from './origin';
import type { ReplayedSites } from './replay';
import { tooMuchLens } from './tooMuch';
import { isWorthALens } from './worthALens';

/** How much the lenses above a call say. */
export type LensStyle = SettingValue<'codeLens.style'>;

/** What lenses depend on beside the code. */
export interface LensOptions extends PreviewOptions {
  readonly style: LensStyle;
  /** The most serious thing that is wrong with each call, by the calls' keys, as far as the reader wants to know. */
  readonly problemsBySite: (problems: readonly ToldProblem[]) => ReadonlyMap<string, ToldProblem>;
}

/** Above each dropout call: what it does with its p, and the way into the playground. */
export class DropoutCodeLensProvider implements vscode.CodeLensProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: (document: vscode.TextDocument) => LensOptions,
    private readonly whatIfs: WhatIfs,
    /** What replay says of calls, by where they start: then that very call is opened. */
    private readonly replayed: (document: vscode.TextDocument) => ReplayedSites,
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
    if (sites === undefined) return undefined;
    const replayed = this.replayed(document);
    const { style, problemsBySite, resamples, generator } = this.options(document);
    const wrong = problemsBySite(problems);
    const lenses: LateLens[] = [];
    for (const found of sites) {
      if (!isWorthALens(found)) continue;
      const site = this.whatIfs.applied(document.uri, found);
      const problem = wrong.get(site.key);
      const call = site.isTried ? undefined : replayed.get(site.from);
      const kinds = LENS_KINDS[style]({ site, problem, replayed: call });
      // Lenses stand above lines; to find out where on its line a call stands takes time in long documents.
      const range = new vscode.Range(site.line, 0, site.line, 0);
      const say = async () => {
        const asked = askedCall(document, site, { resamples, generator });
        const question = { ...asked, kinds, problem, replayed: call?.asked(kinds.includes('openReplayed')) };
        return (await this.documents.preview((previews) => previews.lenses([question])))?.[0];
      };
      lenses.push(...lateLenses(range, { count: kinds.length, calls: sites.length }, say));
    }
    return saidInTime(lenses, sites.length);
  }
}
