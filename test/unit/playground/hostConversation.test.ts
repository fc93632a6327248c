import assert from 'node:assert/strict';
import {
  HostConversation,
  INITIAL_STATE,
  type HostCommand,
  type LinkView,
  type MessageToWebview,
  PlaygroundStore,
} from '../../../src/playground';

function conversation() {
  const store = new PlaygroundStore();
  const posted: MessageToWebview[] = [];
  const warnings: string[] = [];
  const commands: HostCommand[] = [];
  let focused = 0;
  const link: { view: LinkView | undefined; changed: () => void } = {
    view: undefined,
    changed: () => assert.fail('nobody listens'),
  };
  const talk = new HostConversation({
    store,
    link: {
      canInsert: false,
      get view() {
        return link.view;
      },
      onDidChange: (listener) => {
        link.changed = listener;
        return {
          dispose: () => {
            link.changed = () => undefined;
          },
        };
      },
    },
    run: (command) => void commands.push(command),
    onDidFocus: () => (focused += 1),
    post: (message) => void posted.push(message),
    warn: (text) => void warnings.push(text),
    singleKeys: () => true,
    announces: () => true,
  });
  return { store, link, posted, commands, focused: () => focused, warnings, talk };
}

const RESAMPLE = { type: 'resample' } as const;

describe('the extension’s side of the conversation', () => {
  it('answers a webview that is up, and every action, with a snapshot that acknowledges it', () => {
    const { store, posted, talk } = conversation();
    talk.receive({ type: 'ready' });
    talk.receive({ type: 'action', sequence: 1, action: RESAMPLE });
    const seen = posted.map(({ acknowledged, state }) => [acknowledged, state.calls.length].join());
    assert.deepEqual(seen, ['0,1', '1,2']);
    assert.equal(store.state.calls.length, 2);
  });

  it('takes a refused action back, and goes on', () => {
    const { store, posted, warnings, talk } = conversation();
    talk.receive({ type: 'action', sequence: 1, action: { type: 'setSeed', seed: 'many' } });
    assert.deepEqual(posted, [
      {
        type: 'snapshot',
        state: INITIAL_STATE,
        acknowledged: 1,
        singleKeys: true,
        announces: true,
        canUndo: false,
        canRedo: false,
        changedAt: 0,
        canInsert: false,
      },
    ]);
    assert.equal(warnings.length, 1);
    talk.receive({ type: 'action', sequence: 2, action: RESAMPLE });
    assert.equal(posted.at(-1)?.acknowledged, 2);
    assert.equal(store.state.calls.length, 2);
  });

  it('has no answer to what is no action at all', () => {
    const { posted, warnings, talk } = conversation();
    for (const value of [undefined, 'ready', { type: 'action', sequence: 'one' }]) talk.receive(value);
    assert.deepEqual([posted, warnings.length], [[], 3]);
  });

  it('tells of the link to the code when that changes, and runs what the webview asks for', () => {
    const { link, posted, commands, warnings, talk } = conversation();
    talk.receive({ type: 'command', command: 'goToCode' });
    talk.receive({ type: 'command', command: 'deleteCode' });
    assert.deepEqual([commands, warnings.length], [['goToCode'], 1]);
    link.view = { place: 'model.py:12', lost: false, write: { possible: true } };
    link.changed();
    assert.deepEqual(
      posted.map((message) => message.link),
      [link.view],
    );
    talk.dispose();
    link.changed();
    assert.equal(posted.length, 1);
  });

  it('asks for a picture until it comes, and takes it once', () => {
    const { posted, talk } = conversation();
    const taken: string[] = [];
    talk.askPicture('svg', (content) => void taken.push(content));
    talk.receive({ type: 'ready' });
    assert.deepEqual(
      posted.map(({ picture }) => picture),
      [
        { id: 1, format: 'svg' },
        { id: 1, format: 'svg' },
      ],
    );
    for (const id of [2, 1, 1]) talk.receive({ type: 'picture', id, content: `picture ${id}` });
    talk.sendSnapshot();
    assert.deepEqual([taken, posted.at(-1)?.picture], [['picture 1'], undefined]);
  });

  it('answers an action that changes nothing, and says what can be undone', () => {
    const { store, posted, focused, talk } = conversation();
    talk.receive({ type: 'action', sequence: 1, action: { type: 'setTraining', training: true } });
    assert.deepEqual([posted.length, posted[0]?.acknowledged, posted[0]?.canUndo], [1, 1, false]);
    talk.receive({ type: 'action', sequence: 2, action: RESAMPLE });
    store.undo();
    assert.deepEqual(
      posted.slice(1).map(({ canUndo, canRedo }) => [canUndo, canRedo]),
      [
        [true, false],
        [false, true],
      ],
    );
    talk.receive({ type: 'focus' });
    assert.equal(focused(), 1);
  });

  it('tells two webviews the same, each with its own acknowledgement', () => {
    const { store, posted, talk } = conversation();
    const other: MessageToWebview[] = [];
    const second = new HostConversation({
      store,
      link: { view: undefined, canInsert: false, onDidChange: () => ({ dispose: () => undefined }) },
      run: () => undefined,
      onDidFocus: () => undefined,
      post: (message) => void other.push(message),
      warn: (text) => assert.fail(text),
      singleKeys: () => true,
      announces: () => true,
    });
    talk.receive({ type: 'action', sequence: 5, action: RESAMPLE });
    second.receive({ type: 'action', sequence: 1, action: RESAMPLE });
    assert.deepEqual(
      posted.map(({ state }) => state),
      other.map(({ state }) => state),
    );
    const acknowledged = [posted, other].map((messages) => messages.map((message) => message.acknowledged));
    assert.deepEqual(acknowledged, [
      [5, 5],
      [0, 1],
    ]);
  });

  it('tells of changes from elsewhere, and begins anew with a new page', () => {
    const { store, posted, talk } = conversation();
    talk.receive({ type: 'action', sequence: 7, action: RESAMPLE });
    store.dispatch(RESAMPLE);
    assert.equal(posted.at(-1)?.acknowledged, 7);
    talk.receive({ type: 'ready' });
    assert.equal(posted.at(-1)?.acknowledged, 0);
    talk.dispose();
    store.dispatch(RESAMPLE);
    assert.equal(posted.length, 3);
  });
});
