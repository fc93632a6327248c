import * as vscode from 'vscode';
import type { OpenRequest } from '../playground';
import type { DropoutSite } from '../python';
import type { GeneratorName } from '../torch';
import { referenceTo } from './callReference';
import { cellOf } from './documents';
import type { previewOf } from './preview';

/** The command that shows a call in the playground, with its kind, p and seed. */
export const OPEN_CALL = 'dropoutPlayground.openCall';

/** The command and arguments that open a site in the playground, on the generator that its preview used. */
export function openCommand(
  document: vscode.TextDocument,
  site: DropoutSite,
  preview: ReturnType<typeof previewOf>,
  generator: GeneratorName,
): { command: string; arguments: [OpenRequest]; tooltip: string } {
  const shown = 'seed' in preview ? preview : undefined;
  const seed = shown?.seed ?? site.seed;
  const request: OpenRequest = {
    kind: site.kind,
    inplace: site.inplace,
    ...(shown === undefined ? {} : { p: shown.layer.p }),
    ...(seed === undefined ? {} : { seed }),
    generator,
    training: site.active !== 'never',
    origin: {
      label: placeOf(document, site.line),
      illustrative: site.seed === undefined,
      call: referenceTo(document, site),
    },
  };
  return {
    command: OPEN_CALL,
    arguments: [request],
    tooltip:
      shown === undefined
        ? vscode.l10n.t('Open a {0} layer in the playground, with the p that it shows now', site.kind)
        : vscode.l10n.t('Show this layer, its mask and what PyTorch prints'),
  };
}

/**
 * What a reader calls the place: `model.py:12`, `dropout.ipynb, cell 3, line 1`.
 *
 * @param line from 0
 */
export function placeOf(document: vscode.TextDocument, line: number): string {
  const name = document.uri.path.split('/').at(-1) ?? '';
  const cell = cellOf(document);
  return cell === undefined
    ? `${name}:${line + 1}`
    : vscode.l10n.t('{0}, cell {1}, line {2}', name, cell.index + 1, line + 1);
}
