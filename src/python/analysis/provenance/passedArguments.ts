import { argumentFor, boundArgument, type PassedArgument, readArguments } from '../../syntax/arguments';
import type { CallSite, FunctionDefinition } from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Module } from '../names/module';
import type { Resolver } from '../names/resolve';
import { argumentBySettings, isBySettings } from './bySettings';
import { callsIn, callsOf } from './callsIn';

const PARTIAL = 'partial';
const PRETRAINED = 'from_pretrained';
/** Stands for what `partial` is given first. */
const FIRST = { name: '/', kind: 'positionalOnly' } as const;

/** What gives something part of its arguments, `partial(Block, p=0.1)`, or hands them on: `Tagger.from_pretrained(path, p=0.1)`. */
export function partialsOf(
  module: Module,
  isIt: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): readonly CallSite[] {
  for (const name of [PARTIAL, PRETRAINED]) resolver.need(callsOf(name));
  const partials = callsIn(module, PARTIAL).filter((call) => {
    const [first] = readArguments(call.segment, call.args)?.positional ?? [];
    return first !== undefined && isIt(resolver.meaningOf(first, call));
  });
  const loaded = callsIn(module, PRETRAINED).filter(({ callee, ...call }) => {
    const { firstChild } = callee;
    return firstChild !== null && isIt(resolver.meaningOf(firstChild, call));
  });
  return [...partials, ...loaded];
}

/** Whether a call leaves what it does not give to another one: `partial(Block, 8)`. */
export function leavesOpen(call: CallSite, argumentIn: (call: CallSite) => PassedArgument): boolean {
  return (call.name === PARTIAL || call.name === PRETRAINED) && argumentIn(call).passed !== 'value';
}

/** What a call passes for a parameter; one of `Base.__init__(self, …)` passes the object, too. */
export function argumentOf(call: CallSite, definition: FunctionDefinition, name: string): PassedArgument {
  if (isBySettings(call)) return argumentBySettings(call, definition, name);
  if (call.name === PARTIAL && definition.name !== PARTIAL) {
    const isInit = definition.name === '__init__';
    const parameters = isInit ? definition.parameters : [FIRST, ...definition.parameters];
    return argumentFor(call.segment, call.args, parameters, name);
  }
  if (call.name === PRETRAINED && definition.name === '__init__') {
    const node = readArguments(call.segment, call.args)?.keywords.get(name);
    return node === undefined ? { passed: 'nothing' } : { passed: 'value', node };
  }
  const object = call.callee.firstChild;
  const isUnbound = call.name === '__init__' && object !== null && object.name !== 'CallExpression';
  return isUnbound
    ? argumentFor(call.segment, call.args, definition.parameters, name)
    : boundArgument(call.segment, call.args, definition, name);
}
