import * as vscode from 'vscode';
import type { Reading } from '../reading';
import type { Row, WorkspaceMap } from '.';
import { MAP_VIEW, type MapHost } from './mapHost';

/** The commands of the map. */
const COMMANDS = {
  refreshMap: (map) => map.refresh({ focus: true }),
  stopMap: (map) => map.stop(),
  filterMap: (map) => map.askFilter(),
  clearMapFilter: (map) => map.clearFilter(),
  copyMapMarkdown: (map) => map.copy('markdown'),
  copyMapCsv: (map) => map.copy('csv'),
  openMapped: (map, row) => map.open(row),
  tryMapped: (map, row) => map.tryIt(row),
  fixMapped: (map, row) => map.fix(row),
} as const satisfies Record<string, (map: WorkspaceMap, row: unknown) => unknown>;

/** The map of dropout in the workspace. All of it is loaded, and the workspace read, when the view is first shown, or asked for. */
export class LazyMap implements vscode.Disposable {
  #loaded: Promise<WorkspaceMap> | undefined;
  readonly #changed = new vscode.EventEmitter<Row | undefined>();
  readonly #view: vscode.TreeView<Row>;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    private readonly host: MapHost,
    private readonly reading: () => Promise<Reading>,
  ) {
    this.#view = vscode.window.createTreeView<Row>(MAP_VIEW, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: async (row) => (await this.#load()).tree.getChildren(row),
        getTreeItem: async (row) => (await this.#load()).tree.getTreeItem(row),
        getParent: async (row) => (await this.#load()).tree.getParent(row),
        resolveTreeItem: async (item, row) => (await this.#load()).tree.resolveTreeItem(item, row),
      },
    });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      ...Object.entries(COMMANDS).map(([name, run]) =>
        vscode.commands.registerCommand(`dropoutPlayground.${name}`, async (row: unknown) => {
          await run(await this.#load(), row);
        }),
      ),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
    void this.#loaded?.then((map) => map.dispose());
  }

  #load(): Promise<WorkspaceMap> {
    this.#loaded ??= Promise.all([import('.'), this.reading()]).then(
      ([{ WorkspaceMap }, reading]) =>
        new WorkspaceMap(this.host, reading, this.#view, () => this.#changed.fire(undefined)),
    );
    return this.#loaded;
  }
}
