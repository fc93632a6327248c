import * as vscode from 'vscode';
import type { DropoutSite } from '../python';
import type { DropoutDocuments } from './documents';
import { openCommand } from './openCommand';
import { keptUnits, type Preview, previewOf } from './preview';
import { effectText, probabilityText, unknownText } from './texts';

/** Above each dropout call: its p and effect with a small mask, and the way into the playground. */
export class DropoutCodeLensProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly resamples: () => number,
  ) {}

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    return this.documents.sitesOf(document).flatMap((site) => {
      const start = document.positionAt(site.from);
      const range = new vscode.Range(start, document.positionAt(site.to));
      const preview = previewOf(site, document.uri.toString(), this.resamples());
      return [
        new vscode.CodeLens(range, { title: lensTitle(site, preview), command: '' }),
        new vscode.CodeLens(range, {
          title: vscode.l10n.t('Open in playground'),
          ...openCommand(document, site, preview),
        }),
      ];
    });
  }
}

function lensTitle(site: DropoutSite, preview: ReturnType<typeof previewOf>): string {
  if ('error' in preview) return `${preview.error.type}: ${preview.error.message}`;
  if (!site.p.known) return vscode.l10n.t('p unknown: {0}', unknownText(site.p.reason, site.p.name));
  if ('unknown' in preview) return vscode.l10n.t('p unknown');
  const origin = preview.illustrative
    ? vscode.l10n.t('illustrative, no seed is set')
    : vscode.l10n.t('seed {0}', preview.seed);
  return [probabilityText(site.p), effectText(site, preview.layer), `${maskText(preview)} ${origin}`].join(
    ' · ',
  );
}

/** The mask in characters, a group for each row: `□□■□□ □■■□■ ■■■□■`. */
function maskText(preview: Preview): string {
  return keptUnits(preview)
    .map((row) => row.map((kept) => (kept ? '■' : '□')).join(''))
    .join(' ');
}
