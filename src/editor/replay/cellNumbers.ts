import { cellOf } from '../../reading';
import type { Replayed } from './replays';

/** The number of a replayed cell among all cells of its notebook, from 1. */
export function cellNumber({ documents }: Replayed['known'], cell: number): number {
  const document = documents[cell];
  return ((document && cellOf(document)?.index) ?? cell) + 1;
}
