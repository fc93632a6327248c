import { l10n } from 'vscode';
import { claimOf } from '../playground';
import type { DropoutSite, Probability, UnknownReason } from '../python';
import {
  type DropoutLayer,
  gpuOf,
  isAlpha,
  isChannelWise,
  reprNumber,
  scaleOf,
  shortFloat32,
} from '../torch';
import type { Preview } from './preview';

/** A probability strictly between 0 and 1 in percent: 0.1 → `10%`, 1/3 → `33.3%`, 1e-9 → `<0.1%`. */
export function percent(p: number): string {
  // Rounding must not make it the 0% or 100% that it is not.
  if (p < 0.001) return '<0.1%';
  if (p > 0.999) return '>99.9%';
  return `${Number((p * 100).toPrecision(3))}%`;
}

/** What kept values are multiplied with, short enough for a lens: `1.11`; more digits where it is all but 1. */
export function shortScale(p: number): string {
  const scale = scaleOf(p);
  const short = Number(scale.toPrecision(3));
  return short === 1 ? shortFloat32(scale) : String(short);
}

/** What a layer does, in a few words: `drops 50% · kept × 2`. */
export function effectText(site: DropoutSite, layer: DropoutLayer): string {
  const p = layer.p.value;
  if (site.active === 'never') return l10n.t('off, training is False');
  if (p === 0) return l10n.t('drops nothing');
  if (p === 1) return l10n.t('drops everything');
  const drops = l10n.t('drops {0}', percent(p));
  if (isAlpha(layer.kind)) return `${drops} · ${l10n.t('keeps mean and variance')}`;
  return `${drops} · ${l10n.t('kept × {0}', shortScale(p))}`;
}

/** Where p comes from: `p = 0.5 (default)`, `p = 0.1`. */
export function probabilityText(p: Extract<Probability, { known: true }>): string {
  const value = reprNumber(p.number);
  return p.source === 'default' ? l10n.t('p = {0} (default)', value) : `p = ${value}`;
}

/** Why p is unknown, in a few words. */
export function unknownText(reason: UnknownReason, name: string): string {
  const code = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  switch (reason) {
    case 'parameter':
      return l10n.t('{0} is a parameter without a default', code);
    case 'none':
      return l10n.t('{0} is None unless it is set', code);
    case 'loop':
      return l10n.t('{0} is a loop variable', code);
    case 'attribute':
    case 'subscript':
    case 'expression':
      return l10n.t('{0} is not a number written in this file', code);
    case 'conditional':
      return l10n.t('{0} depends on a condition', code);
    case 'ambiguous':
      return l10n.t('several definitions of {0} disagree', code);
    case 'searching':
      return l10n.t('{0} is being looked for in other files', code);
    case 'tooManyFiles':
      return l10n.t('{0} is not in this file, and there are too many others to search', code);
    case 'reassigned':
      return l10n.t('{0} is assigned more than once', code);
    case 'imported':
      return l10n.t('{0} is imported', code);
    case 'undefined':
      return l10n.t('{0} is not defined in this file', code);
    case 'unreadable':
      return l10n.t('the value of {0} cannot be read from the code', code);
    case 'boolean':
      return l10n.t('{0} is a truth value, not a probability', code);
    case 'unpacked':
      return l10n.t('it may be in {0}', code);
    case 'incomplete':
      return l10n.t('the arguments do not fit');
  }
}

/** One plain sentence on what a call does in training and in eval mode. */
export function sentence(site: DropoutSite, layer: DropoutLayer): string {
  const p = layer.p.value;
  const value = reprNumber(layer.p);
  if (p === 0)
    return l10n.t(
      'With p = 0 nothing is dropped: the input comes out unchanged, in training and in eval mode.',
    );
  if (p === 1)
    return `${l10n.t('With p = 1 everything is dropped: every output is 0.')} ${activityText(site)}`;
  const what = isChannelWise(layer.kind) ? l10n.t('each channel') : l10n.t('each element');
  const training = isAlpha(layer.kind)
    ? l10n.t(
        'In training {0} is set to SELU’s saturation value with probability {1}, then everything is scaled and shifted so that mean and variance stay.',
        what,
        value,
      )
    : l10n.t(
        'In training {0} is dropped with probability {1} and what is kept is multiplied by 1/(1−p) = {2}, so the expected sum stays the same.',
        what,
        value,
        shortFloat32(scaleOf(p)),
      );
  return `${training} ${activityText(site)}`;
}

/** When a call drops at all. */
function activityText({ active }: DropoutSite): string {
  switch (active) {
    case 'training':
      return l10n.t('After eval() the layer passes its input through unchanged.');
    case 'always':
      return l10n.t(
        'This call drops always: eval() does not reach it, because its training argument is True.',
      );
    case 'never':
      return l10n.t('This call drops nothing, because its training argument is False.');
    case 'depends':
      return l10n.t(
        'Whether this call drops depends on its training argument; eval() reaches it only through that.',
      );
  }
}

/**
 * What the numbers below it are: exact, expected or one example; on which generator, and when.
 *
 * @param kept how many values are kept, in words
 */
export function claimText(site: DropoutSite, preview: Preview, kept: string): string {
  if (!preview.training) return l10n.t('This is what it comes to:');
  const what = site.active === 'depends' ? l10n.t('{0}, where its training argument is true', kept) : kept;
  return preview.illustrative ? illustrativeText(preview, what) : seededText(preview, what);
}

function illustrativeText({ seed, generator }: Preview, what: string): string {
  const gpu = gpuOf(generator);
  const shownFor =
    gpu !== undefined
      ? l10n.t('Shown for seed {0} as expected on CUDA, {1}, from PyTorch’s source:', seed, gpu)
      : generator === 'cpu'
        ? l10n.t('Shown for seed {0} and PyTorch 2.7 or newer on the CPU:', seed)
        : l10n.t('Shown for seed {0} and x86 wheels of PyTorch up to 2.6 on Intel:', seed);
  return `${l10n.t('{0}. Illustrative: no seed can be read from this code, so every run may drop others.', what)} ${shownFor}`;
}

function seededText(preview: Preview, what: string): string {
  const gpu = gpuOf(preview.generator) ?? '';
  switch (claimOf(preview, 1)) {
    case 'exact':
      return preview.generator === 'cpu'
        ? l10n.t(
            '{0}. Exactly what PyTorch 2.7 or newer prints on the CPU for the seed that this code sets:',
            what,
          )
        : l10n.t(
            '{0}. Exactly what x86 wheels of PyTorch up to 2.6 print on Intel for the seed that this code sets:',
            what,
          );
    case 'published':
      return l10n.t(
        '{0}. Expected on CUDA, {1}, for the seed that this code sets: computed from PyTorch’s source and not checked on that GPU. Published numbers of the same kernel agree:',
        what,
        gpu,
      );
    case 'fromSource':
      return l10n.t(
        '{0}. Expected on CUDA, {1}, for the seed that this code sets: computed from PyTorch’s source and not checked on a GPU:',
        what,
        gpu,
      );
  }
}
