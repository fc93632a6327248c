import { useEffect, useState } from 'preact/hooks';
import { isTraining, type PlaygroundState } from '../../../src/playground';

/** Which call is shown: the latest, unless the reader went back to another. */
export interface CallCursor {
  /** From 1. */
  readonly number: number;
  /** Tells these calls from others, whatever their p. */
  readonly session: string;
  readonly first: number;
  readonly latest: number;
  /** Shows a listed call. */
  readonly select: (number: number) => void;
  /** Shows the call so many after the one that is shown, or the nearest to it. */
  readonly step: (by: number) => void;
  /** Shows the calls from the next one on, one after the other, as soon as they are made. */
  readonly playComing: (calls: number) => void;
}

/** A call that the reader went back to, and what tells its session from others. */
export interface ChosenCall {
  readonly number: number;
  readonly session: string;
}

/** How long a call is shown while several are played, in milliseconds. */
const SLOWEST = 120;
const FASTEST = 30;
const LONGEST_PLAY = 3000;

/**
 * The cursor. It stays on a call while p, the layer or the generator change, and goes to the latest with every new one.
 *
 * @param chosen the call that it was on when the page was last open
 * @param onChoose is told of a call that the reader went back to, and that there is none any more
 */
export function useCallCursor(
  state: PlaygroundState,
  chosen: ChosenCall | undefined,
  onChoose: (chosen: ChosenCall | undefined) => void,
): CallCursor {
  const { earlier, calls, seed, resamples } = state;
  const first = earlier.total + 1;
  const latest = earlier.total + calls.length;
  // One of another shape or input begins with its first call.
  const session = JSON.stringify([seed, latest, resamples, isTraining(state)]);
  const [selected, setSelected] = useState<ChosenCall>(chosen ?? { number: latest, session });
  const [playing, setPlaying] = useState<{ number: number; pause: number }>();
  const isPlaying = playing !== undefined && playing.number < latest;

  useEffect(() => {
    // Those that are to come may not be drawn yet.
    if (playing === undefined || playing.number > latest) return;
    if (!isPlaying) {
      setPlaying(undefined);
      return;
    }
    const timer = setTimeout(() => setPlaying({ ...playing, number: playing.number + 1 }), playing.pause);
    return () => clearTimeout(timer);
  }, [playing, isPlaying, latest]);

  const within = (number: number): number => Math.min(latest, Math.max(first, number));
  const numberOf = (last: typeof selected): number =>
    last.session === session ? within(last.number) : latest;
  const number = isPlaying ? within(playing.number) : numberOf(selected);
  useEffect(() => {
    if (!isPlaying) onChoose(number < latest ? { number, session } : undefined);
  }, [number, session, isPlaying]);
  return {
    number,
    session,
    first,
    latest,
    select(to) {
      setPlaying(undefined);
      setSelected({ number: within(to), session });
    },
    step(by) {
      setPlaying(undefined);
      // Two keys may be pressed before the page is drawn again.
      setSelected((last) => ({ number: within((isPlaying ? number : numberOf(last)) + by), session }));
    },
    playComing(count) {
      if (prefersReducedMotion()) return;
      const pause = Math.min(SLOWEST, Math.max(FASTEST, LONGEST_PLAY / count));
      setPlaying({ number: latest + 1, pause });
    },
  };
}

/** The system's wish, or the one that VS Code was told (`workbench.reduceMotion`). */
export function prefersReducedMotion(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
