import seedrandom from 'seedrandom';

/** Chooses at random, the same for the same seed: what makes random cases derives from it. */
export class RandomChoices {
  readonly random: () => number;

  /** @param random a seed, or what gives numbers from 0 to 1 */
  constructor(random: string | (() => number)) {
    this.random = typeof random === 'string' ? seedrandom(random) : random;
  }

  chance(p: number): boolean {
    return this.random() < p;
  }

  /** A whole number from 0 to n - 1. */
  upTo(n: number): number {
    return Math.floor(this.random() * n);
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new RangeError('nothing to pick from');
    return values[this.upTo(values.length)] as T;
  }

  /** A shape of so many dimensions, now and then with none in one, of about so many elements. */
  shapeOf(about: number, dim: number): number[] {
    let left = about * (0.2 + this.random());
    const shape = Array.from({ length: dim }, () => {
      const size = 1 + this.upTo(Math.max(1, Math.min(left, 3 * left ** (1 / dim))));
      left /= size;
      return size;
    });
    if (dim > 0 && this.random() < 0.03) shape[this.upTo(dim)] = 0;
    return shape;
  }
}
