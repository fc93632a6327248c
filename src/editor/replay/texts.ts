import { l10n } from 'vscode';
import type { DropoutCall } from '../../python';
import type { Summary } from './summary';

/** What evaluations came to: `8 of 15 kept`, `unchanged`, `3 calls, 7–9 of 15 kept`. */
export function keptText({ calls, kept, unchanged }: Summary): string {
  if (kept === undefined) return calls === 1 ? l10n.t('unchanged') : l10n.t('{0} calls, unchanged', calls);
  const { least, most, total } = kept;
  const range = least === most ? String(least) : `${least}–${most}`;
  const text = total === undefined ? l10n.t('{0} kept', range) : l10n.t('{0} of {1} kept', range, total);
  if (calls === 1) return text;
  return unchanged === 0
    ? l10n.t('{0} calls, {1}', calls, text)
    : l10n.t('{0} calls, {1}, {2} unchanged', calls, text, unchanged);
}

/** The same behind the line: an arrow before what is exact, `≈` before what is not. */
export function hintText(summary: Summary): string {
  return `${summary.doubt === undefined ? '→' : '≈'} ${keptText(summary)}`;
}

/** Which call since seeding an evaluation is: `call 2 after seed 0`. Calls in eval mode draw nothing and do not count. */
export function callText({ seed, call, kept, training }: DropoutCall): string {
  if (kept === undefined) return training ? l10n.t('training mode') : l10n.t('eval mode');
  return seed === undefined
    ? l10n.t('call {0}, no seed', call)
    : l10n.t('call {0} after seed {1}', call, seed);
}

/** A shape as Python writes it: `(3, 5)`, `(3,)`, `()`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0] ?? 0},)` : `(${shape.join(', ')})`;
}

/** What is claimed of something exact, by the build of PyTorch that was asked for. */
export function exactText(backend: 'cpu' | 'cpu-mkl'): string {
  return backend === 'cpu'
    ? l10n.t('Exactly what PyTorch 2.7 or newer gives on the CPU')
    : l10n.t('Exactly what x86 wheels of PyTorch up to 2.6 give on Intel');
}
