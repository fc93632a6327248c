/** Does something once nobody has asked for it for a while. */
export class Pause {
  #timer: Timer | undefined;

  /** @param wait in milliseconds */
  constructor(
    private readonly wait: number,
    private readonly act: () => unknown,
  ) {}

  /** Asks for it, from now on. */
  begin(wait = this.wait): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.act(), wait);
  }

  /** It is not asked for any more. */
  dispose(): void {
    clearTimeout(this.#timer);
  }
}
