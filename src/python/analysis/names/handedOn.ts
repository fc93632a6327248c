import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { Binding, Site } from '../../syntax/scopes';
import { dottedPath } from './dottedPath';
import { importPath, pathImported } from './importPath';
import { withoutHandlers, withoutHiddenStars } from './lookup';
import type { Module } from './module';
import type { Resolver } from './resolve';
import { dropoutCallable, isOfTorch, unboundPath } from './torchNames';

/** What fastai hands on of torch with all else, whichever of its modules is imported: `from fastai.vision.all import *`. */
const OF_FASTAI: ReadonlyMap<string, string> = new Map([
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
  ['F', 'torch.nn.functional'],
]);

/** What an expression names of torch whose root files of the workspace hand on: `nn.Dropout` after `from .common import *`. */
export function nameHandedOn(node: SyntaxNode, site: Site, resolver: Resolver): string | undefined {
  const [root = '', ...properties] = dottedPath(node, site) ?? [];
  const path = root === '' ? undefined : handedOn(resolver.bindingsOf(root, site), root, resolver);
  return path === undefined || path === '' ? undefined : [path, ...properties].join('.');
}

/**
 * The path of torch's that a name has which only stars bind that lead nowhere: `nn.Dropout` below `from utils import *` of files that are run
 * from another folder, where the text speaks of torch.
 */
export function nameBehindStars(node: SyntaxNode, site: Site, resolver: Resolver): string | undefined {
  const [root = '', ...properties] = dottedPath(node, site) ?? [];
  const path = /\bnn\.Module\b/.test(site.segment.text) ? unboundPath(root, 'torch.') : undefined;
  if (path === undefined || properties.length === 0) return undefined;
  const isLost = ({ kind, site: { segment } }: Binding): boolean =>
    kind.type === 'star' &&
    resolver.imported(`${kind.path}.${root}`, resolver.moduleOf({ segment })) === undefined;
  return resolver.bindingsOf(root, site).every(isLost) ? [path, ...properties].join('.') : undefined;
}

/** The one path of torch's that imports lead to; '' where none binds the name, undefined where something else may. */
function handedOn(bindings: readonly Binding[], name: string, resolver: Resolver): string | undefined {
  return resolver.lookInto(() => {
    const paths = new Set<string>();
    for (const { kind, site } of withoutHandlers(bindings)) {
      if (kind.type === 'value') {
        const given = pathGiven(kind.value.node, kind.value, resolver);
        if (given === undefined) return undefined;
        paths.add(given);
        continue;
      }
      if (kind.type !== 'import' && kind.type !== 'star') return undefined;
      const ofFastai = kind.type === 'star' && /^fastai\b/.test(kind.path) ? OF_FASTAI.get(name) : undefined;
      const path = ofFastai ?? pathImported(kind, name);
      const isKnown = isOfTorch(path) || dropoutCallable(path) !== undefined;
      const found = isKnown ? path : handedOnBy(path, resolver.moduleOf(site), resolver);
      if (found === undefined) return undefined;
      if (found !== '') paths.add(found);
    }
    const [only = '', ...others] = paths;
    return others.length > 0 ? undefined : only;
  }, undefined);
}

/** What of torch's an expression comes to: a path, or what a function of the reader's own gives: `get_torch().nn`. */
function pathGiven(node: SyntaxNode, site: Site, resolver: Resolver): string | undefined {
  const [first, second, third] = childrenOf(node);
  if (first === undefined) {
    const own = resolver.qualifiedName(node, site);
    return own !== undefined && isOfTorch(own) ? own : nameHandedOn(node, site, resolver);
  }
  return resolver.lookInto(() => {
    if (node.name === 'MemberExpression' && second?.name === '.' && third !== undefined) {
      const owner = pathGiven(first, site, resolver);
      return owner === undefined ? undefined : `${owner}.${textOf(site.segment, third)}`;
    }
    if (node.name !== 'CallExpression' || second === undefined || childrenOf(second).length > 2)
      return undefined;
    const meaning = resolver.meaningOf(first, site);
    if (meaning?.type !== 'function') return undefined;
    // Where torch is not installed, it may give nothing.
    const returns = meaning.returns.filter(({ node: { name } }) => name !== 'None');
    const paths = new Set(returns.map((returned) => pathGiven(returned.node, returned, resolver)));
    const [only, ...others] = paths;
    return others.length > 0 ? undefined : only;
  }, undefined);
}

function handedOnBy(path: string, from: Module, resolver: Resolver): string | undefined {
  const { files } = resolver;
  const { owner, name } = importPath(path);
  const file = owner === '' ? undefined : files?.paths.find(owner, resolver.uriOf(from));
  const module = file === undefined ? undefined : files?.module(file);
  if (module === undefined || module === 'searching') return undefined;
  const named = module.bindingsOf(name);
  return handedOn(named.length > 0 ? named : withoutHiddenStars(module.stars, name), name, resolver);
}
