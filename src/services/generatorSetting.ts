import type { PlaygroundStore } from '../playground/store';
import { playgroundTabs } from './playgroundTabs';
import { Owner } from './owner';
import { onSettingChanged } from './onSettingChanged';
import type { Settings } from './settings';
import type { GeneratorName } from '../torch/namedGenerators';

/** The user's setting of the generator: that of the previews, and the one that a playground starts with. */
export class GeneratorSetting extends Owner {
  #value: GeneratorName;

  /** @param isViewVisible whether the reader sees the playground in the sidebar */
  constructor(
    private readonly settings: Settings,
    store: PlaygroundStore,
    isViewVisible: () => boolean,
  ) {
    super();
    this.#value = settings.get('generator');
    store.begin({ ...store.state, generator: this.#value });
    this.own(
      onSettingChanged('generator', () => {
        this.#value = settings.get('generator');
        // An open playground stays as the reader left it.
        if (playgroundTabs().length === 0 && !isViewVisible())
          store.begin({ ...store.state, generator: this.#value });
      }),
    );
  }

  get value(): GeneratorName {
    return this.#value;
  }

  /** Writes the setting: where the reader has it, in this workspace or for all. */
  async choose(value: GeneratorName): Promise<void> {
    await this.settings.set('generator', value);
  }
}
