import { addTo } from './byKey';
import { parsableCellText } from './cell';
import { type SegmentGroup, groupSegments } from './segmentGroup';
import { Effort } from './parse';
import { readSegment } from './segment';
import type { Segment } from './scopes';
import { nextStretch, type Stretch } from './segmentText';
import { parsableScript } from './sourceText';
import { changedRegion, type Edit } from '../../text';

/** The text of a script or of a notebook's cell, in segments. */
export interface SegmentedText {
  readonly text: string;
  /** What is read of it: of a notebook's cell without IPython's magics, and of a text without end only the start. */
  readonly python: string;
  readonly groups: readonly SegmentGroup[];
}

/**
 * So many characters of a document are read, more than ten thousand lines. What is longer is data or machine-made, and
 * would keep the worker busy for seconds.
 */
export const MAX_READ = 400_000;

/**
 * Reads a text segment by segment. What an earlier text of the same file or cell has in common with it is kept.
 * Never throws.
 *
 * @param limit how many characters are read at most
 */
export function readText(
  text: string,
  options: { readonly notebook: boolean },
  previous?: SegmentedText,
  limit = MAX_READ,
): SegmentedText {
  const length = Math.min(text.length, limit);
  if (previous?.text === text && previous.python.length === length) return previous;
  const read = text.slice(0, length);
  const python = options.notebook ? parsableCellText(read) : read;
  const groups = previous?.groups ?? [];
  const { firstGroup, stretches, lastGroup, rest } = cut(text, python, previous);
  const replaced = groups.slice(firstGroup, lastGroup).flatMap(({ segments }) => segments);
  const spare = new Map<string, Segment[]>();
  for (const segment of replaced.slice(0, replaced.length - rest.length)) addTo(spare, segment.text, segment);
  const sources = stretches.map(({ from, to, lineBreaks }) => {
    const parsed = parsableScript(python.slice(from, to));
    return { text: text.slice(from, to), parsed, lineBreaks };
  });
  const kept = sources.map((source) => {
    const same = spare.get(source.text) ?? [];
    const index = same.findIndex((segment) => segment.parsed === source.parsed);
    // A segment stands in one place only.
    return index < 0 ? undefined : same.splice(index, 1)[0];
  });
  const [before, ...others] =
    kept.filter((segment) => segment === undefined).length === 1 ? [...spare.values()].flat() : [];
  const effort = new Effort();
  const segments = sources.map(
    (source, index) => kept[index] ?? readSegment(source, effort, others.length === 0 ? before : undefined),
  );
  const turned = groupSegments([...segments, ...rest]);
  return { text, python, groups: [...groups.slice(0, firstGroup), ...turned, ...groups.slice(lastGroup)] };
}

/** What of an earlier text is replaced: groups from `firstGroup` up to `lastGroup`, by new stretches and some kept segments. */
interface Cuts {
  readonly firstGroup: number;
  readonly stretches: readonly Stretch[];
  /** The segments at the end of the group before `lastGroup` that stay as they are. */
  readonly rest: readonly Segment[];
  readonly lastGroup: number;
}

/** Cuts the text anew around what changed. */
function cut(text: string, python: string, previous: SegmentedText | undefined): Cuts {
  const groups = previous?.groups ?? [];
  const change = previous === undefined ? null : changeOf(previous, text, python);
  const { firstGroup, start } = change === null ? { firstGroup: 0, start: 0 } : groupOf(groups, change.from);
  const shift = change === null ? 0 : change.toAfter - change.toBefore;
  const stretches: Stretch[] = [];
  let [group, groupStart] = [firstGroup, start];
  for (let at = start; at < python.length;) {
    // Behind the change every cut of the earlier text at which this one is cut too is followed by the same ones.
    if (change !== null && at >= change.toAfter) {
      while (group < groups.length && groupStart + (groups[group]?.length ?? 0) + shift <= at) {
        groupStart += groups[group]?.length ?? 0;
        group++;
      }
      const { starts = [], segments = [] } = groups[group] ?? {};
      const index = starts.indexOf(at - shift - groupStart);
      if (index >= 0) return { firstGroup, stretches, rest: segments.slice(index), lastGroup: group + 1 };
    }
    const stretch = nextStretch(python, at);
    stretches.push(stretch);
    at = stretch.to;
  }
  return { firstGroup, stretches, rest: [], lastGroup: groups.length };
}

/**
 * The group that holds a position, or the one before it, where the position is in the group's first segment: what
 * precedes a cut decides on it too.
 */
function groupOf(groups: readonly SegmentGroup[], position: number): { firstGroup: number; start: number } {
  let start = 0;
  for (const [firstGroup, { length }] of groups.entries()) {
    const next = groups[firstGroup + 1];
    if (next === undefined || position < start + length + (next.starts[1] ?? next.length))
      return { firstGroup, start };
    start += length;
  }
  return { firstGroup: 0, start: 0 };
}

/** What changed in a text or in how it is read: a magic may differ where the Python around it does not. */
function changeOf(previous: SegmentedText, text: string, python: string): Edit | null {
  const written = changedRegion(previous.text, text);
  const read = text === python ? written : changedRegion(previous.python, python);
  if (written === null || read === null) return written;
  return {
    from: Math.min(written.from, read.from),
    toBefore: Math.max(written.toBefore, read.toBefore),
    toAfter: Math.max(written.toAfter, read.toAfter),
  };
}
