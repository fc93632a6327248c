import { isEqual, PATIENCE, type ReplayerQuestions, type ReplayRequest } from '../protocol/reading';
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
    return joined(trace(texts, { ...options, seed: illustrativeSeed(illustration), budget }));
  }
}

/** The same, where what a call has in common with the one before is one object: so the host gets it, and keeps it, once. */
function joined({ calls, ...others }: Trace): Trace {
  const one = <T>(part: T, before: T): T => (isEqual(part, before) ? before : part);
  let before = calls[0];
  const joinedCalls = calls.map((call) => {
    const { made, layer, shape } = before ?? call;
    before = {
      ...call,
      made: one(call.made, made),
      layer: one(call.layer, layer),
      shape: one(call.shape, shape),
    };
    return before;
  });
  return { ...others, calls: joinedCalls };
}
