import { l10n } from 'vscode';
import type { DropoutCall } from '../../protocol/reading';
import type { CallGroup, Within } from './groups';
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

/**
 * The same behind the line: an arrow before what is exact, `≈` before what is not. What was done within a call is not
 * said of the call.
 */
export function hintText(groups: readonly CallGroup[]): string {
  const isExact = groups.every(({ summary }) => summary.doubt === undefined);
  const texts = groups.map(({ within, summary }) =>
    within === undefined ? keptText(summary) : `${layerText(within)}: ${keptText(summary)}`,
  );
  return `${isExact ? '→' : '≈'} ${texts.join(' · ')}`;
}

/**
 * Which layer within what is called is meant: `Dropout 1 within net`.
 *
 * @param code how names and paths are written, and `plain` how the rest is, where it is Markdown
 */
export function layerText({ callee, path, module, layers }: Within, code = same, plain = same): string {
  if (layers > 1) return l10n.t('{0} layers within {1}', layers, code(callee));
  if (module === undefined) return l10n.t('dropout within {0}', code(callee));
  return path === ''
    ? l10n.t('{0} within {1}', plain(module), code(callee))
    : l10n.t('{0} {1} within {2}', plain(module), code(path), code(callee));
}

function same(text: string): string {
  return text;
}

/** Whether an evaluation drew random numbers: all others come to the same in every run, and are not counted. */
export function drew({ kept, layer }: DropoutCall): boolean {
  return kept !== undefined && layer.p.value !== 1;
}

/** Which call since seeding an evaluation is: `call 2 after seed 0`. */
export function callText(evaluation: DropoutCall): string {
  const { seed, call, training, maskDoubt } = evaluation;
  // A function has no eval mode.
  if (!drew(evaluation)) return training ? l10n.t('draws no random numbers') : l10n.t('not in training mode');
  if (seed !== undefined) return l10n.t('call {0} after seed {1}', call, seed);
  // What is not understood may have set one.
  return maskDoubt?.code === 'unseeded'
    ? l10n.t('call {0}, no seed', call)
    : l10n.t('call {0}, seed not known', call);
}

/** The same of several: of the first one, unless it is true of all. There must be one at least. */
export function callsText(evaluations: readonly { readonly call: DropoutCall }[]): string {
  const [first = '', ...others] = new Set(evaluations.map(({ call }) => callText(call)));
  return others.length === 0 ? first : l10n.t('{0}, first of {1}', first, evaluations.length);
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
