import { type BernoulliDraw, type DropoutLayer, drawOf, type Tensor, type UniformSource } from '../../torch';
import { binomialProbabilities } from './binomial';
import { type HistogramBar, histogramOf } from './histogram';
import { type Interval, wilsonInterval } from './interval';
import { errorOfMean, errorOfVariance, momentsOf, type Theory, theoryOf } from './theory';
import type { LongRun } from '../longRun';
import type { Units } from '../units';

/** A number, and what it should be. */
export interface Measured {
  readonly observed: number;
  readonly expected: number;
}

/** A number as it came out after so many calls, and where it should lie: its expectation ± 2 standard errors. */
export interface CurvePoint extends Interval {
  readonly calls: number;
  readonly value: number;
}

/** A number, and how it settled. */
export interface Converging extends Measured {
  readonly curve: readonly CurvePoint[];
}

/** What a run has come to so far. Plain data, for it travels from a worker. */
export interface StatisticsSnapshot {
  /** How many calls have been made, of how many. */
  readonly calls: number;
  readonly requested: number;
  readonly units: Units;
  /** In how many calls each unit was dropped. */
  readonly timesDropped: Uint32Array;
  /** The share of units dropped, with its confidence interval. */
  readonly dropRate: Measured & Interval;
  /** How many calls kept so many units. */
  readonly histogram: readonly HistogramBar[];
  /** The mean of all outputs. */
  readonly mean: Converging;
  /** How much an element varies from call to call, averaged over the elements; known from the second call on. */
  readonly elementVariance: Converging;
  /** The variance of all elements of all calls together. */
  readonly totalVariance: Measured;
  /** The mean and the variance of the input's elements. */
  readonly input: { readonly mean: number; readonly variance: number };
}

/** A curve's next point comes after this many times the calls of the last, so that it is smooth over a logarithmic axis. */
const STEP = 1.06;

/** How wide the band around an expectation is, to either side. */
const BAND_ERRORS = 2;

/** Makes many calls of a layer in training mode, and keeps account of what they drop. */
export class StatisticsRun implements LongRun<StatisticsSnapshot> {
  readonly #theory: Theory;
  readonly #draw: BernoulliDraw;
  /** What the last call drew, a byte for each unit. */
  readonly #drawn: Uint8Array;
  readonly #probabilities: Float64Array;
  /** How often each unit was kept. An element has only two values, so that all sums follow from this. */
  readonly #timesKept: Uint32Array;
  /** How many calls kept 0, 1, … units. */
  readonly #keptCounts: Uint32Array;
  readonly #meanCurve: CurvePoint[] = [];
  readonly #varianceCurve: CurvePoint[] = [];
  #calls = 0;
  #nextPoint = 1;

  /**
   * @param units those of the layer and the input
   * @param source moves on by every call
   * @param requested how many calls are wanted in all, at least 1
   * @throws TorchError where PyTorch raises.
   */
  constructor(
    private readonly layer: DropoutLayer,
    private readonly input: Tensor,
    private readonly units: Units,
    private readonly source: UniformSource,
    private readonly requested: number,
  ) {
    const draw = drawOf(layer, input.shape, true);
    if (draw === undefined) throw new Error('The layer has units, but draws nothing');
    this.#draw = draw;
    this.#drawn = new Uint8Array(units.count);
    this.#theory = theoryOf(layer, input, units, source.backend);
    this.#probabilities = binomialProbabilities(units.count, this.#theory.keepProbability);
    this.#timesKept = new Uint32Array(units.count);
    this.#keptCounts = new Uint32Array(units.count + 1);
  }

  get isDone(): boolean {
    return this.#calls >= this.requested;
  }

  /** Makes one more call: what it draws. What it gives follows from that, and nobody looks at each output. */
  advance(): void {
    const drawn = this.#drawn;
    this.source.drawBernoulli(this.#draw).fill(drawn, 0, drawn.length);
    const timesKept = this.#timesKept;
    let kept = 0;
    for (let unit = 0; unit < drawn.length; unit++) {
      const bit = drawn[unit] ?? 0;
      timesKept[unit] = (timesKept[unit] ?? 0) + bit;
      kept += bit;
    }
    this.#keptCounts[kept] = (this.#keptCounts[kept] ?? 0) + 1;
    this.#calls++;
    if (this.#calls >= this.#nextPoint || this.isDone) this.#addPoints();
  }

  /** What the calls so far came to; at least one must have been made. */
  snapshot(): StatisticsSnapshot {
    const theory = this.#theory;
    const calls = this.#calls;
    const drawn = calls * this.units.count;
    const dropped = drawn - this.#timesKept.reduce((total, times) => total + times, 0);
    return {
      calls,
      requested: this.requested,
      units: this.units,
      timesDropped: this.#timesKept.map((times) => calls - times),
      dropRate: {
        observed: dropped / drawn,
        expected: this.layer.p.value,
        ...wilsonInterval(dropped, drawn),
      },
      histogram: histogramOf(this.#keptCounts, this.#probabilities),
      mean: { observed: this.#mean(), expected: theory.mean, curve: [...this.#meanCurve] },
      elementVariance: {
        observed: this.#elementVariance(),
        expected: theory.elementVariance,
        curve: [...this.#varianceCurve],
      },
      totalVariance: { observed: this.#totalVariance(), expected: theory.totalVariance },
      input: momentsOf(this.input.values()),
    };
  }

  #addPoints(): void {
    const calls = this.#calls;
    const point = (value: number, expected: number, error: number): CurvePoint => ({
      calls,
      value,
      low: expected - BAND_ERRORS * error,
      high: expected + BAND_ERRORS * error,
    });
    const theory = this.#theory;
    this.#meanCurve.push(point(this.#mean(), theory.mean, errorOfMean(theory, calls)));
    if (calls > 1) {
      this.#varianceCurve.push(
        point(this.#elementVariance(), theory.elementVariance, errorOfVariance(theory, calls)),
      );
    }
    this.#nextPoint = calls * STEP;
  }

  #mean(): number {
    const { kept, dropped } = this.#theory.sums;
    return this.#average((times, unit) => this.#mix(times, kept[unit], dropped[unit]));
  }

  /** Of a unit that was kept in a share s of k calls, the sample variance is s·(1-s)·k/(k-1) times its step squared. */
  #elementVariance(): number {
    const calls = this.#calls;
    const { squaredSteps } = this.#theory.sums;
    return this.#average(
      (times, unit) => ((times * (calls - times)) / calls / (calls - 1)) * (squaredSteps[unit] ?? 0),
    );
  }

  #totalVariance(): number {
    const { mean, sums } = this.#theory;
    const around = this.#average((times, unit) =>
      this.#mix(times, sums.keptSquares[unit], sums.droppedSquares[unit]),
    );
    return around - (this.#mean() - mean) ** 2;
  }

  /** The average over all calls of what is one thing where a unit was kept and another where it was dropped. */
  #mix(timesKept: number, kept = 0, dropped = 0): number {
    return (timesKept * kept + (this.#calls - timesKept) * dropped) / this.#calls;
  }

  /** Sums up over the units, and divides by the number of elements. */
  #average(term: (timesKept: number, unit: number) => number): number {
    return this.#timesKept.reduce((total, times, unit) => total + term(times, unit), 0) / this.#theory.numel;
  }
}
