import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import { type StaticNumber, unknown } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import type { Environment } from './environment';
import { fieldNamed } from './fields';

/** What any element of a setting is of which no more than its name is known: `spec["DROP_RATE"][i]`. */
export function anyElement(
  object: SyntaxNode,
  owner: AbstractObject,
  text: string,
  { site, resolver }: Environment,
): StaticNumber {
  if (owner.is !== 'configuration' || owner.passed !== undefined) return unknown('subscript', text);
  const at = owner.name.lastIndexOf('.');
  const asked = { name: owner.name.slice(at + 1), holder: owner.name.slice(0, Math.max(at, 0)) };
  const number = fieldNamed(
    { ...asked, text: textOf(site.segment, object), isElement: true },
    resolver,
    site,
  );
  return number.known || number.reason === 'searching' ? number : unknown('subscript', text);
}
