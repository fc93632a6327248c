import * as l10n from '@vscode/l10n';
import type { ComputedClaim } from '../playground';
import type { DropoutSite, Probability } from '../protocol/reading';
import type { DropoutLayer, TorchError } from '../torch';
import {
  gpuOf,
  isAlpha,
  parsePythonNumber,
  reprNumber,
  scaleOf,
  stochasticDepthMode,
  unitOf,
} from '../torch';
import { isTried, type Preview, previewClaim } from './preview';
import { allText, openText, shortVerdict, unknownText, verdictSentence } from '../wording';

/** A probability strictly between 0 and 1 in percent: 0.1 → `10%`, 1/3 → `33.3%`, 1e-9 → `<0.1%`. */
export function percent(p: number): string {
  // Rounding must not make it the 0% or 100% that it is not.
  if (p < 0.001) return '<0.1%';
  if (p > 0.999) return '>99.9%';
  return `${Number((p * 100).toPrecision(3))}%`;
}

/** What kept values are multiplied by, as PyTorch prints it: `1.1111`, `2`. */
function printedScale(p: number): string {
  const scale = scaleOf(p);
  const text = scale.toFixed(4);
  // What is not 1 must not be written as if it were.
  return Number.isInteger(scale) || Number(text) !== 1 ? String(Number(text)) : text;
}

/** The same, short enough for a lens: `1.11`; more digits where it is all but 1. */
export function shortScale(p: number): string {
  const short = Number(scaleOf(p).toPrecision(3));
  return short === 1 ? printedScale(p) : String(short);
}

/** What a call does, and whether `eval()` silences it, in a few words: `drops 50%, rest × 2 · off in eval()`. */
export function effectText(site: DropoutSite): string {
  const { p, verdict } = site;
  // What is off already needs no eval().
  if (isOff(site)) return effectTexts(site)[0];
  if (!p.known) return shortVerdict(verdict);
  const [drops] = effectTexts(site);
  const silenced = p.number.value === 0 ? '' : shortVerdict(verdict);
  return [p.guessed ? l10n.t('if so: {0}', drops) : drops, ...(silenced === '' ? [] : [silenced])].join(
    ' · ',
  );
}

type KnownProbability = Extract<Probability, { known: true }>;

/** What a call does in a few words, and in fewer: `drops 50%, rest × 2` or `drops 50%`. */
export function effectTexts(site: DropoutSite): readonly [fullest: string, ...shorter: string[]] {
  const [fullest, ...shorter] = certainEffects(site);
  if (!site.mayBeOther || fullest === '') return [fullest, ...shorter];
  const ifCalled = (effect: string): string => l10n.t('if {0}: {1}', nameOf(site), effect);
  return [ifCalled(fullest), ...shorter.map(ifCalled), l10n.t('perhaps {0}', shorter.at(-1) ?? fullest)];
}

/** `Dropout2d` of `torch.nn.Dropout2d`. */
function nameOf({ name }: DropoutSite): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The same, as if it were sure that it is this that is called. */
function certainEffects(site: DropoutSite): readonly [fullest: string, ...shorter: string[]] {
  if (site.active === 'never') return [l10n.t('off, training is False')];
  if (site.isIdle) return [l10n.t('drops nothing: it has one layer')];
  const { p } = site;
  if (!p.known) return [''];
  return p.number.value === 0 ? [zeroText(p)] : droppingTexts(site, p.number.value);
}

/** What is known of a call that tells what it drops as a whole. */
type Dropping = Pick<DropoutSite, 'kind' | 'within'>;

/** What a call does with a p above 0, in a few words, and in fewer. */
export function droppingTexts(what: Dropping, p: number): readonly [fullest: string, ...shorter: string[]] {
  if (p === 1) return [allText(what.within)];
  const drops = shareText(what, percent(p));
  return isAlpha(what.kind)
    ? [l10n.t('{0}, keeps mean 0, variance 1', drops), drops]
    : [l10n.t('{0}, rest × {1}', drops, shortScale(p)), drops];
}

