import seedrandom from 'seedrandom';

/** Chooses at random, the same for the same seed: what makes random programs derives from it. */
export abstract class RandomChoices {
  private readonly random: () => number;

  protected constructor(seed: string) {
    this.random = seedrandom(seed);
  }

  protected chance(p: number): boolean {
    return this.random() < p;
  }

  /** A whole number from 0 to n - 1. */
  protected upTo(n: number): number {
    return Math.floor(this.random() * n);
  }

  protected pick<T>(values: readonly T[]): T {
    const value = values[this.upTo(values.length)];
    if (value === undefined) throw new RangeError('nothing to pick from');
    return value;
  }
}
