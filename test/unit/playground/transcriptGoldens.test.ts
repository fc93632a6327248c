import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { promptsOf, type TranscriptCase, transcriptSessions } from '../../golden/transcripts';

const path = new URL('../../golden/transcripts.json', import.meta.url);
const CASES = JSON.parse(readFileSync(path, 'utf8')) as readonly TranscriptCase[];

describe('the transcripts of sessions', () => {
  it('show at every prompt what Python’s showed', () => {
    assert.ok(CASES.length > 80);
    for (const { actions, prompts } of CASES)
      assert.deepEqual(promptsOf(actions), prompts, JSON.stringify(actions));
  });

  it('were put to Python with everything that there is to show', () => {
    const prompts = CASES.flatMap((each) => each.prompts);
    const statements = prompts.flatMap(({ typed }) => typed);
    for (const statement of ['layer.eval()', 'layer.train()', 'layer.training', '1 / (1 - p)'])
      assert.ok(statements.includes(statement), statement);
    for (const message of [/^UserWarning: /, /^RuntimeError: /])
      assert.ok(prompts.some(({ messages }) => messages.some((text) => message.test(text))));
    const sessions = transcriptSessions().map((actions) => JSON.stringify(actions));
    for (const { actions } of CASES) assert.ok(sessions.includes(JSON.stringify(actions)));
  });

  it('are the source’s session after three calls, eval and two calls', () => {
    const typed = promptsOf(CASES[0]?.actions ?? []).flatMap((prompt) => prompt.typed);
    assert.deepEqual(typed, [
      'import torch',
      '_ = torch.manual_seed(0)',
      'p = 0.5',
      'layer = torch.nn.Dropout(p)',
      'layer.training',
      'input = torch.ones(3, 5)',
      ...['layer(input)', 'layer(input)', 'layer(input)'],
      '1 / (1 - p)',
      'layer.eval()',
      ...['layer(input)', 'layer(input)'],
    ]);
  });
});
