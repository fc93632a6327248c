import { PATIENCE, type ReplayerQuestions, type ReplayRequest } from '../protocol/reading';
import { illustrativeSeed } from '../previews/illustration';
import { DEFAULT_BUDGET, trace, type Trace } from '../python';

/** An editor's answer is wanted soon, or not at all. */
const BUDGET = { steps: 1_000_000 };
/** Of one that nobody waits for: the clock ends it only where a machine is very slow. */
const PATIENT = { ...BUDGET, milliseconds: DEFAULT_BUDGET.milliseconds * PATIENCE };

/** Replays what it is given, and keeps nothing: it may be ended at any moment. */
export class Replayer implements ReplayerQuestions {
  ping(): void {
    // That it answers says all.
  }

  replay(texts: string[], { illustration, isPatient, ...options }: ReplayRequest): Trace {
    const budget = isPatient === true ? PATIENT : BUDGET;
    return trace(texts, { ...options, seed: illustrativeSeed(illustration), budget });
  }
}
