import * as vscode from 'vscode';
import { chooseGenerator } from './chooseGenerator';
import { goToPlace } from './goToPlace';
import { exportCommands } from './exportCommands';
import { helpCommands } from './helpCommands';
import type { LazyLink } from '../link/lazyLink';
import type { PlaygroundStore } from '../playground/store';
import { generatorLabel } from '../playground/generatorLabel';
import { seedProblem } from '../playground/typedProblems';
import { type Action, callCount, isTraining, type PlaygroundState } from '../playground/state';
import { classOf } from '../torch/layers';
import { reprNumber } from '../torch/pythonNumber';
import { askProbability } from '../services/askProbability';
import type { CursorMode } from '../services/cursorMode';
import { tell } from '../services/statusMessage';
import { parseSeed } from '../torch/seed';
import type { WhatIfs } from '../services/whatIfs';

/** What the commands act on. */
export interface CommandHost {
  readonly extensionId: string;
  readonly store: PlaygroundStore;
  readonly link: LazyLink;
  readonly cursor: CursorMode;
  readonly whatIfs: WhatIfs;
  readonly log: vscode.LogOutputChannel;
  /** Brings the panel to the front, and makes it where there is none; the focus moves into it or stays in the editor. */
  readonly showPanel: (options: { focus: boolean }) => Promise<void>;
  /** Asks where to, and saves a picture of the panel's equation there. */
  readonly savePicture: () => Promise<void>;
  /** Asks where to, and saves the playground there as a web page. */
  readonly savePage: () => Promise<void>;
  /** Lets the reader see the playground, be it in the panel or in the sidebar. Resolves to whether it was seen before. */
  readonly showPlayground: () => Promise<boolean>;
  readonly openExample: () => Promise<void>;
  /** Shows the playground, and moves the focus there. */
  readonly open: () => Promise<void>;
  /** Shows the call at the cursor, or in the cell that is given. */
  readonly openHere: (argument: unknown) => Promise<void>;
  /** Hides or shows lenses, hints and items. Resolves to whether they are hidden. */
  readonly toggleQuiet: () => Promise<boolean>;
  readonly verify: () => Promise<void>;
}

/** Registers every command of the extension; package.json describes them. */
export function registerCommands(host: CommandHost): vscode.Disposable {
  const { store, link, cursor, whatIfs } = host;
  const commands: Record<string, (argument?: unknown) => unknown> = {
    open: host.open,
    toggleTraining: () => toggleTraining(host),
    resample: () => resample(host),
    changeProbability: () => changeProbability(host),
    setSeed: () => setSeed(host),
    chooseGenerator: () => changeGenerator(host),
    undo: async () => {
      await host.showPlayground();
      store.undo();
    },
    redo: async () => {
      await host.showPlayground();
      store.redo();
    },
    ...exportCommands(host),
    ...helpCommands(host.extensionId, store),
    goToCode: () => link.goToCode(),
    writeProbability: () => link.writeProbability(),
    unlink: () => store.dispatch({ type: 'unlink' }),
    followCursor: async () => {
      cursor.set(cursor.name === 'off' ? 'following' : 'off');
      if (cursor.name === 'following') await host.showPlayground();
    },
    pinCall: () => cursor.set(cursor.name === 'pinned' ? 'following' : 'pinned'),
    openExample: host.openExample,
    verify: host.verify,
    openCall: (argument) => openCall(host, argument),
    openHere: host.openHere,
    // Where no file with dropout is in sight nothing else tells.
    toggleQuiet: async () =>
      tell(
        (await host.toggleQuiet())
          ? vscode.l10n.t('lenses, hints and items are hidden')
          : vscode.l10n.t('lenses, hints and items are shown'),
      ),
    goToPlace,
    whatIf: (argument) => whatIfs.ask(argument),
    clearWhatIf: (argument) => whatIfs.clear(argument),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(`dropoutPlayground.${name}`, run),
    ),
  );
}

/** Changes the session where the reader sees it, and says what that came to. */
async function change(
  { store, showPlayground }: CommandHost,
  action: Action,
  told: (state: PlaygroundState) => string,
): Promise<void> {
  await showPlayground();
  store.dispatch(action);
  tell(told(store.state));
}

/** What was said to the layer or to PyTorch, and the call that followed. */
function thenCall(statement: string): (state: PlaygroundState) => string {
  return (state) => vscode.l10n.t('{0}, then call {1}', statement, callCount(state));
}

function toggleTraining(host: CommandHost): Promise<void> {
  const training = !isTraining(host.store.state);
  return change(
    host,
    { type: 'setTraining', training },
    thenCall(training ? 'layer.train()' : 'layer.eval()'),
  );
}

/**
 * Calls the layer once more where the reader sees the session. One that is not seen is only brought up, be it closed,
 * in a hidden tab or new: its last call is the one to see first, and a call that nobody saw would be one that seems to
 * be skipped. To ask again then calls. The previews that are only examples move on in any case.
 */
async function resample({ store, showPlayground }: CommandHost): Promise<void> {
  const wasSeen = await showPlayground();
  store.dispatch({ type: wasSeen ? 'resample' : 'moveExamples' });
  const number = callCount(store.state);
  tell(wasSeen ? vscode.l10n.t('call {0}', number) : vscode.l10n.t('opened on call {0}', number));
}

async function changeProbability(host: CommandHost): Promise<void> {
  const { kind, p } = host.store.state.layer;
  const number = await askProbability({
    title: vscode.l10n.t('Change p'),
    prompt: vscode.l10n.t('The probability that {0} drops an element, from 0 to 1', classOf(kind)),
    value: reprNumber(p),
  });
  if (number !== undefined)
    await change(host, { type: 'setProbability', p: number }, () => `p = ${reprNumber(number)}`);
}

async function setSeed(host: CommandHost): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set seed'),
    prompt: vscode.l10n.t('The argument of torch.manual_seed, an integer from −2^63 to 2^64−1'),
    value: host.store.state.seed,
    validateInput: (typed) => seedProblem(typed, vscode.l10n),
  });
  if (text === undefined) return;
  const seed = parseSeed(text).toString();
  await change(host, { type: 'setSeed', seed }, thenCall(`torch.manual_seed(${seed})`));
}

async function changeGenerator(host: CommandHost): Promise<void> {
  const generator = await chooseGenerator(host.store.state.generator);
  if (generator !== undefined)
    await change(host, { type: 'setGenerator', generator }, () =>
      vscode.l10n.t('generator {0}', generatorLabel(generator)),
    );
}

/** Opens the playground on a call in the reader's code. Its argument comes from a lens or a hover, or from anybody. */
async function openCall({ store, log, showPanel }: CommandHost, argument: unknown): Promise<void> {
  const { receiveOpenRequest } = await import('../panel');
  const received = receiveOpenRequest(argument);
  if (!received.ok) {
    log.warn(`openCall was refused: ${received.reason}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The playground cannot show this call: {0}', received.reason),
    );
    return;
  }
  store.dispatch({ type: 'open', request: received.message });
  await showPanel({ focus: false });
}
