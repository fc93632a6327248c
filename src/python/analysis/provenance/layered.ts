import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { type AbstractObject, isEmpty, isMapping, type ObjectOf, ofCaller } from './abstractObject';
import type { Environment } from './environment';

/** What OmegaConf makes of settings: the same, or several laid over each other. */
const MAKES = /^(?:structured|create|to_container|to_object|merge|unsafe_merge|from_cli|from_dotlist)$/;
/** What stands for the command line, which may set anything, and need not. */
const OF_COMMAND_LINE = /^from_(?:cli|dotlist)$/;

/** `OmegaConf.merge(OmegaConf.structured(Config), {"p": 0.2}, OmegaConf.from_cli())`; undefined where it is no such call, or cannot be read. */
export function layered(
  call: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const [library, name = ''] = environment
    .textOf(call.firstChild ?? call)
    .split('.')
    .slice(-2);
  const args = call.getChild('ArgList');
  if (library !== 'OmegaConf' || !MAKES.test(name) || args === null) return undefined;
  const { site, frames } = environment;
  if (OF_COMMAND_LINE.test(name)) return { is: 'keywords', args, site, frames, isPassed: true };
  const { positional = [] } = readArguments(site.segment, args) ?? {};
  const [first, ...others] = name.endsWith('merge') ? positional : positional.slice(0, 1);
  return first && others.reduce(over, settings(objectOf(first, environment)));

  function over(below: AbstractObject, node: SyntaxNode): AbstractObject {
    const above = settings(objectOf(node, environment));
    return isMapping(above) && above.isPassed === true && isEmpty(above)
      ? ofCaller(below)
      : laidOver(above, below);
  }
}

/** Settings with others below them, which hold where these say nothing. */
export function laidOver(above: AbstractObject, below: AbstractObject): AbstractObject {
  const isOpen = isMapping(above) && above.otherwise === undefined;
  return isOpen && below.is !== 'unknown' ? { ...above, otherwise: below } : above;
}

/** A class of settings with all that it has by default. */
function settings(object: AbstractObject): AbstractObject {
  return object.is === 'class'
    ? { is: 'instance', of: object.of, made: undefined, isSelf: false, isPassed: true }
    : object;
}
