import * as l10n from '@vscode/l10n';
import {
  BAND_DEVIATIONS,
  compareLosses,
  type Ensemble,
  type EnsembleSnapshot,
  hasLearned,
  type Losses,
  lossesOf,
  overfits,
  shareOutside,
  STEPS,
  type TrainedNetwork,
  truths,
  underfits,
  type Verdict,
  verdictOf,
} from '../../../src/playground/training';
import { paragraph } from '../paragraph';
import { formatCount, formatDecimal } from '../statistics/numbers';
import type { ShownLesson, Training } from './useTraining';

/* What a run shows, in words. All of it is computed from this run: where dropout does not help, that is what is said. */

/** What rounding makes of no loss at all stays below this. */
const NO_LOSS = 1e-9;

/** A loss as it is written: to two decimals, and never as none where there is one. */
export function lossText(loss: number): string {
  return loss > NO_LOSS && loss < 0.005 ? '<\u00a00.01' : loss.toFixed(2);
}

/** What a loss is without dropout and what with it. */
function change(from: number, to: number): string {
  const [before, after] = [lossText(from), lossText(to)];
  return before === after ? l10n.t('both {0}', before) : `${before} → ${after}`;
}

/** What a network has come to, on the points that it was shown and on others. */
export function fitSentence(network: TrainedNetwork): string {
  const { seen, unseen } = lossesOf(network);
  return l10n.t('Training loss {0}, validation loss {1}.', lossText(seen), lossText(unseen));
}

/** What the losses of both are, which a plot shows from the first step on. */
export function lossSentence({ without, dropped }: ShownLesson): string {
  const [before, after] = [lossesOf(without), lossesOf(dropped)];
  return l10n.t(
    'Validation loss {0} without dropout and {1} with it; training loss {2} and {3}. All are taken in eval mode.',
    ...[before.unseen, after.unseen, before.seen, after.seen].map(lossText),
  );
}

/** What the run shows, as long as it has come to its end; else how far it is. */
export function headline({ shown, told, learning, step }: Training): string {
  if (shown?.isComplete === true) return verdictSentences(shown);
  return paragraph(
    learning !== undefined || shown === undefined
      ? l10n.t('The networks are learning.')
      : l10n.t('Stopped after {0} of {1} steps.', formatCount(step), formatCount(STEPS)),
    told === undefined ? '' : datedSentence(told),
  );
}

/** What that is of which is still there to see. */
function datedSentence({ dropped, settings }: ShownLesson): string {
  const { points, noise, width, dataSeed, seed } = settings;
  return l10n.t(
    'Dimmed: still {0} points, noise {1}, width {2}, data {3}, seed {4}, p = {5}.',
    ...[points, noise, width, dataSeed, seed, dropped.p].map(formatDecimal),
  );
}

function verdictSentences({ without, dropped, truth, settings }: ShownLesson): string {
  if (dropped.p === 0) return l10n.t('With p = 0 nothing is dropped: both are the same network.');
  if (dropped.p === 1)
    return l10n.t(
      'With p = 1 training drops every hidden neuron, so that no weight is ever trained: the curve is eval() with the weights as they began.',
    );
  const [before, after] = [lossesOf(without), lossesOf(dropped)];
  const verdict = verdictOf(before, after, truth);
  const numbers = [
    formatCount(settings.points),
    change(before.seen, after.seen),
    change(before.unseen, after.unseen),
  ];
  return paragraph(
    comparisonSentence(verdict, numbers),
    reasonSentence(verdict, dropped.p, before, truth.unseen) ?? '',
  );
}

function comparisonSentence({ seen, unseen }: Verdict, numbers: readonly string[]): string {
  const isWorse = seen === 'worse';
  switch (unseen) {
    case 'better':
      return isWorse
        ? l10n.t('With dropout: worse on the {0} points it saw ({1}), better on new ones ({2}).', ...numbers)
        : l10n.t(
            'With dropout: no worse on the {0} points it saw ({1}), better on new ones ({2}).',
            ...numbers,
          );
    case 'equal':
      return isWorse
        ? l10n.t(
            'With dropout: worse on the {0} points it saw ({1}), and no better on new ones ({2}): here dropout does not help.',
            ...numbers,
          )
        : l10n.t(
            'With dropout: no worse on the {0} points it saw ({1}), and no better on new ones ({2}): here dropout does not help.',
            ...numbers,
          );
    case 'worse':
      return isWorse
        ? l10n.t(
            'With dropout: worse on the {0} points it saw ({1}), and worse on new ones ({2}): here dropout does not help.',
            ...numbers,
          )
        : l10n.t(
            'With dropout: no worse on the {0} points it saw ({1}), but worse on new ones ({2}): here dropout does not help.',
            ...numbers,
          );
  }
}

