import * as vscode from 'vscode';
import { onCellsMoved, onTextEdited } from '../services/onEdited';
import type { DropoutCodeLensProvider, DropoutHoverProvider, DropoutInlayHintsProvider } from '.';
import { resolved } from './lateLens';
import { LensReminder } from './lensReminder';
import { onSettingChanged } from '../services/onSettingChanged';
import type { PreviewsHost } from './previewsHost';

interface Providers {
  readonly lenses: DropoutCodeLensProvider;
  readonly hovers: DropoutHoverProvider;
  readonly hints: DropoutInlayHintsProvider;
}

/** Files and notebook cells alike, wherever they are stored. */
const PYTHON: vscode.DocumentSelector = { language: 'python' };

/**
 * Registers the previews in the editor. What provides them is loaded when the first preview is asked
 * for, not on activation.
 */
export function registerPreviews(host: PreviewsHost): vscode.Disposable {
  const { store, settings, generator, documents, whatIfs, quiet, replays } = host;
  const changed = new vscode.EventEmitter<void>();
  const reminder = new LensReminder(() => changed.fire());
  const disposables: { dispose(): unknown }[] = [changed, reminder];
  let loaded: Promise<Providers> | undefined;
  const previews = () =>
    (loaded ??= Promise.all([import('.'), documents()]).then(
      ([
        { DropoutCodeLensProvider, DropoutHoverProvider, DropoutInlayHintsProvider, problemsBySite },
        documents,
      ]) => {
        disposables.push(documents.onDidChange(() => changed.fire()));
        const options = () => ({ resamples: store.state.resamples, generator: generator.value });
        const replayed = (document: vscode.TextDocument) => replays.sitesIn(document);
        return {
          lenses: new DropoutCodeLensProvider(
            documents,
            (document) => ({
              ...options(),
              style: settings.get('codeLens.style', document),
              problemsBySite: (found) => problemsBySite(found, document, settings),
            }),
            whatIfs,
            replayed,
          ),
          hovers: new DropoutHoverProvider(documents, options, whatIfs, replayed),
          hints: new DropoutInlayHintsProvider(documents),
        };
      },
    ));

  disposables.push(
    replays.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(PYTHON, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) => {
        if (quiet.isOn || !settings.get('codeLens.enabled', document)) return [];
        reminder.asked(document, token);
        return (await previews()).lenses.provideCodeLenses(document, token);
      },
      resolveCodeLens: resolved,
    }),
    vscode.languages.registerHoverProvider(PYTHON, {
      provideHover: async (document, position, token) =>
        settings.get('hover.enabled', document)
          ? (await previews()).hovers.provideHover(document, position, token)
          : undefined,
    }),
    vscode.languages.registerInlayHintsProvider(PYTHON, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range, token) =>
        !quiet.isOn && settings.get('inlayHints.enabled', document)
          ? (await previews()).hints.provideInlayHints(document, range, token)
          : [],
    }),
    whatIfs.onDidChange(() => changed.fire()),
    quiet.onDidChange(() => changed.fire()),
    onSettingChanged(undefined, () => changed.fire()),
    // In a notebook an import, a constant or a seed in one cell changes what another one shows. Outputs do not.
    onCellsMoved(() => changed.fire()),
    onTextEdited(({ uri }) => {
      if (uri.scheme === 'vscode-notebook-cell') changed.fire();
    }),
    // Only resampling moves the previews; the panel's other controls are its own.
    store.onDidResample(() => changed.fire()),
  );
  return new vscode.Disposable(() => void vscode.Disposable.from(...disposables).dispose());
}
