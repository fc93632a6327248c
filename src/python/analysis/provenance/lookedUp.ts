import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { CallSite, FunctionDefinition } from '../../syntax/scopes';
import { isData } from '../names/dataText';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { fieldNamed } from './fields';

/** What gives something by its name: `getattr(models, "Net")`. */
export const LOOKS_UP = 'getattr';

/** What is looked up by what is no text of its own: `getattr(models, args.model)`. */
const LOOKS_UP_ANY = /\bgetattr\(\s*[\w.]+,\s*[^\s'"]/;

/** The files that look something up, by a name that need not stand there, in a module that they mention: in this one, or in its folder. */
export function lookingIn(own: Module, resolver: Resolver): readonly Module[] | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(own);
  const [folder = '', file = ''] = uri.split('/').slice(-2);
  const isAny = files?.isMentioned(`${LOOKS_UP}(`, uri) ?? false;
  if (files === undefined || typeof isAny === 'string') return isAny === 'searching' ? isAny : [];
  const names = [file.slice(0, file.lastIndexOf('.')), folder];
  const speaking = new Set(names.flatMap((name) => files.filesWith(name)));
  const found = isAny
    ? files.filesWith(`${LOOKS_UP}(`).filter((one) => one !== uri && speaking.has(one))
    : [];
  const modules = found.map((one) => files.module(one));
  if (modules.includes('searching')) return 'searching';
  return modules.filter(
    (module): module is Module =>
      typeof module === 'object' && module.segmentsWith(LOOKS_UP).some(({ text }) => LOOKS_UP_ANY.test(text)),
  );
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
  const last = number.known && LOOKS_UP_ANY.test(textOf(segment, callee)) ? number.steps.at(-1) : undefined;
  const [object, dot, key] = childrenOf(node);
  if (last === undefined || object === undefined || dot?.name !== '.' || key === undefined) return number;
  if (!isData(resolver.uriOf(resolver.moduleOf(last)))) return number;
  const [name, text] = [textOf(segment, key), textOf(segment, node)];
  return fieldNamed({ name, holder: textOf(segment, object), text }, resolver, { ...site, scope });
}
