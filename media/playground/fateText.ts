import * as l10n from '@vscode/l10n';
import type { Fate } from '../../src/playground';
import { isAlpha, stochasticDepthMode, type DropoutKind, unitOf } from '../../src/torch';

/** What became of an element, and why: `x[1, 3] dropped: 1.0 × 0 × 2.0 = 0.0, as its random number 0.5813 is not below …`. */
export function fateText(fate: Fate, kind: DropoutKind): string {
  const { arithmetic, reason } = fate;
  const place = `x[${fate.index.join(', ')}]`;
  switch (reason) {
    case 'eval':
      return l10n.t('{0} stays {1}: in eval mode dropout does nothing', place, arithmetic);
    case 'keepsAll':
      return l10n.t('{0} stays {1}: nothing is drawn, and nothing dropped', place, arithmetic);
    case 'dropsAll':
      // Stochastic depth draws all the same.
      return stochasticDepthMode(kind) === undefined
        ? l10n.t('{0} dropped: {1}. With p = 1 all are, and nothing is drawn', place, arithmetic)
        : l10n.t('{0} dropped: {1}. With p = 1 all are', place, arithmetic);
    case 'drawn':
      return drawnText(fate, place, kind);
  }
}

function drawnText(fate: Fate, place: string, kind: DropoutKind): string {
  const { kept, arithmetic, uniform = '…', threshold, drawnAsOne } = fate;
  const becomes = isAlpha(kind) && !kept ? l10n.t('{0}, SELU’s saturation value', arithmetic) : arithmetic;
  const reason = kept
    ? l10n.t('as its random number {0} is below {1}', uniform, `1 − p = ${threshold}`)
    : l10n.t('as its random number {0} is not below {1}', uniform, `1 − p = ${threshold}`);
  if (drawnAsOne === undefined) {
    return kept
      ? l10n.t('{0} kept: {1}, {2}', place, becomes, reason)
      : l10n.t('{0} dropped: {1}, {2}', place, becomes, reason);
  }
  const unit = unitText(kind, `[${drawnAsOne.join(', ')}]`);
  return kept
    ? l10n.t('{0} kept with {1}: {2}, {3}', place, unit, becomes, reason)
    : l10n.t('{0} dropped with {1}: {2}, {3}', place, unit, becomes, reason);
}

function unitText(kind: DropoutKind, index: string): string {
  switch (unitOf(kind)) {
    case 'element':
    case 'channel':
      return l10n.t('channel {0}', index);
    case 'sample':
      return l10n.t('example {0}', index);
    case 'batch':
      return l10n.t('the whole batch');
  }
}
