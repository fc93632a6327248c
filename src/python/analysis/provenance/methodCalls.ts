import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import {
  type CallSite,
  type ClassDefinition,
  decoratorsOf,
  type FunctionDefinition,
} from '../../syntax/scopes';
import { textOf } from '../../syntax/nodes';
import type { ClassOf } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { callsIn } from './callsIn';
import { UnderWay, unlessUnderWay } from '../names/underWay';
import { isCalledUnnamed, lineage, methodAround, nearest } from './methods';

/** The methods whose calls are being looked for. */
const underWay = new UnderWay<FunctionDefinition>();

/**
 * The calls of a method, where some are known by the object whose method is called: `self.build(0.3)`, `trainer.build(0.3)` after
 * `trainer = Trainer()`. With them those of an object that nobody knows, in files that speak of the class.
 */
export function callsOfMethod(
  called: FunctionDefinition,
  owner: ClassDefinition,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  if (isCalledUnnamed(called.name)) return [];
  // Whose method is called may hang on what calls of that very method pass.
  return unlessUnderWay(
    called,
    underWay,
    resolver.nesting,
    () => findCallsOfMethod(called, owner, resolver),
    [],
  );
}

function findCallsOfMethod(
  called: FunctionDefinition,
  owner: ClassDefinition,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const own = resolver.moduleOf(owner.site);
  const uri = resolver.uriOf(own);
  const others = new Set<Module>();
  for (const name of [owner.name, ...objectsIn(own, owner.name)]) {
    const modules = resolver.files?.mentioning(name, uri, 'workspace') ?? [];
    if (modules === 'searching') return modules;
    for (const module of modules) others.add(module);
  }
  // The file as others import it is not the one that is being edited.
  const isOwner = (one: ClassDefinition): boolean =>
    one === owner || (one.name === owner.name && resolver.uriOf(resolver.moduleOf(one.site)) === uri);
  const definesIt = (one: ClassDefinition): ClassDefinition | undefined =>
    one.scope.names.has(called.name) ? one : undefined;
  const isFound = (of: ClassDefinition): boolean => {
    const definer = nearest(of, `definer ${called.name}`, definesIt, resolver);
    return definer !== undefined && isOwner(definer);
  };
  const isBound = !decoratorsOf(called).some((one) => /^(?:static|class)method$/.test(one));
  const [sure, open]: [CallSite[], CallSite[]] = [[], []];
  const calls: CallSite[] = [];
  for (const module of [own, ...others]) {
    if (module !== own && resolver.files?.isOver() === true) return 'searching';
    calls.push(...callsIn(module, called.name));
  }
  for (const call of calls) {
    const object = call.callee.name === 'MemberExpression' ? call.callee.firstChild : null;
    if (object === null || !fits(call, called)) continue;
    const of = ofSuper(object, call, resolver) ?? resolver.classOf(object, call);
    if (of === 'searching') return of;
    if (of === undefined) open.push(call);
    else if (of !== 'other' && isFound(of.definition) && (of.isObject || !isBound)) sure.push(call);
  }
  return sure.length === 0 ? [] : [...sure, ...open];
}

/** The names of objects of a class that its module makes for all who import them: `MODELS = Registry()`. */
function objectsIn(module: Module, owner: string): readonly string[] {
  return callsIn(module, owner).flatMap(({ node, scope, segment }) => {
    const target = node.parent?.name === 'AssignStatement' ? node.parent.firstChild : null;
    return scope.kind === 'module' && target?.name === 'VariableName' ? textOf(segment, target) : [];
  });
}

/** What `super()` is there: the class from which the one around is derived. */
function ofSuper(object: SyntaxNode, call: CallSite, resolver: Resolver): ClassOf | undefined {
  const method = /^super\s*\(/.test(textOf(call.segment, object)) ? methodAround(call.scope) : undefined;
  const [, base] = method === undefined ? [] : lineage(method.owner, resolver);
  return base && { definition: base, isObject: true };
}

/** Whether a call gives a function all that it must have: what has the same name elsewhere mostly takes something else. */
function fits({ segment, args }: CallSite, called: FunctionDefinition): boolean {
  const isStatic = decoratorsOf(called).includes('staticmethod');
  return called.parameters
    .slice(isStatic ? 0 : 1)
    .every(
      ({ name, kind, fallback }) =>
        fallback !== undefined ||
        kind === 'star' ||
        kind === 'doubleStar' ||
        boundArgument(segment, args, called, name).passed !== 'nothing',
    );
}