function reasonSentence(
  { reason }: Verdict,
  p: number,
  { unseen, lowest }: Losses,
  noise: number,
): string | undefined {
  if (reason === 'underfits')
    return l10n.t(
      'With p = {0} it underfits: at step {1} the network without dropout was better on both, {2} and {3}.',
      formatDecimal(p),
      formatCount(lowest.step),
      lossText(lowest.seen),
      lossText(lowest.unseen),
    );
  if (reason === 'nothingToWin')
    return l10n.t(
      'There is little to win: without dropout the loss on new points is {0}, and the noise alone makes {1}.',
      lossText(unseen),
      lossText(noise),
    );
  return undefined;
}

/** Whether dropout does good here: it is better on new points, and still learns what there is to learn. */
function helps({ unseen, reason }: Verdict, p: number): boolean {
  return p > 0 && p < 1 && unseen === 'better' && reason === undefined;
}

/** What became of the losses on the way: whether the network without dropout overfits, and whether dropout limits that. */
export function story({ without, dropped, truth, settings }: ShownLesson): string {
  const [before, after] = [lossesOf(without), lossesOf(dropped)];
  const end = lossText(before.unseen);
  const [step, lowest] = [formatCount(before.lowest.step), lossText(before.lowest.unseen)];
  if (!overfits(before))
    return before.lowest.step === STEPS
      ? l10n.t(
          'Without dropout the validation loss ends at its lowest, {0}: this network does not overfit.',
          end,
        )
      : l10n.t(
          'Without dropout the validation loss ends at {0}, near its lowest, {1} at step {2}: this network hardly overfits.',
          end,
          lowest,
          step,
        );
  const numbers = [step, lowest, end, lossText(before.seen)];
  const rise =
    settings.noise > 0
      ? l10n.t(
          'Without dropout the validation loss was lowest at step {0}, {1}, and rose to {2}, while the training loss fell to {3}: the network learns the noise of its points as well. That is overfitting.',
          ...numbers,
        )
      : l10n.t(
          'Without dropout the validation loss was lowest at step {0}, {1}, and rose to {2}, while the training loss fell to {3}: the network fits its points and strays between them. That is overfitting.',
          ...numbers,
        );
  return helps(verdictOf(before, after, truth), dropped.p)
    ? paragraph(rise, l10n.t('Here dropout limits that; what does so is called regularization.'))
    : rise;
}

/** Whether stopping early does as well as dropout, and why one may drop all the same; undefined where there is nothing to stop. */
export function stoppingSentences({ without, dropped, truth }: ShownLesson): string | undefined {
  const [before, after] = [lossesOf(without), lossesOf(dropped)];
  if (!overfits(before) || dropped.p === 0) return undefined;
  const verdict = verdictOf(before, after, truth);
  const numbers = [formatCount(before.lowest.step), lossText(before.lowest.unseen)];
  const stopped = {
    better: l10n.t(
      'Stopped at step {0}, the network without dropout would have come to {1}, not quite as good.',
      ...numbers,
    ),
    equal: l10n.t(
      'Stopped at step {0}, the network without dropout would have done as well, {1}.',
      ...numbers,
    ),
    worse: l10n.t(
      'Stopped at step {0}, the network without dropout would have done better, {1}.',
      ...numbers,
    ),
  }[verdict.unlikeStopped];
  return paragraph(
    stopped,
    l10n.t('That step is picked on the same new points that score it, which flatters it.'),
    // Nothing speaks for a dropout that does not help.
    helps(verdict, dropped.p) ? steadiness(verdict, before, after) : '',
  );
}

/** Whether it matters less with dropout when one stops. */
function steadiness({ isSteadier }: Verdict, before: Losses, after: Losses): string {
  const fromTo = [before, after].flatMap(({ lowest, unseen }) => [lowest.unseen, unseen]).map(lossText);
  if (!isSteadier)
    return l10n.t(
      'With dropout, too, it matters here when one stops: after its lowest the validation loss rises from {0} to {1} without dropout, and from {2} to {3} with it.',
      ...fromTo,
    );
  return fromTo[2] === fromTo[3]
    ? l10n.t(
        'Why use dropout, then? After its lowest the validation loss rises from {0} to {1} without it, and stays at {2} with it: it matters less when one stops.',
        ...fromTo,
      )
    : l10n.t(
        'Why use dropout, then? After its lowest the validation loss rises from {0} to {1} without it, and from {2} to {3} with it: it matters less when one stops.',
        ...fromTo,
      );
}

/** Why nothing need be dropped, nor scaled, once a network has learned. */
export function evalSentences(p: number): string {
  if (p === 0) return l10n.t('With p = 0 there is no mask in training either.');
  if (p === 1)
    return l10n.t(
      'With p = 1 training drops everything, and no scale could make up for that: eval() uses weights that were never trained.',
    );
  return l10n.t(
    'In training a hidden neuron is kept with probability {0} and then multiplied by 1/{0}: on average it passes on what it would without dropout, for {0} × 1/{0} = 1 (exactly so for one layer with its input fixed, nearly so through several). eval() passes that on at once: with all neurons, no mask, nothing to multiply, and the same answer every time.',
    formatDecimal(1 - p),
  );
}

