import type { PlaygroundStore } from '../playground/store';
import type { DropoutDocuments } from '../reading';
import type { CursorMode } from '../services/cursorMode';
import type { GeneratorSetting } from '../services/generatorSetting';
import type { Quiet } from '../services/quiet';
import type { Settings } from '../services/settings';
import type { WhatIfs } from '../services/whatIfs';
import type { LazyReplays } from './lazyReplays';

/** What the previews are made of. */
export interface PreviewsHost {
  readonly store: PlaygroundStore;
  readonly settings: Settings;
  readonly generator: GeneratorSetting;
  readonly documents: () => Promise<DropoutDocuments>;
  readonly whatIfs: WhatIfs;
  readonly quiet: Quiet;
  readonly replays: LazyReplays;
  readonly cursor: CursorMode;
}
