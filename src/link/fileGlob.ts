/** The pattern that fits a file and each folder above it, but for the base. @param path from the base: `a/b/model.py` */
export function fileGlob(path: string): string {
  const names = path.split('/').filter((name) => name !== '');
  // What means something in a pattern is left open.
  const patterns = names.map((name) => name.replace(/[*?{}[\],!\\]/g, '?'));
  const paths = patterns.map((_, i) => patterns.slice(0, i + 1).join('/'));
  return paths.length === 1 ? paths.join() : `{${paths.join(',')}}`;
}
