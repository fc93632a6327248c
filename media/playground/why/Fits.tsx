import * as l10n from '@vscode/l10n';
import type { TrainedNetwork } from '../../../src/playground/training';
import { formatDecimal } from '../statistics/numbers';
import { FitFigure } from './FitFigure';
import { LegendItem } from './marks';
import { fitSentence } from './sentences';
import type { ShownLesson } from './useTraining';

type Fitted = Pick<ShownLesson, 'without' | 'dropped' | 'points'>;

/** What two networks have learned, side by side: it comes first, so that it is seen without scrolling. */
export function Fits({ shown, p }: { shown: ShownLesson | undefined; p: number }) {
  const { without, dropped, points }: Fitted = shown ?? awaited(p);
  const state = shown === undefined ? 'awaited' : shown.isDated ? 'dated' : '';
  return (
    <>
      <div class={`pair fits ${state}`}>
        <FitFigure
          name="without"
          which="without"
          title={l10n.t('Without dropout')}
          sentence={fitSentence(without)}
          points={points}
          curve={without.curve}
        />
        <FitFigure
          name="with"
          which="dropped"
          title={l10n.t('With dropout, p = {0}', formatDecimal(dropped.p))}
          sentence={fitSentence(dropped)}
          points={points}
          curve={dropped.curve}
        />
      </div>
      <p class="legend" aria-hidden="true">
        <LegendItem kind="point">{l10n.t('points that they see')}</LegendItem>
        <LegendItem kind="line truth">{l10n.t('the truth, sin(1.5x)')}</LegendItem>
        <LegendItem kind="line without">{l10n.t('what it learned without dropout')}</LegendItem>
        <LegendItem kind="line dropped">{l10n.t('and with it: eval()')}</LegendItem>
      </p>
    </>
  );
}

/** What is not seen, and takes the room of what is to come, so that nothing moves then. */
function awaited(p: number): Fitted {
  const [none, loss] = [new Float32Array(), Float32Array.of(1)];
  const network: TrainedNetwork = { p, seen: loss, unseen: loss, curve: none, kept: [] };
  return { without: network, dropped: network, points: { x: none, y: none } };
}
