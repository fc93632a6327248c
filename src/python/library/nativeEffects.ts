/** What a native function does beside giving its result: what is in doubt where an argument is unknown. */
export interface Effects {
  /** It draws from PyTorch's generator, or from numpy's. */
  readonly draws?: boolean | 'numpy';
  /** It is dropout itself, of which readers ask what it did. */
  readonly drops?: boolean;
  /** It changes its first argument, of a method the object. */
  readonly mutates?: boolean;
  /** It changes what cannot be reached from its arguments: settings, gradients, hooks, names. */
  readonly reaches?: boolean;
  /** It goes through its arguments, which may draw random numbers where they are unknown. */
  readonly iterates?: boolean;
  /** It runs no code but its own, whatever it is given. */
  readonly runsNothing?: boolean;
  /** It takes what a library gives, arrays of numpy, without raising. */
  readonly takesForeign?: boolean;
  /** It is written in C there: what it is given is looked at before it does anything, and a wrong type is a TypeError. */
  readonly isC?: boolean;
  /** It has no parameters but those of its signature: what is passed beside them is a TypeError. */
  readonly isWhole?: boolean;
  /** What errors about its arguments call it, where that is known. */
  readonly title?: string | undefined;
  /** It is a method there, whose first argument is its object. */
  readonly isMethod?: boolean;
  /** What it gives says itself what of it is in doubt: an argument in doubt lies within it, or does not matter to it. */
  readonly ownDoubt?: boolean;
  /** It runs with unknown arguments, too: it does not look at them, or deals with them itself. */
  readonly takesUnknown?: boolean | undefined;
}
