import { type Action, PRINTED_CALLS, SessionReplay, transcriptOf } from '../../src/playground';
import { LAYER_KINDS } from '../../src/torch';
import { RandomActions, stateAfter } from './scripts';

/* What the playground's transcripts say that Python prints, prompt by prompt. */

/** A prompt: the lines that are typed, what is printed, and the warnings and errors that are shown. */
export interface Prompt {
  readonly typed: readonly string[];
  readonly printed: string;
  readonly messages: readonly string[];
}

/** A case of transcripts.json: what led to a session, and what Python's prompt showed of its transcript. */
export interface TranscriptCase {
  readonly actions: readonly Action[];
  readonly prompts: readonly Prompt[];
}

/** The transcript of the state that actions lead to, by its prompts. */
export function promptsOf(actions: readonly Action[]): readonly Prompt[] {
  const { state } = stateAfter(actions);
  const prompts: { typed: readonly string[]; printed: string; messages: string[] }[] = [];
  for (const { type, text } of transcriptOf(state, new SessionReplay().calls(state, PRINTED_CALLS))) {
    // A prompt, or the one that waits for more of a statement, and a blank.
    const lines = text.split('\n').map((line) => line.replace(/^(>>>|\.\.\.) ?/, ''));
    if (type === 'input') prompts.push({ typed: lines, printed: '', messages: [] });
    const last = prompts.at(-1);
    if (last === undefined) throw new Error('A transcript begins with what is typed.');
    if (type === 'output') last.printed = text;
    else if (type !== 'input') last.messages.push(text);
  }
  return prompts;
}

const EVAL: Action = { type: 'setTraining', training: false };
const TRAIN: Action = { type: 'setTraining', training: true };
const CALL: Action = { type: 'resample' };
const PASTED = { type: 'pasted', text: '[[1.0, -2.5, 0.1], [0.0, 1e-05, 3.0]]' } as const;

/** The source's session, others with changes of mode for each kind and input, and random ones. */
export function transcriptSessions(): readonly (readonly Action[])[] {
  const random = new RandomActions('transcripts');
  const kinds = LAYER_KINDS.flatMap((kind): Action[][] => {
    const inputs = (['ones', 'arange', 'rand', 'randn'] as const).map((type) => ({ type }));
    return [...inputs, PASTED].map((input) => [
      { type: 'setKind', kind },
      { type: 'setInput', input },
      CALL,
      EVAL,
      CALL,
      TRAIN,
    ]);
  });
  return [
    [CALL, CALL, EVAL, CALL],
    [CALL, CALL, EVAL, CALL, TRAIN, CALL, EVAL],
    [EVAL, { type: 'setSeed', seed: '3' }, CALL, TRAIN],
    [{ type: 'resample', times: 14 }, EVAL],
    [EVAL, { type: 'resample', times: 14 }],
    [{ type: 'setKind', kind: 'Dropout2d' }, { type: 'setShape', shape: [2, 3, 4] }, EVAL, CALL, TRAIN],
    [{ type: 'setKind', kind: 'Dropout1d' }, { type: 'setShape', shape: [3] }, EVAL, TRAIN],
    ...kinds,
    ...Array.from({ length: 60 }, () => [...random.next(), EVAL, ...random.next(), TRAIN]),
  ];
}
