import * as vscode from 'vscode';
import { constructorOf, inputOf, keptCount, printedOutput } from '../playground';
import type { DropoutSite } from '../python';
import type { DropoutDocuments } from './documents';
import { maskPicture } from './maskPicture';
import { OPEN_CALL, openCommand } from './openCommand';
import { type Preview, type PreviewOptions, previewOf } from './preview';
import { claimText, probabilityText, sentence, unknownText } from './texts';

const RESAMPLE = 'dropoutPlayground.resample';

/** On a dropout call: what it does in one sentence, a picture of its mask, and the numbers. */
export class DropoutHoverProvider {
  constructor(
    private readonly documents: DropoutDocuments,
    private readonly options: () => PreviewOptions,
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
    if (part === undefined) return undefined;
    const { site } = part;
    const range = new vscode.Range(document.positionAt(part.from), document.positionAt(part.to));
    const options = this.options();
    const preview = previewOf(site, document.uri.toString(), options);
    const text = new vscode.MarkdownString();
    // Only these two links may run, whatever the reader's code puts into the text.
    text.isTrusted = { enabledCommands: [OPEN_CALL, RESAMPLE] };
    if ('error' in preview) describeError(text, site, preview.error.type, preview.error.message);
    else if ('unknown' in preview) describeUnknown(text, site);
    else describe(text, site, preview);
    const { command, arguments: args } = openCommand(document, site, preview, options.generator);
    const link = `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
    text.appendMarkdown(`\n\n[${vscode.l10n.t('Open in playground')}](${link})`);
    if ('illustrative' in preview && preview.illustrative) {
      text.appendMarkdown(` · [${vscode.l10n.t('Resample')}](command:${RESAMPLE})`);
    }
    return new vscode.Hover(text, range);
  }
}

function heading(text: vscode.MarkdownString, site: DropoutSite, rest: string): void {
  text.appendMarkdown(`**${escaped(site.name)}** · ${escaped(rest)}\n\n`);
}

function describe(text: vscode.MarkdownString, site: DropoutSite, preview: Preview): void {
  const { layer, shape, seed, generator, mask, output, warnings } = preview;
  if (site.p.known) heading(text, site, probabilityText(site.p));
  text.appendMarkdown(escaped(sentence(site, layer)));
  const { uri, width } = maskPicture(preview, vscode.window.activeColorTheme.kind);
  const kept = mask === undefined ? output.numel : keptCount(mask);
  const alt = vscode.l10n.t('{0} of {1} values kept', kept, output.numel);
  text.appendMarkdown(`\n\n![${alt}](${uri}|width=${width})\n\n`);
  text.appendMarkdown(escaped(claimText(site, preview, alt)));
  const layerText = `${constructorOf(layer)}${preview.training ? '' : '.eval()'}`;
  const lines = [
    `>>> _ = torch.manual_seed(${seed})`,
    `>>> ${layerText}(${inputOf(shape, generator)})`,
    ...warnings.map((warning) => `UserWarning: ${warning}`),
    printedOutput(output, generator),
  ];
  text.appendCodeblock(lines.join('\n'), 'python');
}

function describeUnknown(text: vscode.MarkdownString, site: DropoutSite): void {
  const reason = site.p.known ? '' : unknownText(site.p.reason, site.p.name);
  heading(text, site, vscode.l10n.t('p unknown: {0}', reason));
  text.appendMarkdown(
    vscode.l10n.t(
      'Without p there is nothing exact to show. The playground shows this layer with a p of your choice.',
    ),
  );
}

function describeError(text: vscode.MarkdownString, site: DropoutSite, type: string, message: string): void {
  heading(text, site, site.p.known ? probabilityText(site.p) : '');
  text.appendMarkdown(vscode.l10n.t('PyTorch refuses this call:'));
  text.appendCodeblock(`${type}: ${message}`, 'text');
}

/** Text as Markdown that shows as that text. (`appendText` would turn spaces into ones that do not wrap.) */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&$]/g, '\\$&');
}
