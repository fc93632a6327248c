import type { SyntaxNode } from '@lezer/common';
import { addTo, once } from '../../syntax/byKey';
import { eachNode, textOf } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import {
  type CallSite,
  type ClassDefinition,
  decoratorsOf,
  enclosing,
  type ExpressionSite,
  type FunctionDefinition,
  type Scope,
  type Segment,
} from '../../syntax/scopes';
import { baseNames } from './classes';
import { isOfTorch } from '../names/torchNames';

/** A method around a place, with its class and the name that it gives to its own object. */
export interface Method {
  readonly owner: ClassDefinition;
  readonly definition: FunctionDefinition;
  readonly self: string;
}

/**
 * The method of which a scope is part, functions within it included; undefined outside of methods that have an object. Many ask at each of
 * thousands of calls.
 */
export const methodAround = once((scope: Scope): Method | undefined => {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const [definition, owner] = [at.definition, at.parent?.definition];
    if (definition?.type !== 'function' || owner?.type !== 'class') continue;
    const self = selfOf(definition);
    return self === undefined ? undefined : { owner, definition, self };
  }
  return undefined;
});

function selfOf(definition: FunctionDefinition): string | undefined {
  const isBound = !decoratorsOf(definition).some((decorator) => /^(?:static|class)method$/.test(decorator));
  return isBound ? definition.parameters[0]?.name : undefined;
}

/** The methods in a class's body that have an object of their own. */
export const methodsOf = once((definition: ClassDefinition): readonly FunctionDefinition[] =>
  Array.from(definition.scope.names.values())
    .flat()
    .flatMap(({ kind }) => (kind.type === 'function' && selfOf(kind) !== undefined ? kind : [])),
);

/** Methods that run with each input, in `torch.nn.Module` and in what others derive from it. */
export const CALLED_EACH_TIME =
  /^(?:forward|__call__|[a-z]\w*_forward|_[a-z]\w*_forward|forward_\w*|training_step|validation_step|call)$/;

/** What is called otherwise than by its name: `forward`, `__enter__`; not what a class keeps to itself, `__build`. */
export function isCalledUnnamed(name: string): boolean {
  return CALLED_EACH_TIME.test(name) || /^__.*__$/.test(name);
}

/**
 * Whether a class's objects are modules of torch, whose `eval()` reaches the modules that they keep. Of a class that is
 * derived from one that cannot be read, a `forward` says so.
 */
export function isModule(definition: ClassDefinition, resolver: Resolver): boolean {
  return resolver.remembered(definition, 'isModule', () =>
    resolver.lookInto(() => definition.bases.some((base) => makesModule(definition, base, resolver)), false),
  );
}

/** Whether a class is one of modules because of what it is derived from. */
function makesModule(definition: ClassDefinition, base: ExpressionSite, resolver: Resolver): boolean {
  const path = resolver.qualifiedName(base.node, base);
  if (path !== undefined && isOfTorch(path))
    return /^torch\.(?:nn\.(?!functional|init|utils)|jit\.ScriptModule$)/.test(path);
  const meaning = resolver.within('workspace', () => resolver.meaningOf(base.node, base));
  if (meaning?.type === 'class') return meaning !== definition && isModule(meaning, resolver);
  return textOf(base.segment, base.node).endsWith('Module') || definition.scope.names.has('forward');
}

/** A class and those of the reader's own that it is derived from, the nearest first. */
export function lineage(definition: ClassDefinition, resolver: Resolver): readonly ClassDefinition[] {
  return resolver.remembered(definition, 'lineage', () =>
    resolver.lookInto(() => lineOf(definition, resolver), [definition]),
  );
}

function lineOf(definition: ClassDefinition, resolver: Resolver): readonly ClassDefinition[] {
  const line = new Set([definition]);
  for (const base of readBases(definition, resolver))
    if (!line.has(base)) for (const one of lineage(base, resolver)) line.add(one);
  return [...line];
}

/** The bases of a class that stand in the reader's own files. */
function readBases({ bases }: ClassDefinition, resolver: Resolver): readonly ClassDefinition[] {
  return bases.flatMap((base) => {
    const meaning = resolver.within('workspace', () => resolver.meaningOf(base.node, base));
    return meaning?.type === 'class' ? meaning : [];
  });
}

