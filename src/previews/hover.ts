import * as l10n from '@vscode/l10n';
import { constructorOf, inputOf, keptCount, printedOutput } from '../playground';
import {
  type AskedCall,
  type AskedHover,
  type AskedLayer,
  CLEAR_WHAT_IF,
  GO_TO_PLACE,
  RESAMPLE,
  type ThemeKind,
  type TriedSite,
  WHAT_IF,
} from '../protocol/reading';
import { formatElements, type TorchError } from '../torch';
import { codeBlock, commandLink, markdownText, svgImage } from '../wording';
import { maskPicture } from './maskPicture';
import { openCommand } from './openCommand';
import { type Preview, previewOf } from './preview';
import { milestones, valuesBeside } from './provenance';
import {
  claimText,
  modeSentence,
  probabilityText,
  refusalText,
  sentence,
  unknownSentence,
  unlessText,
} from './texts';

/** Of so many layers that may be meant a hover tells. */
const SHOWN_LAYERS = 5;
/** Of so many callers that pass something else. */
const SHOWN_CALLERS = 5;

/** On a dropout call: what it does in one sentence, a picture of its mask, and the numbers. */
export function hoverOn(asked: AskedHover): string {
  const { site, uri, options, isReplayed } = asked;
  const preview = previewOf(site, uri, options);
  const { command, arguments: args } = openCommand(asked, preview);
  const links: string[] = [];
  if (!isReplayed) {
    links.push(commandLink(l10n.t('Open in playground'), command, ...args));
    if ('illustrative' in preview && preview.illustrative && site.within === undefined)
      links.push(commandLink(l10n.t('Resample'), RESAMPLE));
  }
  const reference = { uri, key: site.key };
  if (site.isTried) links.push(commandLink(l10n.t('Clear what-if'), CLEAR_WHAT_IF, reference));
  else if (!site.p.known || site.p.unless !== undefined)
    links.push(commandLink(l10n.t('What if p = …'), WHAT_IF, reference));
  return `${heading(asked)}${body(asked, preview)}\n\n${links.join(' · ')}`;
}

/** What a call does. */
function body({ site, theme, isReplayed }: AskedHover, preview: ReturnType<typeof previewOf>): string {
  if ('error' in preview) return described(site, preview.error);
  if ('unknown' in preview) return markdownText(isReplayed ? modeSentence(site) : unknownSentence(site));
  if (site.within !== undefined || isReplayed) return markdownText(sentence(site, preview.layer));
  return shown(site, preview, theme);
}

/** On a layer's name, and on its `eval` and `train`: the layer that is meant, as far as its calls tell. */
export function hoverOnLayer(layer: AskedLayer): string {
  const { calls, mayBeOther } = layer;
  const which = calls.length > 1 || mayBeOther ? `${markdownText(whichText(layer))}\n\n` : '';
  const more = calls.length > SHOWN_LAYERS ? '…' : '';
  return `${which}${calls.slice(0, SHOWN_LAYERS).map(layerCall).join('')}${more}`;
}

function layerCall(asked: AskedCall): string {
  const { site, uri, options } = asked;
  const preview = previewOf(site, uri, options);
  const text =
    'error' in preview
      ? described(site, preview.error)
      : markdownText('unknown' in preview ? unknownSentence(site) : sentence(site, preview.layer));
  const made = { uri, line: site.line };
  const { command, arguments: args } = openCommand(asked, preview);
  const links = [
    commandLink(l10n.t('Go to where it is made'), GO_TO_PLACE, made),
    commandLink(l10n.t('Open in playground'), command, ...args),
  ];
  return `${heading(asked)}${text}\n\n${links.join(' · ')}\n\n`;
}

/** Where it is not sure which layer is meant: what it may be. */
function whichText({ text, calls, mayBeOther }: AskedLayer): string {
  if (!mayBeOther) return l10n.t('{0} may be any of these layers:', text);
  return calls.length === 1
    ? l10n.t('{0} may be this layer, or something else:', text)
    : l10n.t('{0} may be any of these layers, or something else:', text);
}

/** What is called, its p, the whole way to the place where that is written, and who may set another. */
function heading(asked: AskedCall): string {
  const { site } = asked;
  const way = site.isTried ? [] : milestones(asked);
  const steps = way.map(({ text, target }) => ` ← ${commandLink(text, GO_TO_PLACE, target)}`);
  const paragraphs = [
    `**${markdownText(site.name)}** · ${markdownText(probabilityText(site))}${steps.join('')}`,
  ];
  if (site.isTried) paragraphs.push(markdownText(l10n.t('A p that you try. The code itself leaves p open.')));
  const besides = site.isTried
    ? []
    : ([
        [l10n.t('By default:'), valuesBeside(asked, 'default')],
        [l10n.t('Callers pass:'), valuesBeside(asked, 'passed').slice(0, SHOWN_CALLERS)],
      ] as const);
  for (const [title, values] of besides) {
    const links = values.map((value) => commandLink(value.text, GO_TO_PLACE, value.target));
    if (links.length > 0) paragraphs.push(`${markdownText(title)} ${links.join(', ')}`);
  }
  const unless = unlessText(site);
  if (unless !== '') paragraphs.push(markdownText(unless));
  return paragraphs.map((paragraph) => `${paragraph}\n\n`).join('');
}

/** Its sentence, a picture of its mask, and the numbers. */
function shown(site: TriedSite, preview: Preview, theme: ThemeKind): string {
  const { layer, shape, seed, generator, mask, output, warnings } = preview;
  const picture = maskPicture({ shape, mask, elements: formatElements(output) }, theme);
  const kept = mask === undefined ? output.numel : keptCount(mask);
  const alt = l10n.t('{0} of {1} values kept', kept, output.numel);
  const layerText = `${constructorOf(layer)}${preview.training ? '' : '.eval()'}`;
  const lines = [
    ...(preview.draws ? [`>>> _ = torch.manual_seed(${seed})`] : []),
    `>>> ${layerText}(${inputOf(shape, generator)})`,
    ...warnings.map((warning) => `UserWarning: ${warning}`),
    printedOutput(output, generator),
  ];
  const text = markdownText(sentence(site, layer));
  const claim = markdownText(claimText(site, preview, alt));
  const drawn = picture === undefined ? '' : `${svgImage(alt, picture)}\n\n`;
  return `${text}\n\n${drawn}${claim}${codeBlock(lines.join('\n'), 'python')}`;
}

/** How PyTorch refuses it. */
function described(site: TriedSite, error: TorchError): string {
  const { sentence: text, raised } = refusalText(site, error);
  return `${markdownText(text)}${raised === undefined ? '' : codeBlock(raised, 'text')}`;
}
