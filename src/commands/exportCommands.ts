import * as vscode from 'vscode';
import type { LazyLink } from '../link/lazyLink';
import type { CallOutcome } from '../playground/callOutcome';
import type { PlaygroundStore } from '../playground/store';
import { tell } from '../services/statusMessage';

interface ExportHost {
  readonly store: PlaygroundStore;
  readonly link: LazyLink;
  readonly savePicture: () => Promise<void>;
  readonly savePage: () => Promise<void>;
  readonly showPlayground: () => Promise<unknown>;
}

/** The commands that take what the playground shows elsewhere. Their argument is the number of a call. */
export function exportCommands(host: ExportHost): Record<string, (call?: unknown) => Promise<void>> {
  const { store, link, savePicture, savePage, showPlayground } = host;
  return {
    copyCode: async (call) => {
      await showPlayground();
      await vscode.env.clipboard.writeText(await scriptFor(store, call));
      tell(vscode.l10n.t('the code is copied'));
    },
    copyTensor: async (call) => {
      await showPlayground();
      const { tensorCode, MAX_WRITTEN_ELEMENTS } = await import('../playground/tensorCode');
      const { outcome } = await shownCall(store, call);
      if (outcome.ok && outcome.output.numel <= MAX_WRITTEN_ELEMENTS) {
        await vscode.env.clipboard.writeText(tensorCode(outcome.output, store.state.generator));
        tell(vscode.l10n.t('the output is copied'));
      } else {
        void vscode.window.showWarningMessage(
          outcome.ok
            ? vscode.l10n.t('More than {0} elements are not copied as Python.', MAX_WRITTEN_ELEMENTS)
            : `${outcome.error.type}: ${outcome.error.message}`,
        );
      }
    },
    insertBelow: async (call) => link.insertBelow(await scriptFor(store, call)),
    savePicture,
    savePage,
  };
}

async function scriptFor(store: PlaygroundStore, call: unknown): Promise<string> {
  const { scriptOf } = await import('../playground/script');
  return scriptOf(store.state, await shownCall(store, call));
}

/** The call of that number; the last one where there is none. */
async function shownCall({ state }: PlaygroundStore, number: unknown): Promise<CallOutcome> {
  const { SessionReplay } = await import('../playground/session');
  const calls = new SessionReplay().calls(state, state.calls.length);
  const call = calls.find((candidate) => candidate.number === number) ?? calls.at(-1);
  if (call === undefined) throw new Error('A session has at least one call.');
  return call;
}
