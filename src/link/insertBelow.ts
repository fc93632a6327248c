import * as vscode from 'vscode';
import { cellOf, type DropoutDocuments, pythonCells } from '../reading';
import { type LocatedCall, shownPlace } from './locatedCall';
import { writeProblemText } from './writeProblemText';
import { isWritable } from './writable';

/** Who says how a script fits into code. */
type ScriptReader = Pick<DropoutDocuments, 'scriptBelow'>;

/**
 * Puts a script below a call: as a cell behind the call's own in a notebook, as lines behind its statement in a file.
 *
 * @returns in words why that cannot be
 */
export async function insertBelowCall(
  located: LocatedCall,
  script: string,
  reader: ScriptReader,
): Promise<string | undefined> {
  const { document, from } = shownPlace(located);
  const cell = cellOf(document);
  if (cell !== undefined) return insertCell(cell.notebook, cell.index + 1, script, reader);
  if (!(await isWritable(document.uri))) return writeProblemText('readOnly');
  const lineBreak = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const texts = [document.getText()];
  const { text, offset } = await reader.scriptBelow({ script, texts, below: from, lineBreak });
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(offset), text);
  return apply(edit);
}

/** Puts a script into the notebook that the reader looks at, below the chosen cell. @returns in words why not */
export async function insertIntoNotebook(script: string, reader: ScriptReader): Promise<string | undefined> {
  const editor = vscode.window.activeNotebookEditor ?? vscode.window.visibleNotebookEditors[0];
  if (editor === undefined) return writeProblemText('lost');
  return insertCell(editor.notebook, editor.selection.end, script, reader);
}

async function insertCell(
  notebook: vscode.NotebookDocument,
  index: number,
  script: string,
  reader: ScriptReader,
): Promise<string | undefined> {
  if (!(await isWritable(notebook.uri))) return writeProblemText('readOnly');
  const texts = pythonCells(notebook).map((document) => document.getText());
  const { text } = await reader.scriptBelow({ script, texts, lineBreak: '\n' });
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
  const edit = new vscode.WorkspaceEdit();
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(Math.min(index, notebook.cellCount), [cell])]);
  return apply(edit);
}

async function apply(edit: vscode.WorkspaceEdit): Promise<string | undefined> {
  return (await vscode.workspace.applyEdit(edit)) ? undefined : writeProblemText('refused');
}
