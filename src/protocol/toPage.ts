import * as v from 'valibot';
import type { LinkView } from '../playground/origin';
import type { PlaygroundState } from '../playground/state';
import {
  fields,
  PICTURE_FORMATS,
  pythonNumber,
  receive,
  type Received,
  receiveState,
  type Same,
  shortText,
} from './messages';
import { part } from './sentParts';
import { count } from './sessionParts';

/* Every message from the extension to a webview, checked on arrival. */

const linkView = v.object({
  place: shortText,
  lost: v.boolean(),
  p: v.exactOptional(pythonNumber),
  write: v.exactOptional(
    v.variant('possible', [
      v.object({
        possible: v.literal(true),
        elsewhere: v.exactOptional(v.object({ before: shortText, place: shortText })),
      }),
      v.object({ possible: v.literal(false), reason: shortText }),
    ]),
  ),
});

/** What is beside the session. */
const surroundings = v.object({
  /** Whether single keys act, by the user's setting. */
  singleKeys: v.boolean(),
  /** Whether it is this webview that tells a screen reader what a change came to. */
  announces: v.boolean(),
  canUndo: v.boolean(),
  canRedo: v.boolean(),
  /** When the state last changed, in milliseconds since 1970; of two stored ones the later holds. */
  changedAt: count,
  /** Whether there is a notebook or a call in the code below which code can be put. */
  canInsert: v.boolean(),
  /** A picture that the extension waits for. */
  picture: v.exactOptional(v.object({ id: count, format: v.picklist(PICTURE_FORMATS) })),
  /** The call in the code that the playground follows; absent where it follows none. */
  link: v.exactOptional(linkView),
  /** Whether the cursor in the code leads the playground, or would if the call were not pinned; `none` where there is no code. */
  cursor: v.exactOptional(v.picklist(['none', 'off', 'following', 'pinned']), 'off'),
});

const messageToWebview = v.variant('type', [
  /**
   * What changed since the last snapshot, of the session, of what is beside it, and of what was drawn.
   * `acknowledged` is the sequence of the last action that it takes into account.
   */
  v.object({
    type: v.literal('snapshot'),
    /** Counts the snapshots; 0 for one that holds everything, and goes before all others. */
    serial: count,
    acknowledged: count,
    /** The fields that changed, null where they are gone. They are checked when they are put together with the others. */
    session: fields,
    surroundings: fields,
    epoch: v.object({ stream: count, layer: count }),
    facts: v.object({
      units: v.object({ count, size: count }),
      draws: v.boolean(),
      claim: v.picklist(['exact', 'expected', 'lastDigit']),
    }),
    parts: v.array(part),
  }),
]);

export type Surroundings = v.InferOutput<typeof surroundings>;
export type MessageToWebview = v.InferOutput<typeof messageToWebview>;

/** Checks what came from the extension. */
export function receiveAtWebview(value: unknown): Received<MessageToWebview> {
  return receive(messageToWebview, value);
}

/** Checks a session that was put together of what came from the extension. */
export function receiveTravelled(value: { readonly calls?: unknown }): Received<PlaygroundState> {
  const letters = typeof value.calls === 'string' ? Array.from(value.calls) : [];
  return receiveState({ ...value, calls: letters.map((letter) => ({ training: letter === 't' })) });
}

/** Checks what is beside a session, put together likewise. */
export function receiveSurroundings(value: unknown): Received<Surroundings> {
  return receive(surroundings, value);
}

/** The schema and the hand-written type say the same; this fails to compile where they drift apart. */
export const linkFitsType: Same<v.InferOutput<typeof linkView>, LinkView> = true;
