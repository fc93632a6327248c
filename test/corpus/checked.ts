import { basename, join } from 'node:path';
import type { DropoutSite } from '../../src/python';
import type { Found } from './workspace';

/** A call of something called as a dropout layer is, read by hand. */
export interface CheckedCall {
  /** The number, from 1, of the notebook's code cell. */
  readonly cell?: number;
  /** Where the call starts, from 1. */
  readonly line: number;
  readonly column: number;
  /** What is in force where a caller passes nothing or, without a default, what all callers pass; null where there is no such number. */
  readonly p: number | null;
  /** Where p is written: `path:line`, or `path cell 3:7`. */
  readonly place?: string;
  /** Why there is no such number. */
  readonly reason?: string;
  /** Whose layer it is, where it is not torch's. */
  readonly library?: string;
}

export interface CheckedRepository {
  /** `owner/name`; its folder is called `owner+name`. */
  readonly repository: string;
  readonly commit: string;
  readonly files: readonly {
    readonly path: string;
    /** Git's name for the file's content, by which another commit's file is told from this one. */
    readonly blob: string;
    readonly calls: readonly CheckedCall[];
  }[];
}

export interface Checked {
  readonly file: string;
  readonly call: CheckedCall;
  readonly site: DropoutSite | undefined;
  readonly outcome: Outcome;
}

export type Outcome =
  | 'same p'
  | 'rightly unknown'
  | 'rightly left alone'
  | 'unknown to us'
  | 'missed'
  | 'wrong'
  /** The file is not there, or its content is not the one that was read. */
  | 'not present';

/** Compares what is found at the place of a call with what was read there by hand. */
export function outcomeOf(call: CheckedCall, site: DropoutSite | undefined): Outcome {
  if (call.library !== undefined) return site === undefined ? 'rightly left alone' : 'wrong';
  if (site === undefined) return 'missed';
  // A guess is told as one.
  if (call.p === null && (!site.p.known || site.p.guessed)) return 'rightly unknown';
  if (!site.p.known) return 'unknown to us';
  // Where all callers replace a default, that is told beside p: whoever read it may have written down either.
  const byDefault = site.p.beside.filter(({ code }) => code === 'default').map(({ text }) => Number(text));
  return call.p === site.p.number.value || byDefault.includes(call.p ?? NaN) ? 'same p' : 'wrong';
}

/**
 * Compares the calls found in some folders with all that were read by hand.
 *
 * @param blobOf Git's name for a file's content; undefined where there is no such file
 */
export function compare(
  repositories: readonly CheckedRepository[],
  folders: readonly string[],
  found: readonly Found[],
  blobOf: (file: string) => string | undefined,
): Checked[] {
  const sites = new Map(found.map(({ file, texts, site }) => [placeOf(file, texts, site), site]));
  return repositories.flatMap(({ repository, files }) => {
    const folder = folders.find((each) => basename(each) === repository.replace('/', '+'));
    return files.flatMap(({ path, blob, calls }) => {
      const file = folder === undefined ? undefined : join(folder, path);
      const isPresent = file !== undefined && blobOf(file) === blob;
      return calls.map((call): Checked => {
        if (!isPresent)
          return { file: `${repository}/${path}`, call, site: undefined, outcome: 'not present' };
        const site = sites.get(`${file} ${call.cell ?? 1}:${call.line}:${call.column}`);
        return { file, call, site, outcome: outcomeOf(call, site) };
      });
    });
  });
}

function placeOf(file: string, texts: readonly string[], { cell, line, from }: DropoutSite): string {
  const text = texts[cell] ?? '';
  const lineStart = Math.max(text.lastIndexOf('\n', from - 1), text.lastIndexOf('\r', from - 1)) + 1;
  return `${file} ${cell + 1}:${line + 1}:${from - lineStart + 1}`;
}
