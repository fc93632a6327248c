// The part of VS Code that previews are written in, so that all of them can be asked without an editor. What imports `vscode`
// finds it in the unit tests' bundle (test/bundled.mjs).
import * as l10n from '@vscode/l10n';

class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

class Range {
  readonly start: Position;
  readonly end: Position;
  /** From one position to another, or from a line and character to others. */
  constructor(...[from, to, line, character]: [Position, Position] | [number, number, number, number]) {
    this.start = typeof from === 'number' ? new Position(from, to as number) : from;
    this.end = typeof from === 'number' ? new Position(line ?? 0, character ?? 0) : (to as Position);
  }
  contains(): boolean {
    return true;
  }
}

class CodeLens {
  constructor(
    readonly range: Range,
    public command?: unknown,
  ) {}
}

class InlayHint {
  tooltip = '';
  constructor(
    readonly position: Position,
    readonly label: string,
  ) {}
}

class MarkdownString {
  constructor(readonly value = '') {}
}

class Hover {
  constructor(
    readonly contents: MarkdownString,
    readonly range: Range,
  ) {}
}

const nothing = { dispose: (): void => undefined };

/** Nothing ever happens here. */
class EventEmitter {
  readonly event = (): typeof nothing => nothing;
  readonly fire = (): void => undefined;
  readonly dispose = (): void => undefined;
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false, onCancellationRequested: () => nothing };
}

class NotebookCellStatusBarItem {
  tooltip = '';
  command: unknown;
  constructor(
    readonly text: string,
    readonly alignment: number,
  ) {}
}

export {
  CancellationTokenSource,
  CodeLens,
  EventEmitter,
  Hover,
  InlayHint,
  l10n,
  MarkdownString,
  NotebookCellStatusBarItem,
  Position,
  Range,
};
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const NotebookCellKind = { Markup: 1, Code: 2 };
export const NotebookCellStatusBarAlignment = { Left: 1 };
export const Disposable = { from: () => nothing };
export const commands = {};
export const TextEdit = { insert: () => undefined };
export const Uri = { parse: (text: string) => new URL(text) };
export const ColorThemeKind = { Light: 1, Dark: 2, HighContrast: 3, HighContrastLight: 4 };
export const window = {
  activeColorTheme: { kind: 2 },
  activeTextEditor: undefined as unknown,
  onDidChangeTextEditorSelection: () => nothing,
  onDidChangeActiveTextEditor: () => nothing,
};
export const workspace = {
  notebookDocuments: [] as unknown[],
  onDidChangeTextDocument: () => nothing,
  onDidCloseTextDocument: () => nothing,
  onDidChangeNotebookDocument: () => nothing,
  onDidCloseNotebookDocument: () => nothing,
};
