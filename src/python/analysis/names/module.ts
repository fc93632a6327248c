import type { Page } from '../../syntax/page';
import type { Binding, MemberWrite, Segment } from '../../syntax/scopes';
import type { SegmentedText } from '../../syntax/segmentedText';

/** Where a page or a segment stands. */
export interface Place {
  readonly cell: number;
  /** Its offset and line (from 0) in its cell. */
  readonly start: number;
  readonly line: number;
  /** Its offset in document order, over all cells. */
  readonly at: number;
}

/** A script, or a notebook, whose cells share one module scope in document order. */
export class Module {
  readonly pages: readonly { readonly page: Page; readonly place: Place }[];
  /** The module's `from … import *`. */
  readonly stars: readonly Binding[];
  /** What was asked already: finding it means to search all pages, and some of it is asked for thousands of calls. */
  readonly #places = new Map<Segment, Place>();
  readonly #ordered = new Map<string, readonly Binding[]>();

  /** @param uri where a file other than the reader's own document is */
  constructor(
    cells: readonly SegmentedText[],
    readonly uri?: string,
  ) {
    let base = 0;
    this.pages = cells.flatMap(({ text, pages }, cell) => {
      let [start, line] = [0, 0];
      const placed = pages.map((page) => {
        const place = { cell, start, line, at: base + start };
        start += page.length;
        line += page.lineBreaks;
        return { page, place };
      });
      base += text.length + 1;
      return placed;
    });
    this.stars = this.pages.flatMap(({ page }) => page.stars);
  }

  placeOf(segment: Segment): Place | undefined {
    const known = this.#places.get(segment);
    if (known !== undefined) return known;
    const place = this.#findPlace(segment);
    if (place !== undefined) this.#places.set(segment, place);
    return place;
  }

  #findPlace(segment: Segment): Place | undefined {
    for (const { page, place } of this.pages) {
      const index = page.indices.get(segment);
      if (index === undefined) continue;
      const { cell, start, line, at } = place;
      const offset = page.starts[index] ?? 0;
      return { cell, start: start + offset, line: line + (page.lines[index] ?? 0), at: at + offset };
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
    return this.pages.flatMap(({ page }) => page.names.get(name) ?? []);
  }

  /** Every assignment to an attribute or key of this name, but those of objects to their own in their methods. */
  writesOf(name: string): readonly MemberWrite[] {
    return this.pages.flatMap(({ page }) => page.writes.get(name) ?? []);
  }
}
