import * as vscode from 'vscode';
import type { ToldCommand } from '../protocol/reading';

const { CodeLens } = vscode;

/**
 * Up to so many calls, what the lenses say comes with them; in longer documents only when they come into view.
 * Lenses that say it at once are seen earlier. And VS Code ends the commands of older lenses when one of them
 * is resolved late, while it still shows them: a click then does nothing.
 */
const SAID_AT_ONCE = 20;

/**
 * In documents with more calls each has one lens alone. VS Code asks for all of a document's lenses whenever somebody types,
 * and sends them to the window: thousands that nobody sees would hold up all that other extensions do.
 */
export const MOST_WITH_ALL = 500;

/** Says what all lenses above something say. */
export type LensSpeaker<T> = (of: T) => Promise<readonly ToldCommand[] | undefined>;

/**
 * A lens that can be put into words when it comes into view: of thousands most never do. It has what it is of, because a
 * function for each, which knew it, would take more memory than all the rest.
 */
export class LateLens<T = unknown> extends CodeLens {
  /** @param index which it is of all that is said */
  constructor(
    range: vscode.Range,
    readonly say: LensSpeaker<T>,
    readonly of: T,
    readonly index: number,
  ) {
    super(range);
  }
}

/** Adds so many lenses above one call. @param ask asks for what they say, once */
export function addLenses<T>(
  lenses: LateLens<T>[],
  range: vscode.Range,
  count: number,
  of: T,
  ask: LensSpeaker<T>,
): void {
  let say = ask;
  if (count > 1) {
    let said: ReturnType<LensSpeaker<T>> | undefined;
    say = () => (said ??= ask(of));
  }
  for (let index = 0; index < count; index++) lenses.push(new LateLens(range, say, of, index));
}

/** The lenses of so many calls, said at once where these are few; then without those of which nobody can say anything. */
export async function saidInTime(lenses: vscode.CodeLens[], calls: number): Promise<vscode.CodeLens[]> {
  if (calls > SAID_AT_ONCE) return lenses;
  const said = await Promise.all(lenses.map(resolved));
  return said.filter(({ command }) => command !== undefined);
}

/** What VS Code asks for when a lens comes into view: another one, for the same may be shown again with other words. */
export async function resolved(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
  if (!(lens instanceof LateLens)) return lens;
  return new CodeLens(lens.range, (await lens.say(lens.of))?.[lens.index]);
}
