import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PYTHON } from './python';
import { type Prompt, promptsOf, type TranscriptCase, transcriptSessions } from './transcripts';

/** More is not kept of a session: large tensors have their goldens elsewhere. */
const MAX_CHARACTERS = 6000;

/** Makes transcripts.json: types what the playground's transcripts type, and keeps what Python shows. */
export function makeTranscripts(): void {
  const sessions = transcriptSessions()
    .map((actions) => ({ actions, typed: promptsOf(actions).map(({ typed }) => typed) }))
    .filter(({ actions }) => JSON.stringify(promptsOf(actions)).length <= MAX_CHARACTERS);
  const script = fileURLToPath(new URL('transcripts.py', import.meta.url));
  const { status, stdout } = spawnSync(PYTHON, ['-B', script], {
    input: JSON.stringify(sessions.map(({ typed }) => typed)),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${PYTHON} did not run the transcripts.`);
  const shown = JSON.parse(stdout) as Omit<Prompt, 'typed'>[][];
  const cases = sessions.map(({ actions, typed }, i): TranscriptCase => {
    const prompts = typed.map((lines, j) => ({ typed: lines, printed: '', messages: [], ...shown[i]?.[j] }));
    return { actions, prompts };
  });
  const lines = cases.map((each) => JSON.stringify(each));
  writeFileSync(new URL('transcripts.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
}
