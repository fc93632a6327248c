import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ReplayHoverProvider, Replays } from '../../../../src/editor/replay';
import { trace } from '../../../../src/python';
import { documentOf } from '../documentOf';
import { readingHere } from '../replayed';
import { UNCANCELLED } from '../../../../src/services/uncancelled';

describe('a hover while the newest text is being replayed', () => {
  const TEXT = 'import torch\nlayer = torch.nn.Dropout(0.5)\nx = torch.ones(3)\ny = layer(x)\nprint(x)\n';
  let replays: Replays;
  let document: vscode.TextDocument & { version: number };
  let finish: () => void;

  beforeEach(async () => {
    document = documentOf(TEXT);
    let finished: Promise<void> = Promise.resolve();
    const replayer = {
      replay: async (...[texts, options]: Parameters<typeof readingHere.replayer.replay>) => {
        await finished;
        return trace(texts, options);
      },
    };
    replays = new Replays({ ...readingHere, replayer }, () => ({ resamples: 0, backend: 'cpu' }));
    await replays.of(document, UNCANCELLED);
    document.version++;
    finished = new Promise((resolve) => (finish = resolve));
  });

  afterEach(() => {
    finish();
    replays.dispose();
  });

  const hoverOn = (text: string) =>
    new ReplayHoverProvider(replays).provideHover(
      document,
      document.positionAt(TEXT.indexOf(text)),
      UNCANCELLED,
    );

  it('is answered where an older replay has nothing', async () => {
    assert.equal(await hoverOn('x ='), undefined);
  });

  it('tells what the newest replay knows as soon as that is there', async () => {
    finish();
    const hover = await hoverOn('layer(x)');
    assert.doesNotMatch(JSON.stringify(hover?.contents), /before the last change/);
  });
});
