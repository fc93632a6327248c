import { boundArgument } from '../../syntax/arguments';
import type { Module } from '../names/module';
import type { SegmentGroup } from '../../syntax/segmentGroup';
import { agreed, notPassed, type StaticNumber, through, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { CallSite, ClassDefinition, FunctionDefinition, ParameterDefinition } from '../../syntax/scopes';
import { calleeName } from '../../syntax/scopes';

/** Stands for the calls of a name among the things on which a number depends. */
export function callsOf(name: string): string {
  return `${name}()`;
}

/**
 * What a parameter without a default is given by the calls of its function, or of its class, where they all give the
 * same: in the same file or notebook, or else in the workspace.
 */
export function passedByCallers(
  { name }: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
): StaticNumber {
  // A recursive call passes on what the first one was given.
  if (resolver.underWay.has(definition)) return unknown('parameter', name);
  resolver.underWay.add(definition);
  try {
    return agreedByCallers(name, definition, resolver);
  } finally {
    resolver.underWay.delete(definition);
  }
}

function agreedByCallers(name: string, definition: FunctionDefinition, resolver: Resolver): StaticNumber {
  const owner = definition.scope.parent?.definition;
  const isInit = definition.name === '__init__' && owner?.type === 'class';
  if (owner?.type === 'class' && !isInit) return unknown('parameter', name);
  const called = isInit ? owner : definition;
  if (called.name === '') return unknown('parameter', name);
  resolver.need(callsOf(called.name));
  const module = resolver.moduleOf(definition.site);
  const own = callsIn(module, called.name).filter((call) => resolver.meaningOf(call.callee, call) === called);
  const inFile = given(own, name, definition, resolver);
  const others = inFile.length > 0 ? [] : callsElsewhere(called, module, resolver);
  if (others === 'searching') return unknown('searching', name);
  const numbers = inFile.length > 0 ? inFile : given(others, name, definition, resolver);
  // Where not all could be looked into, another one may disagree.
  return resolver.hasBudget ? decided(numbers, name) : unknown('parameter', name);
}

/** What calls of a function give for a parameter. */
function given(
  calls: readonly CallSite[],
  name: string,
  definition: FunctionDefinition,
  resolver: Resolver,
): readonly StaticNumber[] {
  return calls
    .filter((call) => !isWithin(call, definition))
    .map((call) => {
      const { segment, callee, node } = call;
      const argument = boundArgument(segment, call.args, definition, name);
      if (argument.passed !== 'value') return notPassed(argument, name);
      const number = resolver.around(call, () => resolver.numberOf(argument.node, call));
      return through(number, 'caller', {
        segment,
        node,
        text: `${segment.text.slice(callee.from, callee.to)}(…)`,
      });
    });
}

function decided(numbers: readonly StaticNumber[], name: string): StaticNumber {
  if (numbers.length === 0) return unknown('parameter', name);
  const number = agreed(numbers, 'ambiguous', name);
  if (number.known) return { ...number, unless: number.unless ?? 'caller' };
  const isOne = numbers.length === 1 || number.reason === 'searching';
  return unknown(isOne ? number.reason : 'ambiguous', name);
}

/** The calls, in other files, of what stands at a module's top level. */
function callsElsewhere(
  called: ClassDefinition | FunctionDefinition,
  module: Module,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const { files } = resolver;
  if (files === undefined || called.site.scope.kind !== 'module') return [];
  const uri = resolver.uriOf(module);
  const modules = files.mentioning(`${called.name}(`, uri, 'workspace');
  if (typeof modules === 'string') return modules === 'searching' ? modules : [];
  const calls: CallSite[] = [];
  for (const call of modules.flatMap((other) => callsIn(other, called.name))) {
    const meaning = resolver.meaningOf(call.callee, call);
    if (meaning?.type === 'searching') return 'searching';
    // The file as others import it is not the one that is being edited.
    const isCalled =
      meaning?.type === called.type &&
      meaning.name === called.name &&
      resolver.uriOf(resolver.moduleOf(meaning.site)) === uri;
    if (isCalled) calls.push(call);
  }
  return calls;
}

/** Whether a call stands in the function itself: a recursive one passes on what it was given. */
function isWithin(call: CallSite, { scope }: FunctionDefinition): boolean {
  for (let at: typeof call.scope | undefined = call.scope; at !== undefined; at = at.parent)
    if (at === scope) return true;
  return false;
}

const callsByGroup = new WeakMap<SegmentGroup, ReadonlyMap<string, readonly CallSite[]>>();

/** The calls in a module of what has that name. */
export function callsIn({ groups }: Module, name: string): readonly CallSite[] {
  return groups.flatMap(({ group }) => {
    let calls = callsByGroup.get(group);
    if (calls === undefined) {
      const byName = new Map<string, CallSite[]>();
      for (const call of group.segments.flatMap((segment) => segment.calls)) {
        const callee = calleeName(call);
        const known = byName.get(callee);
        if (known === undefined) byName.set(callee, [call]);
        else known.push(call);
      }
      calls = byName;
      callsByGroup.set(group, calls);
    }
    return calls.get(name) ?? [];
  });
}
