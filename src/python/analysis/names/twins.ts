/** The folders in which two files stand below the one that has both: `work/a/` and `work/b/`; undefined where one of them stands in that itself. */
export function foldersApart(one: string, other: string): readonly [string, string] | undefined {
  const [a, b] = [one.split('/'), other.split('/')];
  const depth = a.findIndex((name, i) => name !== b[i]);
  const isApart = depth >= 0 && depth < a.length - 1 && depth < b.length - 1;
  return isApart ? [folderOf(a, depth), folderOf(b, depth)] : undefined;
}

function folderOf(names: readonly string[], depth: number): string {
  return `${names.slice(0, depth + 1).join('/')}/`;
}

/** So many files of one folder have namesakes in its twin. */
const LEAST_NAMESAKES = 2;
/** What every project has, or every package. */
const EVERYWHERE = /(?:^|\/)(?:__init__|__main__|setup|conftest)\.py$/;

/** Whether two folders are projects that were begun as copies, each with its own settings: both have files of the same names at the same places. */
export function areTwins(uris: Iterable<string>, a: string, b: string): boolean {
  const names = new Set<string>();
  const others: string[] = [];
  for (const uri of uris) {
    if (!uri.endsWith('.py') || EVERYWHERE.test(uri)) continue;
    if (uri.startsWith(a)) names.add(uri.slice(a.length));
    else if (uri.startsWith(b)) others.push(uri.slice(b.length));
  }
  return others.filter((name) => names.has(name)).length >= LEAST_NAMESAKES;
}
