import * as vscode from 'vscode';
import { constructorOf, inputOf, keptCount, printedOutput } from '../playground';
import { commandLink, markdownText, svgImage } from '../services/markdown';
import type { DropoutSite, LayerReference } from '../protocol/reading';
import { formatElements, type TorchError } from '../torch';
import type { DropoutDocuments } from '../reading';
import { maskPicture } from './maskPicture';
import { OPEN_CALL, openCommand, RESAMPLE } from './openCommand';
import { type Preview, type PreviewOptions, previewOf } from './preview';
import type { ReplayedSite } from './replay';
import { GO_TO_PLACE, milestones, valuesBeside } from './provenance';
import {
  claimText,
  modeSentence,
  probabilityText,
  refusalText,
  sentence,
  unknownSentence,
  unlessText,
} from './texts';
import type { TriedSite, WhatIfReference, WhatIfs } from '../services/whatIfs';
import { CLEAR_WHAT_IF, WHAT_IF } from '../services/whatIfs';

/** Of so many layers that may be meant a hover tells. */
const SHOWN_LAYERS = 5;
/** Of so many callers that pass something else. */
const SHOWN_CALLERS = 5;

/** On a dropout call: what it does in one sentence, a picture of its mask, and the numbers. */
export class DropoutHoverProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: () => PreviewOptions,
    private readonly whatIfs: WhatIfs,
    /** What replay says of calls, by where they start. */
    private readonly replayed: (document: vscode.TextDocument) => ReadonlyMap<number, ReplayedSite>,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    // On the callee and on p; what else stands between the parentheses has hovers of its own.
    const sites = await this.documents.sitesOf(document, token);
    const parts = sites?.flatMap((site) => [
      { site, from: site.from, to: site.calleeTo },
      ...(site.argument ? [{ site, ...site.argument }] : []),
    ]);
    const part = parts?.findLast(({ from, to }) => from <= offset && offset <= to);
    if (part === undefined) return this.#layerHover(document, offset, token);
    const site = this.whatIfs.applied(document.uri, part.site);
    // Replay's own hover then shows the mask of that very call, and leads to it.
    const isReplayed = !site.isTried && this.replayed(document).get(site.from)?.isPicturedAt(offset) === true;
    const range = new vscode.Range(document.positionAt(part.from), document.positionAt(part.to));
    const options = this.options();
    const preview = previewOf(site, document.uri.toString(), options);
    const text = new vscode.MarkdownString();
    // Only these links may run, whatever the reader's code puts into the text.
    text.isTrusted = { enabledCommands: [OPEN_CALL, RESAMPLE, GO_TO_PLACE, WHAT_IF, CLEAR_WHAT_IF] };
    heading(text, document, site);
    if ('error' in preview) describeError(text, site, preview.error);
    else if ('unknown' in preview)
      text.appendMarkdown(markdownText(isReplayed ? modeSentence(site) : unknownSentence(site)));
    else if (site.within !== undefined || isReplayed)
      text.appendMarkdown(markdownText(sentence(site, preview.layer)));
    else describe(text, site, preview);
    const { command, arguments: args } = openCommand(document, site, preview, options.generator);
    const links: string[] = [];
    if (!isReplayed) {
      links.push(commandLink(vscode.l10n.t('Open in playground'), command, ...args));
      if ('illustrative' in preview && preview.illustrative && site.within === undefined)
        links.push(commandLink(vscode.l10n.t('Resample'), RESAMPLE));
    }
    const reference: WhatIfReference = { uri: document.uri.toString(), key: site.key };
    if (site.isTried) links.push(commandLink(vscode.l10n.t('Clear what-if'), CLEAR_WHAT_IF, reference));
    else if (!site.p.known || site.p.unless !== undefined)
      links.push(commandLink(vscode.l10n.t('What if p = …'), WHAT_IF, reference));
    text.appendMarkdown(`\n\n${links.join(' · ')}`);
    return new vscode.Hover(text, range);
  }

  /** On a layer's name, and on its `eval` and `train`: the layer that is meant, as far as its calls tell. */
  async #layerHover(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const layer = await this.documents.layerAt(document, offset, token);
    if (layer === undefined) return undefined;
    const text = new vscode.MarkdownString();
    text.isTrusted = { enabledCommands: [OPEN_CALL, GO_TO_PLACE] };
    const { sites, mayBeOther } = layer;
    if (sites.length > 1 || mayBeOther) text.appendMarkdown(`${markdownText(whichText(layer))}\n\n`);
    for (const found of sites.slice(0, SHOWN_LAYERS)) {
      const own = layer.documents[found.cell] ?? document;
      const site = this.whatIfs.applied(own.uri, found);
      heading(text, own, site);
      const options = this.options();
      const preview = previewOf(site, own.uri.toString(), options);
      if ('error' in preview) describeError(text, site, preview.error);
      else
        text.appendMarkdown(
          markdownText('unknown' in preview ? unknownSentence(site) : sentence(site, preview.layer)),
        );
      const made = { uri: own.uri.toString(), line: site.line };
      const { command, arguments: args } = openCommand(own, site, preview, options.generator);
      text.appendMarkdown(
        `\n\n${commandLink(vscode.l10n.t('Go to where it is made'), GO_TO_PLACE, made)} · ${commandLink(vscode.l10n.t('Open in playground'), command, ...args)}\n\n`,
      );
    }
    if (sites.length > SHOWN_LAYERS) text.appendMarkdown('…');
    const range = new vscode.Range(document.positionAt(layer.from), document.positionAt(layer.to));
    return new vscode.Hover(text, range);
  }
}

