import * as vscode from 'vscode';
import type { DropoutSite } from '../python';
import { claimOf } from '../playground';
import { type DropoutLayer, gpuOf } from '../torch';
import type { DropoutDocuments } from './documents';
import { openCommand } from './openCommand';
import { keptUnits, type Preview, type PreviewOptions, previewOf } from './preview';
import { effectText, probabilityText, unknownText } from './texts';

/** Above each dropout call: its p and effect with a small mask, and the way into the playground. */
export class DropoutCodeLensProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: () => PreviewOptions,
  ) {}

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const options = this.options();
    return this.documents.sitesOf(document).flatMap((site) => {
      const start = document.positionAt(site.from);
      const range = new vscode.Range(start, document.positionAt(site.to));
      const preview = previewOf(site, document.uri.toString(), options);
      const open = {
        title: vscode.l10n.t('Open in playground'),
        ...openCommand(document, site, preview, options.generator),
      };
      const commands = [{ title: effectTitle(site, preview), command: '' }, open];
      if ('mask' in preview && preview.mask !== undefined)
        commands.push({ ...open, title: maskTitle(preview) });
      return commands.map((command) => new vscode.CodeLens(range, command));
    });
  }
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
