import * as vscode from 'vscode';
import type { PlaygroundStore } from './playground/store';
import { playgroundTabs } from './playgroundTabs';
import { type GeneratorName, isGeneratorName } from './torch/namedGenerators';

const SETTING = 'dropoutPlayground.generator';

/** The user's setting of the generator: that of the previews, and the one that a playground starts with. */
export class GeneratorSetting implements vscode.Disposable {
  #value: GeneratorName;
  readonly #subscription: vscode.Disposable;

  /** @param isViewVisible whether the reader sees the playground in the sidebar */
  constructor(store: PlaygroundStore, log: vscode.LogOutputChannel, isViewVisible: () => boolean) {
    this.#value = read(log);
    store.begin({ ...store.state, generator: this.#value });
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(SETTING)) return;
      this.#value = read(log);
      // An open playground stays as the reader left it.
      if (playgroundTabs().length === 0 && !isViewVisible())
        store.begin({ ...store.state, generator: this.#value });
    });
  }

  get value(): GeneratorName {
    return this.#value;
  }

  /** Writes the setting: where the reader has it, in this workspace or for all. */
  async choose(value: GeneratorName): Promise<void> {
    const configuration = vscode.workspace.getConfiguration();
    const isLocal = configuration.inspect(SETTING)?.workspaceValue !== undefined;
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await configuration.update(SETTING, value, isLocal ? Workspace : Global);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function read(log: vscode.LogOutputChannel): GeneratorName {
  const value = vscode.workspace.getConfiguration().get<unknown>(SETTING);
  if (isGeneratorName(value)) return value;
  log.warn(`${SETTING} is ${JSON.stringify(value)}, which is no generator that is known; cpu stands in.`);
  return 'cpu';
}
