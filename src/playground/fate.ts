import {
  alphaTermsOf,
  backendOf,
  batchedShape,
  type DropoutLayer,
  isAlpha,
  type Kernels,
  layerKernels,
  reprNumber,
  scaleOf,
  shortFloat32,
  type Tensor,
  unitOf,
} from '../torch';
import { indexOf } from './layout';
import type { CallOutcome } from './callOutcome';
import type { PlaygroundState } from './state';

/** The fewest decimals that a uniform number is shown with. */
const DECIMALS = 4;
const PRINTED_DECIMALS = 4;

/** What became of one element in one call, and why. */
export interface Fate {
  /** The element's indices. */
  readonly index: readonly number[];
  readonly kept: boolean;
  /** Why: the mode, or a p of 0 or 1, left nothing to chance; or a uniform number decided. */
  readonly reason: 'eval' | 'keepsAll' | 'dropsAll' | 'drawn';
  /** The leading indices of the channel, or sample, that was drawn as a whole; none where the whole batch was. */
  readonly drawnAsOne?: readonly number[];
  /** How the output comes about: `1.0 × 0 × 2.0 = 0.0`. */
  readonly arithmetic: string;
  /** The uniform number, with so many digits that the comparison can be seen to hold: `0.3074`; left out until it is known. */
  readonly uniform?: string;
  /** 1 - p: `0.5`. */
  readonly threshold: string;
}

/**
 * What became of an element.
 *
 * @param flat its place in row-major order
 * @returns undefined where the call raised, and where there is no such element.
 */
export function fateOf(
  { layer, shape, generator }: PlaygroundState,
  input: Tensor,
  call: CallOutcome,
  flat: number,
): Fate | undefined {
  const { training, outcome } = call;
  if (!outcome.ok || flat >= input.numel) return undefined;
  const { mask, output } = outcome;
  const numbers = call.numbers();
  const kept = mask === undefined || mask[flat] === 1;
  const [x, y] = [input.values()[flat] ?? NaN, output.values()[flat] ?? NaN];
  const threshold = numbers?.threshold ?? 1 - layer.p.value;
  const index = indexOf(flat, shape);
  const common = { index, kept, threshold: thresholdText(threshold) };
  if (mask === undefined)
    return { ...common, reason: training ? 'keepsAll' : 'eval', arithmetic: printedNumber(y) };
  if (numbers === undefined) {
    const arithmetic = `${printedNumber(x)} × 0 = ${printedNumber(y)}`;
    return { ...common, reason: 'dropsAll', arithmetic };
  }
  const { run } = numbers;
  const uniform = numbers.at(Math.floor(flat / run));
  const unit = unitOf(layer.kind);
  return {
    ...common,
    reason: 'drawn',
    arithmetic: arithmeticOf(layer, layerKernels(layer, backendOf(generator)), x, kept, y),
    ...(uniform !== undefined && { uniform: uniformText(uniform, threshold) }),
    ...(run > 1 && {
      drawnAsOne: index.slice(
        0,
        unit === 'channel' ? channelDimensions(layer.kind, shape) : unit === 'sample' ? 1 : 0,
      ),
    }),
  };
}

/** A uniform number with at least four decimals, and as many as it takes to see on which side of a threshold it is. */
export function uniformText(uniform: number, threshold: number): string {
  const bound = Number(thresholdText(threshold));
  for (let decimals = DECIMALS; decimals < 17; decimals++) {
    const text = uniform.toFixed(decimals);
    if (Number(text) < bound === uniform < threshold) return text;
  }
  return String(uniform);
}

/** A value of a tensor with the four digits that PyTorch prints: `1.4286`, `-0.0`, `1.2000e-05`. */
function printedNumber(value: number): string {
  const short = value.toFixed(PRINTED_DECIMALS);
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(PRINTED_DECIMALS);
  return reprNumber({ type: 'float', value: Object.is(value, -0) ? value : Number(short) });
}

/** A float32 as Python writes a float, in the fewest digits that tell it from its neighbours. */
export function float32Text(value: number): string {
  return reprNumber({ type: 'float', value: Number(shortFloat32(value)) });
}

/** How many of an input's dimensions count its channels: an input without a batch has one less. */
function channelDimensions(kind: PlaygroundState['layer']['kind'], shape: readonly number[]): number {
  return 2 - (batchedShape(kind, shape).length - shape.length);
}

/** 1 - p without what the subtraction of doubles leaves in the sixteenth digit. */
function thresholdText(threshold: number): string {
  if (Math.fround(threshold) === threshold) return float32Text(threshold);
  return reprNumber({ type: 'float', value: Number(threshold.toPrecision(15)) });
}

function arithmeticOf(
  { kind, p: { value: p } }: DropoutLayer,
  kernels: Kernels,
  x: number,
  kept: boolean,
  y: number,
): string {
  const [input, output] = [printedNumber(x), printedNumber(y)];
  if (!isAlpha(kind))
    return `${input} × ${kept ? 1 : 0} × ${printedNumber(scaleOf(p, 'float32', kernels))} = ${output}`;
  const { scale, keptShift, droppedShift } = alphaTermsOf(p, 'float32', kernels);
  const shift = kept ? keptShift : droppedShift;
  const sum = `${shift < 0 ? '−' : '+'} ${printedNumber(Math.abs(shift))}`;
  return `${input} × ${kept ? printedNumber(scale) : 0} ${sum} = ${output}`;
}
