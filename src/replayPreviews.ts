import * as vscode from 'vscode';
import type { GeneratorSetting } from './generatorSetting';
import type { PlaygroundStore } from './playground/store';

const PYTHON: vscode.DocumentSelector = { language: 'python' };
const NOTEBOOK = 'jupyter-notebook';

/**
 * Registers what replay shows in the editor: hints, hovers, lenses, and items below notebook cells. Replay itself is
 * loaded when it is first asked for, not on activation.
 */
export function registerReplayPreviews(
  store: PlaygroundStore,
  generator: GeneratorSetting,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const disposables: { dispose(): unknown }[] = [changed];
  const load = async () => {
    const editor = await import('./editor/replay');
    const replays = new editor.Replays(() => ({
      resamples: store.state.resamples,
      // The replayed code runs on the CPU, whichever GPU the other previews are drawn for.
      backend: generator.value === 'cpu-mkl' ? 'cpu-mkl' : 'cpu',
    }));
    const edited = new editor.EditedCells();
    disposables.push(
      replays,
      edited,
      replays.onDidChange(() => changed.fire()),
    );
    return {
      hints: new editor.ReplayHintsProvider(replays),
      hovers: new editor.ReplayHoverProvider(replays),
      lenses: new editor.ReplayLensProvider(replays),
      items: new editor.ReplayStatusBarProvider(replays, edited),
      diff: new editor.OutputDiff(replays),
    };
  };
  let loaded: ReturnType<typeof load> | undefined;
  const previews = () => (loaded ??= load());

  let { resamples } = store.state;
  disposables.push(
    vscode.languages.registerInlayHintsProvider(PYTHON, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (document, range, token) =>
        isEnabled(document) ? (await previews()).hints.provideInlayHints(document, range, token) : [],
    }),
    vscode.languages.registerHoverProvider(PYTHON, {
      provideHover: async (document, position, token) =>
        isEnabled(document) ? (await previews()).hovers.provideHover(document, position, token) : undefined,
    }),
    vscode.languages.registerCodeLensProvider(PYTHON, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) =>
        isEnabled(document) ? (await previews()).lenses.provideCodeLenses(document, token) : [],
    }),
    vscode.notebooks.registerNotebookCellStatusBarItemProvider(NOTEBOOK, {
      onDidChangeCellStatusBarItems: changed.event,
      provideCellStatusBarItems: async (cell, token) =>
        isEnabled(cell.document) ? (await previews()).items.provideCellStatusBarItems(cell, token) : [],
    }),
    vscode.workspace.registerTextDocumentContentProvider('dropout-output', {
      provideTextDocumentContent: async (uri) => (await previews()).diff.provideTextDocumentContent(uri),
    }),
    vscode.commands.registerCommand('dropoutPlayground.compareOutputs', async (uri: unknown) =>
      (await previews()).diff.show(uri),
    ),
    // A run leaves other outputs behind, with which a cell is compared.
    vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
      if (cellChanges.some(({ outputs, executionSummary }) => outputs ?? executionSummary)) changed.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dropoutPlayground')) changed.fire();
    }),
    store.onDidChange((state) => {
      if (state.resamples === resamples) return;
      ({ resamples } = state);
      changed.fire();
    }),
  );
  return new vscode.Disposable(() => {
    for (const disposable of disposables) disposable.dispose();
  });
}

function isEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('dropoutPlayground', document).get('replay.enabled', true);
}
