import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import {
  DEEPEST,
  GitRules,
  isLookedInto,
  isLeftOut,
  isVendorFolder,
  largestOf,
  type Rules,
  textOf,
} from '../files';

/* What is read of the disk. Whatever cannot be read is told, and the rest goes on. */

/** Tells what could not be read, and why. */
export type Complain = (path: string, reason: string) => void;

/** A file's text. @throws Error that says in one line why there is none */
export function readText(path: string): string {
  return textOf(readBytes(path));
}

/** A pipe does not open before somebody writes into it, unless that is said. Not every system knows that. */
const READ_AT_ONCE = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** What files are read into, one after the other: most are small. */
let room = Buffer.allocUnsafe(1_000_000);

/** A file's bytes, until the next file is read. @throws Error that says in one line why there are none */
export function readBytes(path: string): Buffer {
  const file = openSync(path, READ_AT_ONCE);
  try {
    const stats = fstatSync(file);
    // A pipe or a device may never end.
    if (!stats.isFile()) throw new Error('it is no file');
    const largest = largestOf(path);
    if (stats.size > largest) throw new Error(`it has more than ${largest / 1_000_000} MB`);
    if (stats.size > room.length) room = Buffer.allocUnsafe(stats.size);
    let read = 0;
    for (let more = -1; more !== 0 && read < stats.size; read += more)
      more = readSync(file, room, read, stats.size - read, null);
    return room.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

/** The Python files and notebooks below a folder, in order, without what `.gitignore` leaves out. Links to folders are not followed. */
export function walk(folder: string, complain: Complain): string[] {
  const found: string[] = [];
  walkInto(folder, { rules: rulesAbove(folder), found, complain, depth: 0 });
  return found;
}

interface Walk {
  readonly rules: readonly Rules[];
  readonly found: string[];
  readonly complain: Complain;
  readonly depth: number;
}

function walkInto(folder: string, walk: Walk): void {
  const { found, complain, depth } = walk;
  if (depth > DEEPEST) {
    complain(folder, 'it is too deep');
    return;
  }
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    complain(folder, reasonOf(error));
    return;
  }
  const own = entries.some(({ name }) => name === '.gitignore') ? rulesIn(folder) : undefined;
  const rules = own === undefined ? walk.rules : [...walk.rules, own];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isVendorFolder(entry.name) && !isLeftOut(asPath(path + sep), rules))
        walkInto(path, { ...walk, rules, depth: depth + 1 });
    } else if (isLookedInto(entry.name) && !isLeftOut(asPath(path), rules)) {
      if (entry.isFile() || isLinkToFile(entry, path)) found.push(path);
    }
  }
}

function isLinkToFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return !statSync(path).isDirectory();
  } catch {
    // What leads nowhere, or to itself, is found out when it is read.
    return true;
  }
}

/** The rules of the folders above one, up to the one that holds the repository. */
function rulesAbove(folder: string): readonly Rules[] {
  const rules: Rules[] = [];
  for (let at = folder; ;) {
    if (statSync(join(at, '.git'), { throwIfNoEntry: false }) !== undefined) return rules;
    const above = join(at, '..');
    if (above === at) return [];
    at = above;
    const own = rulesIn(at);
    if (own !== undefined) rules.unshift(own);
  }
}

function rulesIn(folder: string): Rules | undefined {
  try {
    const path = asPath(folder.endsWith(sep) ? folder : folder + sep);
    return new GitRules(path, readFileSync(join(folder, '.gitignore'), 'utf8'));
  } catch {
    return undefined;
  }
}

/** A path with `/` between its parts. */
function asPath(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** Why something cannot be read, in one line. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read';
    case 'ELOOP':
      return 'it links to itself';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  }
}
