import * as l10n from '@vscode/l10n';
import {
  type AskedReplayHover,
  type AskedValues,
  type DropoutCall,
  OPEN_CALL,
  RESAMPLE,
  type ReplayedGroup,
  type ReplayedIn,
} from '../../protocol/reading';
import { codeSpan, commandLink, markdownText, svgImage } from '../../wording';
import { boundedBlock, fullyShown, MOST_LINES } from '../boundedBlock';
import { maskPicture } from '../maskPicture';
import { assumedText, doubtText } from './doubtTexts';
import { replayedRequest } from './openRequest';
import {
  callsText,
  countedText,
  exactText,
  isUnknownText,
  keptText,
  layerText,
  shapeText,
} from './replayTexts';
import { summaryOf } from './summary';

/** How many outputs of calls in a loop are shown, and how many layers within a call. */
const SHOWN_OUTPUTS = 3;
const SHOWN_LAYERS = 3;

/** On a call of dropout: its picture and what it gives. */
export function replayHover(asked: AskedReplayHover): string {
  const { calls, groups, shown } = asked;
  const line = lineOf(asked);
  const name = nameOf(asked);
  const told = groups.slice(0, SHOWN_LAYERS);
  const value = valueOf(asked);
  const most = Math.floor(MOST_LINES / (told.length + (value === undefined ? 0 : 1)));
  const layers = told.map((group) => {
    const { within } = group;
    const what =
      within === undefined ? `**${markdownText(name)}**` : `**${layerText(within, codeSpan, markdownText)}**`;
    return `${what} · ${markdownText(callsText(group.calls))}\n\n${groupText(asked, line, group, most)}\n\n`;
  });
  const links = [commandLink(l10n.t('Open in playground'), OPEN_CALL, replayedRequest(shown))];
  if (calls[0]?.doubt?.code === 'unseeded') links.push(commandLink(l10n.t('Resample'), RESAMPLE));
  return `${oldText(asked)}${layers.join('')}${value === undefined ? '' : valueText(asked.of, value, line, name, most)}\n\n${links.join(' · ')}`;
}

/** A call's text on one line. */
const lineOf = ({ code }: Pick<AskedReplayHover, 'code'>): string => code.replace(/\s+/g, ' ');

