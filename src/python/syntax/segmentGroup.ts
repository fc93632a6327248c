import type { Binding, MemberWrite, Segment } from './scopes';
import type { ErrorLines } from './unsettled';

/**
 * A few neighbouring segments and what they bring into the module, added up. A long file has many segments, and
 * going through all of them would take too long for one keystroke: its groups are few, and all but one stay as they are.
 */
export interface SegmentGroup extends Places {
  readonly segments: readonly Segment[];
  /** Whether its segments are parsed only when somebody asks for more of them than their texts. */
  readonly isByNeed: boolean;
  readonly names: ByName<Binding>;
  readonly writes: ByName<MemberWrite>;
  readonly stars: readonly Binding[];
  /** Lines that cannot be parsed, counted from the group's start. */
  readonly errors: readonly ErrorLines[];
}

/** What is known by a name. */
type ByName<T> = Pick<ReadonlyMap<string, readonly T[]>, 'get'>;

interface Places {
  /** Where each segment starts, and on which line (from 0), counted from the group's start. */
  readonly starts: readonly number[];
  readonly lines: readonly number[];
  readonly length: number;
  readonly lineBreaks: number;
  readonly indices: ReadonlyMap<Segment, number>;
}

/** So many segments make a group at most. */
const MOST_SEGMENTS = 32;

/** Puts segments into groups of about equal size. */
export function groupSegments<T extends Segment>(
  segments: readonly T[],
  make: (segments: readonly T[]) => SegmentGroup = makeGroup,
): SegmentGroup[] {
  const count = Math.ceil(segments.length / MOST_SEGMENTS);
  const groups: SegmentGroup[] = [];
  for (let index = 0; index < count; index++) {
    const from = Math.round((index * segments.length) / count);
    const to = Math.round(((index + 1) * segments.length) / count);
    groups.push(make(segments.slice(from, to)));
  }
  return groups;
}

/** Where segments stand that follow each other. */
export function placesOf(segments: readonly Segment[]): Places {
  const starts: number[] = [];
  const lines: number[] = [];
  const indices = new Map<Segment, number>();
  let [length, lineBreaks] = [0, 0];
  for (const segment of segments) {
    indices.set(segment, starts.length);
    starts.push(length);
    lines.push(lineBreaks);
    length += segment.text.length;
    lineBreaks += segment.lineBreaks;
  }
  return { starts, lines, length, lineBreaks, indices };
}

function makeGroup(segments: readonly Segment[]): SegmentGroup {
  const places = placesOf(segments);
  const names = new Map<string, readonly Binding[]>();
  const writes = new Map<string, readonly MemberWrite[]>();
  const stars: Binding[] = [];
  const errors: ErrorLines[] = [];
  for (const [index, segment] of segments.entries()) {
    const line = places.lines[index] ?? 0;
    for (const { fromLine, toLine } of segment.errors)
      errors.push({ fromLine: fromLine + line, toLine: toLine + line });
    for (const [name, bindings] of segment.scope.names) add(names, name, bindings);
    for (const write of segment.memberWrites) add(writes, write.name, [write]);
    stars.push(...segment.scope.stars);
  }
  return { ...places, segments, isByNeed: false, names, writes, stars, errors };
}

function add<T>(lists: Map<string, readonly T[]>, name: string, more: readonly T[]): void {
  const known = lists.get(name);
  lists.set(name, known === undefined ? more : [...known, ...more]);
}
