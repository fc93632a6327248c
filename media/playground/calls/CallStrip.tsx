import * as l10n from '@vscode/l10n';
import {
  type CallOutcome,
  gridLayout,
  keptCount,
  pictureSize,
  type PlaygroundState,
} from '../../src/playground';

/** The masks of the last calls, small, the latest last. */
export function CallStrip({ state, calls }: { state: PlaygroundState; calls: readonly CallOutcome[] }) {
  const unlisted = (calls[0]?.number ?? 1) - 1;
  return (
    <section class="calls" aria-labelledby="calls-title">
      <h2 id="calls-title">{l10n.t('Calls: each one drops others, and a dropped one can come back')}</h2>
      <ol>
        {unlisted > 0 ? <li class="unlisted">{l10n.t('{0} earlier', unlisted)}</li> : null}
        {calls.map((call) => (
          <li key={call.number}>
            <MaskPicture shape={state.shape} call={call} />
            <span aria-hidden="true">{l10n.t('call {0}', call.number)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One mask as a picture: filled squares are kept, small dots dropped. */
function MaskPicture({ shape, call }: { shape: readonly number[]; call: CallOutcome }) {
  const { rows, columns, blockColumns, blocks } = gridLayout(shape);
  const mask = call.outcome.ok ? call.outcome.mask : undefined;
  const width = Math.max(1, blockColumns * (columns + 1) - 1);
  const height = Math.max(1, Math.ceil(blocks.length / blockColumns) * (rows + 1) - 1);
  let kept = '';
  let dropped = '';
  for (const { offset, blockRow, blockColumn } of blocks) {
    for (let i = 0; i < rows * columns; i++) {
      const x = blockColumn * (columns + 1) + (i % columns);
      const y = blockRow * (rows + 1) + Math.floor(i / columns);
      if (mask === undefined || mask[offset + i] === 1) kept += `M${x + 0.06} ${y + 0.06}h.88v.88h-.88z`;
      else dropped += `M${x + 0.38} ${y + 0.38}h.24v.24h-.24z`;
    }
  }
  return (
    <svg
      class="mask"
      role="img"
      aria-label={labelOf(call)}
      viewBox={`0 0 ${width} ${height}`}
      {...pictureSize(width, height)}
    >
      <path class="kept" d={kept} />
      <path class="dropped" d={dropped} />
    </svg>
  );
}

function labelOf({ number, training, outcome }: CallOutcome): string {
  if (!outcome.ok) return l10n.t('Call {0}: {1}', number, outcome.error.type);
  const { mask } = outcome;
  if (mask === undefined) {
    return training
      ? l10n.t('Call {0}: everything kept', number)
      : l10n.t('Call {0}: eval mode, everything kept', number);
  }
  return l10n.t('Call {0}: {1} of {2} kept', number, keptCount(mask), mask.length);
}
