import * as vscode from 'vscode';
import type { ProblemFix, TextEdit, ToldProblem } from '../../protocol/reading';
import type { DropoutDocuments } from '../../reading';

/** A problem and the edits that mend it. */
export interface Mending {
  readonly problem: ToldProblem;
  readonly edits: readonly TextEdit[];
}

/**
 * Edits that were tried on the text: the problems are gone then, all else is parsed as before, and nothing else is wrong.
 * Undefined where they do not do that, or the text changed meanwhile.
 */
export function triedEdit(
  document: vscode.TextDocument,
  mendings: readonly Mending[],
  documents: DropoutDocuments,
): Promise<vscode.WorkspaceEdit | undefined> {
  const edits = mendings.flatMap((mending) => mending.edits);
  const rules = mendings.map(({ problem }) => problem.rule);
  return editOf(document, async () =>
    edits.length > 0 && (await documents.mends(document, rules, edits)) ? edits : [],
  );
}

/** The edit that the reader finds; undefined where it finds none, or the text changed meanwhile. */
async function editOf(
  document: vscode.TextDocument,
  find: () => Promise<readonly TextEdit[]>,
): Promise<vscode.WorkspaceEdit | undefined> {
  const { version } = document;
  // Where the reader was lost there will be another one when it is asked again.
  const edits = await find().catch(() => []);
  if (edits.length === 0 || document.version !== version) return undefined;
  const edit = new vscode.WorkspaceEdit();
  for (const { from, to, text } of edits)
    edit.replace(document.uri, new vscode.Range(document.positionAt(from), document.positionAt(to)), text);
  return edit;
}

/** All safe fixes of a document that go together; the first of each problem. */
export async function allSafe(
  document: vscode.TextDocument,
  problems: readonly ToldProblem[],
  documents: DropoutDocuments,
): Promise<vscode.WorkspaceEdit | undefined> {
  const mendings: Mending[] = [];
  for (const problem of problems) {
    const fix = safeFix(problem);
    if (fix === undefined) continue;
    const isFree = mendings.every(
      ({ edits }) => !edits.some((one) => fix.edits.some((other) => touch(one, other))),
    );
    if (isFree) mendings.push({ problem, edits: fix.edits });
  }
  const together = await triedEdit(document, mendings, documents);
  if (together !== undefined || mendings.length < 2) return together;
  // One of them spoils it: each that goes with those before it is taken.
  let [taken, edit]: [Mending[], vscode.WorkspaceEdit | undefined] = [[], undefined];
  for (const mending of mendings) {
    const more = await triedEdit(document, [...taken, mending], documents);
    if (more !== undefined) [taken, edit] = [[...taken, mending], more];
  }
  return edit;
}

export function safeFix({ fixes }: ToldProblem): ProblemFix | undefined {
  return fixes.find(({ isSafe }) => isSafe);
}

/** The comment that says that a problem is none, where one can stand. */
export function ignoreEdit(
  document: vscode.TextDocument,
  problem: ToldProblem,
  documents: DropoutDocuments,
): Promise<vscode.WorkspaceEdit | undefined> {
  return editOf(document, async () => [(await documents.ignored(document, problem)) ?? []].flat());
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.from <= b.to && b.from <= a.to;
}
