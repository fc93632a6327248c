import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import { type Claim, type PlaygroundState, sessionClaim } from '../../src/playground';
import { type GeneratorName, gpuOf } from '../../src/torch';

/** What the numbers are worth, in a few words, and on request why: by mouse, by keyboard and for a screen reader. */
export function Exactness({ state }: { state: PlaygroundState }) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = (): void => details.current?.removeAttribute('open');
  const claim = sessionClaim(state);
  return (
    <details
      ref={details}
      class={`claim ${claim === 'exact' ? 'exact' : 'expected'}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onFocusOut={close}
    >
      <summary>{badge(claim, state.generator)}</summary>
      <p>{explanation(claim, state.generator)}</p>
    </details>
  );
}

function badge(claim: Claim, generator: GeneratorName): string {
  if (claim !== 'exact') return l10n.t('expected on {0} · untested', gpuOf(generator) ?? generator);
  return generator === 'cpu'
    ? l10n.t('✓ same as PyTorch ≥ 2.7 · CPU')
    : l10n.t('✓ same as PyTorch ≤ 2.6 · x86, Intel');
}

function explanation(claim: Claim, generator: GeneratorName): string {
  const gpu = gpuOf(generator) ?? generator;
  switch (claim) {
    case 'exact':
      return generator === 'cpu'
        ? l10n.t(
            'Every number is what PyTorch prints on the CPU for float32, bit for bit. Wheels for x86 up to 2.6 draw other random numbers.',
          )
        : l10n.t(
            'Every number is what the x86 wheels of PyTorch up to 2.6 print on an Intel processor for float32, bit for bit. Newer ones draw other random numbers.',
          );
    case 'published':
      return l10n.t(
        'Computed from PyTorch’s source for CUDA and the data sheet of the {0}, and not checked on one. Numbers that were published of the same kernel on another GPU agree.',
        gpu,
      );
    case 'fromSource':
      return l10n.t(
        'Computed from PyTorch’s source for CUDA and the data sheet of the {0}, and not checked on a GPU.',
        gpu,
      );
  }
}
