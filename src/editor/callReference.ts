import type * as vscode from 'vscode';
import type { CallReference } from '../playground';
import type { DropoutSite } from '../python';
import { cellOf } from './documents';
import { lineOf } from './siteLine';

/** Refers to a call, so that the playground finds it again. */
export function referenceTo(document: vscode.TextDocument, site: DropoutSite): CallReference {
  const cell = cellOf(document);
  return {
    uri: (cell?.notebook ?? document).uri.toString(),
    ...(cell === undefined ? {} : { cell: cell.index }),
    from: site.from,
    key: site.key,
    ...lineOf(document.getText(), site),
  };
}
