import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import type { CallOutcome, PlaygroundState } from '../../src/playground';
import { fitsCells, keptCount, levelsOf, maskLevels, outputLevels, uniformText } from '../../src/playground';
import {
  alphaTermsOf,
  elementText,
  isAlpha,
  numelOf,
  reprNumber,
  scaleOf,
  shortFloat32,
  type Tensor,
} from '../../src/torch';
import { useViewport } from './canvas/useViewport';
import { ZoomButtons } from './canvas/ZoomButtons';
import { CellExplanation, litElement, useLitCells } from './CellExplanation';
import { Moments } from './Moments';
import { formatCount } from './statistics/numbers';
import type { CellLook } from './TensorGrid';
import { type SharedPicture, TensorView } from './TensorView';

/** Room for an output such as -2.1690, so that nothing moves when another p or call needs it. */
const OUTPUT_CHARACTERS = 7;

interface TermsProps {
  state: PlaygroundState;
  input: Tensor;
  /** How many elements are dropped as one, where that is more than one. */
  channelSize: number | undefined;
  call: CallOutcome;
  /** Which elements are kept after they had been dropped, if that can be said. */
  back: Uint8Array | undefined;
  /** Whether the mask shows each cell's uniform number in place of its 0 or 1. */
  showsUniforms: boolean;
}

/** input ⊙ mask × 1/(1−p) = output, for one call, and below it what became of the cell that one points at. */
export function Equation(
  props: TermsProps & {
    /** Whether the reader has done something that the extension has yet to draw. */
    isBehind: boolean;
    onShowUniforms: (shows: boolean) => void;
  },
) {
  const { state, input, channelSize, call, back, isBehind, showsUniforms, onShowUniforms } = props;
  const { lit, root, onHover, listeners } = useLitCells();
  const viewport = useViewport(state.shape);
  const isPicture = !fitsCells(state.shape);
  const shared = isPicture ? { viewport, lit: litElement(lit), onHover } : undefined;
  // Not drawn anew for every move of the pointer.
  const terms = useMemo(
    () => <Terms {...{ state, input, channelSize, call, back, showsUniforms, shared }} />,
    [state, input, channelSize, call, back, showsUniforms, viewport, shared?.lit],
  );
  return (
    <section
      ref={root}
      class={`equation ${isBehind ? 'behind' : ''}`}
      aria-busy={isBehind}
      aria-label={l10n.t('Input times mask times scale is output')}
      {...listeners}
    >
      {terms}
      <div class="about-cells">
        <CellExplanation lit={lit} state={state} input={input} call={call} />
        <div class="choices">
          {isPicture ? <ZoomButtons viewport={viewport} /> : <BackLegend isAbsent={!back?.includes(1)} />}
          <label class="choice">
            <input
              type="checkbox"
              checked={showsUniforms}
              onChange={(event) => onShowUniforms(event.currentTarget.checked)}
            />
            {l10n.t('Show the uniform numbers u')}
          </label>
        </div>
      </div>
    </section>
  );
}

/** What the marked corner of a cell says; it keeps its place in calls without any. */
function BackLegend({ isAbsent }: { isAbsent: boolean }) {
  return (
    <span class={`back-legend ${isAbsent ? 'absent' : ''}`}>
      <span class="back-sample" />
      {l10n.t('back again: the call before dropped it')}
    </span>
  );
}

