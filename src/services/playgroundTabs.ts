import * as vscode from 'vscode';

/** The panel's view type; package.json names it too. */
export const VIEW_TYPE = 'dropoutPlayground.playground';

/** The panel's tabs. After a reload VS Code revives a panel only when its tab is shown; until then there is but the tab. */
export function playgroundTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    // VS Code puts a prefix of its own before the view type.
    tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(VIEW_TYPE)),
  );
}

/** Keeps the context key by which commands are enabled: whether the panel is open, revived or not. */
export function trackPlaygroundTabs(): vscode.Disposable {
  let isOpen: boolean | undefined;
  const update = (): void => {
    const next = playgroundTabs().length > 0;
    if (next === isOpen) return;
    isOpen = next;
    void vscode.commands.executeCommand('setContext', 'dropoutPlayground.isOpen', next);
  };
  update();
  return vscode.window.tabGroups.onDidChangeTabs(update);
}
