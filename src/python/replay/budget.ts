import { Exhausted } from './errors';

/** How much replay does before it says "too large to replay". */
export interface Budget {
  /** Evaluated expressions and statements. */
  readonly steps: number;
  /** Elements of lists and tensors, and characters of strings, that are made altogether. */
  readonly elements: number;
  /** The greatest number of bits of an integer. */
  readonly bits: number;
  /** Calls within calls. */
  readonly depth: number;
  /** A last resort where the others do not hold: milliseconds of work. */
  readonly milliseconds: number;
}

export const DEFAULT_BUDGET: Budget = {
  steps: 3_000_000,
  elements: 20_000_000,
  bits: 60_000,
  depth: 120,
  milliseconds: 4000,
};

/** How often the clock is looked at, in steps. */
const CLOCK_INTERVAL = 4096;

/** What is left of a budget. */
export class Meter {
  private steps = 0;
  private elements = 0;
  private worked = 0;
  private started = 0;
  depth = 0;

  constructor(private readonly budget: Budget) {}

  /** Work begins, or goes on after a pause. */
  resume(): void {
    this.started = Date.now();
  }

  pause(): void {
    this.worked += Date.now() - this.started;
    this.started = Date.now();
  }

  step(): void {
    this.steps++;
    if (this.steps > this.budget.steps) throw new Exhausted();
    if (
      this.steps % CLOCK_INTERVAL === 0 &&
      this.worked + Date.now() - this.started > this.budget.milliseconds
    )
      throw new Exhausted();
  }

  /** To be called before so many elements or characters are made. */
  make(count: number | bigint): void {
    this.elements += Number(count);
    if (!(this.elements <= this.budget.elements)) throw new Exhausted();
  }

  /** To be called before an integer of so many bits is made. */
  makeInteger(bits: number): void {
    if (!(bits <= this.budget.bits)) throw new Exhausted();
    if (bits > 256) this.make(bits / 64);
  }

  /** A call begins. */
  enter(): void {
    this.depth++;
    if (this.depth > this.budget.depth) throw new Exhausted();
  }

  leave(): void {
    this.depth--;
  }
}
