import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { Inside, NumbersClaim, PlaygroundState } from '../../src/playground';
import { isGuessed, sessionClaim } from '../../src/playground';
import { type GeneratorName, gpuOf, reprNumber } from '../../src/torch';

/** What the numbers are worth, in a few words, and on request why: by mouse, by keyboard and for a screen reader. */
export function Exactness({ state, claim: numbers }: { state: PlaygroundState; claim: NumbersClaim }) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => details.current?.removeAttribute('open');
  const claim = sessionClaim(state, numbers);
  return (
    <details
      ref={details}
      class={`claim ${claim === 'exact' ? 'exact' : 'expected'}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onFocusOut={close}
    >
      <summary>{claimBadge(state, numbers)}</summary>
      <p>
        {claim === 'inside' ? `${insideText(state)} ` : null}
        {isGuessed(state) ? `${guessText()} ` : null}
        {claim === 'inside' || claim === 'supposed' ? `${l10n.t('Of the layer that is shown here:')} ` : null}
        {explanation(numbers, state.generator)}{' '}
        {state.input.type === 'randn'
          ? l10n.t('The values of randn are those of processors with AVX2.')
          : null}
      </p>
    </details>
  );
}

/** What a session's numbers are worth, in a few words. */
export function claimBadge(state: PlaygroundState, claim: NumbersClaim): string {
  const { origin, layer, input } = state;
  const standsFor: string[] = [];
  if (sessionClaim(state, claim) === 'inside') {
    const of = origin?.inside?.of ?? '';
    standsFor.push(
      input.type === 'ones'
        ? l10n.t('the dropout inside this {0}, on ones', of)
        : l10n.t('the dropout inside this {0}, on an example input', of),
    );
  }
  if (isGuessed(state)) standsFor.push(l10n.t('p = {0} is a guess', reprNumber(layer.p)));
  // Exact numbers of something else than the code need not be called so.
  const numbers = standsFor.length > 0 && claim === 'exact' ? [] : [numbersBadge(claim, state.generator)];
  return [...standsFor, ...numbers].join(' · ');
}

function numbersBadge(claim: NumbersClaim, generator: GeneratorName): string {
  if (claim === 'lastDigit') return l10n.t('same as PyTorch but for a last digit');
  const gpu = gpuOf(generator);
  if (claim === 'expected') return l10n.t('expected on {0} · untested', gpu ?? generator);
  if (gpu !== undefined) return l10n.t('✓ same as PyTorch 2.11 · {0}', gpu);
  return generator === 'cpu'
    ? l10n.t('✓ same as PyTorch ≥ 2.7 · CPU')
    : l10n.t('✓ same as PyTorch ≤ 2.6 · x86, Intel');
}

/** What the dropout does in the code, and what is shown for it. */
function insideText({ origin }: PlaygroundState): string {
  const inside = origin?.inside;
  const does = inside === undefined ? '' : doesText(inside.does);
  return `${does} ${l10n.t('Here a dropout layer of its own stands for it.')}`;
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

function guessText(): string {
  return l10n.t(
    'In the code p is a setting that was found by its name alone, and may not be the one that is meant.',
  );
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