/** The same, of a length to be a heading. */
export function nameOf(asked: Pick<AskedReplayHover, 'code'>): string {
  const line = lineOf(asked);
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** What evaluations came to: how much is kept, the first one's picture, and what they gave. */
function groupText(asked: AskedReplayHover, line: string, group: ReplayedGroup, most: number): string {
  const { within, calls } = group;
  const [first] = calls;
  if (first === undefined) return '';
  const { shape, picture } = first;
  const isSame = new Set(calls.map((call) => shapeText(call.shape))).size === 1;
  const input = isSame
    ? l10n.t('input of shape {0}', shapeText(shape))
    : l10n.t('first input of shape {0}', shapeText(shape));
  const counted = markdownText(`${countedText(group)}, ${input}.`);
  if (picture === undefined) return counted;
  const { mask, elements } = picture;
  const image =
    elements !== undefined && elements.length > 0
      ? maskPicture({ shape, mask, elements }, asked.theme)
      : undefined;
  const drawn = image === undefined ? '' : `${svgImage(keptText(summaryOf([first])), image)}\n\n`;
  const exact = calls.findIndex((call) => call.doubt !== undefined);
  const claim = markdownText(claimText(asked, group, exact));
  // What is in doubt is not shown behind what is exact.
  const outputs = calls
    .slice(0, exact > 0 ? Math.min(exact, SHOWN_OUTPUTS) : SHOWN_OUTPUTS)
    .flatMap((call) => call.picture?.output ?? [])
    // What comes out within a call is not what the call gives.
    .map((text) => (within === undefined ? `>>> ${line}\n${text}` : text));
  const shown = fullyShown(outputs, most);
  return `${counted}\n\n${drawn}${claim}${boundedBlock(shown.join('\n'), most, calls.length > shown.length)}`;
}

/** What a call itself gives that evaluates dropout somewhere within, and whether it is called only once. */
interface InnerValue extends Pick<NonNullable<DropoutCall['within']>, 'value'> {
  readonly isOnce: boolean;
}

function valueOf({ groups }: AskedReplayHover): InnerValue | undefined {
  const inner = groups.flatMap(({ calls }) => calls.flatMap((call) => call.within ?? []));
  const [first] = inner;
  if (first === undefined) return undefined;
  const { value } = first;
  // Evaluations within one and the same call share what that gave.
  return { value, isOnce: inner.every((within) => within.value === value) };
}

function valueText(
  of: ReplayedIn,
  { value, isOnce }: InnerValue,
  line: string,
  name: string,
  most: number,
): string {
  const what = isOnce ? codeSpan(name) : l10n.t('{0} (the first time)', codeSpan(name));
  if (value === undefined) return l10n.t('What {0} itself gives is not shown by replay.', what);
  const { text, doubt } = value;
  const isUnknown = isUnknownText(text);
  const reason = doubt && markdownText(doubtText(doubt, of));
  const claim =
    reason === undefined
      ? l10n.t('{0} itself gives, exactly:', what)
      : isUnknown
        ? l10n.t('What {0} itself gives is not known: {1}.', what, reason)
        : l10n.t('{0} itself may give something else: {1}.', what, reason);
  return isUnknown ? claim : `${claim}${boundedBlock(`>>> ${line}\n${text}`, most)}`;
}

/**
 * What the numbers below it are: exact, exact but for the values, or possible.
 *
 * @param exact how many of the calls come before the first that is in doubt; -1 where none is
 */
function claimText({ of }: AskedReplayHover, { calls, summary }: ReplayedGroup, exact: number): string {
  const claim = exactText(of);
  const doubt: DropoutCall['doubt'] = calls[exact]?.doubt;
  if (doubt === undefined) return calls.length === 1 ? `${claim}:` : l10n.t('{0}; the first calls:', claim);
  const reason = doubtText(doubt, of);
  if (exact > 0) return l10n.t('{0}; later calls may differ: {1}.', claim, reason);
  if (summary.doubt !== undefined) return l10n.t('One possible run: {0}.', reason);
  return summary.kept === undefined
    ? l10n.t('Nothing is dropped, the values may differ: {0}.', reason)
    : l10n.t('What is dropped is exact, the values may differ: {0}.', reason);
}

function exactlyText(of: ReplayedIn): string {
  return of.assumptions.length === 0
    ? l10n.t('Python prints exactly:')
    : l10n.t('Python prints exactly ({0}):', assumedText(of));
}

/** On `print`, and on the end of a cell: what Python shows, as it stands there where nothing else is shown between. */
export function valuesHover(asked: AskedValues): string {
  const { of, values, hasMore, doubt } = asked;
  const reason = doubt && doubtText(doubt, of);
  const unknown = values.filter(({ text, isDoubted }) => isDoubted && isUnknownText(text)).length;
  if (reason !== undefined && unknown === values.length)
    return `${oldText(asked)}${markdownText(l10n.t('What Python prints here is not known: {0}.', reason))}`;
  const claim =
    reason === undefined
      ? exactlyText(of)
      : unknown === 0
        ? l10n.t('Python may print something else: {0}.', reason)
        : l10n.t('Python may print something else, and what is not known stands as ?: {0}.', reason);
  const code = values.map(({ text, isOpen }) => `${text}${isOpen ? '' : '\n'}`).join('');
  return `${oldText(asked)}${markdownText(claim)}${boundedBlock(code.replace(/\n$/, ''), MOST_LINES, hasMore)}`;
}

/** Says of what is below it that something was changed since. */
export function oldText({ isOld }: Pick<AskedValues, 'isOld'>): string {
  return isOld
    ? `*${l10n.t('This is from before the last change, which is still being replayed.')}*\n\n`
    : '';
}
