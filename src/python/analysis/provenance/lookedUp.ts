import type { SyntaxNode } from '@lezer/common';
import { once } from '../../syntax/byKey';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { CallSite, FunctionDefinition, Scope, Segment } from '../../syntax/scopes';
import { isData } from '../names/dataText';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { fieldNamed } from './fields';

/** What gives something by its name: `getattr(models, "Net")`. */
export const LOOKS_UP = 'getattr';

/** What is looked up by what is no text of its own: `getattr(models, args.model)`. */
const LOOKS_UP_ANY = /\bgetattr\(\s*(\w+)(?:\.\w+)*,\s*[^\s'"]/g;

/** The segments of a module that look something up in what is imported there, by a name that need not stand there. */
const lookUpsIn = once((module: Module): readonly Segment[] =>
  module
    .segmentsWith(LOOKS_UP)
    .filter(({ text }) =>
      Array.from(text.matchAll(LOOKS_UP_ANY), ([, name = '']) => name).some((name) =>
        module.bindingsOf(name).some(({ kind }) => kind.type === 'import'),
      ),
    ),
);

/** Where other files look something up, by a name that need not stand there, in a module that they mention: in this one, or in its folder. */
export function lookUpsElsewhere(own: Module, resolver: Resolver): readonly Segment[] | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(own);
  const isAny = files?.isMentioned(`${LOOKS_UP}(`, uri) ?? false;
  if (files === undefined || typeof isAny === 'string') return isAny === 'searching' ? isAny : [];
  const [folder = '', file = ''] = uri.split('/').slice(-2);
  const names = [file.slice(0, file.lastIndexOf('.')), folder];
  const speaking = new Set(names.flatMap((name) => files.filesWith(name)));
  const found = isAny
    ? files.filesWith(`${LOOKS_UP}(`).filter((one) => one !== uri && speaking.has(one))
    : [];
  const modules = found.map((one) => files.module(one));
  if (modules.includes('searching')) return 'searching';
  return modules.flatMap((module) => (typeof module === 'object' ? lookUpsIn(module) : []));
}

/** Whether what a call calls is looked up there, or right before: `getattr(models, kind)(…)`, `net = getattr(models, kind)` and `net(…)`. */
export function isLookUp({ callee, scope, segment }: CallSite): boolean {
  if (callee.name === 'CallExpression') return isGetattr(segment, callee);
  if (callee.name !== 'VariableName') return false;
  const name = textOf(segment, callee);
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    for (const { kind } of at.names.get(name) ?? [])
      if (kind.type === 'value' && isGetattr(kind.value.segment, kind.value.node)) return true;
  return false;
}

function isGetattr(segment: Segment, node: SyntaxNode): boolean {
  return segment.text.startsWith(`${LOOKS_UP}(`, node.from);
}

/**
 * What is passed to what a file of settings names, and was read of the one that is loaded by default: another file may be meant that names
 * this class, and those that do are asked. `getattr(models, config.model)(dropout=config.dropout)`
 */
export function ofItsSettings(
  number: StaticNumber,
  { callee, segment }: CallSite,
  node: SyntaxNode,
  { site, scope }: Pick<FunctionDefinition, 'site' | 'scope'>,
  resolver: Resolver,
): StaticNumber {
  const isAny = textOf(segment, callee).search(LOOKS_UP_ANY) === 0;
  const last = number.known && isAny ? number.steps.at(-1) : undefined;
  const [object, dot, key] = childrenOf(node);
  if (last === undefined || object === undefined || dot?.name !== '.' || key === undefined) return number;
  if (!isData(resolver.uriOf(resolver.moduleOf(last)))) return number;
  const [name, text] = [textOf(segment, key), textOf(segment, node)];
  return fieldNamed({ name, holder: textOf(segment, object), text }, resolver, { ...site, scope });
}
