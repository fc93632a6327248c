import * as vscode from 'vscode';
import type { PreviewsHost } from '../editor/previewsHost';
import { requestAt } from '../editor';
import { mend } from '../editor/problems';
import { revealPlace } from '../link';
import type { DropoutDocuments } from '../reading';
import type { CallRow, ProblemRow, Row } from './rows';

/** Opens the place that a row is about. */
export async function openRow(row: Row): Promise<void> {
  if (row.type === 'call' || row.type === 'problem') {
    await reveal(row);
    return;
  }
  const { file } = row.type === 'file' ? row : row.parent;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(file.uri));
}

/** Shows a call in the playground, beside its code. */
export async function tryRow(row: CallRow, host: PreviewsHost): Promise<void> {
  const document = await reveal(row);
  const { from } = row.call;
  // A layer that is called where it is made starts where that call does.
  const request = await requestAt(host, document, (call) => call.from === from);
  if (request !== undefined) await vscode.commands.executeCommand('dropoutPlayground.openCall', request);
}

/** Mends the worst that is wrong with a call and can be mended, and shows where. */
export async function mendRow(row: CallRow, documents: DropoutDocuments): Promise<void> {
  const problem = row.problems.find(({ fix }) => fix !== undefined);
  if (problem === undefined) return;
  const document = await reveal(row);
  await mend({ uri: document.uri.toString(), site: row.call.key, rule: problem.rule }, documents);
}

/** Shows a row's place, and returns the file or cell that it is in. */
async function reveal(row: CallRow | ProblemRow): Promise<vscode.TextDocument> {
  const { from } = row.type === 'call' ? row.call : row.at;
  const uri = vscode.Uri.parse(fileOf(row));
  const document =
    row.cell === undefined
      ? await vscode.workspace.openTextDocument(uri)
      : (await vscode.workspace.openNotebookDocument(uri)).cellAt(row.cell).document;
  await revealPlace(document, from);
  return document;
}

function fileOf(row: CallRow | ProblemRow): string {
  return row.parent.type === 'class' ? row.parent.parent.file.uri : row.parent.file.uri;
}
