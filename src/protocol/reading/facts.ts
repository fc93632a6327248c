import type { DropoutSite, LayerReference } from '../../python';

/*
 * What the workers say to the host. All of it is plain data that can be cloned.
 */

/** A text document, as the host names it. */
export interface DocumentVersion {
  /** The full uri: the cells of a notebook share their path. */
  readonly uri: string;
  readonly version: number;
}

/** What is read as one: a file, or the Python cells of a notebook in document order. */
export interface ReadTogether {
  /** The uri of the file or notebook. */
  readonly key: string;
  readonly notebook: boolean;
  readonly cells: readonly DocumentVersion[];
  /** The workspace folder, or else the directory, in which other files are looked for; undefined where it is stored nowhere. */
  readonly root: string | undefined;
}

/** What is known of one file or cell. */
export interface CellFacts extends DocumentVersion {
  /** The dropout calls in it; while a statement is half typed, those shown before. */
  readonly sites: readonly DropoutSite[];
}

/** What is known of a file or notebook, by its cells. */
export type Facts = readonly CellFacts[];

/** The layer for which a name stands; its sites' cells count in `cells`. */
export interface LayerFacts extends LayerReference {
  readonly cells: readonly DocumentVersion[];
}
