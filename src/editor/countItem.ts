import * as vscode from 'vscode';
import { mayDrop } from '../protocol/reading/mayDrop';
import { onCellsMoved, onTextEdited } from '../services/onEdited';
import { pythonCells } from '../reading/subject';
import { ContextKey } from '../services/contextKey';
import { Pause } from '../services/pause';
import { EXAMPLE_SCHEME } from '../services/exampleScheme';
import { TOGGLE_QUIET } from '../services/quiet';
import type { PreviewsHost } from './previewsHost';
import { isWorthALens } from './worthALens';

/** In milliseconds: how long the reader has to pause before calls are counted anew. */
const IDLE = 300;

/** How many calls there are, and how many problems. */
interface Count {
  readonly calls: number;
  readonly problems: number;
}

/** A file or notebook, by its Python texts. */
interface Seen {
  readonly owner: vscode.TextDocument | vscode.NotebookDocument;
  readonly documents: readonly vscode.TextDocument[];
}

/**
 * Registers the item in the status bar that says how many dropout calls the file or notebook in sight has, and how many
 * problems; a click hides or shows lenses, hints and items. Menus ask for the same calls by context keys.
 */
export function registerCountItem({ documents, settings, quiet, replays }: PreviewsHost): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'dropoutPlayground.calls',
    vscode.StatusBarAlignment.Right,
    100,
  );
  item.name = vscode.l10n.t('Dropout calls');
  item.command = TOGGLE_QUIET;
  const hasCalls = new ContextKey('hasCalls');
  const hasOwnCalls = new ContextKey('hasOwnCalls');
  let seen: Seen | undefined;
  let shown: Count | undefined;
  let asked = new vscode.CancellationTokenSource();
  const pause = new Pause(IDLE, () => count());
  const later = (): void => pause.begin();
  let subscription: vscode.Disposable | undefined;

  const show = (count: Count | undefined, cells: readonly string[] = []): void => {
    shown = count;
    const isAny = count !== undefined && count.calls > 0;
    hasCalls.set(isAny);
    hasOwnCalls.set(isAny && seen?.owner.uri.scheme !== EXAMPLE_SCHEME);
    void vscode.commands.executeCommand('setContext', 'dropoutPlayground.cells', cells);
    if (isAny) {
      draw(item, count, quiet.isOn);
      item.show();
    } else item.hide();
  };

  const count = async (): Promise<void> => {
    asked.cancel();
    asked = new vscode.CancellationTokenSource();
    const { token } = asked;
    seen = seenNow(seen);
    if (!seen?.documents.some((one) => mayDrop(one.getText()))) {
      show(undefined);
      return;
    }
    const known = await documents();
    subscription ??= known.onDidChange(later);
    const texts = seen.documents;
    const { countedIn } = await import('.');
    const sites = await Promise.all(texts.map(async (one) => (await known.sitesOf(one, token)) ?? []));
    // All cells of a notebook have one setting, for which VS Code takes its time.
    const isChecked = settings.get('problems.enabled', texts[0]);
    const problems = await Promise.all(
      (isChecked ? texts : []).map(async (one) =>
        countedIn((await known.problemsOf(one, token)) ?? [], one, settings),
      ),
    );
    if (token.isCancellationRequested) return;
    const cells = texts.filter((one, i) => sites[i]?.length !== 0 || !replays.sitesIn(one).isEmpty);
    show(
      {
        calls: sites.flat().filter(isWorthALens).length,
        problems: problems.reduce((sum, counted) => sum + counted, 0),
      },
      cells.map(({ uri }) => uri.toString()),
    );
  };

  void count();
  const subscriptions = [
    pause,
    item,
    vscode.window.onDidChangeActiveTextEditor(later),
    vscode.window.onDidChangeActiveNotebookEditor(later),
    onTextEdited((document) => {
      if (seen?.documents.includes(document) === true) later();
    }),
    onCellsMoved((notebook) => {
      if (seen?.owner === notebook) later();
    }),
    replays.onDidChange(later),
    quiet.onDidChange(() => {
      if (shown !== undefined) draw(item, shown, quiet.isOn);
    }),
  ];
  return new vscode.Disposable(() => {
    asked.cancel();
    subscription?.dispose();
    vscode.Disposable.from(...subscriptions).dispose();
  });
}

/** What the reader looks at; what was looked at before as long as it is in sight, for a playground has no code of its own. */
function seenNow(before: Seen | undefined): Seen | undefined {
  const { activeNotebookEditor, activeTextEditor, visibleNotebookEditors, visibleTextEditors } =
    vscode.window;
  if (activeNotebookEditor !== undefined) {
    const { notebook } = activeNotebookEditor;
    return { owner: notebook, documents: pythonCells(notebook) };
  }
  const document = activeTextEditor?.document;
  if (document !== undefined)
    return document.languageId === 'python' ? { owner: document, documents: [document] } : undefined;
  const isInSight =
    visibleNotebookEditors.some(({ notebook }) => notebook === before?.owner) ||
    visibleTextEditors.some((editor) => editor.document === before?.owner);
  return isInSight ? before : undefined;
}

function draw(item: vscode.StatusBarItem, { calls, problems }: Count, isQuiet: boolean): void {
  const { l10n } = vscode;
  const called = calls === 1 ? l10n.t('1 dropout call') : l10n.t('{0} dropout calls', calls);
  const found = problems === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', problems);
  const text = problems === 0 ? called : l10n.t('{0}, {1}', called, found);
  const what = isQuiet
    ? l10n.t('Lenses, hints and items are hidden. Click to show them.')
    : l10n.t('Click to hide lenses, hints and items.');
  item.text = `$(${isQuiet ? 'eye-closed' : 'eye'}) ${text}`;
  item.tooltip = what;
  item.accessibilityInformation = { label: `${text}. ${what}`, role: 'button' };
}
