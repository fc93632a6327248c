import * as v from 'valibot';
import type { DropoutSite, SiteName } from '../../python';
import { type Answer, type FileChange, fileChanges, type FilesHost } from './files';
import type { ToldProblem } from './previews';

/*
 * The conversation with the mapper, the worker that looks for dropout in all files of the workspace. It is led by the
 * mapper: it asks the host for folders and texts, and tells what it found.
 */

/** A folder of the workspace. */
const root = v.object({
  uri: v.string(),
  /** What the reader's settings exclude there, as VS Code writes patterns. */
  excluded: v.array(v.string()),
});

const edited = v.object({
  uri: v.string(),
  /** The Python texts, and which of all cells they are; undefined where the file holds again. */
  cells: v.optional(v.array(v.object({ text: v.string(), index: v.number() }))),
});

/** The arguments of all that the mapper is asked. */
export const MAPPER_QUESTIONS = {
  ping: v.tuple([]),
  read: v.tuple([v.array(root), v.array(v.string())]),
  cancel: v.tuple([]),
  changed: v.tuple([fileChanges]),
  edited: v.tuple([edited]),
  packagesChanged: v.tuple([]),
} as const;

/** A folder of the workspace, and what the reader's settings exclude there. */
export type MapRoot = v.InferOutput<typeof root>;
/** What somebody has typed into a file or notebook, and not saved. */
export type EditedFile = v.InferOutput<typeof edited>;

/** A dropout call of a file of the workspace. */
export interface MappedCall extends SiteName, Pick<DropoutSite, 'key' | 'cell' | 'from' | 'line'> {
  /** What the callee stands for. */
  readonly callee: string;
  /** Whether p is unknown, or nothing is dropped; else what it is. */
  readonly state: 'unknown' | 'idle' | 'layer' | 'function';
  /** What is said of it: what p is, the verdict on `eval()` in few words and in a sentence; and p's number and place for a table. */
  readonly told: Readonly<Record<'p' | 'eval' | 'verdict' | 'value' | 'from', string>>;
}

/** What is known of a file or notebook of the workspace; nothing where it has no dropout any more. */
export interface MappedFile {
  readonly uri: string;
  /** Of a notebook: which of all cells its Python cells are, from 0. */
  readonly cells: readonly number[] | undefined;
  readonly calls: readonly MappedCall[];
  readonly problems: readonly ToldProblem[];
}

/** How far the reading of the workspace has come, in files. */
export interface MapProgress {
  readonly done: number;
  readonly total: number;
}

/** What the host may ask of the mapper. */
export interface MapperQuestions {
  ping(): void;
  /**
   * Reads the workspace: all that is found is told meanwhile. Resolves to whether that was all of it.
   *
   * @param skipped files over which it once hung
   */
  read(roots: MapRoot[], skipped: string[]): Promise<boolean>;
  /** Ends the reading of the workspace, with what was found so far. */
  cancel(): void;
  /** Files came, went or changed. Resolves when that was told of. */
  changed(changes: FileChange[]): Promise<void>;
  /** Somebody types into a file or notebook, or its file holds again. Resolves when that was told of. */
  edited(file: EditedFile): Promise<void>;
  /** Other packages may be installed. Resolves to whether there are. */
  packagesChanged(): Promise<boolean>;
}

/** What the mapper asks of the host, and tells it. */
export interface MapperHost extends FilesHost {
  /** What files hold, as text. */
  textsOf(uris: readonly string[]): Promise<readonly Answer<string>[]>;
  /** It begins to read that file or notebook. */
  begins(key: string): void;
  found(files: readonly MappedFile[], progress?: MapProgress): void;
  /** Something cannot be read. */
  complains(uri: string, reason: string): void;
}
