import type { Binding } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, elementOf, isGrown, type ObjectOf } from './abstractObject';
import { Environment } from './environment';

type Unpacked = NonNullable<Extract<Binding['kind'], { type: 'other' }>['element']>;

/** The expression that one of several names stands for which something is unpacked into: `n, p = settings()`. */
export function elementUnpacked(
  { of, place }: Unpacked,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
) {
  const object = objectOf(of.node, new Environment(of, resolver, frames));
  const isFixed = object.is === 'list' && !isGrown(object);
  const node =
    object.is === 'repeated' ? object.node : isFixed ? elementOf(object, String(place)) : undefined;
  return node && 'node' in object ? { node, site: object.site, frames: object.frames } : undefined;
}

/** What such a name stands for; of `args, rest = parser.parse_known_args()` the first is what the parser returns. */
export function objectUnpacked(
  unpacked: Unpacked,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const { of, place } = unpacked;
  const options = objectOf(of.node, new Environment(of, resolver, frames));
  if (options.is === 'options' && place === 0) return options;
  const element = elementUnpacked(unpacked, resolver, frames, objectOf);
  return element && objectOf(element.node, new Environment(element.site, resolver, element.frames));
}
