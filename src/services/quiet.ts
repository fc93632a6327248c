import type * as vscode from 'vscode';
import { Changing } from './owner';

/** The command that hides lenses, hints and items, or shows them again. */
export const TOGGLE_QUIET = 'dropoutPlayground.toggleQuiet';

const KEY = 'quiet';

/** Whether the reader has hidden all lenses, hints and items of this window, as a teacher does who asks what dropout will do. */
export class Quiet extends Changing {
  /** @param memento remembers it for the window */
  constructor(private readonly memento: vscode.Memento) {
    super();
  }

  get isOn(): boolean {
    return this.memento.get(KEY) === true;
  }

  /** Hides what is shown, or shows what is hidden. @returns whether it is hidden now */
  async toggle(): Promise<boolean> {
    await this.memento.update(KEY, !this.isOn);
    this.changed();
    return this.isOn;
  }
}
