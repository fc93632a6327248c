import type { Doubt } from '../../protocol/reading';
import { cellOf } from '../../reading';
import { doubtText } from './doubtTexts';
import type { Replayed } from './replays';

/** Why something in a replayed file or cell is not exact, with the place as the reader counts. */
export function doubtTextFor({ known, cell }: Pick<Replayed, 'known' | 'cell'>, doubt: Doubt): string {
  return doubtText(doubt, known.notebook ? (index) => cellNumber(known, index) : undefined, cell);
}

/** The number of a replayed cell among all cells of its notebook, from 1. */
export function cellNumber({ documents }: Replayed['known'], cell: number): number {
  const document = documents[cell];
  return ((document && cellOf(document)?.index) ?? cell) + 1;
}
