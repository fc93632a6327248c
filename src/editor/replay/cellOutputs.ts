import type * as vscode from 'vscode';
import type { RealOutputs } from '../../protocol/reading';

const STDOUT = 'application/vnd.code.notebook.stdout';
const ERROR = 'application/vnd.code.notebook.error';
const TEXT = 'text/plain';

/** What a cell's last run left behind; undefined where it left nothing. */
export function realOutputs({ outputs }: vscode.NotebookCell): RealOutputs | undefined {
  if (outputs.length === 0) return undefined;
  let printed = '';
  let result: string | undefined;
  let raised = false;
  for (const { items, metadata } of outputs) {
    for (const { mime, data } of items) {
      if (mime === STDOUT) printed += textOf(data);
      else if (mime === ERROR) raised = true;
      else if (mime === TEXT && metadata?.['outputType'] !== 'display_data') result = textOf(data);
    }
  }
  return { printed, result, raised };
}

function textOf(data: Uint8Array): string {
  return new TextDecoder().decode(data).replace(/\r\n/g, '\n');
}
