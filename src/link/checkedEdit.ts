import * as vscode from 'vscode';
import { placeOf } from '../editor';
import type { WriteTarget } from '../playground';
import type { DropoutSite } from '../protocol/reading';
import { type DropoutDocuments, subjectOf } from '../reading';
import { type PythonNumber, reprNumber } from '../torch';
import type { LocatedCall } from './locatedCall';
import { type CellEdit, probabilityEdit, type WriteProblem } from './probabilityEdit';
import { writeProblemText } from './writeProblemText';
import { isWritable } from './writable';

/** Who says which calls texts would have. */
type SiteReader = Pick<DropoutDocuments, 'sitesIn'>;

type CheckedEdit =
  | {
      readonly possible: true;
      readonly document: vscode.TextDocument;
      readonly range: vscode.Range;
      readonly text: string;
      readonly inCall: boolean;
    }
  | { readonly possible: false; readonly problem: WriteProblem };

/**
 * The edit that makes a call's p this number. It was tried on the text: the call then reads so, whatever else the
 * code does with what is changed.
 */
export async function checkedEdit(
  { document, site }: LocatedCall,
  p: PythonNumber,
  reader: SiteReader,
): Promise<CheckedEdit> {
  const { documents, notebook } = subjectOf(document);
  const texts = documents.map((each) => each.getText());
  const result = probabilityEdit(texts, site, reprNumber(p));
  if (!result.possible) return result;
  const { edit, inCall } = result;
  const target = documents[edit.cell];
  const edited = texts.map((text, cell) => (cell === edit.cell ? withEdit(text, edit) : text));
  const sites = await reader.sitesIn(edited, notebook !== undefined);
  const after = sites.find(({ cell, key }) => cell === site.cell && key === site.key);
  if (target === undefined || !hasProbability(after, p)) return { possible: false, problem: 'notOneNumber' };
  // Somebody typed while it was tried.
  if (documents.some((each, cell) => each.getText() !== texts[cell]))
    return { possible: false, problem: 'incomplete' };
  const range = new vscode.Range(target.positionAt(edit.from), target.positionAt(edit.to));
  return { possible: true, document: target, range, text: edit.text, inCall };
}

/** Two numbers to try: one of them is not the one that the code has. */
const TRIED: readonly PythonNumber[] = [0.125, 0.375].map((value) => ({ type: 'float', value }));

/** Where p would be written now, or why it cannot. @param uri the file's or the notebook's */
export async function writeTarget(
  located: LocatedCall,
  uri: vscode.Uri,
  reader: SiteReader,
): Promise<WriteTarget> {
  const impossible = (problem: WriteProblem | 'readOnly'): WriteTarget => ({
    possible: false,
    reason: writeProblemText(problem),
  });
  if (!(await isWritable(uri))) return impossible('readOnly');
  const [first, second] = TRIED;
  const tried = hasProbability(located.site, first) ? second : first;
  if (tried === undefined) return impossible('unknown');
  const result = await checkedEdit(located, tried, reader);
  if (!result.possible) return impossible(result.problem);
  // Where the call in the code is not the one that has the number, it is said where that is written.
  if (result.inCall && located.shown === undefined) return { possible: true };
  const { document, range } = result;
  const line = document.lineAt(range.start.line).text;
  const before = line.slice(0, range.start.character).trimStart().slice(-LONGEST);
  return { possible: true, elsewhere: { before, place: placeOf(document, range.start.line) } };
}

/** Of what stands before a number, so much tells what the number is. */
const LONGEST = 40;

function hasProbability(site: DropoutSite | undefined, p: PythonNumber | undefined): boolean {
  if (site === undefined || p === undefined || !site.p.known) return false;
  return site.p.number.type === p.type && site.p.number.value === p.value;
}

function withEdit(text: string, { from, to, text: inserted }: CellEdit): string {
  return text.slice(0, from) + inserted + text.slice(to);
}
