/** Asked between small steps of work: whether it is time to let others run. */
export type Pause = () => boolean;

/** Work that stops where it is told to pause, and goes on when it is resumed. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** Does sliced work in one go. */
export function finish<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
