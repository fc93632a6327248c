import * as l10n from '@vscode/l10n';
import { type CallOutcome, keptCount, type PlaygroundState } from '../../src/playground';
import {
  alphaTermsOf,
  formatElements,
  isAlpha,
  reprNumber,
  scaleOf,
  shortFloat32,
  type Tensor,
} from '../../src/torch';
import { type CellLook, TensorGrid } from './TensorGrid';

/** input ⊙ mask × 1/(1−p) = output, for one call. */
export function Equation({
  state,
  input,
  call,
}: {
  state: PlaygroundState;
  input: Tensor;
  call: CallOutcome;
}) {
  const { shape } = state;
  const { outcome } = call;
  const mask = outcome.ok ? outcome.mask : undefined;
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  const inputTexts = formatElements(input);
  const outputTexts = outcome.ok ? formatElements(outcome.output) : undefined;
  return (
    <section class="equation" aria-label={l10n.t('Input times mask times scale is output')}>
      <div class="side">
        <Term title={l10n.t('input')}>
          <TensorGrid
            label={l10n.t('Input')}
            shape={shape}
            text={(index) => inputTexts[index] ?? ''}
            look={() => 'input'}
            describe={() => ''}
          />
        </Term>
        <Step sign="⊙" name={l10n.t('times, element by element')}>
          <Term title={maskTitle(call)}>
            <TensorGrid
              label={l10n.t('Mask')}
              shape={shape}
              text={(index) => (mask === undefined ? '–' : isKept(index) ? '1' : '0')}
              look={(index): CellLook => (mask === undefined ? 'blank' : isKept(index) ? 'kept' : 'dropped')}
              describe={(index) => keepText(mask, index)}
            />
          </Term>
        </Step>
      </div>
      <div class="side">
        <Step
          sign={isAlpha(state.layer.kind) ? '→' : '×'}
          name={isAlpha(state.layer.kind) ? l10n.t('then') : l10n.t('times')}
        >
          <Scale state={state} drawn={mask !== undefined} />
        </Step>
        <Step sign="=" name={l10n.t('equals')}>
          <Term title={l10n.t('output')}>
            {outputTexts === undefined ? (
              <p class="raised">{outcome.ok ? '' : `${outcome.error.type}: ${outcome.error.message}`}</p>
            ) : (
              <TensorGrid
                label={l10n.t('Output')}
                shape={shape}
                text={(index) => outputTexts[index] ?? ''}
                look={(index) => (isKept(index) ? 'output' : 'dropped')}
                describe={(index) => keepText(mask, index)}
              />
            )}
          </Term>
        </Step>
      </div>
    </section>
  );
}

function Term({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <div class="term">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** An operator with what follows it, so that a narrow panel breaks the line before the operator. */
function Step({ sign, name, children }: { sign: string; name: string; children: preact.ComponentChildren }) {
  return (
    <div class="step">
      <span class="operator" role="img" aria-label={name}>
        {sign}
      </span>
      {children}
    </div>
  );
}

/** The number that kept values are multiplied with, or what stands in its place. */
function Scale({ state, drawn }: { state: PlaygroundState; drawn: boolean }) {
  const p = state.layer.p.value;
  return (
    <div class="scale">
      <h2>{l10n.t('scale')}</h2>
      {!drawn ? (
        <p>{l10n.t('none')}</p>
      ) : isAlpha(state.layer.kind) && p < 1 ? (
        <AlphaTerms p={p} />
      ) : p === 1 ? (
        <p>x · 0</p>
      ) : (
        <p>
          <span class="code">1/(1−p)</span>
          <br />
          <span class="code">= {reprNumber({ type: 'float', value: Number(shortFloat32(scaleOf(p))) })}</span>
        </p>
      )}
    </div>
  );
}

function AlphaTerms({ p }: { p: number }) {
  const { scale, keptShift, droppedShift } = alphaTermsOf(p);
  const short = (value: number): string => value.toFixed(4).replace('-', '−');
  return (
    <p>
      {l10n.t('kept')}{' '}
      <span class="code">
        {short(scale)}·x + {short(keptShift)}
      </span>
      <br />
      {l10n.t('dropped')} <span class="code">{short(droppedShift)}</span>
    </p>
  );
}

function keepText(mask: Uint8Array | undefined, index: number): string {
  if (mask === undefined) return '';
  return mask[index] === 1 ? l10n.t('kept') : l10n.t('dropped');
}

function maskTitle({ number, training, outcome }: CallOutcome): string {
  const mask = outcome.ok ? outcome.mask : undefined;
  if (mask !== undefined) {
    return l10n.t('mask · call {0} · {1} of {2} kept', number, keptCount(mask), mask.length);
  }
  return training
    ? l10n.t('mask · call {0} · none is drawn', number)
    : l10n.t('mask · call {0} · none in eval mode', number);
}
