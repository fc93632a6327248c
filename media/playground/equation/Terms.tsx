import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import type {
  Arrangement,
  AverageOutput,
  CallOutcome,
  DrawnNumbers,
  PlaygroundState,
} from '../../../src/playground';
import {
  fitsCells,
  levelsOf,
  maskLevels,
  outputLevels,
  Plane,
  shortTexts,
  uniformText,
} from '../../../src/playground';
import { elementText, isAlpha, numelOf, type Tensor } from '../../../src/torch';
import { aspectOf } from '../canvas/TensorCanvas';
import type { CellLook } from '../TensorGrid';
import { type SharedPicture, TensorView } from '../TensorView';
import { Scale, Sign } from './Scale';
import type { Fit } from './useFit';

export interface TermsProps {
  state: PlaygroundState;
  input: Tensor;
  /** How many elements are dropped as one, where that is more than one. */
  channelSize: number | undefined;
  call: CallOutcome;
  /** Which elements are kept after they had been dropped, if that can be said. */
  back: Uint8Array | undefined;
  /** Whether the mask shows each cell's random number in place of its 0 or 1. */
  showsUniforms: boolean;
  shared: SharedPicture | undefined;
  arrangement: Arrangement;
  /** The room in a cell. */
  fit: Fit;
  /** What stands in the free place; nothing where there is none. */
  average: AverageOutput | undefined;
}

/** The tensors of the equation, and the signs between them. */
export function Terms(props: TermsProps) {
  const { state, input, channelSize, call, back, showsUniforms, shared, arrangement, fit, average } = props;
  const { shape } = state;
  const { outcome } = call;
  const mask = outcome.ok ? outcome.mask : undefined;
  const output = outcome.ok ? outcome.output : undefined;
  const isKept = (index: number): boolean => mask === undefined || mask[index] === 1;
  const isBack = (index: number): boolean => back?.[index] === 1;
  const numbers = showsUniforms ? call.numbers() : undefined;
  const maskText = (index: number): string => {
    if (numbers === undefined) return isKept(index) ? '1' : '0';
    const uniform = numbers.at(Math.floor(index / numbers.run));
    return uniform === undefined ? '…' : uniformText(uniform, numbers.threshold);
  };
  const inputs = useMemo(() => inCells(shape, elementText(input), fit), [input, fit]);
  const outputs = useMemo(() => output && inCells(shape, elementText(output), fit), [output, fit]);
  const masks = inCells(shape, maskText, fit);
  // One size for all, since it is one equation.
  const size = fit.sizeOf([...inputs.all, ...masks.all, ...(outputs?.all ?? [])]);
  const tensor = { shape, channelSize, shared, mask };
  return (
    <>
      <Term name="input" title={l10n.t('input')} note={noteOf(inputs.isRounded)} size={size}>
        <TensorView
          {...tensor}
          label={l10n.t('Input')}
          colors="input"
          mask={undefined}
          levels={() => levelsOf(input)}
          source={input}
          text={inputs.text}
          look={() => 'input'}
          describe={() => ''}
        />
      </Term>
      <div class={`between ${mask === undefined || numbers !== undefined ? 'absent' : ''}`}>
        {/* What alpha dropout drops is no product with the mask: the line below says what it is. */}
        {isAlpha(state.layer.kind) ? (
          <Sign sign="&" name={l10n.t('and')} />
        ) : (
          <Sign sign="×" name={l10n.t('times, element by element')} />
        )}
      </div>
      <Term
        name="mask"
        title={maskTitle(call, numbers)}
        note={numbers === undefined ? l10n.t('call {0}', call.number) : ''}
        size={size}
      >
        {mask === undefined ? (
          <Passed call={call} shape={shape} />
        ) : (
          <TensorView
            {...tensor}
            label={l10n.t('Mask')}
            colors="mask"
            levels={() => maskLevels(mask, numelOf(shape))}
            source={outcome}
            text={masks.text}
            look={(index): CellLook => (isKept(index) ? (isBack(index) ? 'back' : 'kept') : 'dropped')}
            describe={(index) => (isBack(index) ? l10n.t('kept, back again') : keepText(mask, index))}
          />
        )}
      </Term>
      <Scale state={state} isDrawn={mask !== undefined} arrangement={arrangement} />
      {arrangement.kind === 'stack' ? (
        <div class={`equals ${mask === undefined || isAlpha(state.layer.kind) ? 'absent' : ''}`}>
          <Sign sign="=" name={l10n.t('equals')} />
        </div>
      ) : null}
      <Term name="output" title={l10n.t('output')} note={noteOf(outputs?.isRounded === true)} size={size}>
        {output === undefined || outputs === undefined ? (
          <p class="raised" tabIndex={0}>
            {outcome.ok ? '' : `${outcome.error.type}: ${outcome.error.message}`}
          </p>
        ) : (
          <TensorView
            {...tensor}
            label={l10n.t('Output')}
            colors={mask === undefined ? 'input' : 'output'}
            levels={() => outputLevels(output, mask)}
            source={outcome}
            text={outputs.text}
            look={(index) => (mask === undefined ? 'input' : isKept(index) ? 'output' : 'dropped')}
            describe={(index) => keepText(mask, index)}
          />
        )}
      </Term>
      {average === undefined ? null : <AverageTerm shape={shape} average={average} fit={fit} />}
    </>
  );
}

