import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { dropCounts } from '../../../src/playground';
import { type PanelAction, type Scene } from '../../../src/protocol';
import { numelOf } from '../../../src/torch';
import { RunButtons } from '../average/RunButtons';
import { HeatMap } from '../HeatMap';
import { CallStrip } from './CallStrip';
import type { CallCursor } from './useCallCursor';

/** The calls of the session: their masks, a way back and forth, and many at once. */
export function CallsPanel(props: {
  scene: Scene;
  cursor: CallCursor;
  /** Whether B and N lead back and forth. */
  singleKeys: boolean;
  dispatch: (action: PanelAction) => void;
}) {
  const { scene, cursor, singleKeys, dispatch } = props;
  const { state, calls } = scene;
  return (
    <section class="calls" aria-label={l10n.t('Calls')}>
      <div class="buttons">
        <button
          type="button"
          disabled={cursor.number === cursor.first}
          aria-keyshortcuts={singleKeys ? 'b' : undefined}
          onClick={() => cursor.step(-1)}
        >
          {l10n.t('Previous')} {singleKeys ? <kbd aria-hidden="true">B</kbd> : null}
        </button>
        <button
          type="button"
          disabled={cursor.number === cursor.latest}
          aria-keyshortcuts={singleKeys ? 'n' : undefined}
          onClick={() => cursor.step(1)}
        >
          {l10n.t('Next')} {singleKeys ? <kbd aria-hidden="true">N</kbd> : null}
        </button>
        <RunButtons cursor={cursor} dispatch={dispatch} />
      </div>
      <CallStrip state={state} calls={calls} cursor={cursor} />
    </section>
  );
}

/** How often each element was dropped, in all calls that are listed. */
export function DropCounts({ scene }: { scene: Scene }) {
  const { state, calls } = scene;
  const counts = useMemo(() => dropCounts(calls, numelOf(state.shape)), [calls]);
  return (
    <section class="counts">
      {!scene.draws ? null : (
        <p class="note">
          {l10n.t(
            'Each call in training mode draws anew: in a training loop every batch has its own mask, not every epoch.',
          )}
        </p>
      )}
      {counts.calls === 0 ? (
        <p class="empty">{l10n.t('None of these calls drew a mask.')}</p>
      ) : (
        <>
          <h2>
            {counts.calls === 1
              ? l10n.t('Times dropped in 1 call')
              : l10n.t('Times dropped in {0} calls', counts.calls)}
          </h2>
          {state.layer.p.value === 1 ? null : <p class="note">{noPattern()}</p>}
          <HeatMap
            label={l10n.t('Times dropped')}
            shape={state.shape}
            times={(index) => counts.times[index] ?? 0}
            source={counts}
            text={(index) => `${counts.times[index] ?? 0}`}
            meaning={l10n.t('times dropped')}
          />
        </>
      )}
    </section>
  );
}

/** What one may take for a rhythm is none: of elements, and of what is dropped as a whole. */
function noPattern(): string {
  return l10n.t(
    'Each is dropped with probability p, whatever became of the others and in other calls: there is no pattern, and no fixed number of them.',
  );
}
