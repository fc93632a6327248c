import type { ClassDefinition, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { isConfigName } from './settingNames';

/** An object of the one class of settings in the workspace after which a name is called: `neox_args`, and `NeoXArgs`. */
export function namedAfter(name: string, site: Site, resolver: Resolver): AbstractObject | undefined {
  const { files } = resolver;
  if (files === undefined || !isConfigName(name) || resolver.limit !== undefined) return undefined;
  const home = resolver.moduleOf(site);
  const words = files.settingsCalled(name, resolver.uriOf(home));
  const searching = { is: 'unknown', reason: unknown('searching', name) } as const;
  if (words === 'searching') return searching;
  const classes: ClassDefinition[] = [];
  for (const word of words) {
    const others = files.mentioning(word, resolver.uriOf(home), 'workspace');
    if (others === 'searching') return searching;
    for (const module of [home, ...others])
      for (const { kind } of module.bindingsOf(word)) if (kind.type === 'class') classes.push(kind);
  }
  const [only, ...more] = classes;
  return only === undefined || more.length > 0
    ? undefined
    : { is: 'instance', of: only, made: undefined, isSelf: false, isPassed: true };
}
