import * as l10n from '@vscode/l10n';
import type { SharedViewport } from './useViewport';

const STEP = 1.6;

/** What the wheel and the keys + − 0 do, for who has neither. */
export function ZoomButtons({ viewport }: { viewport: SharedViewport }) {
  return (
    <div class="zoom" role="group" aria-label={l10n.t('Zoom')}>
      <button type="button" aria-label={l10n.t('Zoom out')} onClick={() => viewport.zoom(1 / STEP)}>
        −
      </button>
      <button type="button" aria-label={l10n.t('Zoom in')} onClick={() => viewport.zoom(STEP)}>
        +
      </button>
      <button type="button" onClick={() => viewport.showAll()}>
        {l10n.t('Show all')}
      </button>
    </div>
  );
}
