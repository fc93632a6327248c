import * as vscode from 'vscode';
import { askProbability } from './askProbability';
import { ContextKey } from './contextKey';
import { Changing } from './owner';
import type { DropoutSite, TriedSite } from '../protocol/reading';
import { type PythonNumber, reprNumber } from '../torch/pythonNumber';

/** Refers to a call for which the reader tries a p. */
export interface WhatIfReference {
  /** Of the file or the cell. */
  readonly uri: string;
  readonly key: string;
}

/** The values of p that the reader tries for calls whose p the code leaves open. They stay in the editor only. */
export class WhatIfs extends Changing {
  readonly #values = new Map<string, PythonNumber>();
  readonly #hasAny = new ContextKey('hasWhatIf');

  /** The site with the p that is tried for it, if there is one. */
  applied(uri: vscode.Uri, site: DropoutSite): TriedSite {
    // Asked for each call of a file at every keystroke, mostly where nothing is tried.
    if (this.#values.size === 0) return site;
    const number = this.#values.get(keyOf({ uri: uri.toString(), key: site.key }));
    if (number === undefined || (site.p.known && site.p.unless === undefined)) return site;
    const p = {
      known: true,
      number,
      source: 'literal',
      reach: 'file',
      steps: [],
      unless: undefined,
      guessed: false,
      beside: [],
    } as const;
    return { ...site, p, isTried: true };
  }

  /** Asks for a p and tries it. What does not refer to a call is refused. */
  async ask(argument: unknown): Promise<void> {
    const reference = received(argument);
    if (reference === undefined) return;
    const number = await askProbability({
      title: vscode.l10n.t('What if p = …'),
      prompt: vscode.l10n.t('A p to try for this call. It stays in the editor; your code is not changed.'),
      value: reprNumber(this.#values.get(keyOf(reference)) ?? { type: 'float', value: 0.1 }),
    });
    if (number === undefined) return;
    this.#values.set(keyOf(reference), number);
    this.#update();
  }

  /** Forgets the p that is tried for a call; all of them where none is named. */
  clear(argument: unknown): void {
    const reference = received(argument);
    if (reference === undefined) this.#values.clear();
    else this.#values.delete(keyOf(reference));
    this.#update();
  }

  #update(): void {
    this.#hasAny.set(this.#values.size > 0);
    this.changed();
  }
}

function keyOf({ uri, key }: WhatIfReference): string {
  return `${uri}#${key}`;
}

function received(argument: unknown): WhatIfReference | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { uri, key } = argument as Record<string, unknown>;
  return typeof uri === 'string' && typeof key === 'string' ? { uri, key } : undefined;
}
