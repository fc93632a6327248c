import * as l10n from '@vscode/l10n';
import type { PanelAction } from '../../../src/protocol';
import type { CallCursor } from '../calls/useCallCursor';

/** How many calls can be made at once. */
const RUNS = [10, 100];

/** Makes many calls, which are then shown one after the other. */
export function RunButtons(props: { cursor: CallCursor; dispatch: (action: PanelAction) => void }) {
  const { cursor, dispatch } = props;
  return (
    <>
      {RUNS.map((count) => (
        <button
          key={count}
          type="button"
          onClick={() => {
            cursor.playComing(count);
            dispatch({ type: 'resample', times: count });
          }}
        >
          {l10n.t('Run {0} calls', count)}
        </button>
      ))}
    </>
  );
}
