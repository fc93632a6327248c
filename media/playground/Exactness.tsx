import * as l10n from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import { type PlaygroundState, sessionClaim } from '../../src/playground';
import { type GeneratorName, gpuOf } from '../../src/torch';

type SessionClaim = ReturnType<typeof sessionClaim>;

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
      <summary>{claimBadge(state)}</summary>
      <p>
        {explanation(claim, state.generator)}{' '}
        {state.input.type === 'randn'
          ? l10n.t('The values of randn are those of processors with AVX2.')
          : null}
      </p>
    </details>
  );
}

/** What a session's numbers are worth, in a few words. */
export function claimBadge(state: PlaygroundState): string {
  const { generator } = state;
  const claim = sessionClaim(state);
  if (claim === 'lastDigit') return l10n.t('same as PyTorch but for a last digit');
  if (claim !== 'exact') return l10n.t('expected on {0} · untested', gpuOf(generator) ?? generator);
  return generator === 'cpu'
    ? l10n.t('✓ same as PyTorch ≥ 2.7 · CPU')
    : l10n.t('✓ same as PyTorch ≤ 2.6 · x86, Intel');
}

function explanation(claim: SessionClaim, generator: GeneratorName): string {
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
    case 'lastDigit':
      return l10n.t(
        'Every mask is PyTorch’s, bit for bit. One value of this input lies so that PyTorch’s may be its neighbour in the last of its bits, by how a machine rounds logarithms and sines.',
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
