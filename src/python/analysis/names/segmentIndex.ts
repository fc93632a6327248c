import { addTo, once, remembered } from '../../syntax/byKey';
import type { Segment } from '../../syntax/scopes';
import type { Module } from './module';

/** What segments have by a name that stands in their texts: each is gone through once, and of other files only those that have the name. */
export class SegmentIndex<T> {
  /** Hundreds of classes ask a module for the same. */
  readonly #asked = once<Module, Map<string, readonly T[]>>(() => new Map());
  readonly #known = new WeakMap<object, ReadonlyMap<string, readonly T[]>>();

  /** @param mayHave whether a segment's text may have something by a name, which is seen before it is parsed */
  constructor(
    private readonly entriesOf: (segment: Segment) => Iterable<readonly [name: string, entry: T]>,
    private readonly mayHave: (segment: Segment, name: string) => boolean,
  ) {}

  /** What a module has by a name, in the order of its text. */
  in(module: Module, name: string): readonly T[] {
    return remembered(this.#asked(module), name, () => this.#find(module, name));
  }

  /** Whether somebody has asked for it, so that it need not be looked for. */
  isKnown(module: Module, name: string): boolean {
    return this.#asked(module).has(name);
  }

  #find(module: Module, name: string): readonly T[] {
    if (module.isByNeed)
      return module
        .segmentsWith(name)
        .filter((segment) => this.#known.has(segment) || this.mayHave(segment, name))
        .flatMap((segment) => this.#of(segment, [segment]).get(name) ?? []);
    return module.groups.flatMap(({ group }) => this.#of(group, group.segments).get(name) ?? []);
  }

  #of(owner: object, segments: readonly Segment[]): ReadonlyMap<string, readonly T[]> {
    const known = this.#known.get(owner);
    if (known !== undefined) return known;
    const byName = new Map<string, T[]>();
    for (const segment of segments)
      for (const [name, entry] of this.entriesOf(segment)) addTo(byName, name, entry);
    this.#known.set(owner, byName);
    return byName;
  }
}
