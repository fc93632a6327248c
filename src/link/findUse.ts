import { lineOf } from '../editor/siteLine';
import type { LayerCall } from '../playground';
import { lineStarts, type TextRange } from '../text';

/** What is known of a call of a layer that is looked for. */
export interface WantedUse extends LayerCall {
  /** Where edits have moved it; undefined where that is not known, because it was deleted or the window was reloaded. */
  readonly range: TextRange | undefined;
  /** How many calls on lines like its own there were, itself included; 0 where that is not known. */
  readonly twins: number;
}

/** A call of a layer that was found: where its callee and parenthesis are, and how it is found again. */
export interface FoundUse {
  readonly range: TextRange;
  readonly use: Pick<LayerCall, 'from' | 'line' | 'head' | 'callee'>;
  readonly twins: number;
}

/**
 * Finds the call of a layer again, in the text of its file or cell as it is now: at its place, else by its line. Where
 * one of several that look alike was deleted, no other one stands in for it.
 *
 * @param name what the layer is called where it is made: it may have been renamed there and here
 */
export function findUse(text: string, wanted: WantedUse, name: string | undefined): FoundUse | undefined {
  const callees = name === undefined ? [wanted.callee] : [wanted.callee, name];
  const tracked = wanted.range && callIn(text, wanted.range, callees);
  if (tracked !== undefined) return found(text, tracked.from, tracked.callee);
  // Not looked for before: what has the same place and the same line is the one.
  const { from: at, callee, line, twins } = wanted;
  if (twins === 0 && isCallAt(text, at, callee) && lineOf(text, { from: at }).line === line)
    return found(text, at, callee);
  const alike = callsLike(text, wanted);
  if (alike.length < wanted.twins) return undefined;
  const same = alike.filter((from) => lineOf(text, { from }).line === wanted.line);
  // Where nothing stands before it, its whole line must tell that it is the one.
  const candidates = same.length > 0 || wanted.head === '' ? same : alike;
  const from =
    candidates.find((one) => one === wanted.from) ?? (candidates.length === 1 ? candidates[0] : undefined);
  return from === undefined ? undefined : found(text, from, wanted.callee);
}

function found(text: string, from: number, callee: string): FoundUse {
  const use = { from, callee, ...lineOf(text, { from }) };
  const range = { from, to: text.indexOf('(', from + callee.length) + 1 };
  return { range, use, twins: callsLike(text, use).length };
}

/** Where the calls start, one a line at most, that stand behind the same on their lines. */
function callsLike(text: string, { head, callee }: Pick<LayerCall, 'head' | 'callee'>): number[] {
  const starts = lineStarts(text);
  return starts.flatMap((start, i) => {
    const line = text.slice(start, starts[i + 1] ?? text.length);
    const from = indentOf(line);
    if (!line.startsWith(head, from)) return [];
    const behind = from + head.length;
    const at = behind + indentOf(line.slice(behind));
    return isCallAt(line, at, callee) ? [start + at] : [];
  });
}

/** The first call in a stretch, at the edges of which something may have been typed. */
function callIn(
  text: string,
  { from, to }: TextRange,
  callees: readonly string[],
): { readonly from: number; readonly callee: string } | undefined {
  for (let at = from; at < to; at++) {
    const callee = callees.find((one) => isCallAt(text, at, one));
    if (callee !== undefined) return { from: at, callee };
  }
  return undefined;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function isCallAt(text: string, from: number, callee: string): boolean {
  if (callee === '' || !text.startsWith(callee, from) || /[\w.]/.test(text[from - 1] ?? '')) return false;
  let end = from + callee.length;
  while (text[end] === ' ') end++;
  return text[end] === '(';
}
