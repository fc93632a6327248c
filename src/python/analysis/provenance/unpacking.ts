import { textOf } from '../../syntax/nodes';
import type { Unpacked } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { agreed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
import type { AbstractObject, ObjectOf } from './abstractObject';
import { elementOf, elementsOf, isGrown } from './displays';
import { unlessUnderWay } from '../names/underWay';
import { Environment } from './environment';
import { expressionsPassed } from './expressionsPassed';

/** The expression that one of several names stands for which something is unpacked into: `n, p = settings()`. */
export function elementUnpacked(
  { of, place }: Pick<Unpacked, 'of' | 'place'>,
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

/** What such a name is where callers pass several lists, `n, p = args`: known where all have the same there. Undefined where one has nothing to read. */
export function numberUnpackedByAll(
  { of, place, count }: Unpacked,
  name: string,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
): StaticNumber | undefined {
  const { node, segment } = of;
  const table = objectOf(node, new Environment(of, resolver, frames));
  const inTable = numberInRows(table, place, name, resolver, count);
  if (inTable !== undefined) return inTable;
  const bindings = node.name === 'VariableName' ? resolver.bindingsOf(textOf(segment, node), of) : [];
  const [only, ...others] = bindings;
  if (only?.kind.type !== 'parameter' || others.length > 0 || frames.has(only.kind.definition.scope))
    return undefined;
  const { parameter, definition } = only.kind;
  const find = (): StaticNumber | undefined => {
    const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
    if (passed === 'searching') return unknown('searching', name);
    const numbers = (passed ?? []).map(({ node: given, call }) =>
      resolver.around(call, () => {
        const list = objectOf(given, new Environment(call, resolver));
        const inRows = numberInRows(list, place, name, resolver, count);
        if (inRows !== undefined) return inRows;
        const element = list.is === 'list' && !isGrown(list) ? elementOf(list, String(place)) : undefined;
        return element && list.is === 'list' ? resolver.numberOf(element, list.site, list.frames) : undefined;
      }),
    );
    const known = numbers.filter((number) => number !== undefined);
    return known.length === 0 || known.length < numbers.length
      ? undefined
      : openBy(agreed(known, 'ambiguous', name), 'caller');
  };
  return unlessUnderWay(parameter, resolver.underWay, resolver.nesting, find, undefined);
}

/**
 * What stands at a place in one of several rows of a table, where all say the same there: `n, p = TABLE[name]`. Undefined of anything else.
 *
 * @param count how many elements those have that can be unpacked so
 */
export function numberInRows(
  table: AbstractObject,
  place: number | undefined,
  name: string,
  resolver: Resolver,
  count?: number,
): StaticNumber | undefined {
  const all = table.is === 'configuration' ? (table.passed ?? []) : [];
  const rows = all.flatMap((one) => (one.is === 'list' && !isGrown(one) ? one : []));
  const fitting = rows.filter(({ node }) => count === undefined || elementsOf(node).length === count);
  if (place === undefined || rows.length < all.length || fitting.length === 0) return undefined;
  const numbers = fitting.map((row) => {
    const element = elementOf(row, String(place));
    return element ? resolver.numberOf(element, row.site, row.frames) : unknown('subscript', name);
  });
  return openBy(agreed(numbers, 'ambiguous', name), 'caller');
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
