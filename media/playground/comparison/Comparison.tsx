import * as l10n from '@vscode/l10n';
import {
  type CallOutcome,
  maskOf,
  outputLevels,
  type PlaygroundState,
  type SessionReplay,
  upToCall,
} from '../../../src/playground';
import { elementText, isAlpha, reprNumber, scaleOf, shortFloat32 } from '../../../src/torch';
import { TensorView } from '../TensorView';

/** The same call in both modes, on demand, and why the one in eval mode needs no scaling. */
export function Comparison(props: {
  state: PlaygroundState;
  number: number;
  replay: SessionReplay;
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { state, number, replay, open, onToggle } = props;
  return (
    <details
      class="comparison"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) onToggle(!open);
      }}
    >
      <summary>{l10n.t('Train and eval side by side')}</summary>
      {open ? <BothModes state={state} number={number} replay={replay} /> : null}
    </details>
  );
}

function BothModes({
  state,
  number,
  replay,
}: {
  state: PlaygroundState;
  number: number;
  replay: SessionReplay;
}) {
  const [train] = replay.calls(upToCall(state, number, true), 1);
  const [evaluated] = replay.calls(upToCall(state, number, false), 1);
  if (train === undefined || evaluated === undefined) return null;
  return (
    <>
      <div class="modes">
        <Mode
          title={l10n.t('train: call {0}', number)}
          label={l10n.t('In training')}
          state={state}
          call={train}
        />
        <Mode
          title={l10n.t('eval: the input itself')}
          label={l10n.t('In eval mode')}
          state={state}
          call={evaluated}
        />
      </div>
      <p>{reasonOf(state)}</p>
      <p>
        {l10n.t(
          'layer.eval() trains nothing and starts no training: it leaves training mode, for validation and use. layer.train() goes back to it.',
        )}
      </p>
    </>
  );
}

function Mode(props: { title: string; label: string; state: PlaygroundState; call: CallOutcome }) {
  const { title, label, state, call } = props;
  const { outcome } = call;
  if (!outcome.ok) return <p class="raised">{`${outcome.error.type}: ${outcome.error.message}`}</p>;
  const { output } = outcome;
  const mask = maskOf(call);
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  return (
    <div class="term">
      <h2>{title}</h2>
      <TensorView
        label={label}
        shape={state.shape}
        colors="output"
        levels={() => outputLevels(output, mask)}
        source={outcome}
        mask={mask}
        text={elementText(output)}
        look={(index) => (isKept(index) ? 'output' : 'dropped')}
        describe={(index) => (isKept(index) ? '' : l10n.t('dropped'))}
      />
    </div>
  );
}

/** Why eval mode gives the input as it is: training gives it on average. */
function reasonOf({ layer }: PlaygroundState): string {
  const p = layer.p.value;
  if (p === 0) return l10n.t('With p = 0 nothing is dropped, so both modes give the input.');
  if (p === 1) {
    return l10n.t(
      'With p = 1 everything is dropped: no scale could make up for that, so here the modes differ even on average.',
    );
  }
  if (isAlpha(layer.kind)) {
    return l10n.t(
      'Training scales and shifts so that values of mean 0 and variance 1 keep both, on average over all calls. Eval mode gives the input, which has them already: nothing is left to scale.',
    );
  }
  const keep = Math.fround(1 - p);
  const scale = scaleOf(p);
  const text = (value: number): string => reprNumber({ type: 'float', value: Number(shortFloat32(value)) });
  return l10n.t(
    'In training a value is kept with probability {0} and then multiplied with {1}, so on average over all calls it comes out as it went in: {0} × {1} {2} 1. Eval mode gives this average at once, so it needs no scaling.',
    text(keep),
    text(scale),
    keep * scale === 1 ? '=' : '≈',
  );
}
