/**
 * Thrown where the answer's very shape, or which elements it consists of, hangs on elements that are uncertain:
 * there is no tensor then that bounds could be put around.
 */
export class UndecidedError extends Error {
  constructor(what: string) {
    super(`undecided: ${what}`);
    this.name = 'UndecidedError';
  }
}
