import { isFloating } from '../dtype';
import { fixedText, isScientific, scientificText } from '../elementFormat';
import { printedPlaces, type ReprOptions, reprTensor } from '../repr';
import type { Enclosure } from './enclosure';
import { endsOf, floatPoints } from './interval';
import type { Scalar } from './scalar';

/* Text that Python prints of uncertain numbers: only where it is the same for all that they may be. */

/** `repr(x)`, undefined where not every tensor within the bounds is printed so. */
export function reprEnclosed(x: Enclosure, options: ReprOptions = {}): string | undefined {
  return isTextSure(x) ? reprTensor(x.tensor, options) : undefined;
}

/**
 * A number as Python writes it, undefined where not every number within the bounds is written so.
 *
 * @param format a format that never goes down while the number goes up: `repr`, `f"{x:.4f}"` and their like.
 */
export function scalarText(scalar: Scalar, format: (scalar: Scalar) => string): string | undefined {
  const { error = 0 } = scalar;
  const text = format(scalar);
  if (error === 0) return text;
  if (scalar.type !== 'float' || !Number.isFinite(error)) return undefined;
  const points = floatPoints('float64', scalar.value, error);
  return points.every((value) => format({ type: 'float', value }) === text) ? text : undefined;
}

/** The range of a printed float. */
interface Range {
  readonly low: number;
  readonly high: number;
}

function isTextSure(x: Enclosure): boolean {
  const doubts = x.memoryErrors();
  if (!doubts) return true;
  const { data, dtype } = x.tensor;
  const places = Array.from(printedPlaces(x.tensor));
  if (places.every((place) => (doubts[place] ?? 0) === 0)) return true;
  if (!isFloating(dtype)) return false;
  const ranges = places.map((place): Range => {
    const [value, error] = [Number(data[place] ?? 0), doubts[place] ?? 0];
    if (error === 0) return { low: value, high: value };
    const [low, high] = endsOf(dtype, value, error);
    return { low, high };
  });
  const isDoubtful = ({ low, high }: Range): boolean => low !== high;
  // What may be a zero is one of those that decide on the notation, or it is not; and a zero may be -0.
  const mayBeZero = (range: Range, i: number): boolean =>
    (doubts[places[i] ?? 0] ?? 0) !== 0 && range.low <= 0 && range.high >= 0;
  if (ranges.some(mayBeZero) || !ranges.every(isKnownOrFinite)) return false;
  const deciding = ranges.filter(({ low, high }) => Number.isFinite(low) && !(low === 0 && high === 0));
  const notation = notationOf(deciding);
  if (!notation) return false;
  return ranges.filter(isDoubtful).every(({ low, high }) => notation(low) === notation(high));
}

function isKnownOrFinite({ low, high }: Range): boolean {
  return Object.is(low, high) || (Number.isFinite(low) && Number.isFinite(high));
}

/** How the numbers in these ranges are written, undefined where that is open. */
function notationOf(ranges: readonly Range[]): ((value: number) => string) | undefined {
  const magnitudes = ranges.map(({ low, high }) => ({
    least: Math.min(Math.abs(low), Math.abs(high)),
    most: Math.max(Math.abs(low), Math.abs(high)),
  }));
  const extreme = (
    pick: (range: { least: number; most: number }) => number,
    choose: (...all: number[]) => number,
  ) => magnitudes.reduce((found, range) => choose(found, pick(range)), choose === Math.min ? Infinity : 0);
  const surely = isScientific(
    extreme(({ most }) => most, Math.min),
    extreme(({ least }) => least, Math.max),
  );
  const perhaps = isScientific(
    extreme(({ least }) => least, Math.min),
    extreme(({ most }) => most, Math.max),
  );
  if (surely !== perhaps) return undefined;
  if (surely) return scientificText;
  // Without a fraction only if no number has one: some must surely have one.
  return ranges.some(({ low, high }) => Math.ceil(low) > high) ? fixedText : undefined;
}
