import type { Files } from '../names/files';
import { importPath } from '../names/importPath';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { segmentsOf } from './definitions';

/** What imports within a function, or in words of its own. */
const IMPORTS_LATER = /^[ \t]+(?:from|import)\s|importlib|__import__|exec\(/m;

/** Whether a script has nothing to do with other files: its options are its own. */
export function isApart(module: Module, resolver: Resolver): boolean {
  const uri = resolver.uriOf(module);
  const { files, home } = resolver;
  // Whatever imports it speaks of it.
  const name = uri.slice(uri.lastIndexOf('/') + 1, uri.lastIndexOf('.'));
  const isNamed = home.segmentsWith(name).length > 0;
  if (files === undefined || isNamed || files.filesWith(name).some((other) => other !== uri)) return false;
  return resolver.remembered(module, 'imports nothing', () => importsNothing(module, uri, files));
}

/** Whether a file imports nothing of the workspace. */
function importsNothing(module: Module, uri: string, files: Files): boolean {
  const segments = segmentsOf(module);
  if (segments.some(({ text }) => IMPORTS_LATER.test(text))) return false;
  const imports = segments
    .filter(({ text }) => text.includes('import'))
    .flatMap(({ scope }) => [...scope.names.values(), scope.stars].flat());
  return imports.every(({ kind }) => {
    if (kind.type !== 'import' && kind.type !== 'star') return true;
    const { owner, whole } = importPath(kind.path);
    return [owner, whole].every((path) => path === '' || files.paths.find(path, uri) === undefined);
  });
}
