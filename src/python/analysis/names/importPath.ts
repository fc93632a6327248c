import type { BindingKind } from '../../syntax/scopes';

/** An imported path in its parts. */
export interface ImportPath {
  /** The path of the module that has the name; '' where there is none. */
  readonly owner: string;
  readonly name: string;
  /** The path of the module that the whole means, where it means one. */
  readonly whole: string;
}

/** The path of what an import, or a star, gives a name. */
export function pathImported(
  { type, path }: Extract<BindingKind, { type: 'import' | 'star' }>,
  name: string,
): string {
  return type === 'star' ? `${path}.${name}` : path;
}

/** The parts of `a.b.c`, or, with leading points, of `..a.b`. */
export function importPath(path: string): ImportPath {
  const dot = path.lastIndexOf('.');
  const name = path.slice(dot + 1);
  const points = /^\.*/.exec(path)?.[0].length ?? 0;
  if (dot < 0 || name === '') return { owner: '', name, whole: path };
  if (dot >= points) return { owner: path.slice(0, dot), name, whole: path };
  // `from . import x` is `..x`: one of the points stands between the two.
  return points > 1
    ? { owner: path.slice(0, points - 1), name, whole: path.slice(1) }
    : { owner: '.', name, whole: path };
}
