import type { FunctionDefinition } from '../../syntax/scopes';
import { decoratorsOf } from '../../syntax/scopes';
import { openBy, agreed, type StaticNumber } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import { isMapping } from './abstractObject';
import { Environment } from './environment';
import { entryIn, objectOf } from './objects';

/**
 * What an `__init__` is given that detectron2's `@configurable` calls: what the class's `from_config` returns under that name. Undefined where
 * there is none, or that cannot be read.
 */
export function fromConfig(
  definition: FunctionDefinition,
  name: string,
  resolver: Resolver,
): StaticNumber | undefined {
  const owner = definition.scope.parent?.definition;
  if (definition.name !== '__init__' || owner?.type !== 'class') return undefined;
  if (!decoratorsOf(definition).some((one) => /(?:^|\.)configurable$/.test(one))) return undefined;
  const [maker] = owner.scope.names.get('from_config') ?? [];
  const [returned, ...others] = maker?.kind.type === 'function' ? maker.kind.returns : [];
  if (maker?.kind.type !== 'function' || returned === undefined || others.length > 0) return undefined;
  const { scope, site } = maker.kind;
  // `ret = super().from_config(cfg)`, and then `ret["dropout"] = …`
  const writes = site.segment.memberWrites.filter(
    (write) => write.isItem && write.name === name && write.scope === scope,
  );
  const object = objectOf(returned.node, new Environment(returned, resolver));
  const entry = isMapping(object) ? entryIn(object, name, resolver) : undefined;
  const numbers = [
    ...(entry === undefined || entry === 'nothing'
      ? []
      : [resolver.numberOf(entry.node, entry.site, entry.frames)]),
    ...writes.map(({ value }) => resolver.numberWritten(value, name)),
  ];
  if (numbers.length === 0) return undefined;
  const number = agreed(numbers, 'reassigned', name);
  return openBy(number, 'caller');
}
