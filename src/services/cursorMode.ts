import { ContextKey } from './contextKey';
import { Changing } from './owner';

/** Whether the playground shows the replayed call under the cursor: not, always, or as soon as the reader lets go of the call that it shows. */
export type CursorModeName = 'off' | 'following' | 'pinned';

/** How the cursor leads the playground, in this window; it does not at first. */
export class CursorMode extends Changing {
  #name: CursorModeName = 'off';
  readonly #leads = new ContextKey('cursorLeads');

  get name(): CursorModeName {
    return this.#name;
  }

  set(name: CursorModeName): void {
    if (name === this.#name) return;
    this.#name = name;
    this.#leads.set(name !== 'off');
    this.changed();
  }
}
