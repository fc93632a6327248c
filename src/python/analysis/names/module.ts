import { addTo, remembered } from '../../syntax/byKey';
import { isLong, wordsOf } from '../../syntax/mentions';
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

/** All that binds a name in a scope or may, as stars do, in the order in which it comes into force. */
export interface OrderedBindings {
  readonly all: readonly Binding[];
  /** What the scope's own code binds. */
  readonly own: readonly Binding[];
  /** What other functions bind, whenever they are called. */
  readonly deferred: readonly Binding[];
}

interface PlacedGroup {
  readonly group: SegmentGroup;
  readonly place: StartPosition;
}

/** So many segments, or words, are searched for one by one: to note where all are takes as long as that. */
const MOST_SEARCHES = 16;

/** A script, or a notebook, whose cells share one module scope in document order. */
export class Module {
  readonly groups: readonly PlacedGroup[];
  /** What was asked already: finding it means to search all groups, and some of it is asked for thousands of calls. */
  readonly #places = new Map<Segment, StartPosition>();
  readonly #bindings = new Map<string, readonly Binding[]>();
  readonly #ordered = new Map<string, OrderedBindings>();
  readonly #writes = new Map<string, readonly MemberWrite[]>();
  readonly #segments = new Map<string, readonly Segment[]>();
  #segmentsByWord: ReadonlyMap<string, readonly Segment[]> | undefined;
  #stars: readonly Binding[] | undefined;
  #searches = 0;
  readonly #length: number;
  #groupsBySegment: ReadonlyMap<Segment, PlacedGroup> | undefined;

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
    this.#length = base;
  }

  /** The module's `from … import *`. */
  get stars(): readonly Binding[] {
    this.#stars ??= this.groups.flatMap(({ group }) => group.stars);
    return this.#stars;
  }

  /** Whether it is a notebook of several cells. */
  get hasCells(): boolean {
    return (this.groups.at(-1)?.place.cell ?? 0) > 0;
  }

  /** Whether its segments are parsed only when somebody asks for more of them than their texts. */
  get isByNeed(): boolean {
    return this.groups[0]?.group.isByNeed === true;
  }

  /** The segments in whose text something stands: a word, or what begins with one. */
  segmentsWith(text: string): readonly Segment[] {
    return remembered(this.#segments, text, () => {
      const word = /^[\w\u0080-\uffff]+/.exec(text)?.[0];
      const isIndexed = word !== undefined && isLong(this.#length) && this.#segments.size >= MOST_SEARCHES;
      const among = isIndexed
        ? (this.#words().get(word) ?? [])
        : this.groups.flatMap(({ group }) => group.segments);
      return isIndexed && word === text ? among : among.filter((segment) => segment.text.includes(text));
    });
  }

  /** Which segments have each word: of a long file as many may be asked for as it has segments. */
  #words(): ReadonlyMap<string, readonly Segment[]> {
    if (this.#segmentsByWord !== undefined) return this.#segmentsByWord;
    const found = new Map<string, Segment[]>();
    for (const { group } of this.groups)
      for (const segment of group.segments)
        for (const word of wordsOf(segment).keys()) addTo(found, word, segment);
    return (this.#segmentsByWord = found);
  }

  /** The segment in which an offset of a cell is, and where that starts. */
  segmentAt(cell: number, offset: number): { readonly segment: Segment; readonly start: number } | undefined {
    const placed = this.groups.findLast(({ place }) => place.cell === cell && place.start <= offset);
    if (placed === undefined || offset > placed.place.start + placed.group.length) return undefined;
    const { group, place } = placed;
    const index = group.starts.findLastIndex((from) => place.start + from <= offset);
    const segment = group.segments[index];
    return segment && { segment, start: place.start + (group.starts[index] ?? 0) };
  }

  placeOf(segment: Segment): StartPosition | undefined {
    const known = this.#places.get(segment);
    if (known !== undefined) return known;
    const place = this.#findPlace(segment);
    if (place !== undefined) this.#places.set(segment, place);
    return place;
  }

  #findPlace(segment: Segment): StartPosition | undefined {
    const found = this.#groupWith(segment);
    const index = found?.group.indices.get(segment);
    if (found === undefined || index === undefined) return undefined;
    const { group, place } = found;
    const { cell, start, line, at } = place;
    const offset = group.starts[index] ?? 0;
    return { cell, start: start + offset, line: line + (group.lines[index] ?? 0), at: at + offset };
  }

  #groupWith(segment: Segment): PlacedGroup | undefined {
    if (this.#searches++ < MOST_SEARCHES) return this.groups.find(({ group }) => group.indices.has(segment));
    this.#groupsBySegment ??= new Map(
      this.groups.flatMap((placed) => placed.group.segments.map((part) => [part, placed] as const)),
    );
    return this.#groupsBySegment.get(segment);
  }

  /** A position of a segment in document order, over all cells. */
  positionOf(segment: Segment, at: number): number {
    return (this.placeOf(segment)?.at ?? 0) + at;
  }

  /** Everything that binds a name at the top level or may, as stars do. */
  orderedBindingsOf(name: string): OrderedBindings {
    return remembered(this.#ordered, name, () => {
      const named = this.bindingsOf(name);
      // Of hundreds of cells each may bind a name.
      if (this.stars.length === 0 && named.every((one, index) => !isBefore(one, named[index - 1])))
        return inOrder(named);
      const position = ({ site: { segment }, at }: Binding): number => this.positionOf(segment, at);
      return inOrder([...named, ...this.stars].sort((a, b) => position(a) - position(b)));
    });
  }

  /** Everything that binds a name at the top level, in document order. */
  bindingsOf(name: string): readonly Binding[] {
    return remembered(this.#bindings, name, () =>
      this.#groupsWith(name).flatMap(({ group }) => group.names.get(name) ?? []),
    );
  }

  /** Every assignment to an attribute or key of this name, but those of objects to their own in their methods. */
  writesOf(name: string): readonly MemberWrite[] {
    return remembered(this.#writes, name, () =>
      this.#groupsWith(name).flatMap(({ group }) => group.writes.get(name) ?? []),
    );
  }

  /** The groups that may have something by a name: of what is parsed by need no text is searched in vain, once their words are noted. */
  #groupsWith(name: string): readonly PlacedGroup[] {
    return this.isByNeed && this.segmentsWith(name).length === 0 ? [] : this.groups;
  }
}

/** Whether a binding comes into force before one that stands before it in the same segment, or in one before. */
function isBefore({ site, at }: Binding, other: Binding | undefined): boolean {
  return site.segment === other?.site.segment && at < other.at;
}

/** Sorts out bindings that are in order. */
export function inOrder(all: readonly Binding[]): OrderedBindings {
  const deferred = all.filter((one) => one.deferred);
  return { all, own: deferred.length === 0 ? all : all.filter((one) => !one.deferred), deferred };
}
