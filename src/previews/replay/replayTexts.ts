import * as l10n from '@vscode/l10n';
import type {
  DropoutCall,
  KeptRange,
  ReplayedGroup,
  ReplayedIn,
  Summary,
  WithinCallee,
} from '../../protocol/reading';
import { assumedText } from './doubtTexts';
import { drew, summaryOf } from './summary';
import { usualKept } from './usualKept';

/** What evaluations came to: `8 of 15 kept`, `unchanged`, `3 calls, 7–9 of 15 kept`. */
export function keptText(summary: Summary): string {
  const { calls } = summary;
  const text = countText(summary);
  return calls === 1 ? text : l10n.t('{0} calls, {1}', calls, text);
}

/** The same, but for the number of calls. */
function countText({ kept, unchanged }: Summary): string {
  if (kept === undefined) return l10n.t('unchanged');
  const { least, most, total } = kept;
  const range = least === most ? String(least) : `${least}–${most}`;
  const text = total === '%' ? l10n.t('{0}% kept', range) : l10n.t('{0} of {1} kept', range, total);
  if (unchanged === 0) return text;
  return unchanged === 1
    ? l10n.t('{0}, 1 call unchanged', text)
    : l10n.t('{0}, {1} calls unchanged', text, unchanged);
}

/**
 * What a run keeps, behind the line: `→ 8 of 15 kept`, `→ 7 of 15 kept?` where that is not certain, and
 * `usually 4–11 of 15 kept` where each run draws others. What was done within a call is not said of the call. Shorter
 * texts follow, for lines that do not have the room.
 */
export function hintTexts(
  groups: readonly ReplayedGroup[],
): readonly [fullest: string, ...shorter: string[]] {
  const isOpen = groups.every(({ summary: { doubt } }) => doubt?.code === 'unseeded');
  const arrow = isOpen ? '' : '→ ';
  const parts = groups.map(({ within, calls, summary }) => {
    const kept = expectedText(calls, summary);
    return within === undefined
      ? [kept, kept]
      : [`${layerText(within)}: ${kept}`, l10n.t('{0} inside', kept)];
  });
  const [[, first = ''] = []] = parts;
  return [
    `${arrow}${parts.map(([whole]) => whole).join(' · ')}`,
    `${arrow}${parts.map(([, short]) => short).join(' · ')}`,
    `${arrow}${first} · …`,
  ];
}

/** What evaluations come to, with what that is worth: `3 calls, usually 4–11 of 15 kept`. */
export function countedText({ calls, summary }: ReplayedGroup): string {
  const text = expectedText(calls, summary);
  return calls.length === 1 ? text : l10n.t('{0} calls, {1}', calls.length, text);
}

/** The same, but for the number of calls. */
function expectedText(calls: readonly DropoutCall[], summary: Summary): string {
  const { doubt } = summary;
  if (doubt === undefined) return countText(summary);
  if (doubt.code !== 'unseeded') return `${countText(summary)}?`;
  const known = new Map<string, KeptRange>();
  /** A loop asks this of call after call. */
  const rangeOf = (call: DropoutCall): KeptRange => {
    if (call.maskDoubt === undefined) return { least: call.kept ?? 0, most: call.kept ?? 0 };
    const { layer, shape } = call;
    const key = [layer.kind, layer.p.value, ...shape].join();
    const range = known.get(key) ?? usualKept(call);
    known.set(key, range);
    return range;
  };
  return l10n.t('usually {0}', countText(summaryOf(calls, rangeOf)));
}

/**
 * Which layer within what is called is meant: `Dropout 1 within net`.
 *
 * @param code how names and paths are written, and `plain` how the rest is, where it is Markdown
 */
export function layerText({ callee, path, module, layers }: WithinCallee, code = same, plain = same): string {
  if (layers > 1) return l10n.t('{0} layers within {1}', layers, code(callee));
  if (module === undefined) return l10n.t('dropout within {0}', code(callee));
  return path === ''
    ? l10n.t('{0} within {1}', plain(module), code(callee))
    : l10n.t('{0} {1} within {2}', plain(module), code(path), code(callee));
}

function same(text: string): string {
  return text;
}

/** The same right above what is called, which then need not be named: `Dropout 1 inside`. */
export function insideText({ path, module }: WithinCallee): string {
  return module === undefined
    ? l10n.t('dropout inside')
    : l10n.t('inside: {0}', `${module} ${path}`.trimEnd());
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
export function callsText(evaluations: readonly DropoutCall[]): string {
  const [first = '', ...others] = new Set(evaluations.map(callText));
  return others.length === 0 ? first : l10n.t('{0}, first of {1}', first, evaluations.length);
}

/** Whether nothing is known of a value that is in doubt: replay writes `?` in the place of each number. */
export function isUnknownText(text: string): boolean {
  return text === '?' || (/^tensor\([[\],?\s]+(?:\w+=|\))/.test(text) && text.includes('?'));
}

/** A shape as Python writes it: `(3, 5)`, `(3,)`, `()`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0] ?? 0},)` : `(${shape.join(', ')})`;
}

/** What is claimed of something exact, by the build of PyTorch that was asked for. */
export function exactText(of: ReplayedIn): string {
  const claim =
    of.backend === 'cpu'
      ? l10n.t('Exactly what PyTorch 2.7 or newer gives on the CPU')
      : l10n.t('Exactly what x86 wheels of PyTorch up to 2.6 give on Intel');
  return of.assumptions.length === 0 ? claim : `${claim} (${assumedText(of)})`;
}