/** The average of all calls so far, which settles while the output flickers. */
export function AverageTerm(props: { shape: readonly number[]; average: AverageOutput; fit: Fit }) {
  const { shape, average, fit } = props;
  const texts = inCells(shape, (index) => (average.elements[index] ?? NaN).toFixed(2), fit);
  return (
    <Term
      name="average"
      title={l10n.t('mean output')}
      note={
        average.calls === 1
          ? l10n.t('1 call')
          : average.hasEarlier
            ? l10n.t('last {0} calls', average.calls)
            : l10n.t('{0} calls', average.calls)
      }
      size={fit.sizeOf(texts.all)}
    >
      <TensorView
        shape={shape}
        label={l10n.t('Average')}
        colors="output"
        levels={() => Uint8Array.from(average.elements, (value) => 255 * Math.min(1, Math.abs(value)))}
        source={average}
        text={texts.text}
        look={() => 'average'}
        describe={() => l10n.t('on average')}
      />
    </Term>
  );
}

function Term(props: {
  name: string;
  title: string;
  note: string;
  /** How large the text of its cells is, in CSS pixels. */
  size: number;
  children: preact.ComponentChildren;
}) {
  const { name, title, note, size, children } = props;
  return (
    <div class={`term ${name}-term`} style={{ '--cell-text': `${size}px` }}>
      <h2>
        <span>{title}</span> <span class="note">{note}</span>
      </h2>
      {children}
    </div>
  );
}

/** What stands in the place of a mask where none is drawn, and is as high. */
function Passed({ call, shape }: { call: CallOutcome; shape: readonly number[] }) {
  const { training, outcome, number } = call;
  const plane = useMemo(() => new Plane(shape), [shape.join()]);
  const gaps = plane.rows.filter((offset) => offset < 0).length;
  const height = fitsCells(shape)
    ? { '--rows': plane.rows.length - gaps, '--gaps': plane.rows.length - 1 + gaps }
    : { aspectRatio: aspectOf(plane) };
  return (
    <p class="passed" style={height}>
      {outcome.ok ? (
        <>
          <span>{training ? l10n.t('nothing dropped: passed through') : l10n.t('eval: passed through')}</span>
          <span class="arrow" aria-hidden="true" />
          {number === 1 || training ? null : <span>{l10n.t('every call the same')}</span>}
        </>
      ) : null}
    </p>
  );
}

/** Random numbers are compared and not multiplied, which is said in their place. */
function maskTitle({ training, outcome }: CallOutcome, numbers: DrawnNumbers | undefined): string {
  if (numbers !== undefined) return l10n.t('below {0}: kept', Number(numbers.threshold.toPrecision(6)));
  return outcome.ok && outcome.mask === undefined && !training ? l10n.t('no mask') : l10n.t('mask');
}

function noteOf(isRounded: boolean): string {
  return isRounded ? l10n.t('rounded') : '';
}

/** What stands in the cells of a tensor. */
interface InCells {
  readonly text: (index: number) => string;
  /** None of a picture, whose elements are not read in cells. */
  readonly all: readonly string[];
  readonly isRounded: boolean;
}

/** The texts of a tensor's cells; of a picture's elements as they are printed. */
function inCells(shape: readonly number[], text: (index: number) => string, { fits }: Fit): InCells {
  if (!fitsCells(shape)) return { text, all: [], isRounded: false };
  const { texts, isRounded } = shortTexts(
    Array.from({ length: numelOf(shape) }, (_, index) => text(index)),
    fits,
  );
  return { text: (index) => texts[index] ?? '', all: texts, isRounded };
}

/** What became of an element, in a word; nothing where no mask was drawn. */
function keepText(mask: Uint8Array | undefined, index: number): string {
  if (mask === undefined) return '';
  return mask[index] === 1 ? l10n.t('kept') : l10n.t('dropped');
}
