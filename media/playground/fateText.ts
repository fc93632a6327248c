import * as l10n from '@vscode/l10n';
import type { Fate } from '../../src/playground';
import { isAlpha, type DropoutKind } from '../../src/torch';

/** What became of an element, and why, in a sentence: `x[1, 3] was dropped: 1.0 × 0 × 2.0 = 0.0, because …`. */
export function fateText(fate: Fate, kind: DropoutKind): string {
  const { arithmetic, reason } = fate;
  const place = `x[${fate.index.join(', ')}]`;
  switch (reason) {
    case 'eval':
      return l10n.t('{0} stays {1}: in eval mode dropout does nothing.', place, arithmetic);
    case 'keepsAll':
      return l10n.t('{0} stays {1}: nothing is drawn, and nothing dropped.', place, arithmetic);
    case 'dropsAll':
      return l10n.t('{0} was dropped: {1}. With p = 1 all are, and nothing is drawn.', place, arithmetic);
    case 'drawn':
      return drawnText(fate, place, kind);
  }
}

function drawnText(fate: Fate, place: string, kind: DropoutKind): string {
  const { kept, arithmetic, uniform = '…', threshold } = fate;
  const becomes =
    isAlpha(kind) && !kept ? l10n.t('{0}, in place of SELU’s saturation value', arithmetic) : arithmetic;
  const comparison = kept ? `u = ${uniform} < 1 − p = ${threshold}` : `u = ${uniform} ≥ 1 − p = ${threshold}`;
  if (fate.channel !== undefined) {
    const channel = `[${fate.channel.join(', ')}]`;
    return kept
      ? l10n.t('{0} was kept with all of channel {1}: {2}, because {3}.', place, channel, becomes, comparison)
      : l10n.t(
          '{0} was dropped with all of channel {1}: {2}, because {3}.',
          place,
          channel,
          becomes,
          comparison,
        );
  }
  return kept
    ? l10n.t('{0} was kept: {1}, because {2}.', place, becomes, comparison)
    : l10n.t('{0} was dropped: {1}, because {2}.', place, becomes, comparison);
}
