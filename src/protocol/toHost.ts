import * as v from 'valibot';
import { type Action, MAX_EARLIER_CALLS, MAX_LISTED_CALLS, type OpenRequest } from '../playground/state';
import {
  fields,
  generator,
  HOST_COMMANDS,
  input,
  kind,
  origin,
  probability,
  receive,
  type Received,
  type Same,
  seed,
  shape,
  words,
} from './messages';
import { askedPart, count, textUpTo, upTo } from './sessionParts';

/* Every message from a webview to the extension, and what others ask it to open, checked on arrival. */

const openRequest = v.object({
  kind,
  inplace: v.boolean(),
  p: v.exactOptional(probability),
  seed: v.exactOptional(seed),
  generator,
  training: v.exactOptional(v.boolean()),
  shape: v.exactOptional(shape),
  input: v.exactOptional(input),
  earlier: v.exactOptional(upTo(MAX_EARLIER_CALLS)),
  skipped: v.exactOptional(words),
  origin,
});

/** What the panel's controls may do; `open` and `restore` are the extension's own. */
const panelAction = v.variant('type', [
  v.object({
    type: v.literal('setProbability'),
    p: probability,
    continues: v.exactOptional(v.boolean()),
  }),
  v.object({ type: v.literal('setKind'), kind }),
  v.object({ type: v.literal('setTraining'), training: v.boolean() }),
  v.object({ type: v.literal('setSeed'), seed }),
  v.object({ type: v.literal('setGenerator'), generator }),
  v.object({ type: v.literal('setShape'), shape }),
  v.object({
    type: v.literal('resample'),
    times: v.exactOptional(upTo(MAX_LISTED_CALLS, 1)),
  }),
  v.object({ type: v.literal('setInput'), input }),
  v.object({ type: v.literal('unlink') }),
]);

/** No picture that the panel draws is larger, in characters. */
const MAX_PICTURE_LENGTH = 20_000_000;

const messageToHost = v.variant('type', [
  /** The webview is up, or has lost something, and asks for all there is. */
  v.object({ type: v.literal('ready'), sequence: count }),
  /** It needs one more part of what was drawn. */
  v.object({ type: v.literal('ask'), part: askedPart }),
  /** The reader did something. `sequence` counts the webview's actions from 1. */
  v.object({ type: v.literal('action'), sequence: count, action: panelAction }),
  /** The focus came into the webview. */
  v.object({ type: v.literal('focus') }),
  v.object({
    type: v.literal('command'),
    command: v.picklist(HOST_COMMANDS),
    /** The number of the call that is shown; the last one where it is left out. */
    call: v.exactOptional(count),
  }),
  /** How the reader looks at it, which is the page's own: it is only kept, for pages that are saved. */
  v.object({ type: v.literal('view'), view: fields }),
  /** The picture that was asked for: an SVG document, or a PNG file in base 64. */
  v.object({
    type: v.literal('picture'),
    id: count,
    content: textUpTo(MAX_PICTURE_LENGTH),
  }),
]);

export type PanelAction = v.InferOutput<typeof panelAction>;
export type MessageToHost = v.InferOutput<typeof messageToHost>;

/** Checks what came from the webview. */
export function receiveAtHost(value: unknown): Received<MessageToHost> {
  return receive(messageToHost, value);
}

/** The sequence of a message that was refused, if it has one: the webview waits for its acknowledgement. */
export function sequenceOf(value: unknown): number | undefined {
  const parsed = v.safeParse(v.object({ sequence: count }), value);
  return parsed.success ? parsed.output.sequence : undefined;
}

/** Checks the argument of the command that opens a call: anybody may run a command with anything. */
export function receiveOpenRequest(value: unknown): Received<OpenRequest> {
  return receive(openRequest, value);
}

/** The schemas and the hand-written types say the same. */
export const actionsFitTypes: [
  Same<v.InferOutput<typeof openRequest>, OpenRequest>,
  PanelAction extends Action ? true : never,
] = [true, true];
