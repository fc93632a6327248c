import type * as vscode from 'vscode';
import type { CallReference } from '../../playground';
import { placeReference } from '../callReference';
import type { ShownEvaluation } from '../../protocol/reading';
import { calleeOf } from '../../previews/replay/groups';
import { placeOf } from '../origin';
import type { PlacedCall, Replayed } from './replays';

/** An evaluation as the playground shows it, linked to its call. */
export function shownEvaluation(
  document: vscode.TextDocument,
  replayed: Replayed,
  placed: PlacedCall,
): ShownEvaluation {
  const label = placeOf(document, document.positionAt(placed.from).line);
  return {
    call: placed.call,
    label,
    reference: referenceTo(document, placed, replayed.madeAt(placed.call)),
    illustration: replayed.known.request.illustration,
    generator: replayed.known.request.backend,
  };
}

/** So much of what is called is enough to know it again. */
const LONGEST = 1000;

/** Refers to the call of a function, or to the one that made the layer together with the one that calls it. */
function referenceTo(
  document: vscode.TextDocument,
  { call, from, to }: PlacedCall,
  made: ReturnType<Replayed['madeAt']>,
): CallReference | undefined {
  if (call.made === undefined) return call.within === undefined ? placeReference(document, from) : undefined;
  if (made === undefined) return undefined;
  const reference = placeReference(made.document, made.from);
  if (made.document === document && made.from === from) return reference;
  const { cell, line, head } = placeReference(document, from);
  const callee = calleeOf(document.getText().slice(from, to)).slice(0, LONGEST);
  return { ...reference, use: { ...(cell === undefined ? {} : { cell }), from, line, head, callee } };
}
