import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { TrainedNetwork } from '../../../src/playground/training';
import { formatDecimal } from '../statistics/numbers';
import { NetworkPicture } from '../network/NetworkPicture';

/** So many neurons of a hidden layer are drawn. */
const NEURONS = 4;
/** So long a mask is shown at least, in milliseconds: each step draws another, and the eye would only see flicker. */
const LONG_ENOUGH = 400;

/** A corner of the network that drops, thinned as it was in the last step: dropped neurons are crossed out, as in the grid. */
export function ThinnedPicture({ network, isDated }: { network: TrainedNetwork; isDated: boolean }) {
  const { kept, p } = useSteady(network);
  const part = l10n.t('{0} of {1}', NEURONS, kept[0]?.length ?? 0);
  const one = [{ isKept: true }];
  const hidden = (layer: number) =>
    Array.from(kept[layer]?.slice(0, NEURONS) ?? [], (bit) => ({ isKept: bit === 1 }));
  return (
    <div class={`network ${isDated ? 'dated' : ''}`}>
      <NetworkPicture
        title={
          p === 0 || p === 1
            ? l10n.t('the mask with p = {0}', formatDecimal(p))
            : l10n.t('one random mask with p = {0}', formatDecimal(p))
        }
        layers={[
          { name: 'x', neurons: one },
          { name: l10n.t('hidden 1'), note: part, neurons: hidden(0) },
          { name: l10n.t('hidden 2'), note: part, neurons: hidden(1) },
          { name: 'y', neurons: one },
        ]}
      />
    </div>
  );
}

/** A value that changes only every now and then. */
function useSteady(network: TrainedNetwork): TrainedNetwork {
  const last = useRef({ network, since: performance.now() });
  const isOver = performance.now() - last.current.since > LONG_ENOUGH || network.spread !== undefined;
  if (network !== last.current.network && isOver) last.current = { network, since: performance.now() };
  return last.current.network;
}