function shareText({ kind, within }: Dropping, share: string): string {
  switch (within) {
    case 'attention':
      return l10n.t('drops {0} of attention weights', share);
    case 'transformer':
      return l10n.t('drops {0} in its sublayers', share);
    case 'recurrent':
      return l10n.t('drops {0} between its layers', share);
    case undefined:
      return shareOfUnits(kind, share);
  }
}

function shareOfUnits(kind: DropoutSite['kind'], share: string): string {
  switch (unitOf(kind)) {
    case 'element':
      return l10n.t('drops {0}', share);
    case 'channel':
      return l10n.t('drops {0} of channels', share);
    case 'sample':
      return l10n.t('drops {0} of examples', share);
    case 'batch':
      return l10n.t('drops all in {0} of calls', share);
  }
}

function zeroText({ unless }: KnownProbability): string {
  if (unless === 'caller') return l10n.t('off unless the caller sets it');
  if (unless === 'commandLine') return l10n.t('off unless the command line sets it');
  return l10n.t('drops nothing');
}

/** Whether p rests on a setting that was found by its name alone. */
export function isGuess({ p }: DropoutSite): boolean {
  return p.known && p.guessed;
}

/** Whether a call drops nothing, whatever p is. */
function isOff({ active, isIdle }: DropoutSite): boolean {
  return active === 'never' || isIdle;
}

/** So many values are told in a line. */
const MOST_TOLD = 2;

/** What callers pass in the place of the default that p is, in a few words; '' where they are not known to. */
export function passedText({ p }: DropoutSite): string {
  const passed = p.known ? p.beside.filter(({ code }) => code === 'passed') : [];
  const [only, ...others] = passed.map(valueText);
  if (only === undefined) return '';
  const values = [only, ...others].slice(0, MOST_TOLD);
  return l10n.t('callers pass {0}', [...values, ...(others.length >= MOST_TOLD ? ['…'] : [])].join(', '));
}

/** The longest expression that is told in a line. */
const LONGEST_VALUE = 30;

