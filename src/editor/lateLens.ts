import * as vscode from 'vscode';
import type { LensMaker } from './lens';

/**
 * Up to so many calls, what the lenses say comes with them; in longer documents only when they come into view.
 * Lenses that say it at once are seen earlier. And VS Code ends the commands of older lenses when one of them
 * is resolved late, while it still shows them: a click then does nothing.
 */
const SAID_AT_ONCE = 20;

/** A lens that can be put into words when it comes into view: of thousands most never do. */
interface LateLens extends vscode.CodeLens {
  readonly make: LensMaker;
}

export function lateLens(range: vscode.Range, make: LensMaker): LateLens {
  return Object.assign(new vscode.CodeLens(range), { make });
}

/** The lenses of so many calls, said at once where these are few. */
export function saidInTime(lenses: readonly LateLens[], calls: number): vscode.CodeLens[] {
  return calls <= SAID_AT_ONCE ? lenses.map(resolved) : [...lenses];
}

/** What VS Code asks for when a lens comes into view. */
export function resolved(lens: vscode.CodeLens): vscode.CodeLens {
  if ('make' in lens) lens.command = (lens as LateLens).make();
  return lens;
}
