import * as v from 'valibot';
import type { Trace } from '../../python';

/* The conversation with a replayer, a worker that runs one replay after the other and keeps nothing. */

/** The arguments of all that a replayer is asked. */
export const REPLAYER_QUESTIONS = {
  ping: v.tuple([]),
  replay: v.tuple([
    v.array(v.string()),
    v.object({
      notebook: v.boolean(),
      seed: v.number(),
      backend: v.picklist(['cpu', 'cpu-mkl']),
      doubtsRandom: v.exactOptional(v.boolean()),
    }),
  ]),
} as const;

/** How texts are replayed; as in `ReplayOptions`. */
export type ReplayRequest = v.InferOutput<typeof REPLAYER_QUESTIONS.replay>[1];

/** What the host may ask of a replayer. */
export interface ReplayerQuestions {
  /** Answers as soon as it is there. */
  ping(): void;
  replay(texts: string[], options: ReplayRequest): Trace;
}