/** A value that a parameter has, as Python prints it. */
export function valueText({ text }: { readonly text: string }): string {
  const number = parsePythonNumber(text);
  if (number !== undefined) return reprNumber(number);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** What p is: `p = 0.5 (default)`, `p = 0.1`, `p = 0.2?` where it is a guess, `what if p = 0.3`. */
export function probabilityText(site: DropoutSite): string {
  const { p } = site;
  if (!p.known) return openText(p, unknownText);
  const [value, passed] = [reprNumber(p.number), passedText(site)];
  if (isTried(site)) return l10n.t('what if p = {0}', value);
  const name = site.omitted ?? 'p';
  if (p.source === 'default') return l10n.t('{0} = {1} (default)', name, value);
  return `p = ${value}${p.guessed ? '?' : ''}${passed === '' ? '' : `, ${passed}`}`;
}

/** What p's number is worth, and who may set another, in sentences; '' where nothing is to be said. */
export function unlessText(site: DropoutSite): string {
  const other = site.mayBeOther
    ? [l10n.t('Something else may be called here, too: this is what {0} does.', nameOf(site))]
    : [];
  const guess = isGuess(site)
    ? [
        l10n.t(
          'This p is a guess: the setting was found by its name alone, and may not be the one that is meant.',
        ),
      ]
    : [];
  return [...other, ...guess, ...mayBeSet(site)].join(' ');
}

function mayBeSet(site: DropoutSite): string[] {
  const { p } = site;
  if (!p.known || p.unless === undefined) return [];
  if (p.unless === 'commandLine') return [l10n.t('The command line may set another p.')];
  return [
    p.number.value === 0 && !isOff(site)
      ? l10n.t('Off unless the caller sets another p.')
      : l10n.t('A caller may set another p.'),
  ];
}

/** In plain sentences what a call does in training and in eval mode. */
export function sentence(site: DropoutSite, layer: DropoutLayer): string {
  const { verdict, within, p } = site;
  if (site.active === 'never')
    return l10n.t('This call drops nothing, because its training argument is False.');
  if (site.isIdle)
    return l10n.t(
      'A recurrent layer drops only between its layers, and this one has a single one: nothing is dropped, whatever p is.',
    );
  if (layer.p.value !== 0) return `${droppingText(site, layer)} ${verdictSentence(verdict, within)}`;
  const zero =
    within === undefined
      ? l10n.t('With p = 0 nothing is dropped: the input comes out unchanged.')
      : l10n.t('With p = 0 nothing is dropped.');
  const isOpen = p.known && (p.unless !== undefined || p.guessed) && verdict.reason !== 'nothing';
  return isOpen ? `${zero} ${l10n.t('With another p: {0}', verdictSentence(verdict, within))}` : zero;
}

/** What a call drops, with a p above 0, and when. */
function droppingText(site: DropoutSite, layer: DropoutLayer): string {
  const value = reprNumber(layer.p);
  const [when, what] = [whenText(site), droppedText(site)];
  if (layer.p.value === 1) return l10n.t('{0} {1} is set to 0, because p is 1.', when, what);
  return isAlpha(layer.kind)
    ? l10n.t(
        '{0} {1} is set to SELU’s saturation value with probability {2}, then everything is scaled and shifted so that a mean of 0 and a variance of 1 stay so on average.',
        when,
        what,
        value,
      )
    : l10n.t(
        '{0} {1} is dropped with probability {2} and what is kept is multiplied by 1/(1−p) = {3}, so the expected sum stays the same.',
        when,
        what,
        value,
        printedScale(layer.p.value),
      );
}

/** When a call drops, at the start of a sentence. */
function whenText({ active, verdict: { silenced, reason } }: DropoutSite): string {
  if (silenced === 'no') return l10n.t('In every call');
  if (active === 'depends' && reason !== 'argument') return l10n.t('Where its training argument is true,');
  // A helper that is given its p drops wherever that is not 0.
  return active === 'always' && silenced === 'depends' ? l10n.t('In every call') : l10n.t('In training');
}

/** What is dropped as a whole. */
function droppedText({ kind, within }: DropoutSite): string {
  switch (within) {
    case 'attention':
      return l10n.t('each attention weight');
    case 'transformer':
      return l10n.t(
        'each attention weight, each element within a feed-forward block and each element of a sublayer’s output',
      );
    case 'recurrent':
      return l10n.t('each element of the output of every layer but the last');
    case undefined:
      return UNITS[unitOf(kind)]();
  }
}

const UNITS: Readonly<Record<ReturnType<typeof unitOf>, () => string>> = {
  element: () => l10n.t('each element'),
  channel: () => l10n.t('each channel'),
  sample: () => l10n.t('each example as a whole'),
  batch: () => l10n.t('the whole batch'),
};

/** Where p is unknown: what the playground does instead, and what is known nevertheless. */
export function unknownSentence(site: DropoutSite): string {
  const { p, within } = site;
  const what =
    !p.known && p.reason === 'boolean'
      ? l10n.t('Where p is True, this {0}.', allText(within))
      : l10n.t('Without p there is nothing exact to show.');
  const shows =
    within === undefined
      ? l10n.t('The playground shows this layer with a p of your choice.')
      : l10n.t('The playground shows the dropout inside it, with a p of your choice.');
  return `${what} ${shows} ${modeSentence(site)}`;
}

/** What is known of a call in training and in eval mode, whatever its p is. */
export function modeSentence(site: DropoutSite): string {
  // A call that is off, or idle, is so with every p.
  return isOff(site)
    ? sentence(site, { kind: site.kind, p: { type: 'int', value: 0 }, inplace: false })
    : verdictSentence(site.verdict, site.within);
}

/** How PyTorch takes a p outside of 0 … 1, in a few words for the lens, and in a sentence. */
export function refusalText(site: DropoutSite, { type, message }: TorchError): Refusal {
  // What is raised, and when, differs from one library of stochastic depth to the next.
  if (stochasticDepthMode(site.kind) !== undefined) {
    const short = l10n.t('{0}, which is no probability', probabilityText(site));
    return { short, sentence: short, raised: undefined };
  }
  switch (site.within) {
    case undefined:
    case 'transformer':
      return {
        short: `${type}: ${message}`,
        sentence: l10n.t('PyTorch refuses this call:'),
        raised: `${type}: ${message}`,
      };
    case 'recurrent': {
      const short = 'ValueError: dropout should be a number in range [0, 1]';
      return {
        // A lens so long would be cut off at the editor's edge.
        short: `${short} …`,
        sentence: l10n.t('PyTorch refuses this call:'),
        raised: `${short} representing the probability of an element being zeroed`,
      };
    }
    case 'attention':
      // Layers and functions of attention look at it late, and not all of them alike.
      return {
        short: l10n.t('{0}, which is no probability', probabilityText(site)),
        sentence: l10n.t(
          'A probability lies between 0 and 1. PyTorch looks at this one only where attention weights are to be dropped.',
        ),
        raised: undefined,
      };
  }
}

/** What is said of a p that is no probability. */
export interface Refusal {
  readonly short: string;
  readonly sentence: string;
  /** What Python prints; undefined where that hangs on how the layer is called. */
  readonly raised: string | undefined;
}

/**
 * What the numbers below it are: exact, expected or one example; on which generator, and when.
 *
 * @param kept how many values are kept, in words
 */
export function claimText(site: DropoutSite, preview: Preview, kept: string): string {
  if (!preview.training) return l10n.t('This is what it comes to:');
  const what = site.active === 'depends' ? l10n.t('{0}, where its training argument is true', kept) : kept;
  if (!preview.draws) return l10n.t('{0}, whatever the seed:', what);
  const claim = previewClaim(preview);
  if (claim === 'supposed') {
    const value = reprNumber(preview.layer.p);
    const supposed = isTried(site)
      ? l10n.t('{0}. For the p = {1} that you try.', what, value)
      : l10n.t('{0}. Only if p is {1}, which is a guess.', what, value);
    return `${supposed} ${shownFor(preview)}`;
  }
  if (claim === 'unseeded' && site.drawsOtherwise)
    return `${l10n.t('{0}. One possible run: this code may draw its random numbers in another way.', what)} ${shownFor(preview)}`;
  return claim === 'unseeded'
    ? `${l10n.t('{0}. One possible run: which seed is in force at this call cannot be read from the code.', what)} ${shownFor(preview)}`
    : seededText(preview, claim, what);
}

/** What the numbers are of, where they are not those of the code. */
function shownFor({ seed, generator }: Preview): string {
  const gpu = gpuOf(generator);
  if (gpu !== undefined) return l10n.t('Shown for seed {0} on CUDA, {1}, PyTorch 2.11:', seed, gpu);
  return generator === 'cpu'
    ? l10n.t('Shown for seed {0} and PyTorch 2.7 or newer on the CPU:', seed)
    : l10n.t('Shown for seed {0} and x86 wheels of PyTorch up to 2.6 on Intel:', seed);
}

function seededText(preview: Preview, claim: ComputedClaim, what: string): string {
  const gpu = gpuOf(preview.generator) ?? '';
  switch (claim) {
    case 'exact':
      if (gpu !== '')
        return l10n.t(
          '{0}. Exactly what PyTorch 2.11 draws on CUDA, {1}, for the seed that this code sets:',
          what,
          gpu,
        );
      return preview.generator === 'cpu'
        ? l10n.t(
            '{0}. Exactly what PyTorch 2.7 or newer prints on the CPU for the seed that this code sets:',
            what,
          )
        : l10n.t(
            '{0}. Exactly what x86 wheels of PyTorch up to 2.6 print on Intel for the seed that this code sets:',
            what,
          );
    case 'expected':
      return l10n.t(
        '{0}. Expected on CUDA, {1}, for the seed that this code sets: as PyTorch 2.11 draws on an H200, and not checked on that GPU:',
        what,
        gpu,
      );
  }
}
