/* Which files are read at all, here and on the command line. */

/** Folders in which other people's code lies. */
export const OTHERS: readonly string[] = [
  'node_modules',
  'site-packages',
  '.venv',
  'venv',
  '.git',
  '__pycache__',
];

/** In bytes: larger files are hardly written by somebody. */
const LARGEST = 10_000_000;
/** In bytes: notebooks hold pictures. */
const LARGEST_NOTEBOOK = 100_000_000;
/** Deeper folders are no person's. */
export const DEEPEST = 100;

/** More files than that are not even listed as those into which others may look. */
export const MOST_LISTED = 5000;
/** In characters or bytes: into larger files no other one looks. */
export const MOST_LOOKED_INTO = 400_000;

const others = new Set(OTHERS);

/** Whether other people's code lies in a folder of that name. */
export function isOthers(name: string): boolean {
  return others.has(name);
}

export function isNotebook(path: string): boolean {
  return path.endsWith('.ipynb');
}

/** Whether a file's name is that of a Python file or a notebook. */
export function hasReadableName(path: string): boolean {
  return path.endsWith('.py') || isNotebook(path);
}

/** How many bytes a file of that name may have. */
export function largestOf(path: string): number {
  return isNotebook(path) ? LARGEST_NOTEBOOK : LARGEST;
}
