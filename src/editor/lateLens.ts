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

/** What all lenses above a call say. */
export type LensSpeaker = () => Promise<readonly ToldCommand[] | undefined>;

/** A lens that can be put into words when it comes into view: of thousands most never do. */
export class LateLens extends CodeLens {
  /** @param index which it is of all that is said */
  constructor(
    range: vscode.Range,
    readonly say: LensSpeaker,
    readonly index: number,
  ) {
    super(range);
  }
}

/**
 * The lenses above one call.
 *
 * @param ask asks for what they say, once
 */
export function lateLenses(
  range: vscode.Range,
  { count, calls }: { readonly count: number; readonly calls: number },
  ask: LensSpeaker,
): LateLens[] {
  if (calls > MOST_WITH_ALL) return count > 0 ? [new LateLens(range, ask, 0)] : [];
  let said: ReturnType<LensSpeaker> | undefined;
  const say = () => (said ??= ask());
  return Array.from({ length: count }, (_, index) => new LateLens(range, say, index));
}

/** The lenses of so many calls, said at once where these are few; then without those of which nobody can say anything. */
export async function saidInTime(lenses: LateLens[], calls: number): Promise<vscode.CodeLens[]> {
  if (calls > SAID_AT_ONCE) return lenses;
  const said = await Promise.all(lenses.map(resolved));
  return said.filter(({ command }) => command !== undefined);
}

/** What VS Code asks for when a lens comes into view. */
export async function resolved(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
  if (lens instanceof LateLens) {
    const command = (await lens.say())?.[lens.index];
    if (command !== undefined) lens.command = command;
  }
  return lens;
}
