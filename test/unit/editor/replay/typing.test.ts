// What replay shows while somebody types, before there is a newer replay.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ReplayLensProvider, Replays } from '../../../../src/editor/replay';
import { resolved } from '../../../../src/editor/lateLens';
import { placedRange } from '../../../../src/protocol/reading';
import type { Tracks } from '../../../../src/reading';
import { type Edit, joinedEdits, lineStarts } from '../../../../src/text';
import { RandomChoices } from '../../../golden/randomChoices';
import { documentOf } from '../documentOf';
import { readingHere } from '../replayed';
import { UNCANCELLED } from '../../../../src/services/uncancelled';

/** A document in which somebody types, after it was replayed once. */
async function typedIn(code: string) {
  const document = documentOf(code) as vscode.TextDocument & { version: number };
  const edits: (Edit & { readonly version: number })[] = [];
  const since = (_: vscode.TextDocument, version: number): readonly Edit[] =>
    joinedEdits(edits.filter((edit) => edit.version > version));
  let times = 0;
  const replay: (typeof readingHere)['replayer']['replay'] = (...asked) =>
    times++ === 0 ? readingHere.replayer.replay(...asked) : new Promise(() => undefined);
  const replays = new Replays(
    { ...readingHere, replayer: { replay }, tracks: { since } as unknown as Tracks },
    () => ({ resamples: 0, backend: 'cpu' }),
  );
  const edit = (from: number, toBefore: number, text: string): void => {
    const before = document.getText();
    const version = document.version + 1;
    const lines = lineStarts(text).length - lineStarts(before.slice(from, toBefore)).length;
    edits.push({ from, toBefore, toAfter: from + text.length, lines, version });
    const after = before.slice(0, from) + text + before.slice(toBefore);
    Object.assign(document, documentOf(after), { version });
  };
  const replayed = async () => {
    const found = await replays.of(document, UNCANCELLED);
    assert.ok(found);
    return found;
  };
  await replayed();
  return { document, edits, replays, edit, replayed };
}

const HEAD = 'import torch\nd = torch.nn.Dropout(0.5)\nx = torch.ones(3)\n';

describe('while somebody types beside calls', () => {
  it('they move along, and none is made anew', async () => {
    const { document, edit, replayed } = await typedIn(`${HEAD}y = d(x); z = d(x)\nz = d(y)\n`);
    const { calls } = await replayed();
    const at = document.getText().indexOf(' = d(x)');
    edit(at, at, 'ear');
    const now = await replayed();
    assert.equal(now.calls, calls);
    const text = document.getText();
    assert.deepEqual(
      now.calls.map(({ from, to }) => text.slice(from, to)),
      ['d(x)', 'd(x)', 'd(y)'],
    );
    const made = calls[0] && now.madeAt(calls[0].call);
    assert.deepEqual(made?.from, text.indexOf('torch.nn'));
  });

  it('they are where all edits have moved them, whatever is typed', async () => {
    for (let round = 0; round < 20; round++) {
      const random = new RandomChoices(`typing ${round}`);
      const calls = Array.from({ length: 12 }, (_, i) => `y${i} = d(x) + d(x)\n`).join('');
      const { document, edits, edit, replayed } = await typedIn(HEAD + calls);
      const lists = new Set<unknown>();
      for (let i = 0; i < 40; i++) {
        const from = HEAD.length + random.upTo(document.getText().length - HEAD.length + 1);
        const length = random.pick([0, 0, 0, 0, 1, 1, 2, 5]);
        edit(
          from,
          Math.min(from + length, document.getText().length),
          random.pick(['', 'a', 'b', '  ', '\n', ' = d(x)\n']),
        );
        // Nobody asks after each keystroke.
        if (random.chance(0.3)) continue;
        const { known, calls } = await replayed();
        lists.add(calls);
        const all = joinedEdits(edits);
        const places = known.trace.calls.flatMap(({ place }) => placedRange(place, all) ?? []);
        assert.deepEqual(
          calls.map(({ from, to }) => ({ from, to })),
          places.map(({ from, to }) => ({ from, to })),
        );
      }
      assert.ok(lists.size > 1);
    }
  });
});

describe('lenses above thousands of lines', () => {
  const LINES = 600;
  /** Those there are, as they are when they come into view. */
  function lensesIn({ document, replays }: Awaited<ReturnType<typeof typedIn>>) {
    const none = () => Promise.resolve(new Set<number>());
    const provider = new ReplayLensProvider(replays, none);
    return {
      provide: () => provider.provideCodeLenses(document, UNCANCELLED),
      first: async () => {
        const [lens] = await provider.provideCodeLenses(document, UNCANCELLED);
        assert.ok(lens);
        const { command, range } = await resolved(lens);
        return { line: range.start.line, title: command?.title };
      },
    };
  }

  it('are the same for as long as these stay where they are, and lead to where these are now', async () => {
    const net = 'torch.manual_seed(1)\nnet = torch.nn.Sequential(d)\n';
    const typed = await typedIn(`${HEAD}${net}${'y = net(x)\n'.repeat(LINES)}`);
    const { document, edit } = typed;
    const { provide, first } = lensesIn(typed);
    const lenses = await provide();
    assert.equal(lenses.length, LINES);
    const before = await first();
    // What is called is read from the text.
    assert.match(before.title ?? '', /within net/);
    edit(0, 0, 'import numpy; ');
    assert.equal(await provide(), lenses);
    assert.deepEqual(await first(), before);
    edit(0, 0, '\n');
    assert.notEqual(await provide(), lenses);
    assert.deepEqual(await first(), { ...before, line: before.line + 1 });
    // A call goes.
    const at = document.getText().indexOf('net(x)');
    edit(at, at + 'net(x)'.length, 'x');
    assert.equal((await provide()).length, LINES - 1);
  });
});
