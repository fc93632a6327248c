import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { stringValue } from '../../syntax/nodes';
import { isData } from '../names/dataText';
import { type AbstractObject, isMapping, type ObjectOf } from './abstractObject';
import { elementsOf, isGrown } from './displays';
import { type Loaded, loadedAs } from './dataFiles';
import { Environment } from './environment';
import { laidOver } from './layered';
import { isConfigClassName, isConfigName } from './settingNames';

/** What says by its name that it takes files of settings, or settings: `config_file_list=…`, `config_dict=…`. */
const TAKES_SETTINGS = /conf|cfg|settings?|param|yaml|json|toml|dict|override/i;
/** What holds where nothing else is said. */
const BELOW = /default|base/i;

/**
 * What a library makes of files of settings whose names it is called with, as RecBole's class does: `Config(config_file_list=["a.yaml", "b.yaml"])`.
 * Each file lies over those before it, and what stands in the call over all of them: `config_dict={"p": 0.1}`. The command line may lie over that.
 * Undefined where not all is known that may have settings.
 */
export function ofNamedFiles(
  callee: SyntaxNode,
  args: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
  content: (file: Loaded) => AbstractObject | undefined,
): AbstractObject | undefined {
  const { site, resolver, frames } = environment;
  const name = environment.textOf(callee).split('.').at(-1) ?? '';
  const given = readArguments(site.segment, args);
  const isMade = isConfigClassName(name) || isConfigName(name);
  if (!isMade || given === undefined || given.star !== undefined || given.doubleStar !== undefined)
    return undefined;
  if (resolver.qualifiedName(callee, site) === undefined) return undefined;
  const settings: readonly (readonly [name: string, node: SyntaxNode])[] = [
    ...given.positional.map((node) => ['', node] as const),
    ...[...given.keywords].filter(([keyword]) => TAKES_SETTINGS.test(keyword)),
  ];
  const files: AbstractObject[] = [];
  const below: AbstractObject[] = [];
  const above: AbstractObject[] = [];
  for (const [keyword, node] of settings) {
    const object = objectOf(node, environment);
    if (isMapping(object)) (BELOW.test(keyword) ? below : above).push(object);
    else if (object.is !== 'class' && !isPlain(node, environment)) {
      const named = filesNamed(node, object, environment);
      const contents = named.flatMap((file) => content(file) ?? []);
      if (contents.length < named.length || !contents.every(isMapping)) return undefined;
      files.push(...contents);
    }
  }
  if (files.length === 0) return undefined;
  const call: AbstractObject = { is: 'keywords', args, site, frames, isPassed: true };
  return [...below, ...files, call, ...above].reduce((lower, upper) => laidOver(upper, lower));
}

/** Whether an argument is a word or a number, and names no file. */
function isPlain(node: SyntaxNode, environment: Environment): boolean {
  const text = environment.textOf(node);
  return node.name === 'String'
    ? !isData(stringValue(text) ?? '')
    : /^(?:Number|Boolean|None)$/.test(node.name);
}

/** The files that a name or a list of names stands for, each undefined that is not known. */
function filesNamed(node: SyntaxNode, object: AbstractObject, environment: Environment): readonly Loaded[] {
  if (object.is !== 'list' || isGrown(object)) return [loadedAs(node, environment)];
  const inList = new Environment(object.site, environment.resolver, object.frames);
  return elementsOf(object.node).map((one) => loadedAs(one, inList));
}
