import * as vscode from 'vscode';
import type { ToldCommand } from '../protocol/reading';

/**
 * Up to so many calls, what the lenses say comes with them; in longer documents only when they come into view.
 * Lenses that say it at once are seen earlier. And VS Code ends the commands of older lenses when one of them
 * is resolved late, while it still shows them: a click then does nothing.
 */
const SAID_AT_ONCE = 20;

/** A lens that can be put into words when it comes into view: of thousands most never do. */
export interface LateLens extends vscode.CodeLens {
  /** What all lenses above the call say, of which this is one. */
  readonly say: () => Promise<readonly ToldCommand[] | undefined>;
  readonly index: number;
}

/** So many lenses above one call. @param ask asks for what they say, once */
export function lateLenses(range: vscode.Range, count: number, ask: LateLens['say']): LateLens[] {
  let said: ReturnType<LateLens['say']> | undefined;
  const say = () => (said ??= ask());
  return Array.from({ length: count }, (_, index) =>
    Object.assign(new vscode.CodeLens(range), { say, index }),
  );
}

/** The lenses of so many calls, said at once where these are few. */
export async function saidInTime(lenses: readonly LateLens[], calls: number): Promise<vscode.CodeLens[]> {
  return calls <= SAID_AT_ONCE ? await Promise.all(lenses.map(resolved)) : [...lenses];
}

/** What VS Code asks for when a lens comes into view. */
export async function resolved(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
  if ('say' in lens) {
    const { say, index } = lens as LateLens;
    const command = (await say())?.[index];
    if (command !== undefined) lens.command = command;
  }
  return lens;
}
