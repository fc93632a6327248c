import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { PanelAction } from '../../src/protocol';

/** p by hand. All that happens between taking hold of it and letting go is one step for undo. */
export function ProbabilitySlider({ p, dispatch }: { p: number; dispatch: (action: PanelAction) => void }) {
  const moving = useRef(false);
  const letGo = (): void => {
    moving.current = false;
  };
  return (
    <input
      type="range"
      min="0"
      max="1"
      step="0.01"
      value={p}
      aria-label={l10n.t('p, the probability that an element is dropped')}
      onInput={(event) => {
        const value = event.currentTarget.valueAsNumber;
        const continues = moving.current;
        moving.current = true;
        dispatch({
          type: 'setProbability',
          p: { type: 'float', value },
          ...(continues ? { continues } : {}),
        });
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onKeyUp={letGo}
      onBlur={letGo}
    />
  );
}