function Terms(props: TermsProps & { shared: SharedPicture | undefined }) {
  const { state, input, channelSize, call, back, showsUniforms, shared } = props;
  const { shape } = state;
  const { outcome } = call;
  const mask = outcome.ok ? outcome.mask : undefined;
  const output = outcome.ok ? outcome.output : undefined;
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  const isBack = (index: number): boolean => back?.[index] === 1;
  const keptLook = (index: number): CellLook => (isBack(index) ? 'back' : 'kept');
  const inputText = useMemo(() => elementText(input), [input]);
  const outputText = useMemo(() => output && elementText(output), [output]);
  const numbers = showsUniforms ? call.numbers() : undefined;
  const maskText = (index: number): string => {
    if (numbers !== undefined) {
      const uniform = numbers.at(Math.floor(index / numbers.run));
      return uniform === undefined ? '…' : uniformText(uniform, numbers.threshold);
    }
    return mask === undefined ? '–' : isKept(index) ? '1' : '0';
  };
  const tensor = { shape, channelSize, shared, mask };
  return (
    <>
      <div class="terms">
        <div class="step">
          <Term title={l10n.t('input')}>
            <TensorView
              {...tensor}
              label={l10n.t('Input')}
              colors="input"
              mask={undefined}
              levels={() => levelsOf(input)}
              source={input}
              text={inputText}
              look={() => 'input'}
              describe={() => ''}
            />
          </Term>
        </div>
        <Step sign="⊙" name={l10n.t('times, element by element')}>
          <Term title={maskTitle(call)} reserved={longestTitle(call, numelOf(shape))}>
            <TensorView
              {...tensor}
              label={l10n.t('Mask')}
              colors="mask"
              levels={() => maskLevels(mask, numelOf(shape))}
              source={outcome}
              text={maskText}
              look={(index): CellLook =>
                mask === undefined ? 'blank' : isKept(index) ? keptLook(index) : 'dropped'
              }
              describe={(index) => (isBack(index) ? l10n.t('kept, back again') : keepText(mask, index))}
            />
          </Term>
        </Step>
        <Step
          class="scale-step"
          sign={isAlpha(state.layer.kind) ? '→' : '×'}
          name={isAlpha(state.layer.kind) ? l10n.t('then') : l10n.t('times')}
        >
          <Scale state={state} drawn={mask !== undefined} />
        </Step>
        <Step sign="=" name={l10n.t('equals')}>
          <Term title={l10n.t('output')}>
            {output === undefined || outputText === undefined ? (
              <p class="raised">{outcome.ok ? '' : `${outcome.error.type}: ${outcome.error.message}`}</p>
            ) : (
              <TensorView
                {...tensor}
                label={l10n.t('Output')}
                colors="output"
                levels={() => outputLevels(output, mask)}
                source={outcome}
                reserved={OUTPUT_CHARACTERS}
                text={outputText}
                look={(index) => (isKept(index) ? 'output' : 'dropped')}
                describe={(index) => keepText(mask, index)}
              />
            )}
          </Term>
        </Step>
      </div>
      {isAlpha(state.layer.kind) && output !== undefined ? <Moments input={input} output={output} /> : null}
    </>
  );
}

function Term(props: {
  title: string;
  /** How many characters the title has room for, though not all may be needed now. */
  reserved?: number;
  children: preact.ComponentChildren;
}) {
  const { title, reserved, children } = props;
  return (
    <div class="term">
      <h2 style={{ '--reserved-title': reserved }}>{title}</h2>
      {children}
    </div>
  );
}

/** An operator with what follows it, so that a narrow panel breaks the line before the operator. */
function Step(props: { sign: string; name: string; class?: string; children: preact.ComponentChildren }) {
  const { sign, name, children } = props;
  return (
    <div class={`step ${props.class ?? ''}`}>
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
  const alpha = isAlpha(state.layer.kind);
  return (
    <div class={`scale ${alpha ? 'alpha' : ''}`}>
      <h2>{l10n.t('scale')}</h2>
      <p>
        {!drawn ? (
          l10n.t('none')
        ) : alpha && p < 1 ? (
          <AlphaTerms p={p} />
        ) : p === 1 ? (
          <span class="code">x · 0</span>
        ) : (
          <>
            <span class="code">1/(1−p)</span>{' '}
            <span class="code">
              = {reprNumber({ type: 'float', value: Number(shortFloat32(scaleOf(p))) })}
            </span>
          </>
        )}
      </p>
    </div>
  );
}

function AlphaTerms({ p }: { p: number }) {
  const { scale, keptShift, droppedShift } = alphaTermsOf(p);
  const short = (value: number): string => value.toFixed(4).replace('-', '−');
  return (
    <>
      <span class="which">{l10n.t('kept')}</span>{' '}
      <span class="code">
        {short(scale)}·x + {short(keptShift)}
      </span>{' '}
      <span class="which">{l10n.t('dropped')}</span> <span class="code">{short(droppedShift)}</span>
    </>
  );
}

/** What became of an element, in a word; nothing where no mask was drawn. */
export function keepText(mask: Uint8Array | undefined, index: number): string {
  if (mask === undefined) return '';
  return mask[index] === 1 ? l10n.t('kept') : l10n.t('dropped');
}

function maskTitle({ number, training, outcome }: CallOutcome): string {
  const mask = outcome.ok ? outcome.mask : undefined;
  if (mask !== undefined) return keptTitle(number, keptCount(mask), mask.length);
  return training
    ? l10n.t('mask · call {0} · none is drawn', number)
    : l10n.t('mask · call {0} · none in eval mode', number);
}

function keptTitle(call: number, kept: number, count: number): string {
  return l10n.t('mask · call {0} · {1} of {2} kept', call, formatCount(kept), formatCount(count));
}

/** How many characters the title of a mask may come to have as p, the mode and the calls change. */
function longestTitle({ number }: CallOutcome, count: number): number {
  return keptTitle(Math.max(number, 100), count, count).length;
}
