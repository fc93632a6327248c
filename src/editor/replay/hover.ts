import * as vscode from 'vscode';
import { commandLink, markdownText, svgImage } from '../../markdown';
import { RESAMPLE } from '../hover';
import { maskPicture } from '../maskPicture';
import { OPEN_CALL } from '../openCommand';
import { callParts } from './callParts';
import { doubtTextFor } from './cellNumbers';
import { openReplayed } from './openReplayed';
import type { PlacedCall, PlacedValue, Replayed, Replays } from './replays';
import { summaryOf } from './summary';
import { callText, exactText, keptText, shapeText } from './texts';

/** How many outputs of calls in a loop, and lines that it prints, are shown. */
const SHOWN_OUTPUTS = 3;
const SHOWN_VALUES = 10;

/** On a call of dropout: its picture and what it gives. On `print`, and on the end of a cell: what is shown. */
export class ReplayHoverProvider {
  constructor(private readonly replays: Replays) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const replayed = await this.replays.of(document, token, { fresh: true });
    if (replayed === undefined) return undefined;
    return callHover(document, position, replayed) ?? valueHover(document, position, replayed);
  }
}

function callHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  replayed: Replayed,
): vscode.Hover | undefined {
  const offset = document.offsetAt(position);
  const text = document.getText();
  const under = replayed.calls.filter(({ from, to }) =>
    callParts(text.slice(from, to)).some((part) => from + part.from <= offset && offset <= from + part.to),
  );
  // The innermost of calls within calls, and all that it came to.
  const start = Math.max(...under.map(({ from }) => from));
  const calls = under.filter(({ from }) => from === start);
  const [first] = calls;
  if (first === undefined) return undefined;
  const markdown = new vscode.MarkdownString();
  // Only these two links may run, whatever the reader's code puts into the text.
  markdown.isTrusted = { enabledCommands: [OPEN_CALL, RESAMPLE] };
  describeCalls(markdown, text.slice(first.from, first.to), calls, replayed);
  const { command, arguments: args } = openReplayed(document, replayed, first);
  markdown.appendMarkdown(`\n\n${commandLink(vscode.l10n.t('Open in playground'), command, ...args)}`);
  if (first.call.doubt?.code === 'unseeded')
    markdown.appendMarkdown(` · ${commandLink(vscode.l10n.t('Resample'), RESAMPLE)}`);
  const range = new vscode.Range(document.positionAt(first.from), document.positionAt(first.to));
  return new vscode.Hover(markdown, range);
}

function describeCalls(
  markdown: vscode.MarkdownString,
  code: string,
  calls: readonly PlacedCall[],
  replayed: Replayed,
): void {
  const [first] = calls;
  if (first === undefined) return;
  const { call } = first;
  const summary = summaryOf(calls.map((placed) => placed.call));
  const line = code.replace(/\s+/g, ' ');
  const name = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  markdown.appendMarkdown(`**${markdownText(name)}** · ${markdownText(callText(call))}\n\n`);
  const kept = keptText(summary);
  const input = vscode.l10n.t('input of shape {0}', shapeText(call.shape));
  markdown.appendMarkdown(markdownText(`${kept}, ${input}.`));
  const { picture } = call;
  if (picture === undefined) return;
  const { mask, elements } = picture;
  if (elements !== undefined && elements.length > 0) {
    const source = { shape: call.shape, mask, elements };
    const drawn = maskPicture(source, vscode.window.activeColorTheme.kind);
    markdown.appendMarkdown(`\n\n${svgImage(kept, drawn)}\n\n`);
  } else markdown.appendMarkdown('\n\n');
  markdown.appendMarkdown(markdownText(claimText(first, calls.length, replayed)));
  const outputs = calls.slice(0, SHOWN_OUTPUTS).map((placed) => placed.call.picture?.output ?? '');
  const more = calls.length > outputs.length ? ['…'] : [];
  markdown.appendCodeblock(
    [...outputs.flatMap((text) => [`>>> ${line}`, text]), ...more].join('\n'),
    'python',
  );
}

/** What the numbers below it are: exact, exact but for the values, or possible. */
function claimText({ call }: PlacedCall, calls: number, replayed: Replayed): string {
  const exact = exactText(replayed.known.options.backend);
  if (call.doubt === undefined)
    return calls === 1 ? `${exact}:` : vscode.l10n.t('{0}; the first calls:', exact);
  const reason = doubtTextFor(replayed, call.doubt);
  if (call.maskDoubt === undefined)
    return vscode.l10n.t('What is dropped is exact, the values may differ: {0}.', reason);
  return vscode.l10n.t('Illustrative: {0}.', reason);
}

function valueHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  replayed: Replayed,
): vscode.Hover | undefined {
  const { text } = document.lineAt(position.line);
  const word = document.getWordRangeAtPosition(position);
  const isPrint = word !== undefined && document.getText(word) === 'print';
  const values = replayed.values.filter(
    ({ line, form }) => line === position.line && (form === 'result' ? !isPrint : isPrint),
  );
  if (values.length === 0) return undefined;
  const range = isPrint
    ? word
    : new vscode.Range(position.line, text.length - text.trimStart().length, position.line, text.length);
  if (!range.contains(position)) return undefined;
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown(markdownText(valuesClaim(values, replayed)));
  const shown = values.slice(0, SHOWN_VALUES).map(({ value }) => value.text);
  const more = values.length > shown.length ? ['…'] : [];
  markdown.appendCodeblock([...shown, ...more].join('\n'), 'python');
  return new vscode.Hover(markdown, range);
}

function valuesClaim(values: readonly PlacedValue[], replayed: Replayed): string {
  const doubt = values.find((one) => one.doubt !== undefined)?.doubt;
  return doubt === undefined
    ? vscode.l10n.t('Python prints exactly:')
    : vscode.l10n.t('Python may print something else: {0}.', doubtTextFor(replayed, doubt));
}
