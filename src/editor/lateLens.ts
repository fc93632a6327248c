import * as vscode from 'vscode';
import type { ToldCommand } from '../protocol/reading';

/**
 * Up to so many calls, what the lenses say comes with them; in longer documents only when they come into view.
 * Lenses that say it at once are seen earlier. And VS Code ends the commands of older lenses when one of them
 * is resolved late, while it still shows them: a click then does nothing.
 */
const SAID_AT_ONCE = 20;

/** A lens that can be put into words when it comes into view: of thousands most never do. */
export class LateLens extends vscode.CodeLens {
  /** @param say what all lenses above a call say, of which this is one */
  constructor(
    range: vscode.Range,
    private readonly index: number,
    private readonly say: () => Promise<readonly ToldCommand[] | undefined>,
  ) {
    super(range);
  }

  async resolve(): Promise<void> {
    const command = (await this.say())?.[this.index];
    if (command !== undefined) this.command = command;
  }
}

/** So many lenses above one call. @param say asks for what they say, once */
export function lateLenses(
  range: vscode.Range,
  count: number,
  say: () => Promise<readonly ToldCommand[] | undefined>,
): LateLens[] {
  let said: ReturnType<typeof say> | undefined;
  return Array.from({ length: count }, (_, i) => new LateLens(range, i, () => (said ??= say())));
}

/** The lenses of so many calls, said at once where these are few. */
export async function saidInTime(lenses: readonly LateLens[], calls: number): Promise<vscode.CodeLens[]> {
  if (calls <= SAID_AT_ONCE) await Promise.all(lenses.map((lens) => lens.resolve()));
  return [...lenses];
}

/** What VS Code asks for when a lens comes into view. */
export async function resolved(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
  if (lens instanceof LateLens) await lens.resolve();
  return lens;
}
