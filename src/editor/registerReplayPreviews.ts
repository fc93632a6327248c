import * as vscode from 'vscode';
import { resolved } from './lateLens';
import type { PreviewsHost } from './previewsHost';
import { onSettingChanged } from '../services/onSettingChanged';
import { isWorthALens } from './worthALens';
import { UNCANCELLED } from '../services/uncancelled';

const PYTHON: vscode.DocumentSelector = { language: 'python' };
const NOTEBOOK = 'jupyter-notebook';

/** Registers what replay shows in the editor: hints, hovers, lenses, and items below notebook cells. */
export function registerReplayPreviews(host: PreviewsHost): vscode.Disposable {
  const { store, settings, quiet, replays: lazy, documents, cursor } = host;
  const changed = new vscode.EventEmitter<void>();
  const disposables: { dispose(): unknown }[] = [changed, lazy.onDidChange(() => changed.fire())];
  const load = async () => {
    const [editor, replays, known] = await Promise.all([import('./replay'), lazy.get(), documents()]);
    const sitesWithLenses = async (document: vscode.TextDocument, token: vscode.CancellationToken) => {
      const sites = await known.sitesOf(document, token);
      return new Set(sites?.filter(isWorthALens).map(({ from }) => from));
    };
    const edited = new editor.EditedCells();
    disposables.push(edited);
    return {
      hints: new editor.ReplayHintsProvider(replays),
      hovers: new editor.ReplayHoverProvider(replays),
      lenses: new editor.ReplayLensProvider(replays, sitesWithLenses),
      items: new editor.ReplayStatusBarProvider(replays, edited),
      diff: new editor.OutputDiff(replays),
    };
  };
  let following: Promise<void> | undefined;
  const follow = async (): Promise<void> => {
    const [{ CursorFollower }, replays] = await Promise.all([import('./replay'), lazy.get()]);
    disposables.push(new CursorFollower(replays, store, cursor));
  };
  let loaded: ReturnType<typeof load> | undefined;
  const previews = () => (loaded ??= load());
  /** What can be read comes first: a replay that starts beside it makes both late. */
  const previewsOf = async (document: vscode.TextDocument, token: vscode.CancellationToken) => {
    await (await documents()).sitesOf(document, token, { wanted: 'lines' });
    return previews();
  };
  const isShown = (document: vscode.TextDocument): boolean => !quiet.isOn && lazy.isEnabled(document);
  /** Replays what is looked at before VS Code asks for it, so that all its lenses come at once; what can be read first. */
  const prepare = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    if (editor?.document.languageId !== 'python' || !isShown(editor.document)) return;
    const sites = await (await documents()).sitesOf(editor.document, UNCANCELLED);
    if (sites !== undefined && sites.length > 0) await (await lazy.get()).of(editor.document, UNCANCELLED);
  };
  void prepare(vscode.window.activeTextEditor);

  disposables.push(
    vscode.languages.registerInlayHintsProvider(PYTHON, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range, token) =>
        isShown(document)
          ? (await previewsOf(document, token)).hints.provideInlayHints(document, range, token)
          : [],
    }),
    vscode.languages.registerHoverProvider(PYTHON, {
      provideHover: async (document, position, token) =>
        lazy.isEnabled(document)
          ? (await previewsOf(document, token)).hovers.provideHover(document, position, token)
          : undefined,
    }),
    vscode.languages.registerCodeLensProvider(PYTHON, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) =>
        isShown(document) &&
        settings.get('codeLens.enabled', document) &&
        settings.get('codeLens.style', document) !== 'problems'
          ? (await previewsOf(document, token)).lenses.provideCodeLenses(document, token)
          : [],
      resolveCodeLens: resolved,
    }),
    vscode.notebooks.registerNotebookCellStatusBarItemProvider(NOTEBOOK, {
      onDidChangeCellStatusBarItems: changed.event,
      provideCellStatusBarItems: async (cell, token) =>
        isShown(cell.document)
          ? (await previewsOf(cell.document, token)).items.provideCellStatusBarItems(cell, token)
          : [],
    }),
    vscode.workspace.registerTextDocumentContentProvider('dropout-output', {
      provideTextDocumentContent: async (uri) => (await previews()).diff.provideTextDocumentContent(uri),
    }),
    vscode.window.onDidChangeActiveTextEditor(prepare),
    // Nothing of it is there before somebody asks for it.
    cursor.onDidChange(async () => {
      if (cursor.name === 'following') await (following ??= follow());
    }),
    vscode.commands.registerCommand('dropoutPlayground.compareOutputs', async (uri: unknown) =>
      (await previews()).diff.show(uri),
    ),
    // A run leaves other outputs behind, with which a cell is compared.
    vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
      if (cellChanges.some(({ outputs, executionSummary }) => outputs ?? executionSummary)) changed.fire();
    }),
    onSettingChanged(undefined, () => changed.fire()),
    quiet.onDidChange(() => changed.fire()),
    store.onDidResample(() => changed.fire()),
  );
  return new vscode.Disposable(() => void vscode.Disposable.from(...disposables).dispose());
}
