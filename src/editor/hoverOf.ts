import * as vscode from 'vscode';
import { CLEAR_WHAT_IF, GO_TO_PLACE, OPEN_CALL, RESAMPLE, WHAT_IF } from '../protocol/reading';
import type { TextRange } from '../text';

/** A picture in a hover cannot see the theme's variables. */
export function themeKind(): vscode.ColorThemeKind {
  return vscode.window.activeColorTheme.kind;
}

/** A hover on a stretch of a document, of Markdown that was made of text by `wording/markdown.ts`. */
export function hoverOf(
  markdown: string | undefined,
  document: vscode.TextDocument,
  { from, to }: TextRange,
): vscode.Hover | undefined {
  if (markdown === undefined) return undefined;
  const text = new vscode.MarkdownString(markdown);
  // Only these links may run, whatever the reader's code puts into the text.
  text.isTrusted = { enabledCommands: [OPEN_CALL, RESAMPLE, GO_TO_PLACE, WHAT_IF, CLEAR_WHAT_IF] };
  return new vscode.Hover(text, new vscode.Range(document.positionAt(from), document.positionAt(to)));
}
