/**
 * What is being read and may lead back to itself. Of each is known how many remembered readings were under way when it began: what those come to does
 * not hang on it.
 */
export class UnderWay<K> {
  readonly #levels = new Map<K, number>();

  get size(): number {
    return this.#levels.size;
  }

  has(key: K): boolean {
    return this.#levels.has(key);
  }

  /** @param level how many remembered readings are under way */
  add(key: K, level: number): void {
    this.#levels.set(key, level);
  }

  delete(key: K): void {
    this.#levels.delete(key);
  }

  /** How many remembered readings were under way when it began; 0 where it is not being read. */
  levelOf(key: K): number {
    return this.#levels.get(key) ?? 0;
  }
}

/** How readings that are remembered stand within each other, and which of them hang on what was not looked into. */
export class Nesting {
  #level = 0;
  /** The lowest level at which something began that was not looked into again. */
  #cut = Infinity;

  /** How many are under way. */
  get level(): number {
    return this.#level;
  }

  /**
   * Notes that something was not looked into, because it is being looked into itself.
   *
   * @param level the one at which that began; 0 where it was not looked into since there was too much
   */
  noteCut(level = 0): void {
    this.#cut = Math.min(this.#cut, level);
  }

  /** Reads what is to be remembered, where that is whole: a circle that began within it is a part of it, and hangs on nobody who asks. */
  within<T>(read: () => T): { readonly result: T; readonly isWhole: boolean } {
    const [level, outer] = [this.#level + 1, this.#cut];
    [this.#level, this.#cut] = [level, Infinity];
    try {
      const result = read();
      return { result, isWhole: this.#cut >= level };
    } finally {
      this.#level = level - 1;
      if (this.#cut >= level) this.#cut = Infinity;
      this.#cut = Math.min(outer, this.#cut);
    }
  }

  /** Reads something whose cuts do not count. */
  apart<T>(read: () => T): T {
    const before = this.#cut;
    const result = read();
    this.#cut = before;
    return result;
  }
}

/**
 * Reads something that may lead back to itself, unless it is being read already.
 *
 * @param underWay what is being read: what is read first is added for as long as that takes
 */
export function unlessUnderWay<K, T>(
  key: K,
  underWay: UnderWay<K>,
  nesting: Nesting,
  read: () => T,
  otherwise: T,
): T {
  if (underWay.has(key)) {
    nesting.noteCut(underWay.levelOf(key));
    return otherwise;
  }
  underWay.add(key, nesting.level);
  try {
    return read();
  } finally {
    underWay.delete(key);
  }
}
