import * as v from 'valibot';
import type { Trace } from '../../python';

/* The conversation with a replayer, a worker that runs one replay after the other and keeps nothing. */

/** On what the seed hangs that stands in for one that the code does not set. */
const illustration = v.object({
  /** What identifies the code. */
  site: v.string(),
  /** How often the reader resampled. */
  resamples: v.number(),
});
export type Illustration = v.InferOutput<typeof illustration>;

/** How much longer than another one a replay may take that nobody waits for. */
export const PATIENCE = 4;

/** The arguments of all that a replayer is asked. */
export const REPLAYER_QUESTIONS = {
  ping: v.tuple([]),
  replay: v.tuple([
    v.array(v.string()),
    v.object({
      notebook: v.boolean(),
      illustration,
      backend: v.picklist(['cpu', 'cpu-mkl']),
      doubtsRandom: v.exactOptional(v.boolean()),
      installed: v.exactOptional(v.array(v.string())),
      /** Whether nobody waits for it, so that it may take `PATIENCE` times as long. */
      isPatient: v.exactOptional(v.boolean()),
    }),
  ]),
} as const;

/** How texts are replayed; the rest as in `ReplayOptions`. */
export type ReplayRequest = v.InferOutput<typeof REPLAYER_QUESTIONS.replay>[1];

/** What the host may ask of a replayer. */
export interface ReplayerQuestions {
  /** Answers as soon as it is there. */
  ping(): void;
  replay(texts: string[], options: ReplayRequest): Trace;
}
