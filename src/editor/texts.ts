import { l10n } from 'vscode';
import { claimOf } from '../playground';
import type { DropoutSite, Probability } from '../python';
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
import { shortVerdict, verdictSentence } from './verdictText';

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

/** What a call does, in a few words: `drops 50% · kept × 2 · off in eval()`. */
export function effectText(site: DropoutSite, layer: DropoutLayer): string {
  // What is off already needs no eval().
  const verdict = layer.p.value === 0 ? '' : shortVerdict(site.verdict);
  return [dropsText(site, layer), ...(verdict === '' ? [] : [verdict])].join(' · ');
}

function dropsText(site: DropoutSite, layer: DropoutLayer): string {
  const p = layer.p.value;
  if (site.active === 'never') return l10n.t('off, training is False');
  if (site.isIdle) return l10n.t('drops nothing, there is only one layer');
  if (p === 0) return zeroText(site);
  if (p === 1) return l10n.t('drops everything');
  const drops = l10n.t('drops {0}', percent(p));
  if (isAlpha(layer.kind)) return `${drops} · ${l10n.t('keeps mean and variance')}`;
  return `${drops} · ${l10n.t('kept × {0}', shortScale(p))}`;
}

function zeroText({ p }: DropoutSite): string {
  if (p.known && p.unless === 'caller') return l10n.t('off unless the caller sets it');
  if (p.known && p.unless === 'commandLine') return l10n.t('off unless the command line sets it');
  return l10n.t('drops nothing');
}

/** What p is: `p = 0.5 (default)`, `p = 0.1`, `what if p = 0.3`. */
export function probabilityText(site: DropoutSite): string {
  const { p } = site;
  if (!p.known) return l10n.t('p unknown: {0}', unknownText(p));
  const value = reprNumber(p.number);
  if ('isTried' in site && site.isTried === true) return l10n.t('what if p = {0}', value);
  const name = site.omitted ?? 'p';
  return p.source === 'default' ? l10n.t('{0} = {1} (default)', name, value) : `p = ${value}`;
}

/** Who may set another p, in a sentence; '' where nobody may. */
export function unlessText({ p }: DropoutSite): string {
  if (!p.known || p.unless === undefined) return '';
  if (p.unless === 'commandLine') return l10n.t('The command line may set another p.');
  return p.number.value === 0
    ? l10n.t('Off unless the caller sets another p.')
    : l10n.t('A caller may set another p.');
}

/** Why p is unknown, in a few words. */
export function unknownText({ reason, name, values }: Extract<Probability, { known: false }>): string {
  const code = name.length > 40 ? `${name.slice(0, 39)}…` : name;
  switch (reason) {
    case 'parameter':
      return l10n.t('{0} is a parameter without a default', code);
    case 'none':
      return l10n.t('{0} is None unless it is set', code);
    case 'loop':
      return values === undefined
        ? l10n.t('{0} is a loop variable', code)
        : l10n.t('{0} is {1} in turn', code, values.join(', '));
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

/** In plain sentences what a call does in training and in eval mode. */
export function sentence(site: DropoutSite, layer: DropoutLayer): string {
  return `${trainingText(site, layer)} ${verdictSentence(site.verdict)}`;
}

function trainingText(site: DropoutSite, layer: DropoutLayer): string {
  const p = layer.p.value;
  const value = reprNumber(layer.p);
  if (site.isIdle)
    return l10n.t(
      'A recurrent layer drops only between its layers, and this one has a single one: nothing is dropped, whatever p is.',
    );
  if (p === 0) return l10n.t('With p = 0 nothing is dropped: the input comes out unchanged.');
  const what = droppedText(site);
  if (p === 1) return l10n.t('With p = 1 everything is dropped: {0} is set to 0.', what);
  return isAlpha(layer.kind)
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
}

/** What is dropped as a whole. */
function droppedText({ kind, within, name }: DropoutSite): string {
  if (!within) return isChannelWise(kind) ? l10n.t('each channel') : l10n.t('each element');
  if (name.includes('Transformer'))
    return l10n.t('each attention weight, and each element of every sublayer’s output,');
  if (/RNN|LSTM|GRU/.test(name)) return l10n.t('each element of the output of every layer but the last');
  return l10n.t('each attention weight');
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
