import type { SyntaxNode } from '@lezer/common';
import { childrenOf, commaSeparated, textOf } from './nodes';

/** What an import binds. */
export interface ImportedNames {
  /** `path` is what `name` stands for afterwards: `torch.nn.functional`; a relative path keeps its points. */
  readonly names: readonly { readonly name: string; readonly path: string }[];
  /** The module of `from … import *`. */
  readonly star: string | undefined;
}

/** Reads `import a.b as c, d` or `from a import (b as c, d)`; what is not finished yet binds nothing. */
export function readImport(cell: { readonly text: string }, node: SyntaxNode): ImportedNames {
  const parts = childrenOf(node);
  const split = parts.findIndex(({ name }) => name === 'import');
  if (split < 0) return { names: [], star: undefined };
  const isFrom = parts[0]?.name === 'from';
  const module = parts
    .slice(1, split)
    .map((part) => textOf(cell, part))
    .join('');
  const inner = parts.slice(split + 1).filter(({ name }) => !/^[()]$/.test(name));
  const clauses = commaSeparated(inner).map(({ nodes }) => readClause(cell, nodes));
  const star = isFrom && clauses.some((clause) => clause.path === '*') ? module : undefined;
  const names = clauses.flatMap(({ path, alias }) => {
    if (path === '' || path === '*' || alias === '') return [];
    if (isFrom) return [{ name: alias ?? path, path: `${module}.${path}` }];
    // `import a.b` binds `a` to the package itself; `import a.b as c` binds `c` to the module.
    const [top = path] = path.split('.');
    return [alias === undefined ? { name: top, path: top } : { name: alias, path }];
  });
  return { names, star };
}

/** `a.b as c`. An alias that is still to be typed is ''. */
function readClause(
  cell: { readonly text: string },
  clause: readonly SyntaxNode[],
): { readonly path: string; readonly alias: string | undefined } {
  const as = clause.findIndex(({ name }) => name === 'as');
  const text = (parts: readonly SyntaxNode[]): string => parts.map((part) => textOf(cell, part)).join('');
  const path = text((as < 0 ? clause : clause.slice(0, as)).filter(({ name }) => name !== 'Comment'));
  const alias = as < 0 ? undefined : text(clause.slice(as + 1, as + 2));
  return { path, alias };
}
