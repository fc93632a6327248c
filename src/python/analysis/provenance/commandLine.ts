import type { SyntaxNode } from '@lezer/common';
import { stringValue, textOf } from '../../syntax/nodes';
import type { ExpressionSite } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { elementsOf } from './abstractObject';
import { contentOf } from './dataContent';
import { nameOfOption } from './options';

/**
 * What the workspace's scripts of the shell give an option of a script, where all that give it any give it the same:
 * `python -m src.train --cfg conf/small.yaml`.
 */
export function givenByCommands(module: Module, name: string, resolver: Resolver): string | undefined {
  const uri = resolver.uriOf(module);
  const own = uri.slice(uri.lastIndexOf('/') + 1, uri.lastIndexOf('.'));
  const scripts = resolver.files?.mentioning(own, uri, 'workspace', 'commands') ?? [];
  const contents = scripts === 'searching' ? [] : scripts.flatMap((one) => contentOf(one) ?? []);
  const [value, ...others] = contents.flatMap((content) =>
    elementsOf(content.node).flatMap((command) => given(command, content, uri, name)),
  );
  return others.every((other) => other === value) ? value : undefined;
}

/** What a command gives an option of the file at a place: nothing, or a word, undefined of one that is only known when it is run. */
function given(
  command: SyntaxNode,
  { segment }: ExpressionSite,
  uri: string,
  name: string,
): readonly (string | undefined)[] {
  const [run, ...words] = elementsOf(command).map((node) => stringValue(textOf(segment, node)));
  if (run === undefined || !isAt(uri, run)) return [];
  const at = words.findLastIndex((word) => word?.startsWith('--') && nameOfOption(flagOf(word)) === name);
  const word = words[at];
  if (word === undefined) return [];
  return [word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[at + 1]];
}

/** The flag of a word that may give its value as well: `--cfg=conf/small.yaml`. */
function flagOf(word: string): string {
  return word.split('=', 1)[0] ?? '';
}

/** Whether what Python runs is the file at a place: `src/train.py`, `../train.py`, or the module `src.train`. */
function isAt(uri: string, run: string): boolean {
  const path = run.endsWith('.py') ? run.replace(/^(?:\.{0,2}\/)*/, '') : `${run.replaceAll('.', '/')}.py`;
  return uri.endsWith(`/${path}`);
}
