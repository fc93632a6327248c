import * as vscode from 'vscode';
import type { CallReference, OpenRequest } from '../../playground';
import { placeReference } from '../callReference';
import { OPEN_CALL } from '../../protocol/reading';
import { calleeOf } from '../../previews/replay/groups';
import { placeOf } from '../origin';
import { openRequestFor } from './openRequest';
import type { PlacedCall, Replayed } from './replays';

/** The command and its argument that show an evaluation in the playground, linked to its call. */
export function openReplayed(
  document: vscode.TextDocument,
  { known }: Replayed,
  placed: PlacedCall,
): { command: string; arguments: [OpenRequest]; tooltip: string } {
  const { call, from } = placed;
  const label = placeOf(document, document.positionAt(from).line);
  const reference = referenceTo(document, placed);
  const request = openRequestFor(call, {
    label,
    call: reference,
    seed: known.seed,
    generator: known.options.backend,
  });
  return {
    command: OPEN_CALL,
    arguments: [request],
    tooltip:
      call.seed === undefined
        ? vscode.l10n.t('Show this call in the playground: its layer and mode')
        : vscode.l10n.t('Show this call in the playground: its layer and mode, at its place after the seed'),
  };
}

/** So much of what is called is enough to know it again. */
const LONGEST = 1000;

/** Refers to the call of a function, or to the one that made the layer together with the one that calls it. */
function referenceTo(
  document: vscode.TextDocument,
  { call, made, from, to }: PlacedCall,
): CallReference | undefined {
  if (call.made === undefined) return call.within === undefined ? placeReference(document, from) : undefined;
  if (made === undefined) return undefined;
  const reference = placeReference(made.document, made.from);
  if (made.document === document && made.from === from) return reference;
  const { cell, line, head } = placeReference(document, from);
  const callee = calleeOf(document.getText().slice(from, to)).slice(0, LONGEST);
  return { ...reference, use: { ...(cell === undefined ? {} : { cell }), from, line, head, callee } };
}
