import * as l10n from '@vscode/l10n';
import type { Arrangement, PlaygroundState } from '../../../src/playground';
import { isAlpha, reprNumber, scaleOf, shortFloat32 } from '../../../src/torch';

/** The number that kept values are multiplied by, and the signs around it; in eval mode their place. */
export function Scale(props: {
  state: PlaygroundState;
  /** Whether a mask was drawn, and so anything is scaled. */
  isDrawn: boolean;
  arrangement: Arrangement;
}) {
  const { state, isDrawn, arrangement } = props;
  const p = state.layer.p.value;
  const absent = isDrawn ? '' : 'absent';
  const equals = <Sign sign="=" name={l10n.t('equals')} />;
  if (isAlpha(state.layer.kind)) {
    return (
      <div class={`scale ${absent}`}>
        <Sign sign={arrangement.kind === 'row' ? '→' : '↓'} name={l10n.t('then')} />
      </div>
    );
  }
  const formula = <span class="formula code">{p === 1 ? 'x · 0' : '1/(1−p)'}</span>;
  return (
    <div class={`scale ${absent}`}>
      <span class="factor">
        {arrangement.kind === 'square' ? <Sign sign="↓" name="" /> : null}
        <Sign sign="×" name={l10n.t('times')} />
        <b class="code">{scaleText(p, arrangement.isNarrow && arrangement.kind === 'row' ? 2 : 4)}</b>
        {arrangement.isNarrow ? null : equals}
      </span>
      {arrangement.kind === 'row' ? (
        <>
          {formula}
          {arrangement.isNarrow ? equals : null}
        </>
      ) : (
        <>
          <span aria-hidden="true">=</span> {formula}
        </>
      )}
    </div>
  );
}

/** A sign between two terms, which a screen reader has a word for. */
export function Sign({ sign, name }: { sign: string; name: string }) {
  return name === '' ? (
    <span class="operator" aria-hidden="true">
      {sign}
    </span>
  ) : (
    <span class="operator" role="img" aria-label={name}>
      {sign}
    </span>
  );
}

/** The scale with as many digits as there is room for: `2.0`, `1.4286` as a tensor prints it, `1.43`. */
export function scaleText(p: number, decimals = 4): string {
  const scale = Number(shortFloat32(scaleOf(p)));
  const short = scale.toFixed(decimals);
  return Number(short) === scale ? reprNumber({ type: 'float', value: scale }) : short;
}
