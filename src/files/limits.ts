/* Which files are read at all, here and on the command line. */

/** Folders in which other people's code lies. */
export const VENDOR_FOLDERS: readonly string[] = [
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

/** In characters or bytes: into larger files, which hardly anybody wrote, no other one looks. */
export const MOST_LOOKED_INTO = 2_000_000;

/** So often an analysis may ask for other files: those that it needs may need others. */
export const MOST_LEVELS = 24;

const vendorFolders = new Set(VENDOR_FOLDERS);

/** Whether other people's code lies in a folder of that name. */
export function isVendorFolder(name: string): boolean {
  return vendorFolders.has(name);
}

export function isNotebook(path: string): boolean {
  return path.endsWith('.ipynb');
}

/** Whether a file's name is that of a Python file or a notebook. */
export function hasReadableName(path: string): boolean {
  return path.endsWith('.py') || isNotebook(path);
}

/** Whether a file's name is that of one into which others look: code, notebooks among it, settings that it may load, and what runs it. */
export function isLookedInto(path: string): boolean {
  return /\.(?:py|ipynb|ya?ml|json|jsonnet|toml|ini|cfg|conf|sh)$/.test(path);
}

/** How many bytes a file of that name may have. */
export function largestOf(path: string): number {
  return isNotebook(path) ? LARGEST_NOTEBOOK : LARGEST;
}
