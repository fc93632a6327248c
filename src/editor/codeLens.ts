import * as vscode from 'vscode';
import type { DropoutSite, PreviewOptions, ToldProblem } from '../protocol/reading';
import { LENS_KINDS } from '../previews/lensKinds';
import type { DropoutDocuments } from '../reading';
import type { SettingValue } from '../services/settings';
import type { WhatIfs } from '../services/whatIfs';
import { addLenses, type LateLens, MOST_WITH_ALL, saidInTime } from './lateLens';
import { askedCall } from './origin';
import type { ReplayedSites } from './replay';
import { tooMuchLens } from './tooMuch';
import { isWorthALens } from './worthALens';
import { UNCANCELLED } from '../services/uncancelled';

const { Position, Range } = vscode;

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
    const { style, problemsBySite, resamples, generator } = this.options(document);
    const known = await this.documents.sitesOf(document, token, { wanted: 'lines' });
    // Of thousands most are never seen: where they are and which lenses they have is found out only when they are.
    const areMany = known !== undefined && known.length > MOST_WITH_ALL;
    const isLate = style !== 'problems' && areMany;
    const [sites, problems = []] = await Promise.all([
      isLate ? known : this.documents.sitesOf(document, token),
      this.documents.problemsOf(document, token),
    ]);
    if (this.documents.isUnread(document)) return [tooMuchLens('read')];
    if (sites === undefined) return undefined;
    const replayed = this.replayed(document);
    const wrong = problemsBySite(problems);
    const factsOf = (found: DropoutSite, calls = replayed) => {
      const site = this.whatIfs.applied(document.uri, found);
      const call = site.isTried ? undefined : calls.get(site.from);
      const facts = { site, problem: wrong.get(site.key), replayed: call };
      return { ...facts, kinds: LENS_KINDS[style](facts) };
    };
    const say = async (found: DropoutSite, calls = replayed) => {
      const { site, kinds, problem, replayed: call } = factsOf(found, calls);
      const asked = askedCall(document, site, { resamples, generator });
      const question = { ...asked, kinds, problem, replayed: call?.asked(kinds.includes('openReplayed')) };
      return (await this.documents.preview((previews) => previews.lenses([question])))?.[0];
    };
    const sayNow = async ({ key }: DropoutSite) => {
      const now = await this.documents.sitesOf(document, UNCANCELLED);
      const found = now?.find((one) => one.key === key);
      return found && say(found, this.replayed(document));
    };
    const lenses: LateLens<DropoutSite>[] = [];
    for (const found of sites) {
      if (!isWorthALens(found)) continue;
      // Lenses stand above lines; to find out where on its line a call stands takes time in long documents.
      const place = new Position(found.line, 0);
      const count = isLate ? 1 : factsOf(found).kinds.length;
      const shown = areMany ? Math.min(count, 1) : count;
      addLenses(lenses, new Range(place, place), shown, found, isLate ? sayNow : say);
    }
    return saidInTime(lenses, sites.length);
  }
}
