import * as vscode from 'vscode';
import type { Trace } from '../../protocol/reading';
import { changedRegion } from '../../text';

/** Some texts, and what their replay came to. */
interface Replayed {
  readonly documents: readonly vscode.TextDocument[];
  readonly texts: readonly string[];
  readonly trace: Trace;
}

/**
 * Whether the reader is in the middle of a statement, so that what was known before stays in place: `broken`, where all
 * that was edited is broken now; `typed`, where an exception comes, or calls are gone that still stand there, as where a
 * name is half typed, and the cursor is still where that was.
 */
export function halfTyped(before: Replayed, now: Replayed): 'broken' | 'typed' | undefined {
  if (!isSame(before, now)) return undefined;
  if (isBroken(before, now)) return 'broken';
  // In this order: the calls may be thousands.
  const isStopped = (): boolean =>
    now.trace.ended.length > before.trace.ended.length || losesCalls(before, now);
  return isTypedIn(before, now) && isStopped() ? 'typed' : undefined;
}

/** Whether the cursor is on a line that was edited since. */
export function isTypedIn(before: Replayed, now: Pick<Replayed, 'documents' | 'texts'>): boolean {
  const editor = vscode.window.activeTextEditor;
  const index = editor === undefined ? -1 : now.documents.indexOf(editor.document);
  const [older, newer] = [before.texts[index], now.texts[index]];
  if (editor === undefined || older === undefined || newer === undefined) return false;
  const region = changedRegion(older, newer);
  const { line } = editor.selection.active;
  return (
    region !== null &&
    editor.document.positionAt(region.from).line <= line &&
    line <= editor.document.positionAt(region.toAfter).line
  );
}

function isSame(before: Replayed, now: Replayed): boolean {
  return (
    now.documents.length === before.documents.length &&
    now.documents.every((document, i) => document === before.documents[i])
  );
}

function isBroken(before: Replayed, { texts, trace }: Replayed): boolean {
  const edited = texts.flatMap((text, i) => (text === before.texts[i] ? [] : [i]));
  return (
    edited.length > 0 && edited.every((i) => trace.broken.includes(i) && !before.trace.broken.includes(i))
  );
}

/** Whether there is a call that stands in the texts as often as before, and is evaluated at fewer places. */
function losesCalls(before: Replayed, now: Replayed): boolean {
  const places = placesOf(now);
  return [...placesOf(before)].some(
    ([code, known]) =>
      known.size > (places.get(code)?.size ?? 0) && timesIn(now.texts, code) >= timesIn(before.texts, code),
  );
}

/** Where calls are evaluated, by their text. */
function placesOf({ texts, trace }: Replayed): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const { place } of trace.calls) {
    const code = texts[place.cell]?.slice(place.from, place.to) ?? '';
    const known = places.get(code) ?? new Set();
    places.set(code, known.add(`${place.cell} ${place.from}`));
  }
  return places;
}

function timesIn(texts: readonly string[], code: string): number {
  return texts.reduce((times, text) => times + text.split(code).length - 1, 0);
}
