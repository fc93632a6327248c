import * as l10n from '@vscode/l10n';
import type { Scene } from '../../../src/protocol';
import { isAlpha } from '../../../src/torch';
import { prefersReducedMotion } from '../calls/useCallCursor';
import { HeatMap } from '../HeatMap';
import { Options } from '../Options';
import { ConvergenceFigure } from './ConvergenceFigure';
import { DropRateFigure } from './DropRateFigure';
import { HistogramFigure } from './HistogramFigure';
import { MonteCarlo } from './MonteCarlo';
import { formatCount, formatDecimal } from './numbers';
import * as sentences from './sentences';
import { CALL_COUNTS, type CallCount, type Statistics, type StatisticsResult } from './useStatistics';

/** Many calls, and where what they give settles. */
export function StatisticsPanel({ scene, statistics }: { scene: Scene; statistics: Statistics }) {
  const { state, draws } = scene;
  const { calls, isRunning, result, failure, start, cancel } = statistics;
  if (!draws) return <p class="empty">{sentences.nothingDrawn(state)}</p>;
  const made = result?.snapshot.calls ?? 0;
  // Plots that grow are motion too.
  const isShown = result !== undefined && !(isRunning && prefersReducedMotion());
  return (
    <section class="statistics" aria-labelledby="statistics-title">
      <h2 id="statistics-title">{l10n.t('Many calls, from the seed on: the first are the session’s own')}</h2>
      <div class="buttons">
        <label class="field">
          <span>{l10n.t('calls')}</span>
          <select value={calls} onChange={(event) => start(Number(event.currentTarget.value) as CallCount)}>
            <Options values={CALL_COUNTS} text={formatCount} />
          </select>
        </label>
        <button type="button" onClick={() => (isRunning ? cancel() : start(calls))}>
          {isRunning ? l10n.t('Cancel') : l10n.t('Run again')}
        </button>
        <progress max={calls} value={made} aria-label={l10n.t('Calls made')} />
        <span class="made">{l10n.t('{0} of {1} calls', formatCount(made), formatCount(calls))}</span>
      </div>
      <p class="raised" role="alert">
        {failure === undefined ? '' : l10n.t('The calls could not be made: {0}', failure)}
      </p>
      <p class="visually-hidden" role="status">
        {isRunning || result === undefined ? '' : sentences.meanSentence(result.of, result.snapshot)}
      </p>
      {state.calls.every(({ training }) => training) ? null : (
        <p class="note">{l10n.t('These calls are in training mode. In eval mode each gives the input.')}</p>
      )}
      {isShown ? <Figures result={result} /> : null}
    </section>
  );
}

function Figures({ result }: { result: StatisticsResult }) {
  const { of, snapshot } = result;
  const { mean, elementVariance, dropRate, requested, timesDropped, units, calls } = snapshot;
  const times = (index: number): number => timesDropped[Math.floor(index / units.size)] ?? 0;
  return (
    <div class="figures">
      <ConvergenceFigure
        of="mean"
        title={l10n.t('Mean output')}
        sentence={sentences.meanSentence(of, snapshot)}
        requested={requested}
        measure={mean}
        name={l10n.t('mean so far')}
      />
      <HistogramFigure
        snapshot={snapshot}
        sentence={sentences.histogramSentence(of, snapshot)}
        keep={formatDecimal(1 - dropRate.expected)}
      />
      <ConvergenceFigure
        of="variance"
        title={l10n.t('Variance of an element')}
        sentence={sentences.varianceSentence(of, snapshot)}
        requested={requested}
        measure={elementVariance}
        name={l10n.t('variance so far')}
      />
      <DropRateFigure dropRate={dropRate} sentence={sentences.dropRateSentence(of, snapshot)} />
      <Totals result={result} />
      <div>
        <h2>{l10n.t('Share of calls that dropped it')}</h2>
        <HeatMap
          label={l10n.t('Share of calls that dropped it')}
          shape={of.shape}
          times={times}
          source={snapshot}
          text={(index) => (times(index) / calls).toFixed(2)}
          meaning={l10n.t('of the calls dropped it')}
        />
      </div>
      <MonteCarlo result={result} />
    </div>
  );
}

/** All outputs together beside the input. */
function Totals({ result: { of, snapshot } }: { result: StatisticsResult }) {
  const { input, mean, totalVariance } = snapshot;
  const row = (name: string, before: number, { observed, expected }: typeof totalVariance) => (
    <tr>
      <th scope="row">{name}</th>
      <td>{formatDecimal(before)}</td>
      <td>{formatDecimal(observed)}</td>
      <td>{formatDecimal(expected)}</td>
    </tr>
  );
  return (
    <div>
      <h2 id="totals-title">{l10n.t('All elements of all calls')}</h2>
      <table aria-labelledby="totals-title">
        <thead>
          <tr>
            <td />
            <th scope="col">{l10n.t('input')}</th>
            <th scope="col">{l10n.t('outputs')}</th>
            <th scope="col">{l10n.t('expected')}</th>
          </tr>
        </thead>
        <tbody>
          {row(l10n.t('mean'), input.mean, mean)}
          {row(l10n.t('variance'), input.variance, totalVariance)}
        </tbody>
      </table>
      {isAlpha(of.layer.kind) ? <p>{sentences.alphaSentence(snapshot)}</p> : null}
    </div>
  );
}
