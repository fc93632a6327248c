/** What changed of some fields since they were last taken: only that travels to a page. */
export class ChangedFields {
  readonly #last = new Map<string, string>();

  /** The fields that have other values than before; null for those that are gone. Values are plain data. */
  take(fields: object): Record<string, unknown> {
    const now = new Map(Object.entries(fields));
    const changed: Record<string, unknown> = {};
    for (const name of new Set([...this.#last.keys(), ...now.keys()])) {
      const value: unknown = now.get(name) ?? null;
      const text = JSON.stringify(value);
      if (this.#last.get(name) === text) continue;
      this.#last.set(name, text);
      changed[name] = value;
    }
    return changed;
  }

  /** From now on all fields have changed. */
  clear(): void {
    this.#last.clear();
  }
}

/** Fields with what changed of them. */
export function withChanges(fields: object, changes: object): Record<string, unknown> {
  const changed = Object.entries({ ...fields, ...changes });
  return Object.fromEntries(changed.filter(([, value]) => value !== null && value !== undefined));
}
