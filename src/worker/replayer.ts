import type { ReplayerQuestions, ReplayRequest } from '../protocol/reading';
import { illustrativeSeed } from '../previews/illustration';
import { trace, type Trace } from '../python';

/** An editor's answer is wanted soon, or not at all. */
const BUDGET = { steps: 1_000_000 };

/** Replays what it is given, and keeps nothing: it may be ended at any moment. */
export class Replayer implements ReplayerQuestions {
  ping(): void {
    // That it answers says all.
  }

  replay(texts: string[], { illustration, ...options }: ReplayRequest): Trace {
    return trace(texts, { ...options, seed: illustrativeSeed(illustration), budget: BUDGET });
  }
}
