import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';
import type { CallOutcome, PlaygroundState, Sample } from '../../../src/playground';
import { maskOf, samplesOf } from '../../../src/playground';
import { isAlpha, isChannelWise, stochasticDepthMode } from '../../../src/torch';
import { paragraph } from '../paragraph';
import { NetworkPicture, type PictureLayer } from './NetworkPicture';

/** More neurons of a layer are not drawn. */
const MAX_NEURONS = 8;
const INPUTS = 4;

/**
 * A network with two hidden layers, as in the pictures of the paper by Srivastava et al. (2014): whole, and thinned by
 * the call that is shown, which drops neurons of the first, and by the call that draws next, which drops those of the
 * second.
 */
export function Network(props: {
  state: PlaygroundState;
  call: CallOutcome;
  /** The call in training mode that draws next; undefined where it has not come. */
  following: CallOutcome | undefined;
}) {
  const { state, call, following } = props;
  const [chosen, setChosen] = useState(0);
  const { outcome } = call;
  if (!outcome.ok) return <p class="raised">{`${outcome.error.type}: ${outcome.error.message}`}</p>;
  const samples = samplesOf(state);
  const position = Math.min(chosen, samples.length - 1);
  const sample = samples[position];
  if (sample === undefined) return <p class="empty">{l10n.t('no elements')}</p>;

  const mask = maskOf(call);
  const next = mask && following && maskOf(following);
  const whole = layersOf(sample, undefined, undefined);
  const thinned = layersOf(sample, mask, next);
  return (
    <section class="network" aria-label={l10n.t('Network')} aria-describedby="network-sentence">
      {samples.length === 1 ? null : (
        <div class="buttons">
          <button type="button" disabled={position === 0} onClick={() => setChosen(position - 1)}>
            {l10n.t('Previous example')}
          </button>
          <span role="status">{l10n.t('example {0} of {1}', position + 1, samples.length)}</span>
          <button
            type="button"
            disabled={position === samples.length - 1}
            onClick={() => setChosen(position + 1)}
          >
            {l10n.t('Next example')}
          </button>
        </div>
      )}
      <div class="networks">
        <NetworkPicture title={l10n.t('the whole network: eval')} layers={whole} />
        <NetworkPicture
          title={
            mask === undefined
              ? l10n.t('call {0}: nothing dropped', call.number)
              : l10n.t('thinned by call {0}', call.number)
          }
          layers={thinned}
        />
      </div>
      <p id="network-sentence">{sentenceOf(state, sample, call, next)}</p>
    </section>
  );
}

function layersOf(
  sample: Sample,
  first: Uint8Array | undefined,
  second: Uint8Array | undefined,
): readonly PictureLayer[] {
  const neurons = sample.neurons.slice(0, MAX_NEURONS);
  const [row] = sample.index;
  const kept = { isKept: true };
  const hidden = (mask: Uint8Array | undefined) =>
    neurons.map(({ offset }) => ({ isKept: mask === undefined || mask[offset] === 1 }));
  return [
    { name: l10n.t('input'), neurons: Array.from({ length: INPUTS }, () => kept) },
    {
      name: l10n.t('hidden 1'),
      note: row === undefined ? '' : l10n.t('row {0} above', row),
      neurons: hidden(first).map((neuron, index) => ({ ...neuron, elements: neurons[index] })),
    },
    { name: l10n.t('hidden 2'), neurons: hidden(second) },
    { name: l10n.t('output'), neurons: [kept] },
  ];
}

/** What became of the hidden layers, in words. */
function sentenceOf(
  { layer }: PlaygroundState,
  sample: Sample,
  { number, training, outcome }: CallOutcome,
  next: Uint8Array | undefined,
): string {
  const mask = outcome.ok ? outcome.mask : undefined;
  const place = `x[${[...sample.index, ':'].join(', ')}]`;
  const counted =
    sample.neurons.length > MAX_NEURONS
      ? l10n.t('{0} of {1} neurons are drawn.', MAX_NEURONS, sample.neurons.length)
      : '';
  if (mask === undefined) {
    const whole = training
      ? l10n.t('Call {0} drops nothing: every neuron and every connection takes part.', number)
      : l10n.t('In eval mode the network is whole: every neuron and every connection takes part.');
    return paragraph(whole, counted);
  }
  const droppedIn = (drawn: Uint8Array): number =>
    sample.neurons.filter(({ offset }) => drawn[offset] !== 1).length;
  const count = sample.neurons.length;
  const first = isChannelWise(layer.kind)
    ? l10n.t(
        'Hidden layer 1 is {0} of the grid, a neuron a channel: {1} of {2} dropped.',
        place,
        droppedIn(mask),
        count,
      )
    : l10n.t('Hidden layer 1 is {0} of the grid: {1} of {2} dropped.', place, droppedIn(mask), count);
  const second =
    next === undefined
      ? ''
      : l10n.t(
          'Hidden layer 2 has a dropout of its own, which draws the numbers that come next: {0} of {1} dropped.',
          droppedIn(next),
          count,
        );
  const consequence = isAlpha(layer.kind)
    ? l10n.t('A dropped neuron sends the same value whatever comes in: its connections tell nothing.')
    : stochasticDepthMode(layer.kind) === undefined
      ? l10n.t('A dropped neuron sends 0: its connections carry nothing, in this call and for this example.')
      : l10n.t(
          'All neurons of an example are dropped together: in a residual block only what goes past the block is left.',
        );
  return paragraph(first, second, consequence, counted);
}
