import * as vscode from 'vscode';
import type { OpenRequest } from '../../playground';
import { OPEN_CALL, placeOf } from '../openCommand';
import { openRequestFor } from './openRequest';
import type { PlacedCall, Replayed } from './replays';

/** The command and its argument that show an evaluation in the playground. */
export function openReplayed(
  document: vscode.TextDocument,
  { known }: Replayed,
  { call, from }: PlacedCall,
): { command: string; arguments: [OpenRequest]; tooltip: string } {
  const label = placeOf(document, document.positionAt(from).line);
  const request = openRequestFor(call, { label, seed: known.seed, generator: known.options.backend });
  return {
    command: OPEN_CALL,
    arguments: [request],
    tooltip: vscode.l10n.t(
      'Show this call in the playground: its layer and mode, at its place after the seed',
    ),
  };
}