/** What is found first in a class and those of the reader's own that it is derived from: each asks its bases alone, for there may be a long line of them. */
export function nearest<T>(
  definition: ClassDefinition,
  key: string,
  find: (one: ClassDefinition) => T | undefined,
  resolver: Resolver,
): T | undefined {
  return resolver.remembered(definition, `nearest ${key}`, () =>
    resolver.lookInto(() => {
      const own = find(definition);
      if (own !== undefined) return own;
      for (const base of readBases(definition, resolver)) {
        const found = base === definition ? undefined : nearest(base, key, find, resolver);
        if (found !== undefined) return found;
      }
      return undefined;
    }, undefined),
  );
}

/** The bases of a class, and of those that it is derived from, that stand in none of the reader's files, but for torch's own modules. */
export function unreadBases(definition: ClassDefinition, resolver: Resolver): readonly string[] {
  return resolver.remembered(definition, 'unreadBases', () =>
    resolver.lookInto(() => {
      const inherited = readBases(definition, resolver).filter((base) => base !== definition);
      const all = inherited.flatMap((base) => unreadBases(base, resolver));
      return [...new Set([...unreadBasesOf(definition, resolver), ...all])];
    }, []),
  );
}

function unreadBasesOf(one: ClassDefinition, resolver: Resolver): readonly string[] {
  return one.bases.flatMap((base, index) => {
    if (resolver.within('workspace', () => resolver.meaningOf(base.node, base))?.type === 'class') return [];
    const path = resolver.qualifiedName(base.node, base);
    return path?.startsWith('torch.nn.') === true ? [] : (baseNames(one)[index] ?? []);
  });
}

/** Whether a method runs with each input: `forward` itself, or one that it calls. */
export function runsInForward({ owner, definition }: Method, resolver: Resolver): boolean {
  if (CALLED_EACH_TIME.test(definition.name)) return true;
  const methods = lineage(owner, resolver).flatMap(methodsOf);
  const reached = new Set<string>();
  const left = methods.filter(({ name }) => CALLED_EACH_TIME.test(name));
  for (let method = left.pop(); method !== undefined; method = left.pop()) {
    for (const name of usesOfSelf(method).keys()) {
      if (reached.has(name)) continue;
      reached.add(name);
      left.push(...methods.filter((other) => other.name === name));
    }
  }
  return reached.has(definition.name);
}

/** Where a method reads or writes attributes of its own object, by their names: the `self.x` in it. */
export const usesOfSelf = once((method: FunctionDefinition): ReadonlyMap<string, readonly SyntaxNode[]> => {
  const uses = new Map<string, SyntaxNode[]>();
  const self = selfOf(method);
  const { segment } = method.site;
  const visit = (object: SyntaxNode): void => {
    const { parent: node, nextSibling: dot } = object;
    const property = dot?.name === '.' ? dot.nextSibling : null;
    if (node?.name === 'MemberExpression' && property !== null) addTo(uses, textOf(segment, property), node);
  };
  if (self !== undefined) eachNode(method.node, 'VariableName', visit, { source: segment, text: self });
  return uses;
});

const callsByText = once((segment: Segment): ReadonlyMap<string, readonly CallSite[]> => {
  const calls = new Map<string, CallSite[]>();
  for (const call of segment.calls) addTo(calls, textOf(segment, call.callee), call);
  return calls;
});

/** The calls in a segment of what is written so: `drop`, `self.drop`. */
export function callsOfText(segment: Segment, callee: string): readonly CallSite[] {
  return callsByText(segment).get(callee) ?? [];
}

/** The calls of what is written so, in the function around a place. */
export function callsBeside(callee: string, { segment, scope }: CallSite): readonly CallSite[] {
  const own = enclosing(scope, 'function');
  return callsOfText(segment, callee).filter((call) => enclosing(call.scope, 'function') === own);
}

/** What a function is called by: an `__init__` by its class. */
export function nameOf({ name, scope }: Pick<FunctionDefinition, 'name' | 'scope'>): string {
  return name === '__init__' ? (scope.parent?.definition?.name ?? '') : name;
}
