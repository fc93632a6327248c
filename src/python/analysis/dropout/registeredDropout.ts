import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber } from '../../../torch';
import { argumentFor, readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import { type CallSite, type ClassDefinition, decoratorsOf } from '../../syntax/scopes';
import { NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type DropoutCallable, dropoutCallable } from '../names/torchNames';
import { valueOfKey } from '../provenance/displays';
import { classesOf, initOf, superInit } from '../provenance/classes';
import { Environment } from '../provenance/environment';
import { objectOf } from '../provenance/objects';
import type { OwnDropout } from './ownDropout';
import { classOfStochasticDepth } from './stochasticDepth';

/** As mmcv has it, from where others have taken it. */
const BUILDER = /^build_\w*drop/i;
const MMCV = /^mmcv\.cnn\.(?:bricks\.)?(?:drop\.)?build_dropout$/;

/** What a call builds that names a layer by its type: `build_dropout(dict(type='DropPath', drop_prob=0.1))`. */
export function registeredDropout(call: CallSite, resolver: Resolver): OwnDropout | undefined {
  if (!BUILDER.test(call.name)) return undefined;
  const given = readArguments(call.segment, call.args);
  const settings = given?.positional[0] ?? given?.keywords.get('cfg');
  const object = settings && objectOf(settings, new Environment(call, resolver));
  if (object?.is !== 'dictionary' && object?.is !== 'keywords') return undefined;
  const { site, frames } = object;
  const valueOf = (key: string): SyntaxNode | undefined =>
    object.is === 'dictionary'
      ? valueOfKey(object.node, site, key)
      : readArguments(site.segment, object.args)?.keywords.get(key);
  const type = valueOf('type');
  const name = type && stringValue(textOf(site.segment, type));
  const callable = name === undefined ? undefined : registered(name, call, resolver);
  if (name === undefined || callable === undefined) return undefined;
  const value = valueOf(callable.parameter);
  const argument =
    value === undefined ? ({ passed: 'nothing' } as const) : ({ passed: 'value', node: value } as const);
  // A place of its own, even where it is written in the call: these arguments are not those of the call.
  return { callable, name, argument, made: call, site: { ...site }, frames };
}

/** The layer that a builder has under a name. */
function registered(name: string, call: CallSite, resolver: Resolver): DropoutCallable | undefined {
  const path = resolver.qualifiedName(call.callee, call);
  if (path !== undefined && MMCV.test(path)) return dropoutCallable(`mmcv.cnn.bricks.drop.${name}`);
  const builder = resolver.meaningOf(call.callee, call);
  const [returned, ...others] = builder?.type === 'function' ? builder.returns : [];
  if (builder?.type !== 'function' || returned === undefined || others.length > 0) return undefined;
  const built = /^(?:(\w+)\.build\(|build_from_cfg\(\s*\w+\s*,\s*(\w+))/.exec(
    textOf(returned.segment, returned.node),
  );
  const registry = built?.[1] ?? built?.[2];
  if (registry === undefined) return undefined;
  const { groups } = resolver.moduleOf(builder.site);
  for (const definition of classesOf(groups.flatMap(({ group }) => group.segments)))
    if (
      definition.name === name &&
      decoratorsOf(definition).some((one) => one.startsWith(`${registry}.register_module`))
    )
      return callableOf(definition, call, resolver);
  return undefined;
}

/** A registered class as something that can be called: stochastic depth, or one that hands its p on to torch's layer. */
function callableOf(
  definition: ClassDefinition,
  call: CallSite,
  resolver: Resolver,
): DropoutCallable | undefined {
  const making = { name: definition.name, made: call, site: call, frames: NO_FRAMES };
  if (definition.scope.names.has('forward'))
    return classOfStochasticDepth(definition, making, resolver)?.callable;
  const [base] = definition.bases;
  const path = base && resolver.qualifiedName(base.node, base);
  const layer = path === undefined ? undefined : dropoutCallable(path);
  const init = initOf(definition);
  const handed = init && superInit(init);
  if (layer?.form !== 'module' || init === undefined || handed === undefined) return undefined;
  const argument = argumentFor(handed.segment, handed.args, layer.parameters, layer.parameter);
  if (argument.passed !== 'value') return undefined;
  const parameter = textOf(handed.segment, argument.node);
  const fallback = init.parameters.find(({ name }) => name === parameter)?.fallback;
  const number = fallback && parsePythonNumber(textOf(fallback.segment, fallback.node));
  return (
    number && {
      ...layer,
      parameters: init.parameters.slice(1).map(({ name }) => name),
      parameter,
      fallback: number,
    }
  );
}
