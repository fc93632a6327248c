import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { isLeftOutIn } from './definitions';
import type { Environment } from './environment';
import { fieldNamed } from './fields';
import { fromWhere } from './setting';

/**
 * What a part of settings has, of a file that nobody knows, in the place of a default: what all files have in a part of that name, `Net(**config["model"])`.
 * Undefined where one has nothing there, which leaves the default in force.
 */
export function saidInAllSections(
  owner: Extract<AbstractObject, { is: 'configuration' }>,
  name: string,
  text: string,
  { resolver, site }: Environment,
): StaticNumber | undefined {
  const section = owner.name.includes('.') ? owner.name.split('.').at(-1) : undefined;
  if (section === undefined) return undefined;
  const asked = { name, holder: owner.name, text, isUnpacked: true, ...fromWhere(owner) } as const;
  const number = fieldNamed(asked, resolver, site);
  if (!number.known) return number.reason === 'searching' ? number : undefined;
  return !number.guessed && isInAll(section, name, resolver) ? number : undefined;
}

function isInAll(section: string, name: string, resolver: Resolver): boolean {
  const uri = resolver.uriOf(resolver.home);
  const all = resolver.files?.mentioning(section, uri, 'workspace', 'settings') ?? [];
  return all !== 'searching' && !all.some((module) => isLeftOutIn(module, section, name));
}
