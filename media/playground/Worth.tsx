import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { Deviation, Inside, NumbersClaim, PlaygroundState } from '../../src/playground';
import { isGuessed, isOneRun, sessionClaim } from '../../src/playground';
import { type GeneratorName, gpuOf, reprNumber } from '../../src/torch';
import { Icon, type IconName } from './Icon';
import { paragraph } from './paragraph';

/** What the numbers are worth, in a sentence, and on request why: by mouse, by keyboard and for a screen reader. */
export function Worth({ state, claim }: { state: PlaygroundState; claim: NumbersClaim }) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => details.current?.removeAttribute('open');
  const [sentence] = worthSentences(state, claim);
  return (
    <details
      ref={details}
      class={`worth ${isPromise(state, claim) ? 'exact' : 'expected'}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onFocusOut={close}
    >
      <summary title={sentence}>
        <Icon name={iconOf(state, claim)} />
        <span>{sentence}</span>
      </summary>
      <div>
        {reasonsOf(state, claim).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
    </details>
  );
}

/** Whether PyTorch prints these very numbers for the code, or for what stands here where there is no code. */
function isPromise(state: PlaygroundState, claim: NumbersClaim): boolean {
  const { deviation } = state.origin ?? {};
  const mayDiffer = isOneRun(state) || deviation === 'stream' || deviation === 'draws';
  return sessionClaim(state, claim) === 'exact' && !mayDiffer;
}

function iconOf(state: PlaygroundState, claim: NumbersClaim): IconName {
  return isPromise(state, claim) ? 'check' : sessionClaim(state, claim) === 'inside' ? 'info' : 'question';
}

/** What is to be said of a session's numbers, the most important first. */
export function worthSentences(state: PlaygroundState, claim: NumbersClaim): readonly string[] {
  const { origin, layer, generator } = state;
  const sentences = [
    sessionClaim(state, claim) === 'inside' ? insideSentence(state) : undefined,
    isGuessed(state) ? l10n.t('p = {0} is a guess by a setting’s name', reprNumber(layer.p)) : undefined,
    origin?.deviation === 'stream'
      ? l10n.t('May differ in your code: not all before this call is understood')
      : undefined,
    origin?.deviation === 'draws' ? l10n.t('May differ: your code may draw in another way') : undefined,
    isOneRun(state) ? l10n.t('One possible run, with seed {0}: the code sets none', state.seed) : undefined,
    origin?.deviation === 'values' ? l10n.t('As in your code, but on float32 ones') : undefined,
    origin?.deviation === 'size' ? l10n.t('As in your code, but on a smaller input') : undefined,
  ].filter((sentence) => sentence !== undefined);
  // Exact numbers of something else than the code need not be called so.
  return sentences.length > 0 && claim === 'exact'
    ? sentences
    : [...sentences, numbersSentence(claim, generator)];
}

function insideSentence({ origin, input }: PlaygroundState): string {
  const of = origin?.inside?.of ?? '';
  return input.type === 'ones'
    ? l10n.t('The dropout inside this {0}, on ones', of)
    : l10n.t('The dropout inside this {0}, on an example input', of);
}

function numbersSentence(claim: NumbersClaim, generator: GeneratorName): string {
  if (claim === 'lastDigit') return l10n.t('What PyTorch prints, but for a last digit');
  const gpu = gpuOf(generator);
  if (claim === 'expected') return l10n.t('Expected on {0}, not tested there', gpu ?? generator);
  if (gpu !== undefined) return l10n.t('Exactly what PyTorch 2.11 prints on {0}', gpu);
  return generator === 'cpu'
    ? l10n.t('Exactly what PyTorch 2.7+ prints on a CPU')
    : l10n.t('Exactly what PyTorch up to 2.6 prints on Intel');
}

/** Whether the session begins behind what other code draws, which nothing else on the page tells but the tab Code. */
function skips({ generator, skipped = 0 }: PlaygroundState): boolean {
  return skipped > 0 && gpuOf(generator) === undefined;
}

/** All that is to be known of it, each in a sentence or two. */
function reasonsOf(state: PlaygroundState, claim: NumbersClaim): readonly string[] {
  const { origin, generator, input, seed } = state;
  const session = sessionClaim(state, claim);
  const reasons = [
    session === 'inside' && origin?.inside !== undefined
      ? paragraph(doesText(origin.inside.does), l10n.t('Here a dropout layer of its own stands for it.'))
      : undefined,
    isGuessed(state)
      ? l10n.t(
          'In the code p is a setting that was found by its name alone, and may not be the one that is meant.',
        )
      : undefined,
    isOneRun(state)
      ? l10n.t(
          'Which seed is in force at this call cannot be read from the code. Seed {0} stands for one possible run.',
          seed,
        )
      : undefined,
    origin?.deviation === undefined ? undefined : deviationText(origin.deviation),
    skips(state)
      ? l10n.t('Between the seed and call 1 your code draws other random numbers. Here they are skipped.')
      : undefined,
    `${session === 'inside' || session === 'supposed' ? `${l10n.t('Of the layer that is shown here:')} ` : ''}${explanation(claim, generator)}`,
    input.type === 'randn' ? l10n.t('The values of randn are those of processors with AVX2.') : undefined,
  ];
  return reasons.filter((reason) => reason !== undefined);
}

function doesText(does: Inside): string {
  switch (does) {
    case 'attention':
      return l10n.t('In the code it drops attention weights.');
    case 'transformer':
      return l10n.t('In the code it drops attention weights, and parts of what sublayers give.');
    case 'recurrent':
      return l10n.t('In the code it drops parts of what each layer hands to the next.');
    case 'idle':
      return l10n.t(
        'In the code it drops nothing: there is only one layer, and it would drop between layers.',
      );
  }
}

/** In what the playground shows something else than the line of code does from which it was opened. */
function deviationText(deviation: Deviation): string {
  switch (deviation) {
    case 'values':
      return l10n.t(
        'Here the layer is called on ones of float32. In the code the same elements are dropped, of another input.',
      );
    case 'size':
      return l10n.t('The input in the code is too large for the playground, which shows a smaller one.');
    case 'stream':
      return l10n.t('Not all code before this call is understood, so it may drop other elements there.');
    case 'draws':
      return l10n.t('May differ: your code may draw in another way');
  }
}

function explanation(claim: NumbersClaim, generator: GeneratorName): string {
  const gpu = gpuOf(generator) ?? generator;
  switch (claim) {
    case 'exact':
      if (gpuOf(generator) !== undefined) {
        return l10n.t(
          'Every number is what PyTorch 2.11 prints on an NVIDIA {0} for float32, bit for bit. Other versions may draw otherwise.',
          gpu,
        );
      }
      return generator === 'cpu'
        ? l10n.t(
            'Every number is what PyTorch prints on the CPU for float32, bit for bit. Wheels for x86 up to 2.6 draw other random numbers.',
          )
        : l10n.t(
            'Every number is what the x86 wheels of PyTorch up to 2.6 print on an Intel processor for float32, bit for bit. Newer ones draw other random numbers.',
          );
    case 'lastDigit':
      return l10n.t(
        'Every mask is PyTorch’s, bit for bit. One value of this input lies so that PyTorch’s may be its neighbour in the last of its bits, by how a machine rounds logarithms and sines.',
      );
    case 'expected':
      return l10n.t(
        'Computed as PyTorch 2.11 draws on an NVIDIA H200, bit for bit, with the number of processors from the data sheet of the {0}, and not checked on one.',
        gpu,
      );
  }
}
