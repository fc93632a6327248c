import type * as algebra from '../../src/torch/algebra';
import {
  type AnyTensor,
  DEFAULT_PRINT_OPTIONS,
  isFloating,
  type ReprOptions,
  reprTensor,
} from '../../src/torch';
import { endsOf } from '../../src/torch/algebra/interval';
import { isScientific } from '../../src/torch/elementFormat';
import { formatExponential, formatFixed } from '../../src/torch/floatFormat';
import { shownPlaces } from '../../src/torch/repr';
import { placesOf } from '../../src/torch/strides';

type Enclosure = algebra.Enclosure;

/* Text that Python prints of uncertain tensors: only where it is the same for all that they may be. */

/** `repr(x)`, undefined where not every tensor within the bounds is printed so. */
export function reprEnclosed(x: Enclosure, options: ReprOptions = {}): string | undefined {
  return isTextSure(x) ? reprTensor(x.tensor, options) : undefined;
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

/** Where in `t.data` the elements are that `repr(t)` looks at: all, or the edges of a long tensor. */
function printedPlaces(t: AnyTensor): ArrayLike<number> {
  const { threshold, edgeItems } = DEFAULT_PRINT_OPTIONS;
  if (t.numel > threshold) return shownPlaces(t.shape, t.strides, t.storageOffset, edgeItems);
  return placesOf(t.shape, t.strides, t.storageOffset);
}

const scientificText = (value: number): string => formatExponential(value, DEFAULT_PRINT_OPTIONS.precision);
const fixedText = (value: number): string => formatFixed(value, DEFAULT_PRINT_OPTIONS.precision);

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
