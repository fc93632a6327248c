import * as v from 'valibot';
import type { DropoutSite, LayerReference, TextEdit } from '../../python';
import type { Facts, ReadTogether } from './facts';
import { type FileChange, fileChanges, type FilesHost } from './files';

/*
 * The conversation with the reader, the worker that keeps documents and what was read in them. The reader checks what
 * it is asked; what it answers is made by our own code from the same package.
 */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const documentVersion = v.object({ uri: v.string(), version: count });

const textEdits = v.array(v.object({ from: count, to: count, text: v.string() }));

const together = v.object({
  key: v.string(),
  notebook: v.boolean(),
  cells: v.array(v.object({ ...documentVersion.entries, known: v.optional(count) })),
  root: v.optional(v.string()),
});

/** The arguments of all that the reader is asked. */
export const READER_QUESTIONS = {
  ping: v.tuple([]),
  open: v.tuple([v.object({ ...documentVersion.entries, text: v.string() })]),
  edit: v.tuple([v.object({ ...documentVersion.entries, changes: textEdits })]),
  close: v.tuple([v.string()]),
  filesChanged: v.tuple([fileChanges]),
  forgetRoots: v.tuple([]),
  packagesChanged: v.tuple([]),
  facts: v.tuple([together]),
  installed: v.tuple([together]),
  layerAt: v.tuple([together, count, count]),
  sitesIn: v.tuple([v.array(v.string()), v.boolean()]),
  mends: v.tuple([together, v.object({ cell: count, rules: v.array(v.string()), edits: textEdits })]),
  ignored: v.tuple([together, count, v.object({ rule: v.string(), from: count })]),
  scriptBelow: v.tuple([
    v.object({
      script: v.string(),
      texts: v.array(v.string()),
      below: v.optional(count),
      lineBreak: v.string(),
    }),
  ]),
} as const;

export type ReaderArguments = {
  [Name in keyof typeof READER_QUESTIONS]: v.InferOutput<(typeof READER_QUESTIONS)[Name]>;
};

/** A document that somebody opened, with its text. */
export type OpenedDocument = ReaderArguments['open'][0];
/** What was typed: stretches of the earlier text, none of which touches another, and what stands in their places. */
export type DocumentEdit = ReaderArguments['edit'][0];
/** Edits of a cell or file, and the rules of the problems that they are to mend. */
export type TriedEdits = ReaderArguments['mends'][1];
/** A script, the texts of the file or notebook that it is to go into, and the offset of the call below which it goes in a file. */
export type ScriptBelow = ReaderArguments['scriptBelow'][0];

/** What the host may ask of the reader. */
export interface ReaderQuestions {
  /** Answers as soon as it has done what it was asked before. */
  ping(): void;
  open(document: OpenedDocument): void;
  edit(edit: DocumentEdit): void;
  close(uri: string): void;
  /** Files of the workspace came, went or changed. */
  filesChanged(changes: FileChange[]): void;
  /** The folders of the workspace are others. */
  forgetRoots(): void;
  /** Other packages may be installed. Resolves to whether there are. */
  packagesChanged(): Promise<boolean>;
  /** What is known of documents that are open, in their newest texts. */
  facts(together: ReadTogether): Promise<Facts>;
  /** Which of the `QUIET_PACKAGES` are installed that documents name; none where they belong to no folder. */
  installed(together: ReadTogether): Promise<string[]>;
  /** The layer for which what stands in a cell at an offset stands. */
  layerAt(together: ReadTogether, cell: number, offset: number): Promise<LayerReference | undefined>;
  /** The calls that texts would have, read by themselves. */
  sitesIn(texts: string[], notebook: boolean): DropoutSite[];
  /** Whether edits mend problems of these rules, one each: these are gone then, all can be parsed as before, and nothing else is wrong. */
  mends(together: ReadTogether, edits: TriedEdits): Promise<boolean>;
  /** The comment that says of a problem in a cell that it is none, where one can stand that does no harm. */
  ignored(
    together: ReadTogether,
    cell: number,
    problem: ReaderArguments['ignored'][2],
  ): Promise<TextEdit | undefined>;
  /** The script as it fits in, and where it goes in a file. */
  scriptBelow(script: ScriptBelow): { readonly text: string; readonly offset: number };
}

/** What the reader asks of the host, and tells it. */
export interface ReaderHost extends FilesHost {
  /** It begins to read that file or notebook. */
  begins(key: string): void;
  /** Other files were read, or changed: what was known may be otherwise now. */
  filesRead(): void;
}
