import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import type { AbstractObject, ObjectOf } from './abstractObject';
import { fileRead } from './dataFiles';
import type { Environment } from './environment';
import { isKeptObject } from './kept';
import { LOADED } from './namedAfter';
import { ITEMS, readsKept } from './restored';

/** What a library makes settings with of what it is given. Whatever else is called has no part in it: to ask for what all calls are given is much. */
const MAKES_SETTINGS =
  /(?:^|\.)(?:create|\w*Namespace|\w*[Dd]ict|\w*Config|\w*Settings|\w*Args|\w*Params|Munch|munchify|Box|Bunch|DotMap|CfgNode|CN|deepcopy|copy|vars)$/;

/**
 * What a call makes, with whether that comes out of what was kept: it reads that or a file that is not there, hands it on, or has a library make something
 * of it. What else is loaded of a file that nobody knows is settings.
 */
export function keptIfUnknown(
  made: AbstractObject,
  node: SyntaxNode,
  environment: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  const { site, resolver } = environment;
  const { firstChild: callee } = node;
  if (made.is !== 'unknown' || made.reason.reason === 'searching' || callee === null) return made;
  const isKept = (one: SyntaxNode | null | undefined): boolean =>
    !!one && isKeptObject(objectOf(one, environment));
  const { positional = [], doubleStar } = readArguments(site.segment, node.getChild('ArgList') ?? node) ?? {};
  const isHandedOn = (): boolean =>
    ITEMS.test(environment.textOf(callee))
      ? isKept(callee.firstChild)
      : // `OmegaConf.create(checkpoint["config"])`, `Namespace(**checkpoint["args"])`
        MAKES_SETTINGS.test(environment.textOf(callee)) &&
        resolver.meaningOf(callee, site) === undefined &&
        [positional[0], doubleStar].some(isKept);
  const read = fileRead(node, environment);
  const isIt = readsKept(callee, site, resolver) || read === 'none' || isHandedOn();
  if (isIt) return { ...made, isKept: true };
  return read === 'any' ? LOADED : made;
}
