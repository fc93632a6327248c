import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { CallOutcome, PlaygroundState } from '../../../src/playground';
import { float32Text, maskOf, outputLevels } from '../../../src/playground';
import { type Scene } from '../../../src/protocol';
import { elementText, isAlpha, scaleOf } from '../../../src/torch';
import { Folded } from '../Folded';
import { TensorView } from '../TensorView';

/** The same call in both modes, on demand, and why the one in eval mode needs no scaling. */
export function Comparison(props: { scene: Scene; number: number }) {
  return (
    <Folded name="modes" class="comparison" summary={l10n.t('Train and eval side by side')}>
      <BothModes {...props} />
    </Folded>
  );
}

function BothModes({ scene, number }: { scene: Scene; number: number }) {
  const last = useRef<{ readonly state: PlaygroundState; readonly calls: readonly CallOutcome[] }>(undefined);
  const calls = [true, false].map((training) => scene.callIn(training, number));
  // Until the call in its other mode has come, the last two are shown.
  if (calls.every((call) => call !== undefined)) last.current = { state: scene.state, calls };
  const [train, evaluated] = last.current?.calls ?? [];
  if (last.current === undefined || train === undefined || evaluated === undefined) return null;
  const { state } = last.current;
  return (
    <>
      <div class="modes">
        <Mode
          title={l10n.t('train: call {0}', train.number)}
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
  return l10n.t(
    'In training a value is kept with probability {0} and then multiplied by {1}, so on average over all calls it comes out as it went in: {0} × {1} {2} 1. Eval mode gives this average at once, so it needs no scaling.',
    float32Text(keep),
    float32Text(scale),
    keep * scale === 1 ? '=' : '≈',
  );
}
