import type { Doubt } from '../../protocol/reading';
import { cellOf } from '../../reading';
import { doubtText, shortDoubtTexts } from './doubtTexts';
import type { Replayed } from './replays';

/** Why something in a replayed file or cell is not exact, with the place as the reader counts. */
export function doubtTextFor({ known, cell }: ReplayedPart, doubt: Doubt): string {
  return doubtText(doubt, numberingOf(known), cell);
}

/** The same in so few words that a lens has room for them, the fullest first. */
export function shortDoubtTextsFor({ known, cell }: ReplayedPart, doubt: Doubt): readonly string[] {
  return shortDoubtTexts(doubt, numberingOf(known), cell);
}

type ReplayedPart = Pick<Replayed, 'known' | 'cell'>;

function numberingOf(known: Replayed['known']): ((cell: number) => number) | undefined {
  return known.notebook ? (index) => cellNumber(known, index) : undefined;
}

/** The number of a replayed cell among all cells of its notebook, from 1. */
export function cellNumber({ documents }: Replayed['known'], cell: number): number {
  const document = documents[cell];
  return ((document && cellOf(document)?.index) ?? cell) + 1;
}
