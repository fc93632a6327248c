import type { SegmentGroup } from '../../syntax/segmentGroup';
import type { Binding, MemberWrite, Segment } from '../../syntax/scopes';
import type { SegmentedText } from '../../syntax/segmentedText';

/** Where a group or a segment stands. */
export interface StartPosition {
  readonly cell: number;
  /** Its offset and line (from 0) in its cell. */
  readonly start: number;
  readonly line: number;
  /** Its offset in document order, over all cells. */
  readonly at: number;
}

/** A script, or a notebook, whose cells share one module scope in document order. */
export class Module {
  readonly groups: readonly { readonly group: SegmentGroup; readonly place: StartPosition }[];
  /** The module's `from … import *`. */
  readonly stars: readonly Binding[];
  /** What was asked already: finding it means to search all groups, and some of it is asked for thousands of calls. */
  readonly #places = new Map<Segment, StartPosition>();
  readonly #ordered = new Map<string, readonly Binding[]>();

  /** @param uri where a file other than the reader's own document is */
  constructor(
    cells: readonly SegmentedText[],
    readonly uri?: string,
  ) {
    let base = 0;
    this.groups = cells.flatMap(({ text, groups }, cell) => {
      let [start, line] = [0, 0];
      const placed = groups.map((group) => {
        const place = { cell, start, line, at: base + start };
        start += group.length;
        line += group.lineBreaks;
        return { group, place };
      });
      base += text.length + 1;
      return placed;
    });
    this.stars = this.groups.flatMap(({ group }) => group.stars);
  }

  placeOf(segment: Segment): StartPosition | undefined {
    const known = this.#places.get(segment);
    if (known !== undefined) return known;
    const place = this.#findPlace(segment);
    if (place !== undefined) this.#places.set(segment, place);
    return place;
  }

  #findPlace(segment: Segment): StartPosition | undefined {
    for (const { group, place } of this.groups) {
      const index = group.indices.get(segment);
      if (index === undefined) continue;
      const { cell, start, line, at } = place;
      const offset = group.starts[index] ?? 0;
      return { cell, start: start + offset, line: line + (group.lines[index] ?? 0), at: at + offset };
    }
    return undefined;
  }

  /** A position of a segment in document order, over all cells. */
  positionOf(segment: Segment, at: number): number {
    return (this.placeOf(segment)?.at ?? 0) + at;
  }

  /** Everything that binds a name at the top level or may, as stars do, in the order in which it comes into force. */
  orderedBindingsOf(name: string): readonly Binding[] {
    const known = this.#ordered.get(name);
    if (known !== undefined) return known;
    const position = ({ site: { segment }, at }: Binding): number => this.positionOf(segment, at);
    const ordered = [...this.bindingsOf(name), ...this.stars].sort((a, b) => position(a) - position(b));
    this.#ordered.set(name, ordered);
    return ordered;
  }

  /** Everything that binds a name at the top level, in document order. */
  bindingsOf(name: string): readonly Binding[] {
    return this.groups.flatMap(({ group }) => group.names.get(name) ?? []);
  }

  /** Every assignment to an attribute or key of this name, but those of objects to their own in their methods. */
  writesOf(name: string): readonly MemberWrite[] {
    return this.groups.flatMap(({ group }) => group.writes.get(name) ?? []);
  }
}
