import type { SyntaxNode } from '@lezer/common';
import type { ClassDefinition, MemberWrite, Site } from '../../syntax/scopes';
import { agreed, openBy, type StaticNumber, unknown } from '../names/staticNumber';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { AbstractObject } from './abstractObject';
import { passedToClass } from './callers';
import { fieldOfClass, fieldsTaken, initOf, isDataclass } from './classes';
import { isSettings } from './definitions';
import { MOST_CHANGES, putUnder, withPut } from './dictionaryChanges';
import { updatesItself } from './selfUpdates';
import { isTest, isTried } from './tried';

/**
 * What a field of a record is by default, or what all pass instead that make one, `Config(p=0.3)`; and what other files set an attribute to that
 * is None where the object is made.
 */
export function asMade(
  byDefault: StaticNumber,
  owner: Extract<AbstractObject, { is: 'instance' | 'class' }>,
  name: string,
  resolver: Resolver,
): StaticNumber {
  const { of: definition } = owner;
  if (!byDefault.known && byDefault.reason === 'none' && owner.is === 'instance') {
    const numbers = writtenElsewhere(definition, name, resolver);
    return numbers.length === 0 ? byDefault : openBy(agreed(numbers, 'reassigned', name), 'caller');
  }
  const isLeft = byDefault.known ? byDefault.unless === 'caller' : byDefault.reason === 'parameter';
  const isOpen = isLeft && owner.is === 'instance' && !owner.made;
  const isField = definition.scope.names.has(name) && !definition.selfWrites.has(name);
  if (!isOpen || !isField || !isDataclass(definition)) {
    const isSet = byDefault.known && owner.is === 'instance' && isSettings(definition);
    // One that stands in a module is set by the name that it has there.
    const isOne = owner.is === 'instance' && owner.made?.site.scope.kind === 'module';
    const numbers = isSet ? writtenElsewhere(definition, name, resolver, isOne ? name : definition.name) : [];
    return numbers.length === 0 ? byDefault : agreed([byDefault, ...numbers], 'reassigned', name);
  }
  const number =
    initOf(definition) === undefined
      ? passedToClass(definition, fieldsTaken(definition, resolver), name, byDefault, resolver)
      : byDefault;
  // Files of settings may say what nobody passes.
  if (!byDefault.known && !number.known) return byDefault;
  return agreed([number, ...writtenElsewhere(definition, name, resolver)], 'reassigned', name);
}

/**
 * What an attribute is that is set by the name under which its object was made, `cfg = Config()` and `cfg.p = 0.2`. Undefined where nothing sets it
 * so, or something else may set it as well.
 */
export function setByName(
  owner: Extract<AbstractObject, { is: 'instance' | 'class' }>,
  name: string,
  text: string,
  resolver: Resolver,
): StaticNumber | undefined {
  if (
    owner.is !== 'instance' ||
    owner.named === undefined ||
    owner.made === undefined ||
    updatesItself(owner.of, resolver)
  )
    return undefined;
  const { named } = owner;
  // Each that reads it would go through all of them.
  if (named.some(({ bound }) => resolver.moduleOf(bound.site).writesOf(name).length > MOST_CHANGES))
    return undefined;
  const puts = named.map((one) => putUnder(one, name, resolver));
  const all = puts.flat();
  if (all.length === 0 || all.some(({ isItem }) => isItem)) return undefined;
  const isMade = ({ scope }: Site): boolean =>
    scope.kind === 'class' || scope.definition?.name === '__init__';
  const sites = [owner.of.site, ...named.map(({ bound }) => bound.site)];
  const modules = new Set([...sites.map((site) => resolver.moduleOf(site)), resolver.own]);
  const isElsewhere = [...modules].some((module) =>
    module.writesOf(name).some((write) => !write.isItem && !all.includes(write)),
  );
  if (isElsewhere || fieldOfClass(owner, name, resolver)?.every(isMade) === false) return undefined;
  const before: readonly StaticNumber[] = [unknown('reassigned', text)];
  const numbers = named.reduce((own, one, i) => withPut(own, puts[i] ?? [], one, text, resolver), before);
  return agreed(numbers, 'reassigned', text);
}

/**
 * What other files set it to in an object that they make, or import: `config.p = 0.3`.
 *
 * @param mentioned what they speak of
 */
function writtenElsewhere(
  definition: ClassDefinition,
  name: string,
  resolver: Resolver,
  mentioned = definition.name,
): readonly StaticNumber[] {
  const own = resolver.moduleOf(definition.site);
  const uri = resolver.uriOf(own);
  const others = resolver.files?.mentioning(mentioned, uri, 'workspace') ?? [];
  if (others === 'searching') return [unknown('searching', name)];
  const modules = others.filter((module) => module !== resolver.own && module !== own);
  return writtenIn(modules, name, resolver, (object, write) => {
    const of = resolver.classOf(object, write);
    return (
      typeof of === 'object' &&
      of.definition.name === definition.name &&
      resolver.uriOf(resolver.moduleOf(of.definition.site)) === uri
    );
  });
}

/** What files set a name of a module to that import it: `config.P = 0.4`, after `import config`. */
export function writtenIntoModule(of: Module, name: string, resolver: Resolver): readonly StaticNumber[] {
  const uri = resolver.uriOf(of);
  const others = resolver.files?.mentioning(name, uri, 'workspace') ?? [];
  if (others === 'searching') return [unknown('searching', name)];
  resolver.need(`.${name}`);
  const own = resolver.uriOf(resolver.own);
  const modules = [resolver.own, ...others.filter((module) => resolver.uriOf(module) !== own)];
  return writtenIn(modules, name, resolver, (object, write) => {
    const meaning = resolver.meaningOf(object, write);
    return meaning?.type === 'module' && resolver.uriOf(meaning.module) === uri;
  });
}

/** What modules set an attribute to, but for tests and for what is only tried. @param isIt whether an object is one that is meant */
function writtenIn(
  modules: readonly Module[],
  name: string,
  resolver: Resolver,
  isIt: (object: SyntaxNode, write: MemberWrite) => boolean,
): readonly StaticNumber[] {
  return modules
    .filter((module) => !isTest(module, resolver))
    .flatMap((module) => module.writesOf(name).filter((write) => !write.isItem && !isTried(write, resolver)))
    .flatMap((write) => {
      const object = write.node.firstChild;
      return object !== null && isIt(object, write) ? resolver.numberWritten(write.value, name) : [];
    });
}
