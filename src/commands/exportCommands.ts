import * as vscode from 'vscode';
import type { LazyLink } from '../link/lazyLink';
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
  const written = () => import('./shownCall');
  return {
    copyCode: async (call) => {
      await showPlayground();
      await vscode.env.clipboard.writeText((await written()).scriptFor(store, call));
      tell(vscode.l10n.t('the code is copied'));
    },
    copyTensor: async (call) => {
      await showPlayground();
      const { MAX_WRITTEN_ELEMENTS, shownCall, tensorCode } = await written();
      const { outcome } = shownCall(store, call);
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
    insertBelow: async (call) => link.insertBelow((await written()).scriptFor(store, call)),
    savePicture,
    savePage,
  };
}
