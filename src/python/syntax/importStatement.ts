import type { SyntaxNode } from '@lezer/common';
import { readArguments } from './arguments';
import { childrenOf, commaSeparated, stringValue, textOf } from './nodes';

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

/** What imports a module whose name is a text: `importlib.import_module("models.net")`. */
export const IMPORTS_BY_TEXT = /^(?:importlib\.)?import_module$/;

/**
 * The path that such a call imports; undefined of other calls, and where its text is put together, or says from where in another way than
 * `package=__package__`.
 */
export function pathOfCall(source: { readonly text: string }, node: SyntaxNode): string | undefined {
  const [callee, args] = node.name === 'CallExpression' ? childrenOf(node) : [];
  if (callee === undefined || args === undefined || !IMPORTS_BY_TEXT.test(textOf(source, callee)))
    return undefined;
  const given = readArguments(source, args);
  const [name, from = given?.keywords.get('package')] = given?.positional ?? [];
  const path = name && stringValue(textOf(source, name));
  if (path === undefined || !/^\.*\w+(?:\.\w+)*$/.test(path)) return undefined;
  if (!path.startsWith('.')) return path;
  const said = from === undefined ? '' : textOf(source, from);
  // One point more stands between what it is taken from and its name: `from . import net`.
  if (said === '__package__') return path.lastIndexOf('.') + 1 === path.search(/\w/) ? `.${path}` : path;
  const owner = path.startsWith('..') ? undefined : stringValue(said);
  return owner === undefined ? undefined : owner + path;
}
