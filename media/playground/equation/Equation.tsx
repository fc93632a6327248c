import * as l10n from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import type { AverageOutput } from '../../../src/playground';
import { arrangementOf, decimalText, fitsCells } from '../../../src/playground';
import { alphaTermsOf, isAlpha } from '../../../src/torch';
import { useViewport } from '../canvas/useViewport';
import { ZoomButtons } from '../canvas/ZoomButtons';
import { CellExplanation, litElement, useLitCells } from '../CellExplanation';
import { useWidth } from '../useWidth';
import { axesText, balanceText } from './captions';
import { sizesOf } from './sizes';
import { Terms, type TermsProps } from './Terms';
import { useFit } from './useFit';

/** input × mask × 1/(1−p) = output, for one call, and below it what became of the cell that one points at. */
export function Equation(
  props: Omit<TermsProps, 'shared' | 'arrangement' | 'fit' | 'average'> & {
    /** The average of the calls up to this one, where there is room for it. */
    average: () => AverageOutput;
    /** Whether the reader has done something that the extension has yet to draw. */
    isBehind: boolean;
    onShowUniforms: (shows: boolean) => void;
  },
) {
  const { state, input, call, isBehind, showsUniforms, onShowUniforms, average, ...rest } = props;
  const { shape, layer } = state;
  const { lit, onHover } = useLitCells();
  const viewport = useViewport(shape);
  const [section, width] = useWidth();
  const arrangement = useMemo(() => arrangementOf(width, shape), [width, shape.join()]);
  const fit = useFit(section, arrangement.cellWidth);
  const isPicture = !fitsCells(shape);
  const shared = isPicture ? { viewport, lit: litElement(lit), onHover } : undefined;
  const averages = arrangement.hasFreePlace && !isPicture ? average() : undefined;
  const balance = useMemo(() => balanceText(state, input, call), [state, input, call]);
  // Not drawn anew for every move of the pointer.
  const terms = useMemo(
    () => (
      <Terms
        {...{ state, input, call, showsUniforms, shared, arrangement, fit, ...rest }}
        average={averages}
      />
    ),
    [
      state,
      input,
      rest.channelSize,
      call,
      rest.back,
      showsUniforms,
      viewport,
      shared?.lit,
      arrangement,
      fit,
      averages,
    ],
  );
  return (
    <section
      class={`equation ${isBehind ? 'behind' : ''}`}
      aria-busy={isBehind}
      aria-label={l10n.t('Input times mask times scale is output')}
      style={sizesOf(arrangement)}
    >
      <div ref={section} class="terms" data-arrangement={arrangement.kind}>
        {width === 0 ? null : terms}
      </div>
      <p class="captions">
        <span>{axesText(state)}</span>
        <span class="balance">{balance}</span>
        {isPicture ? null : (
          <span
            title={l10n.t('kept now, and dropped in the last call before that drew')}
            class={`back-legend ${rest.back?.includes(1) === true ? '' : 'absent'}`}
          >
            <span class="back-sample" />
            {l10n.t('was dropped')}
          </span>
        )}
      </p>
      {isAlpha(layer.kind) ? <p class="captions alpha">{alphaText(layer.p.value)}</p> : null}
      <div class="about-cells">
        <CellExplanation lit={lit} state={state} input={input} call={call} />
        <div class="choices">
          {isPicture ? <ZoomButtons viewport={viewport} /> : null}
          <button
            type="button"
            class="secondary numbers"
            aria-disabled={call.numbers() === undefined}
            onClick={() => onShowUniforms(!showsUniforms)}
          >
            {showsUniforms ? l10n.t('Show mask') : l10n.t('Show random numbers')}
          </button>
        </div>
      </div>
    </section>
  );
}

/** What alpha dropout makes of an x that is kept, and of one that is dropped. */
function alphaText(p: number): string {
  if (p === 1) return l10n.t('With p = 1 every x becomes {0}', 'x · 0');
  const { scale, keptShift, droppedShift } = alphaTermsOf(p);
  return l10n.t(
    'kept: {0} · dropped: {1}',
    `x × ${decimalText(scale, 4)} + ${decimalText(keptShift, 4)}`,
    decimalText(droppedShift, 4),
  );
}
