import type { SyntaxNode } from '@lezer/common';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import { agreed, openBy, type StaticNumber, through, unknown } from '../names/staticNumber';
import { isMapping } from './abstractObject';
import { Environment } from './environment';
import { lacks, numberOfAttribute } from './members';
import { objectOf } from './objects';
import { type GivenPlace, isNone, mayPut, optionalOf, placesGiven } from './optional';

/**
 * What is unpacked under a name of a dictionary that callers may pass, and mostly none does: `norm_kwargs = norm_kwargs or {}`, and
 * `Norm(**norm_kwargs)`. Undefined where it is no such dictionary.
 */
export function inOptional(
  unpacked: SyntaxNode,
  name: string,
  environment: Environment,
): StaticNumber | 'nothing' | undefined {
  const optional = optionalOf(withoutParentheses(unpacked), environment);
  if (optional === undefined) return undefined;
  const text = environment.textOf(unpacked);
  const open = unknown('unpacked', text);
  const given = placesGiven(optional, environment);
  if (given === 'searching') return unknown('searching', text);
  if (given === undefined && optional.isTested === true) return undefined;
  if (given === undefined || mayPut(optional, name, environment.resolver)) return open;
  const values = given.map((one) => valueIn(one, name, environment));
  if (values.every((value) => value === 'nothing')) return 'nothing';
  const numbers = values.map((value) => (value === 'nothing' ? open : (value ?? open)));
  const [first = open] = numbers;
  const isGiven = environment.frames.has(optional.definition.scope);
  const number = isGiven ? first : agreed(numbers, 'unpacked', text);
  // What has to be passed there may be known as any other object.
  if (optional.isTested === true && !number.known && number.reason !== 'searching') return undefined;
  const step = { segment: environment.site.segment, node: unpacked, text };
  return isGiven ? number : through(openBy(number, 'caller'), 'caller', step);
}

/** What a dictionary that is passed has under a name; undefined where that cannot be told. */
function valueIn(
  { place, frames }: GivenPlace,
  name: string,
  { resolver }: Environment,
): StaticNumber | 'nothing' | undefined {
  const { node, segment } = place;
  if (isNone(place)) return 'nothing';
  const there = new Environment(place, resolver, frames);
  const owner = objectOf(node, there);
  if (!isMapping(owner)) return undefined;
  const number = numberOfAttribute(owner, name, textOf(segment, node), there);
  if (number.known) return number;
  return lacks(owner, name, number, resolver) ? 'nothing' : undefined;
}
