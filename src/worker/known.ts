import type { DocumentVersion } from '../protocol/reading';
import type { Analysis, Files } from '../python';
import { byCell, isTyping } from './settle';

/** What was read of a file or notebook, and of which texts. */
export interface Known {
  readonly analysis: Analysis;
  readonly cells: readonly DocumentVersion[];
  /** The reader is in the middle of a statement, in one of the cells. */
  readonly typing: boolean;
  readonly files: Files | undefined;
}

/** Whether other files may change what was found. */
export function usesFiles({ findings }: Analysis): boolean {
  return [...findings.values()].some((found) => found.usesFiles);
}

/** What was read, as it is with other files than then: what asked for none still holds. */
export function withFiles(known: Known, files: Files | undefined): Known | undefined {
  const { analysis, files: before } = known;
  if (before === files) return known;
  if (before === undefined || files === undefined) return undefined;
  return {
    ...known,
    files,
    ...(!usesFiles(analysis) && { analysis: { ...analysis, filesVersion: files.version } }),
  };
}

/** Whether it was read of these texts, with these files as they are. */
export function isCurrent(
  known: Known,
  cells: readonly DocumentVersion[],
  files: Files | undefined,
): boolean {
  return (
    known.files === files &&
    known.analysis.filesVersion === (files?.version ?? 0) &&
    known.cells.length === cells.length &&
    known.cells.every(({ uri, version }, i) => uri === cells[i]?.uri && version === cells[i].version)
  );
}

/** Whether the reader is in the middle of a statement, in one of the cells. */
export function isHalfTyped(
  now: readonly DocumentVersion[],
  { cells, unsettled }: Analysis,
  known: Known | undefined,
): boolean {
  const before = new Map(known?.cells.map((cell, index) => [cell.uri, known.analysis.cells[index]]));
  const brokenIn = byCell(unsettled);
  return now.some(({ uri }, index) => {
    const earlier = before.get(uri);
    const text = cells[index]?.text ?? '';
    if (earlier === undefined) return false;
    const broken = brokenIn(index);
    // What did not change is as it was: still half typed, while another cell is edited, or not.
    return earlier.text === text
      ? known?.typing === true && broken.length > 0
      : isTyping(earlier.text, text, broken);
  });
}
