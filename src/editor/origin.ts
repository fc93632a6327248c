import * as vscode from 'vscode';
import type { Origin } from '../playground';
import type { AskedCall, DropoutSite, PreviewOptions, TriedSite } from '../protocol/reading';
import { cellOf, subjectOf } from '../reading';
import { referenceTo } from './callReference';

/** A call as previews of it are asked for. */
export function askedCall(
  document: vscode.TextDocument,
  site: TriedSite,
  options: PreviewOptions,
): AskedCall {
  return {
    site,
    uri: document.uri.toString(),
    options,
    origin: originOf(document, site),
    cells: cellsOf(document, site),
  };
}

/** A notebook may have hundreds of cells: only those go along to which the places of p lead. */
function cellsOf(document: vscode.TextDocument, { p }: TriedSite): AskedCall['cells'] {
  const places = p.known ? [...p.steps, ...p.beside].map(({ place }) => place) : [];
  const own = places.filter(({ uri }) => uri === undefined).map(({ cell }) => cell);
  if (own.length === 0) return {};
  const { documents } = subjectOf(document);
  return Object.fromEntries(own.map((cell) => [cell, (documents[cell] ?? document).uri.toString()]));
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
