import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { Site } from '../../syntax/scopes';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { valueOfKey } from './displays';
import { isRun } from './properties';
import { isTried } from './tried';

type Owner = Extract<AbstractObject, { is: 'instance' | 'class' }>;

/** What is assigned to the attribute of such an object from outside: `model.p = 0.3`. */
export function outsideWrites(
  owner: Owner,
  name: string,
  text: string,
  resolver: Resolver,
): readonly StaticNumber[] {
  // Machine-made code may write the same number thousands of times.
  const literals = new Set<string>();
  return modulesOf(owner, resolver).flatMap((where) =>
    where.writesOf(name).flatMap((write) => {
      const [object] = childrenOf(write.node);
      // What configures the code is no object of one of its layers, and the other way round.
      // What is put into a dictionary is no attribute.
      const isOf = object !== undefined && isMeant(object, write, owner, resolver);
      if (!isOf || write.isItem || isTried(write, resolver) || !isRun(write, resolver)) return [];
      if (write.value?.node.name === 'Number') {
        const literal = textOf(write.segment, write.value.node);
        if (literals.has(literal)) return [];
        literals.add(literal);
      }
      return resolver.numberWritten(write.value, text);
    }),
  );
}

/** What a dictionary beside a configuration sets it to: `experiment.configs(conf, {"dropout": 0.7})`. */
export function passedAlong(owner: Owner, name: string, resolver: Resolver): readonly StaticNumber[] {
  if (!CONFIGURATION.test(owner.of.name)) return [];
  return modulesOf(owner, resolver)
    .flatMap((module) => module.segmentsWith(name))
    .flatMap(({ dictionaries }) => dictionaries)
    .flatMap((dictionary) => {
      const value = valueOfKey(dictionary.node, dictionary, name);
      const list = dictionary.node.parent;
      if (value === undefined || list?.name !== 'ArgList') return [];
      const isBeside = childrenOf(list).some(
        (argument) =>
          argument.name === 'VariableName' && CONFIGURATION.test(textOf(dictionary.segment, argument)),
      );
      return isBeside ? resolver.numberOf(value, dictionary) : [];
    });
}

/** The file of an object's class, and the one that is analysed. */
function modulesOf({ of: { site } }: Owner, resolver: Resolver): readonly Module[] {
  const module = resolver.moduleOf(site);
  return module === resolver.own ? [module] : [module, resolver.own];
}

const CONFIGURATION = /(?:configs?|cfg|conf|args|opts?|options|params|hparams|settings|flags)$/i;

/** Whether something may be an object of a class: by what both are called, or else by what it is. */
function isMeant(object: SyntaxNode, site: Site, { of }: Owner, resolver: Resolver): boolean {
  const areAlike = CONFIGURATION.test(textOf(site.segment, object)) === CONFIGURATION.test(of.name);
  if (areAlike) return true;
  const found = resolver.classOf(object, site);
  return typeof found === 'object' && found.definition === of;
}
