import * as vscode from 'vscode';
import { codeSpan, commandLink, markdownText, svgImage } from '../../services/markdown';
import { maskPicture } from '../maskPicture';
import { OPEN_CALL, RESAMPLE } from '../openCommand';
import { isOnCall } from './callParts';
import { doubtTextFor } from './cellNumbers';
import { type CallGroup, groupsOf } from './groups';
import { openReplayed } from './openReplayed';
import type { PlacedCall, PlacedValue, Replayed, Replays } from './replays';
import { type Summary, summaryOf } from './summary';
import { callsText, countedText, exactText, keptText, layerText, shapeText } from './replayTexts';

/** How many outputs of calls in a loop, and lines that it prints, are shown; and how many layers within a call. */
const SHOWN_OUTPUTS = 3;
const SHOWN_VALUES = 10;
const SHOWN_LAYERS = 3;

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
  const under = replayed.calls.filter(({ from, to }) => isOnCall(text.slice(from, to), offset - from));
  // The innermost of calls within calls, and all that it came to: `a(x)` of `b(a(x))`, and of `a(x).b()`.
  const start = Math.max(...under.map(({ from }) => from));
  const end = Math.min(...under.flatMap(({ from, to }) => (from === start ? to : [])));
  const calls = under.filter(({ from, to }) => from === start && to === end);
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
  const line = code.replace(/\s+/g, ' ');
  const name = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  const groups = groupsOf(calls, code, -(calls[0]?.from ?? 0));
  for (const group of groups.slice(0, SHOWN_LAYERS)) {
    const [first] = group.calls;
    if (first === undefined) continue;
    const { within } = group;
    const what =
      within === undefined ? `**${markdownText(name)}**` : `**${layerText(within, codeSpan, markdownText)}**`;
    markdown.appendMarkdown(`${what} · ${markdownText(callsText(group.calls))}\n\n`);
    describeGroup(markdown, line, group, replayed);
    markdown.appendMarkdown('\n\n');
  }
  describeValue(markdown, line, name, groups, replayed);
}

/** What evaluations came to: how much is kept, the first one's picture, and what they gave. */
function describeGroup(
  markdown: vscode.MarkdownString,
  line: string,
  group: CallGroup,
  replayed: Replayed,
): void {
  const { within, calls, summary } = group;
  const [first] = calls;
  if (first === undefined) return;
  const { shape, picture } = first.call;
  const isSame = new Set(calls.map(({ call }) => shapeText(call.shape))).size === 1;
  const input = isSame
    ? vscode.l10n.t('input of shape {0}', shapeText(shape))
    : vscode.l10n.t('first input of shape {0}', shapeText(shape));
  markdown.appendMarkdown(markdownText(`${countedText(group)}, ${input}.`));
  if (picture === undefined) return;
  const { mask, elements } = picture;
  if (elements !== undefined && elements.length > 0) {
    const drawn = maskPicture({ shape, mask, elements }, vscode.window.activeColorTheme.kind);
    markdown.appendMarkdown(`\n\n${svgImage(keptText(summaryOf([first.call])), drawn)}\n\n`);
  } else markdown.appendMarkdown('\n\n');
  const exact = calls.findIndex(({ call }) => call.doubt !== undefined);
  markdown.appendMarkdown(markdownText(claimText(calls, exact, summary, replayed)));
  // What is in doubt is not shown behind what is exact.
  const outputs = calls
    .slice(0, exact > 0 ? Math.min(exact, SHOWN_OUTPUTS) : SHOWN_OUTPUTS)
    .flatMap(({ call }) => call.picture?.output ?? []);
  const more = calls.length > outputs.length ? ['…'] : [];
  // What comes out within a call is not what the call gives.
  const shown = within === undefined ? outputs.flatMap((text) => [`>>> ${line}`, text]) : outputs;
  markdown.appendCodeblock([...shown, ...more].join('\n'), 'python');
}

/** What a call itself gives that evaluates dropout somewhere within. */
function describeValue(
  markdown: vscode.MarkdownString,
  line: string,
  name: string,
  groups: readonly CallGroup[],
  replayed: Replayed,
): void {
  const inner = groups.flatMap(({ calls }) => calls.flatMap(({ call }) => call.within ?? []));
  const [first] = inner;
  if (first === undefined) return;
  const { value } = first;
  // Evaluations within one and the same call share what that gave.
  const isOnce = inner.every((within) => within.value === value);
  const what = isOnce ? codeSpan(name) : vscode.l10n.t('{0} (the first time)', codeSpan(name));
  if (value === undefined) {
    markdown.appendMarkdown(vscode.l10n.t('What {0} itself gives is not shown by replay.', what));
    return;
  }
  const { text, doubt } = value;
  const isUnknown = text === '?';
  const reason = doubt && markdownText(doubtTextFor(replayed, doubt));
  markdown.appendMarkdown(
    reason === undefined
      ? vscode.l10n.t('{0} itself gives, exactly:', what)
      : isUnknown
        ? vscode.l10n.t('What {0} itself gives is not known: {1}.', what, reason)
        : vscode.l10n.t('{0} itself may give something else: {1}.', what, reason),
  );
  if (!isUnknown) markdown.appendCodeblock(`>>> ${line}\n${text}`, 'python');
}

/**
 * What the numbers below it are: exact, exact but for the values, or possible.
 *
 * @param exact how many of the calls come before the first that is in doubt; -1 where none is
 */
function claimText(
  calls: readonly PlacedCall[],
  exact: number,
  summary: Summary,
  replayed: Replayed,
): string {
  const claim = exactText(replayed.known.options.backend);
  const doubt = calls[exact]?.call.doubt;
  if (doubt === undefined)
    return calls.length === 1 ? `${claim}:` : vscode.l10n.t('{0}; the first calls:', claim);
  const reason = doubtTextFor(replayed, doubt);
  if (exact > 0) return vscode.l10n.t('{0}; later calls may differ: {1}.', claim, reason);
  if (summary.doubt !== undefined) return vscode.l10n.t('One possible run: {0}.', reason);
  return summary.kept === undefined
    ? vscode.l10n.t('Nothing is dropped, the values may differ: {0}.', reason)
    : vscode.l10n.t('What is dropped is exact, the values may differ: {0}.', reason);
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
  markdown.appendCodeblock(shownText(values, replayed), 'python');
  return new vscode.Hover(markdown, range);
}

/** What Python shows of some values, as it stands there where nothing else is shown between them. */
function shownText(values: readonly PlacedValue[], replayed: Replayed): string {
  const next = new Map(replayed.values.map((value, i) => [value, replayed.values[i + 1]]));
  const shown = values.slice(0, SHOWN_VALUES).map((one, i) => {
    const isOpen = one.form === 'unended' && next.get(one) === values[i + 1];
    return `${one.value.text}${isOpen ? '' : '\n'}`;
  });
  const more = values.length > shown.length ? '…' : '';
  return `${shown.join('')}${more}`.replace(/\n$/, '');
}

function valuesClaim(values: readonly PlacedValue[], replayed: Replayed): string {
  const doubt = values.find((one) => one.doubt !== undefined)?.doubt;
  return doubt === undefined
    ? vscode.l10n.t('Python prints exactly:')
    : vscode.l10n.t('Python may print something else: {0}.', doubtTextFor(replayed, doubt));
}
