import * as vscode from 'vscode';
import { isOnCall } from '../../previews/replay/callParts';
import { groupsOf } from '../../previews/replay/groups';
import type { TextRange } from '../../text';
import { hoverOf, themeKind } from '../hoverOf';
import { askedGroup, replayedIn } from './questions';
import { isExit, type Replayed, type Replays } from './replays';
import { shownEvaluation } from './shownEvaluation';

/** In milliseconds: so long a hover waits for the replay of the newest text, where that of an older one is known; it waited for what can be read before. */
const HOVER_PATIENCE = 15;
/** Of so many lines that are printed there. */
const SHOWN_VALUES = 10;

/** On a call of dropout: its picture and what it gives. On `print`, and on the end of a cell: what is shown. */
export class ReplayHoverProvider {
  constructor(private readonly replays: Replays) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const replayed = await this.replays.of(document, token, { newer: HOVER_PATIENCE });
    if (replayed === undefined) return undefined;
    return (
      (await this.#callHover(document, position, replayed)) ??
      (await this.#valueHover(document, position, replayed)) ??
      (await this.#endHover(document, position, replayed))
    );
  }

  /** On a call of what does not run, because an exception comes before, and on the line that raises it. */
  async #endHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    replayed: Replayed,
  ): Promise<vscode.Hover | undefined> {
    const word = document.getWordRangeAtPosition(position);
    if (word === undefined || replayed.ended.length === 0) return undefined;
    const at = { from: document.offsetAt(word.start), to: document.offsetAt(word.end) };
    const isWithin = ({ from, to }: TextRange): boolean => from <= at.from && at.to <= to;
    const isCalled = /^\s*\(/.test(document.getText().slice(at.to));
    for (const end of replayed.ended) {
      const { line } = document.positionAt(end.to);
      const isHere = !isExit(end) && (isWithin(end) || (isCalled && line === position.line));
      if (!isHere && !(isCalled && end.left().some(isWithin))) continue;
      const { error, doubt } = end;
      const asked = {
        ...{ of: replayedIn(replayed, undefined), error, doubt, code: document.getText(word) },
        line: isHere ? undefined : line + 1,
        isOld: !this.replays.isCurrent(document),
      };
      return hoverOf(await this.replays.preview((previews) => previews.endHover(asked)), document, at);
    }
    return undefined;
  }

  async #callHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    replayed: Replayed,
  ): Promise<vscode.Hover | undefined> {
    const offset = document.offsetAt(position);
    const text = document.getText();
    const calls = innermost(replayed.calls, text, offset);
    const [first] = calls;
    const isOld = !this.replays.isCurrent(document);
    if (first === undefined) {
      const [missed] = innermost(replayed.missed, text, offset);
      if (missed === undefined) return undefined;
      const { from, to, doubt } = missed;
      const asked = { of: replayedIn(replayed, undefined), code: text.slice(from, to), doubt, isOld };
      return hoverOf(await this.replays.preview((previews) => previews.missedHover(asked)), document, missed);
    }
    const code = text.slice(first.from, first.to);
    const asked = {
      of: replayedIn(replayed, calls.at(-1)?.call),
      code,
      theme: themeKind(),
      calls: calls.map(({ call }) => call),
      groups: groupsOf(calls, code, -first.from).map(askedGroup),
      shown: shownEvaluation(document, replayed, first),
      isOld,
    };
    const markdown = await this.replays.preview((previews) => previews.replayHover(asked));
    return hoverOf(markdown, document, first);
  }

  async #valueHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    replayed: Replayed,
  ): Promise<vscode.Hover | undefined> {
    const { text } = document.lineAt(position.line);
    const word = document.getWordRangeAtPosition(position);
    const isPrint = word !== undefined && document.getText(word) === 'print';
    const values = replayed.values.filter(
      ({ line, value }) => line === position.line && (value.form === 'result' ? !isPrint : isPrint),
    );
    if (values.length === 0) return undefined;
    const range = isPrint
      ? word
      : new vscode.Range(position.line, text.length - text.trimStart().length, position.line, text.length);
    if (!range.contains(position)) return undefined;
    const shown = values.slice(0, SHOWN_VALUES).map((one, i) => {
      const next = replayed.values[replayed.values.indexOf(one) + 1];
      const { text: printed, form, doubt: why } = one.value;
      return {
        text: printed,
        isOpen: form === 'unended' && next === values[i + 1],
        isDoubted: why !== undefined,
      };
    });
    const doubt = values.find(({ value }) => value.doubt !== undefined)?.value.doubt;
    const asked = {
      of: replayedIn(replayed, values.at(-1)?.value),
      values: shown,
      doubt,
      hasMore: values.length > shown.length,
      isOld: !this.replays.isCurrent(document),
    };
    const markdown = await this.replays.preview((previews) => previews.valuesHover(asked));
    return hoverOf(markdown, document, {
      from: document.offsetAt(range.start),
      to: document.offsetAt(range.end),
    });
  }
}

/** The innermost of calls within calls, and all that it came to: `a(x)` of `b(a(x))`, and of `a(x).b()`. */
function innermost<T extends TextRange>(calls: readonly T[], text: string, offset: number): readonly T[] {
  const under = calls.filter(
    ({ from, to }) => from <= offset && offset <= to && isOnCall(text.slice(from, to), offset - from),
  );
  const start = Math.max(...under.map(({ from }) => from));
  const end = Math.min(...under.flatMap(({ from, to }) => (from === start ? to : [])));
  return under.filter(({ from, to }) => from === start && to === end);
}