/** That others would come to something else. */
export function oneRun(): string {
  return l10n.t('This is one run: other data, weights and masks come to other numbers.');
}

/** What each p that has been trained comes to: which has the lowest validation loss, and what becomes of it at either end. */
export function sweepSentence(networks: readonly TrainedNetwork[]): string {
  const all = networks.filter(hasLearned).map((network) => ({ p: network.p, losses: lossesOf(network) }));
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined) return l10n.t('The networks are learning.');
  if (last === undefined || all.length < 3)
    return l10n.t(
      'Trained so far: {0}. Train all p to see where dropping less leads, and dropping more.',
      all
        .map(({ p, losses }) => l10n.t('{0} with p = {1}', lossText(losses.unseen), formatDecimal(p)))
        .join(', '),
    );
  const best = all.reduce((least, one) => (one.losses.unseen < least.losses.unseen ? one : least));
  const near = all.filter(
    (one) => one !== best && compareLosses(one.losses.unseen, best.losses.unseen) === 'equal',
  );
  const lowest = [all.length, lossText(best.losses.unseen), formatDecimal(best.p)];
  const [fromFirst, fromLast] = [first, last].map(({ p, losses }) => [
    formatDecimal(p),
    lossText(losses.unseen),
    lossText(losses.seen),
  ]) as [string[], string[]];
  return paragraph(
    near.length === 0
      ? l10n.t('Lowest of these {0}: {1} with p = {2}.', ...lowest)
      : l10n.t(
          'Lowest of these {0}: {1} with p = {2}, and much the same with p = {3}.',
          ...lowest,
          near.map(({ p }) => formatDecimal(p)).join(', '),
        ),
    overfits(first.losses)
      ? l10n.t('With p = {0} the network overfits: {1}, with a training loss of {2}.', ...fromFirst)
      : l10n.t('With p = {0} it ends at {1}, with a training loss of {2}.', ...fromFirst),
    last.p === 1
      ? l10n.t('With p = {0} no weight is trained: {1}, with a training loss of {2}.', ...fromLast)
      : underfits(first.losses, last.losses)
        ? l10n.t('With p = {0} it underfits: {1}, with a training loss of {2}.', ...fromLast)
        : l10n.t('With p = {0} it ends at {1}, with a training loss of {2}.', ...fromLast),
    oneRun(),
  );
}

/** Average and whole network that differ by no more than this are equal, but for rounding. */
const ROUNDING = 1e-5;

/** Whether the average of all thinned networks is what eval mode gives, with one hidden layer and with two. */
export function ensembleSentence({ shallow, deep }: EnsembleSnapshot, p: number): string {
  if (p === 1)
    return l10n.t(
      'With p = 1 only the one without any neuron is ever drawn, and eval() is no average of them: the two differ by up to {0}.',
      differenceText(shallow),
    );
  const one = isEqual(shallow)
    ? l10n.t(
        'With one hidden layer their average, each weighted by how likely its mask is, is eval(): the two differ by rounding alone.',
      )
    : l10n.t(
        'With one hidden layer their average, each weighted by how likely its mask is, and eval() differ by up to {0}.',
        differenceText(shallow),
      );
  const two = isEqual(deep)
    ? l10n.t('With two hidden layers of four, and so 256 thinned networks, it is so, too.')
    : l10n.t(
        'With two hidden layers of four, and so 256 thinned networks, it is so only nearly: they differ by up to {0}.',
        differenceText(deep),
      );
  return paragraph(one, two);
}

/** How good one thinned network is on average, and how good all are together. */
export function ensembleLosses({ shallow: { losses } }: EnsembleSnapshot): string {
  return l10n.t(
    'Validation loss of one thinned network, on average: {0}. Of their average: {1}.',
    lossText(losses.one),
    lossText(losses.average),
  );
}

function isEqual({ difference }: Ensemble): boolean {
  return difference < ROUNDING;
}

function differenceText({ difference }: Ensemble): string {
  return formatDecimal(Number(difference.toPrecision(2)));
}

/** How wide the band is, and whether it holds the truth. */
export function uncertaintySentence({ spread, curve }: TrainedNetwork): string {
  if (spread === undefined) return '';
  const width =
    spread.deviation.reduce((sum, deviation) => sum + 2 * BAND_DEVIATIONS * deviation, 0) /
    spread.deviation.length;
  const share = shareOutside(spread, truths(curve.length), BAND_DEVIATIONS);
  return l10n.t(
    'Left on at test time, dropout gives another answer in each pass. The band, mean ± 2 standard deviations of 100 passes, is {0} wide on average; the truth lies outside of it at {1} % of the places. It tells how much the thinned networks disagree, and is no guarantee.',
    width.toFixed(2),
    formatCount(Math.round(100 * share)),
  );
}
