import * as vscode from 'vscode';
import type { DropoutSite } from '../protocol/reading';
import { gpuOf, reprNumber } from '../torch';
import type { DropoutDocuments } from '../reading';
import { openCommand } from './openCommand';
import { keptUnits, maskText, type Preview, previewClaim, type PreviewOptions, previewOf } from './preview';
import type { ReplayedSite } from './replay';
import { GO_TO_PLACE, guessedFrom, milestones, shortWay } from './provenance';
import { tooMuchLens } from './tooMuch';
import { effectText, isGuess, probabilityText, refusalText } from './texts';
import type { TriedSite, WhatIfReference, WhatIfs } from '../services/whatIfs';
import { CLEAR_WHAT_IF, WHAT_IF } from '../services/whatIfs';

/**
 * Up to so many calls, what the lenses say comes with them; in longer documents only when they come into view.
 * Lenses that say it at once are seen earlier. And VS Code ends the commands of older lenses when one of them
 * is resolved late, while it still shows them: a click then does nothing.
 */
const SAID_AT_ONCE = 20;

type Part = 'effect' | 'open' | 'mask' | 'whatIf' | 'clear';

/** What the lenses above a call are about. */
interface LensSubject {
  readonly document: vscode.TextDocument;
  readonly site: TriedSite;
  readonly replayed: ReplayedSite | undefined;
  /** What is drawn for the call, once for all of its lenses. */
  readonly preview: () => ReturnType<typeof previewOf>;
}

/** One of the lenses above a call. */
class DropoutLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly part: Part,
    readonly subject: LensSubject,
  ) {
    super(range);
  }
}

/** Above each dropout call: its p and effect with a small mask, and the way into the playground. */
export class DropoutCodeLensProvider implements vscode.CodeLensProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: () => PreviewOptions,
    private readonly whatIfs: WhatIfs,
    /** What replay says of calls, by where they start: then the mask is that of the very call, which is opened. */
    private readonly replayed: (document: vscode.TextDocument) => ReadonlyMap<number, ReplayedSite>,
  ) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[] | undefined> {
    const sites = await this.documents.sitesOf(document, token);
    if (this.documents.isUnread(document)) return [tooMuchLens('read')];
    const replayed = this.replayed(document);
    const options = this.options();
    const lenses = sites?.filter(isWorthALens).flatMap((found) => {
      const site = this.whatIfs.applied(document.uri, found);
      // Lenses stand above lines; to find out where on its line a call stands takes time in long documents.
      const range = new vscode.Range(site.line, 0, site.line, 0);
      const call = site.isTried ? undefined : replayed.get(site.from);
      let drawn: ReturnType<typeof previewOf> | undefined;
      const preview = () => (drawn ??= previewOf(site, document.uri.toString(), options));
      const subject = { document, site, replayed: call, preview };
      return partsOf(site, call).map((part) => new DropoutLens(range, part, subject));
    });
    if (sites && sites.length <= SAID_AT_ONCE) for (const lens of lenses ?? []) this.resolveCodeLens(lens);
    return lenses;
  }

  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (!(lens instanceof DropoutLens)) return lens;
    const { part, subject } = lens;
    const { document, site, replayed } = subject;
    const reference: WhatIfReference = { uri: document.uri.toString(), key: site.key };
    if (part === 'whatIf' || part === 'clear') {
      const title = part === 'clear' ? vscode.l10n.t('Clear what-if') : vscode.l10n.t('What if p = …');
      const command = part === 'clear' ? CLEAR_WHAT_IF : WHAT_IF;
      lens.command = { title, command, arguments: [reference] };
      return lens;
    }
    const preview = subject.preview();
    if (part === 'effect') {
      lens.command = effectCommand(document, site, preview);
      return lens;
    }
    const mask = replayed === undefined ? 'mask' in preview && maskTitle(preview) : replayed.mask;
    const title = part === 'mask' && mask ? mask : vscode.l10n.t('Open in playground');
    lens.command = {
      title,
      ...(replayed?.open() ?? openCommand(document, site, preview, this.options().generator)),
    };
    return lens;
  }
}

/** Where dropout is only a part of what a call does, and off by default, the inlay hint says enough. */
export function isWorthALens({ within, p }: DropoutSite): boolean {
  return within === undefined || !p.known || p.source !== 'default' || p.number.value !== 0;
}

function partsOf(site: TriedSite, replayed: ReplayedSite | undefined): Part[] {
  const { p, isTried } = site;
  const isOff = p.known && p.number.value === 0 && p.unless !== undefined;
  return [
    'effect',
    'open',
    ...((replayed === undefined ? hasMask(site) : replayed.mask !== undefined) ? (['mask'] as const) : []),
    ...(isTried ? (['clear'] as const) : !p.known || isOff ? (['whatIf'] as const) : []),
  ];
}

/** Whether a call draws a mask of its own: with p = 0 or 1, or turned off, it draws none, and PyTorch refuses any p above 1. */
function hasMask({ p, active, within }: DropoutSite): boolean {
  return within === undefined && p.known && p.number.value > 0 && p.number.value < 1 && active !== 'never';
}

/** What a call does; a click leads to the place where its p is written. */
function effectCommand(
  document: vscode.TextDocument,
  site: TriedSite,
  preview: ReturnType<typeof previewOf>,
): vscode.Command {
  const way = site.isTried ? [] : milestones(document, site);
  const title = `${probabilityText(site)}${isGuess(site) ? guessedFrom(way) : shortWay(way)}`;
  const target = way.at(-1)?.target;
  const effect = effectTitle(site, preview);
  return {
    title: effect === '' ? title : 'error' in preview ? effect : `${title} · ${effect}`,
    ...(target === undefined
      ? { command: '' }
      : {
          command: GO_TO_PLACE,
          arguments: [target],
          tooltip: vscode.l10n.t('Go to the place where p is written'),
        }),
  };
}

function effectTitle(site: DropoutSite, preview: ReturnType<typeof previewOf>): string {
  if ('error' in preview) return refusalText(site, preview.error).short;
  return effectText(site);
}

/** The mask, behind what it is the mask of: a lens that is cut off at the edge must not lose that. */
function maskTitle(preview: Preview): string {
  const { generator, seed, layer } = preview;
  const mask = maskText(keptUnits(preview));
  const claim = previewClaim(preview);
  if (claim === 'unseeded') return vscode.l10n.t('illustrative: {0}', mask);
  if (claim === 'supposed') return vscode.l10n.t('for p = {0}: {1}', reprNumber(layer.p), mask);
  const device = gpuOf(generator) ?? generator;
  if (claim !== 'exact') return vscode.l10n.t('seed {0}, expected on {1}: {2}', seed, device, mask);
  return generator === 'cpu'
    ? vscode.l10n.t('seed {0}: {1}', seed, mask)
    : vscode.l10n.t('seed {0}, {1}: {2}', seed, device, mask);
}
