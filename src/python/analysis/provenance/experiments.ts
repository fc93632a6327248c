import { textOf } from '../../syntax/nodes';
import {
  type Block,
  decoratorsOf,
  type ExpressionSite,
  type FunctionDefinition,
  type Site,
} from '../../syntax/scopes';
import { NO_FRAMES } from '../names/frames';
import { pathImported } from '../names/importPath';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { unlessSet } from './options';

/** What runs with the settings of an experiment, as sacred has it: `@ex.automain`. */
const RUNS = /^(\w+)\.(?:automain|main|capture|command)\b/;

/** What a parameter is given of what an experiment's own function sets: `@ex.config`, above `def config(): dropout = 0.1`. */
export function settingOfExperiment(
  definition: FunctionDefinition,
  name: string,
  resolver: Resolver,
): StaticNumber | undefined {
  const set = setByAny(configsOf(definition, resolver), name, resolver);
  return set && unlessSet(resolver.numberOf(set.node, set));
}

/** All that an experiment's own functions set, where a function takes that as a whole: `@ex.automain`, above `def main(_config)`. */
export function settingsOfExperiment(
  definition: FunctionDefinition,
  name: string,
  resolver: Resolver,
): AbstractObject | undefined {
  const setBy = name === '_config' ? configsOf(definition, resolver) : [];
  const [first] = setBy;
  return first && { is: 'dictionary', node: first.node, site: first.site, frames: NO_FRAMES, setBy };
}

/** The name that one of several functions binds, as it is at that's end. */
export function setByAny(
  setBy: readonly FunctionDefinition[],
  name: string,
  resolver: Resolver,
): ExpressionSite | undefined {
  const all = setBy.flatMap((one) => {
    resolver.need(one.name);
    const [first] = one.scope.names.get(name) ?? [];
    const target = first?.kind.type === 'value' ? first.kind.value.node.parent?.firstChild : undefined;
    return first?.kind.type === 'value' && target?.name === 'VariableName'
      ? { ...first.kind.value, node: target, block: outermost(first.kind.value), at: one.node.to }
      : [];
  });
  // The last one is laid over those before.
  return all.at(-1);
}

function outermost({ block }: Site): Block {
  let at = block;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

/** The functions that set what an experiment runs with that runs a function, wherever it is made. */
function configsOf(definition: FunctionDefinition, resolver: Resolver): readonly FunctionDefinition[] {
  const own = decoratorsOf(definition).flatMap((one) => RUNS.exec(one)?.[1] ?? [])[0];
  if (own === undefined) return [];
  resolver.need(own);
  const module = resolver.moduleOf(definition.site);
  const [binding] = resolver.bindingsOf(own, definition.site);
  const { kind } = binding ?? {};
  const isImported = kind?.type === 'import' || kind?.type === 'star';
  const meaning = isImported ? resolver.imported(pathImported(kind, own), module) : undefined;
  const value = meaning?.type === 'value' ? meaning.value : undefined;
  const made = value?.node.parent?.firstChild;
  const elsewhere = value && made ? settersIn(resolver.moduleOf(value), textOf(value.segment, made)) : [];
  return [...elsewhere, ...settersIn(module, own)];
}

/** The functions in a module that set what an experiment runs with; none where others are laid over it: `ex.add_config("a.yaml")`. */
function settersIn(module: Module, experiment: string): readonly FunctionDefinition[] {
  if (module.segmentsWith(`${experiment}.add_config(`).length > 0) return [];
  const setting = `${experiment}.config`;
  return module
    .segmentsWith(setting)
    .flatMap(({ scope }) => [...scope.names.values()].flat())
    .flatMap(({ kind }) => (kind.type === 'function' && decoratorsOf(kind).includes(setting) ? kind : []));
}