/** Where it is not sure which layer is meant: what it may be. */
function whichText({ text, sites, mayBeOther }: LayerReference): string {
  if (!mayBeOther) return vscode.l10n.t('{0} may be any of these layers:', text);
  return sites.length === 1
    ? vscode.l10n.t('{0} may be this layer, or something else:', text)
    : vscode.l10n.t('{0} may be any of these layers, or something else:', text);
}

/** What is called, its p, the whole way to the place where that is written, and who may set another. */
function heading(text: vscode.MarkdownString, document: vscode.TextDocument, site: TriedSite): void {
  text.appendMarkdown(`**${markdownText(site.name)}** · ${markdownText(probabilityText(site))}`);
  const way = site.isTried ? [] : milestones(document, site);
  for (const { text: step, target } of way)
    text.appendMarkdown(` ← ${commandLink(step, GO_TO_PLACE, target)}`);
  text.appendMarkdown('\n\n');
  if (site.isTried)
    text.appendMarkdown(
      `${markdownText(vscode.l10n.t('A p that you try. The code itself leaves p open.'))}\n\n`,
    );
  const besides = site.isTried
    ? []
    : ([
        [vscode.l10n.t('By default:'), valuesBeside(document, site, 'default')],
        [vscode.l10n.t('Callers pass:'), valuesBeside(document, site, 'passed').slice(0, SHOWN_CALLERS)],
      ] as const);
  for (const [title, values] of besides) {
    const links = values.map((value) => commandLink(value.text, GO_TO_PLACE, value.target));
    if (links.length > 0) text.appendMarkdown(`${markdownText(title)} ${links.join(', ')}\n\n`);
  }
  const unless = unlessText(site);
  if (unless !== '') text.appendMarkdown(`${markdownText(unless)}\n\n`);
}

function describe(text: vscode.MarkdownString, site: DropoutSite, preview: Preview): void {
  const { layer, shape, seed, generator, mask, output, warnings } = preview;
  text.appendMarkdown(markdownText(sentence(site, layer)));
  const picture = maskPicture(
    { shape, mask, elements: formatElements(output) },
    vscode.window.activeColorTheme.kind,
  );
  const kept = mask === undefined ? output.numel : keptCount(mask);
  const alt = vscode.l10n.t('{0} of {1} values kept', kept, output.numel);
  text.appendMarkdown(`\n\n${svgImage(alt, picture)}\n\n`);
  text.appendMarkdown(markdownText(claimText(site, preview, alt)));
  const layerText = `${constructorOf(layer)}${preview.training ? '' : '.eval()'}`;
  const lines = [
    ...(preview.draws ? [`>>> _ = torch.manual_seed(${seed})`] : []),
    `>>> ${layerText}(${inputOf(shape, generator)})`,
    ...warnings.map((warning) => `UserWarning: ${warning}`),
    printedOutput(output, generator),
  ];
  text.appendCodeblock(lines.join('\n'), 'python');
}

function describeError(text: vscode.MarkdownString, site: DropoutSite, error: TorchError): void {
  const refusal = refusalText(site, error);
  text.appendMarkdown(markdownText(refusal.sentence));
  if (refusal.raised !== undefined) text.appendCodeblock(refusal.raised, 'text');
}
