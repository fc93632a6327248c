import * as vscode from 'vscode';
import { probabilityProblem } from '../playground/typedProblems';
import { parsePythonNumber, type PythonNumber } from '../torch/pythonNumber';

/** Asks the reader for a p, and refuses what PyTorch would refuse; undefined where none was given. */
export async function askProbability(options: vscode.InputBoxOptions): Promise<PythonNumber | undefined> {
  const validateInput = (typed: string): string | undefined => probabilityProblem(typed, vscode.l10n);
  const text = await vscode.window.showInputBox({ ...options, validateInput });
  return text === undefined ? undefined : parsePythonNumber(text);
}
