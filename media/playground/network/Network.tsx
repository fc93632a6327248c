import * as l10n from '@vscode/l10n';
import { useState } from 'preact/hooks';
import type { CallOutcome, PlaygroundState, Sample } from '../../../src/playground';
import { maskOf, samplesOf } from '../../../src/playground';
import { elementText, isAlpha, isChannelWise, type Tensor } from '../../../src/torch';
import { NetworkPicture, type PictureNeuron } from './NetworkPicture';

/** More neurons than this are not drawn. */
const MAX_NEURONS = 16;

/** The layer as neurons, for one sample of the input: who is dropped, and whose connections go with it. */
export function Network(props: { state: PlaygroundState; input: Tensor; call: CallOutcome }) {
  const { state, input, call } = props;
  const [chosen, setChosen] = useState(0);
  const { outcome } = call;
  if (!outcome.ok) return <p class="raised">{`${outcome.error.type}: ${outcome.error.message}`}</p>;
  const samples = samplesOf(state);
  const position = Math.min(chosen, samples.length - 1);
  const sample = samples[position];
  if (sample === undefined) return <p class="empty">{l10n.t('no elements')}</p>;

  const mask = maskOf(call);
  const channelWise = isChannelWise(state.layer.kind);
  const [inputText, outputText] = [elementText(input), elementText(outcome.output)];
  const kept = sample.neurons.map(({ offset }) => mask === undefined || mask[offset] === 1);
  const shown = sample.neurons.slice(0, MAX_NEURONS).map(({ offset }, index): PictureNeuron => {
    const values = (): string => `${inputText(offset)} → ${outputText(offset)}`;
    return { label: channelWise ? l10n.t('channel {0}', index) : values(), kept: kept[index] ?? true };
  });
  const sentence = sentenceOf(sample, kept, state, call);
  return (
    <section class="network" aria-labelledby="network-title">
      <h2 id="network-title">
        {channelWise
          ? l10n.t('A sample’s channels as neurons, and what they send on')
          : l10n.t('A sample’s elements as neurons, and what they send on')}
      </h2>
      {samples.length === 1 ? null : (
        <div class="buttons">
          <button type="button" disabled={position === 0} onClick={() => setChosen(position - 1)}>
            {l10n.t('Previous sample')}
          </button>
          <span role="status">{l10n.t('sample {0} of {1}', position + 1, samples.length)}</span>
          <button
            type="button"
            disabled={position === samples.length - 1}
            onClick={() => setChosen(position + 1)}
          >
            {l10n.t('Next sample')}
          </button>
        </div>
      )}
      <NetworkPicture
        labelTitle={channelWise ? '' : l10n.t('input → output')}
        nextTitle={l10n.t('next layer')}
        neurons={shown}
        describedBy="network-sentence"
      />
      {kept.length > MAX_NEURONS ? (
        <p class="shortened">{l10n.t('{0} of {1} shown', MAX_NEURONS, kept.length)}</p>
      ) : null}
      <p id="network-sentence">{sentence}</p>
      <p class="note">
        {l10n.t(
          'The layer itself has no weights. The neurons to the right stand for whatever layer comes next.',
        )}
      </p>
    </section>
  );
}

/** What became of a sample, in words. */
function sentenceOf(
  sample: Sample,
  kept: readonly boolean[],
  { layer }: PlaygroundState,
  { number, training }: CallOutcome,
): string {
  const place = `x[${[...sample.index, ':'].join(', ')}]`;
  const dropped = [...kept.keys()].filter((index) => kept[index] === false);
  if (dropped.length === 0) {
    return training
      ? l10n.t('{0}, call {1}: every neuron is kept, so every connection carries its value.', place, number)
      : l10n.t(
          '{0}, call {1}: in eval mode every neuron works, and every connection carries its value.',
          place,
          number,
        );
  }
  const count = l10n.t('{0}, call {1}: {2} of {3} dropped', place, number, dropped.length, kept.length);
  const which =
    dropped.length > MAX_NEURONS
      ? ''
      : ` (${new Intl.ListFormat('en', { type: 'unit' }).format(dropped.map(String))})`;
  const consequence = isAlpha(layer.kind)
    ? l10n.t('A dropped neuron always sends the same value, so its connections tell nothing in this call.')
    : l10n.t('A dropped neuron sends 0, so its connections carry nothing in this call.');
  return `${count}${which}. ${consequence}`;
}
