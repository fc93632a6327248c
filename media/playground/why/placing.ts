/* Where the labels of a plot find room: never on a curve, a tick, or each other. */

/** A part of a plot, in pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a label may stand: by its start, middle or end, on its baseline. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A label, and where it may stand, the best first. */
export interface Wanted {
  readonly text: string;
  readonly spots: readonly Spot[];
}

/** How far a line reaches above its baseline, and below. */
const ASCENT = 9;
const DESCENT = 3;
/** How wide a character is at most on average, and one of Chinese or Japanese. */
const NARROW = 6.2;
const WIDE = 11.5;

/** The room that a label takes at a spot. */
export function boxOf(text: string, { x, y, anchor }: Spot): Box {
  const width = Array.from(text).reduce((sum, character) => sum + (character > '\u2e80' ? WIDE : NARROW), 0);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - ASCENT, bottom: y + DESCENT };
}

export function around(x: number, y: number, reach: number): Box {
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

/** The room of a line from point to point, in pieces so small that they are hardly larger than it. */
export function alongLine(points: readonly (readonly [x: number, y: number])[]): Box[] {
  const piece = 4;
  return points.flatMap(([x, y], i) => {
    const [fromX, fromY] = points[i - 1] ?? [x, y];
    const count = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / piece));
    return Array.from({ length: count }, (_, k) =>
      around(x + ((fromX - x) * k) / count, y + ((fromY - y) * k) / count, piece / 2),
    );
  });
}

/** Beside a point: below it, above, and to either side. */
export function besidePoint(x: number, y: number, reach: number): Spot[] {
  const gap = reach + 4;
  return [
    { x, y: y + gap + ASCENT, anchor: 'middle' },
    { x, y: y - gap, anchor: 'middle' },
    { x: x + gap, y: y + 4, anchor: 'start' },
    { x: x - gap, y: y + 4, anchor: 'end' },
    ...[y + gap + ASCENT, y - gap].flatMap((at): Spot[] => [
      { x: x + reach, y: at, anchor: 'start' },
      { x: x - reach, y: at, anchor: 'end' },
    ]),
  ];
}

/** Above or below a level line, from one end to the other. */
export function besideLevel(left: number, right: number, y: number): Spot[] {
  return [1, 0, 0.75, 0.5, 0.25].flatMap((part) =>
    [y + ASCENT + 5, y - DESCENT - 3].map((at): Spot => ({
      x: left + part * (right - left),
      y: at,
      anchor: part === 1 ? 'end' : part === 0 ? 'start' : 'middle',
    })),
  );
}

/** Beside an upright line, from its top down. */
export function besideUpright(x: number, top: number, bottom: number): Spot[] {
  const steps = Math.max(1, Math.floor((bottom - top) / 12));
  return Array.from({ length: steps }, (_, i) => top + ASCENT + 12 * i).flatMap((y): Spot[] => [
    { x: x + 5, y, anchor: 'start' },
    { x: x - 5, y, anchor: 'end' },
  ]);
}

/** Puts each label at the first of its spots that is free and within the plot. One that has no room is left out. */
export function placeLabels(
  wanted: readonly Wanted[],
  taken: readonly Box[],
  bounds: Box,
): (Spot & { readonly text: string })[] {
  const occupied = [...taken];
  return wanted.flatMap(({ text, spots }) => {
    const spot = spots.find((one) => {
      const box = boxOf(text, one);
      return isWithin(box, bounds) && !occupied.some((other) => overlap(box, other));
    });
    if (spot === undefined) return [];
    occupied.push(boxOf(text, spot));
    return [{ ...spot, text }];
  });
}

function isWithin(box: Box, { left, right, top, bottom }: Box): boolean {
  return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
