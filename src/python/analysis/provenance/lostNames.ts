import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import type { ClassDefinition, FunctionDefinition, Site } from '../../syntax/scopes';
import { importPath, pathImported } from '../names/importPath';
import type { Meaning } from '../names/meaning';
import type { Resolver } from '../names/resolve';

/**
 * Whether a name that leads nowhere can only mean a class of the workspace: nothing binds it, or only imports of what is not where these
 * look for it, as in code that was moved; and nothing else in the workspace is called so. Functions may be called as Python's own are.
 */
export function isLostName(
  callee: SyntaxNode,
  site: Site,
  meaning: Meaning | undefined,
  called: ClassDefinition | FunctionDefinition,
  resolver: Resolver,
): boolean {
  if (called.type !== 'class' || !/[A-Z]/.test(called.name)) return false;
  // `layer = Attention`, and `layer(…)`
  const { node, ...at } = meaning?.type === 'value' ? meaning.value : { ...site, node: callee };
  const isNamed = node.name === 'VariableName' && textOf(at.segment, node) === called.name;
  if (!isNamed || (meaning !== undefined && meaning.type !== 'value')) return false;
  const { files } = resolver;
  const uri = resolver.uriOf(resolver.moduleOf(at));
  const isNowhere = resolver.bindingsOf(called.name, at).every(({ kind }) => {
    if (kind.type !== 'import' && kind.type !== 'star') return false;
    const [root = ''] = kind.path.split('.', 1);
    const home = resolver.uriOf(resolver.moduleOf(called.site));
    const isThere =
      root === '' || isBeside(root, uri, home) || isOnlyFile(pathImported(kind, called.name), home, resolver);
    if (!isThere) return false;
    const { owner, whole } = importPath(kind.path);
    const paths = kind.type === 'star' ? [kind.path] : [owner, whole];
    return paths.every((path) => files?.paths.find(path, uri) === undefined);
  });
  return isNowhere && (isOnly(called, resolver) || isAtEnd(called, at, resolver));
}

/** Whether the end of the path by which a name is imported, a file and its folder, is that of the one file that has it: `old.tumor.block.Net`, of `models/tumor/block.py`. */
function isAtEnd(called: ClassDefinition, at: Site, resolver: Resolver): boolean {
  const bindings = resolver.bindingsOf(called.name, at);
  return (
    bindings.length > 0 &&
    bindings.every(({ kind }) => {
      const [file, folder] = kind.type === 'import' ? kind.path.split('.').reverse().slice(1) : [];
      if (file === undefined || folder === undefined || folder === '') return false;
      const found = resolver.files?.paths.endingWith(`/${folder}/${file}.py`) ?? [];
      return found.length === 1 && found[0] === resolver.uriOf(resolver.moduleOf(called.site));
    })
  );
}

/** Whether a file is the only one of its name, and a path names that alone, as where scripts add its folder to those in which Python looks: `from blocks import Net`. */
function isOnlyFile(path: string, file: string, resolver: Resolver): boolean {
  const [module, name, ...others] = path.split('.');
  const found = resolver.files?.paths.endingWith(`/${module}.py`) ?? [];
  return name !== undefined && others.length === 0 && found.length === 1 && found[0] === file;
}

/** Whether a file stands in a folder of that name beside another file, or beside a folder around that: `from models import Net`. */
function isBeside(folder: string, uri: string, file: string): boolean {
  const at = file.lastIndexOf(`/${folder}/`);
  return at >= 0 && uri.startsWith(file.slice(0, at + 1));
}

/** Whether no other file has a class or function of that name. */
function isOnly(called: ClassDefinition, resolver: Resolver): boolean {
  const own = resolver.uriOf(resolver.moduleOf(called.site));
  const others = resolver.files?.mentioning(called.name, own, 'workspace') ?? [];
  return (
    others !== 'searching' &&
    others.every((module) =>
      module.bindingsOf(called.name).every(({ kind }) => kind.type !== 'class' && kind.type !== 'function'),
    )
  );
}
