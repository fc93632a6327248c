import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, ClassDefinition, ExpressionSite } from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { callsIn, callsInOthers, callsOf } from './callsIn';
import { derivedFrom, derivedIn, initOf } from './classes';
import { contentOf } from './dataContent';

/** Lightning's command line, which makes the classes that it is given of a part of a file of settings each. */
export const CLI = 'LightningCLI';
/** What it calls these classes, in the order in which it takes them, and the part that each is made of. */
const PARTS = [
  { parameter: 'model_class', part: 'model' },
  { parameter: 'datamodule_class', part: 'data' },
] as const;

/** A part of a file of settings, with the key under which it stands. */
export interface Part extends ExpressionSite {
  readonly key: SyntaxNode;
}

/**
 * The parts of files of settings that Lightning's command line makes a class of, whose keys are what that takes: `model: {dropout: 0.1}`, after
 * `LightningCLI(Net)`. Others have a class of their own there, `model: {class_path: …}`.
 *
 * @param isMeant whether something is the class
 */
export function partsOfCli(
  called: ClassDefinition,
  module: Module,
  isMeant: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly Part[] | 'searching' {
  const { files } = resolver;
  const uri = resolver.uriOf(module);
  const mentioning = files?.mentioning(CLI, uri, 'workspace') ?? [];
  if (mentioning === 'searching') return mentioning;
  resolver.need(derivedFrom(CLI));
  const derived = [module, ...mentioning].flatMap((one) => derivedIn(one, CLI).map(({ name }) => name));
  const found = new Set<string>();
  for (const name of new Set([CLI, ...derived])) {
    resolver.need(callsOf(name));
    const others = callsInOthers(name, module, resolver);
    if (others === 'searching') return others;
    for (const call of [...callsIn(module, name), ...others])
      for (const part of partsMadeOf(call, isMeant, resolver)) found.add(part);
  }
  const parts: Part[] = [];
  for (const part of found) {
    const settings = files?.mentioning(part, uri, 'workspace', 'settings') ?? [];
    if (settings === 'searching') return settings;
    parts.push(...settings.flatMap((file) => partIn(file, part, called) ?? []));
  }
  return parts;
}

/** The parts of which a command line makes a class. */
function partsMadeOf(
  call: CallSite,
  isMeant: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly string[] {
  const given = readArguments(call.segment, call.args);
  return PARTS.flatMap(({ parameter, part }, at) => {
    const node = given?.keywords.get(parameter) ?? given?.positional[at];
    return node !== undefined && isMeant(resolver.meaningOf(node, call)) ? part : [];
  });
}

/** The part of a file, where it has nothing that a class does not take: the command line takes no other. */
function partIn(file: Module, part: string, called: ClassDefinition): Part | undefined {
  const root = contentOf(file);
  if (root?.node.name !== 'DictionaryExpression') return undefined;
  const entry = entriesOf(root.node, root).find(({ name }) => name === part);
  if (entry?.value.name !== 'DictionaryExpression') return undefined;
  const parameters = initOf(called)?.parameters ?? [];
  const isOpen = parameters.some(({ kind }) => kind === 'doubleStar');
  const keys = entriesOf(entry.value, root);
  const areTaken = keys.every(({ name }) => isOpen || parameters.some((one) => one.name === name));
  return keys.length > 0 && areTaken ? { ...root, node: entry.value, key: entry.key } : undefined;
}

function entriesOf(
  map: SyntaxNode,
  { segment }: Pick<ExpressionSite, 'segment'>,
): readonly { readonly name: string | undefined; readonly key: SyntaxNode; readonly value: SyntaxNode }[] {
  return map.getChildren(':').flatMap(({ prevSibling: key, nextSibling: value }) => {
    return key && value ? { name: stringValue(textOf(segment, key)), key, value } : [];
  });
}
