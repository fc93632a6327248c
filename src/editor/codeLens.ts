import * as vscode from 'vscode';
import type { DropoutSite } from '../python';
import { claimOf } from '../playground';
import { type DropoutLayer, gpuOf } from '../torch';
import type { DropoutDocuments } from './documents';
import { openCommand } from './openCommand';
import { keptUnits, type Preview, type PreviewOptions, previewOf } from './preview';
import { effectText, probabilityText, unknownText } from './texts';

/** One of the lenses above a call. What it says is computed when it comes into view. */
class DropoutLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly document: vscode.TextDocument,
    readonly site: DropoutSite,
    readonly part: 'effect' | 'open' | 'mask',
  ) {
    super(range);
  }
}

/** Above each dropout call: its p and effect with a small mask, and the way into the playground. */
export class DropoutCodeLensProvider implements vscode.CodeLensProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: () => PreviewOptions,
  ) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<DropoutLens[] | undefined> {
    const sites = await this.documents.sitesOf(document, token);
    return sites?.flatMap((site) => {
      const range = new vscode.Range(document.positionAt(site.from), document.positionAt(site.to));
      const parts = hasMask(site) ? (['effect', 'open', 'mask'] as const) : (['effect', 'open'] as const);
      return parts.map((part) => new DropoutLens(range, document, site, part));
    });
  }

  resolveCodeLens(lens: vscode.CodeLens): vscode.CodeLens {
    if (!(lens instanceof DropoutLens)) return lens;
    const { document, site, part } = lens;
    const options = this.options();
    const preview = previewOf(site, document.uri.toString(), options);
    if (part === 'effect') {
      lens.command = { title: effectTitle(site, preview), command: '' };
      return lens;
    }
    const title =
      part === 'mask' && 'mask' in preview ? maskTitle(preview) : vscode.l10n.t('Open in playground');
    lens.command = { title, ...openCommand(document, site, preview, options.generator) };
    return lens;
  }
}

/** Whether a call draws a mask: with p = 0, or turned off, it draws none, and PyTorch refuses any p above 1. */
function hasMask({ p, active }: DropoutSite): boolean {
  return p.known && p.number.value > 0 && p.number.value <= 1 && active !== 'never';
}

function effectTitle(site: DropoutSite, preview: ReturnType<typeof previewOf>): string {
  if ('error' in preview) return `${preview.error.type}: ${preview.error.message}`;
  if (!site.p.known) return vscode.l10n.t('p unknown: {0}', unknownText(site.p.reason, site.p.name));
  const layer: DropoutLayer = { kind: site.kind, p: site.p.number, inplace: site.inplace };
  return `${probabilityText(site.p)} · ${effectText(site, layer)}`;
}

/** The mask, behind what it is the mask of: a lens that is cut off at the edge must not lose that. */
function maskTitle(preview: Preview): string {
  const { illustrative, generator, seed } = preview;
  const mask = maskText(preview);
  if (illustrative) return vscode.l10n.t('illustrative: {0}', mask);
  if (claimOf(preview, 1) !== 'exact')
    return vscode.l10n.t('seed {0}, expected on {1}: {2}', seed, gpuOf(generator) ?? generator, mask);
  return generator === 'cpu'
    ? vscode.l10n.t('seed {0}: {1}', seed, mask)
    : vscode.l10n.t('seed {0}, {1}: {2}', seed, generator, mask);
}

/** The mask in characters, a group for each row: `□□■□□ □■■□■ ■■■□■`. */
function maskText(preview: Preview): string {
  return keptUnits(preview)
    .map((row) => row.map((kept) => (kept ? '■' : '□')).join(''))
    .join(' ');
}
