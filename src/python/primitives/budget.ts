import type { Ledger } from '../../torch';

/** How much replay does before it says "too large to replay". */
export interface Budget {
  /** Evaluated expressions and statements. */
  readonly steps: number;
  /** Elements of lists and tensors, and characters of strings, that are made altogether. */
  readonly elements: number;
  /** What is touched and computed altogether: 1 for what takes about 10 ns. It ends a run at the same place everywhere. */
  readonly work: number;
  /** Bytes of strings, containers and tensors that are made altogether: what was dropped counts as held. */
  readonly bytes: number;
  /** The greatest number of bits of an integer. */
  readonly bits: number;
  /** Calls within calls. */
  readonly depth: number;
  /** A last resort where the others do not hold: milliseconds. */
  readonly milliseconds: number;
}

export const DEFAULT_BUDGET: Budget = {
  steps: 3_000_000,
  elements: 5_000_000,
  work: 120_000_000,
  bytes: 100_000_000,
  bits: 60_000,
  depth: 120,
  milliseconds: 1800,
};

/** What there is beside a budget for naming what did not run once that is spent, but for its share of the time. */
const REST: Budget = { ...DEFAULT_BUDGET, work: 10_000_000, bytes: 40_000_000 };
const REST_OF_TIME = 1 / 9;

/** Calls within calls, or what lies within one another, go on further than replay follows. */
export class TooDeep extends Error {}

/** The budget is spent: nothing is known from here on. */
export class Exhausted extends Error {}

/** Integers up to here cost as much as any other value. */
const SHORT = 2n ** 256n;

/** What a step is in the units of work, and how many are written down at once. */
const STEP = 25;
const STEPS_AT_ONCE = 512;

/** How often the clock is looked at, in units of work. */
const CLOCK_INTERVAL = 100_000;

/** What a value takes that is made and kept, such as an integer in a list, in bytes. */
export const VALUE_BYTES = 100;
/** What a place takes in a list, for a value that is there already. */
export const SLOT_BYTES = 8;
/** What an entry of a dict or set takes beside its value. */
export const ENTRY_BYTES = 250;
/** What an object, a function or an iterator takes. */
export const OBJECT_BYTES = 600;

/** What it takes to hand on an argument by its name. */
const KEYWORD_WORK = 15;

/** What is left of a budget: the ledger of one replay, whose clock runs from now on. */
export class Meter implements Ledger {
  private steps = 0;
  private elements = 0;
  private worked = 0;
  private held = 0;
  private nextLook = 0;
  private readonly started = Date.now();
  /** How long it took until the clock was looked at last, in milliseconds. */
  private elapsed = 0;
  depth = 0;
  /** Whether it was the clock alone that ended something: on a machine that has more time, the same may come to more. */
  isLate = false;

  constructor(private readonly budget: Budget) {}

  step(): void {
    this.steps++;
    if (this.steps > this.budget.steps) throw new Exhausted();
    if (this.steps % STEPS_AT_ONCE === 0) this.work(STEP * STEPS_AT_ONCE);
  }

  /** To be called before so much work: 1 for what takes about 10 ns, as a character or element that is looked at does. */
  work(amount: number): void {
    if (amount > 0) this.worked += amount;
    if (this.worked > this.budget.work) throw new Exhausted();
    if (this.worked < this.nextLook) return;
    this.nextLook = this.worked + CLOCK_INTERVAL;
    this.elapsed = Date.now() - this.started;
    if (this.elapsed <= this.budget.milliseconds) return;
    this.isLate = true;
    throw new Exhausted();
  }

  /** To be called before so many bytes are made. */
  hold(bytes: number): void {
    this.need(bytes);
    if (bytes > 0) this.held += bytes;
  }

  /** To be called before so many bytes are needed for a while. */
  need(bytes: number): void {
    if (this.held + bytes > this.budget.bytes) throw new Exhausted();
  }

  /** To be called before so many elements or characters are made, of so many bytes each. */
  make(count: number | bigint, bytes = VALUE_BYTES): void {
    const size = Number(count);
    this.elements += size;
    if (!(this.elements <= this.budget.elements)) throw new Exhausted();
    this.hold(size * bytes);
    this.work(size);
  }

  /** To be called before a text of so many characters is made. */
  makeText(length: number): void {
    this.make(length, 2);
  }

  /** To be called before so many values that are there already are put into another container. */
  makeSlots(count: number | bigint): void {
    this.make(count, SLOT_BYTES);
  }

  /** To be called before so many arguments are handed on by their names. */
  passKeywords(count: number): void {
    this.need(count * ENTRY_BYTES);
    this.work(count * KEYWORD_WORK);
  }

  /** To be called before an integer of so many bits is made. */
  makeInteger(bits: number): void {
    if (!(bits <= this.budget.bits)) throw new Exhausted();
    if (bits > 256) {
      this.make(bits / 64, SLOT_BYTES);
      // Products of long numbers cost more than their digits.
      this.work((bits / 512) ** 1.5);
    }
  }

  /** To be called before something is done with all digits of integers that are there. */
  workOnInteger(...values: readonly bigint[]): void {
    for (const value of values) {
      if (value < SHORT && value > -SHORT) continue;
      const bits = value.toString(16).length * 4;
      this.work((bits / 256) ** 1.5);
    }
  }

  /** Begins what is to be named once this one is spent. */
  rest(): Meter {
    const rest = new Meter({ ...REST, milliseconds: this.budget.milliseconds * REST_OF_TIME });
    rest.isLate = this.isLate;
    return rest;
  }

  /** The part of the budget that is spent. */
  get spent(): number {
    return Math.max(this.used, this.elapsed / this.budget.milliseconds);
  }

  /** Whether more than a part of the budget is spent, for which something is to end. */
  isSpent(part: number): boolean {
    if (this.spent <= part) return false;
    this.isLate ||= this.used <= part;
    return true;
  }

  /** The part that is spent of all but time. Loops ask before each of their rounds. */
  private get used(): number {
    const { work, bytes, steps, elements } = this.budget;
    return Math.max(this.worked / work, this.held / bytes, this.steps / steps, this.elements / elements);
  }

  /** A call begins. */
  enter(): void {
    this.depth++;
    if (this.depth > this.budget.depth) throw new TooDeep();
  }

  leave(): void {
    this.depth--;
  }
}
