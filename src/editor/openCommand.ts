import * as vscode from 'vscode';
import type { OpenRequest, Origin } from '../playground';
import type { DropoutSite } from '../protocol/reading';
import type { GeneratorName } from '../torch';
import { referenceTo } from './callReference';
import { cellOf } from '../reading';
import type { previewOf } from './preview';

/** The command that shows a call in the playground, with its kind, p and seed. */
export const OPEN_CALL = 'dropoutPlayground.openCall';

/** The command that draws anew. */
export const RESAMPLE = 'dropoutPlayground.resample';

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
    origin: originOf(document, site),
  };
  return {
    command: OPEN_CALL,
    arguments: [request],
    tooltip: tooltipOf(site, shown !== undefined),
  };
}

function tooltipOf({ within, kind }: DropoutSite, isShown: boolean): string {
  if (within !== undefined)
    return vscode.l10n.t('Show the dropout inside it, as a layer of its own on an example input');
  return isShown
    ? vscode.l10n.t('Show this layer, its mask and what PyTorch prints')
    : vscode.l10n.t('Open the playground on {0}, with the p that it shows now', kind);
}

/** Where a call is, and in what the playground differs from it. */
export function originOf(document: vscode.TextDocument, site: DropoutSite): Origin {
  const { within, name, sizes, isIdle, p, drawsOtherwise } = site;
  const of = name.split('.').at(-1) ?? '';
  return {
    label: placeOf(document, site.line),
    illustrative: site.seed === undefined,
    ...(drawsOtherwise && { deviation: 'draws' }),
    ...(within && { inside: { of, does: isIdle ? 'idle' : within, ...(sizes && { sizes }) } }),
    // What is no probability the playground does not show.
    ...(p.known && p.guessed && p.number.value >= 0 && p.number.value <= 1 && { guess: p.number }),
    call: referenceTo(document, site),
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
