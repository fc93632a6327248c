import { boundArgument, readArguments } from '../../syntax/arguments';
import { stringValue, textOf } from '../../syntax/nodes';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { callsEverywhere } from './callsIn';
import { methodAround, nameOf } from './methods';
import { registryOf } from './registry';
import { isInTest } from './tried';

/** A call, and what runs the functions around it. */
export interface Run {
  readonly call: CallSite;
  readonly frames: Frames;
  /** Where that which tells something of it stands: the call itself, or what runs the function around it. */
  readonly from: CallSite;
}

/**
 * How a call is run that calls what the function around it is given: `def build(net, *args): return net(*args)`, and `build(Net, 8, 0.1)`; or what an
 * object keeps, `NETS.build("net", p=0.1)`. What others give it is another one's.
 *
 * @param called what is called, by whose name those pass it that mean it
 */
export function runsOf(
  call: CallSite,
  called: Pick<FunctionDefinition, 'name' | 'scope'>,
  resolver: Resolver,
): readonly Run[] {
  const itself = [{ call, frames: NO_FRAMES, from: call }];
  const { callee, segment } = call;
  const asked = askedOfRegistry(call, called, resolver);
  if (asked !== undefined) return asked;
  if (callee.name !== 'VariableName') return itself;
  const [binding, ...others] = resolver.bindingsOf(textOf(segment, callee), call);
  if (binding?.kind.type !== 'parameter' || others.length > 0) return itself;
  const { parameter, definition } = binding.kind;
  if (definition.name === '__init__' || definition.name === '') return itself;
  const calls = callsEverywhere(definition.name, resolver.moduleOf(definition.site), resolver);
  if (calls === 'searching' || calls.length > MOST_RUNS) return itself;
  const passing = calls.flatMap((one) => passedIn(one, parameter.name, definition) ?? []);
  const name = nameOf(called);
  const meant = passing.filter(({ text }) => text === name || text.endsWith(`.${name}`));
  // One that passes on what it is given itself may pass anything.
  if (meant.length === 0 || !passing.every(({ text }) => IS_CLASS.test(text))) return itself;
  return meant.map(({ from }) => runOf(call, definition, from));
}

const MOST_RUNS = 50;
/** The name of a class, or of one in a module. */
const IS_CLASS = /^(?:\w+\.)*[A-Z]\w*$/;

function passedIn(
  from: CallSite,
  name: string,
  definition: FunctionDefinition,
): { readonly from: CallSite; readonly text: string } | undefined {
  const argument = boundArgument(from.segment, from.args, definition, name);
  return argument.passed === 'value' ? { from, text: textOf(from.segment, argument.node) } : undefined;
}

/** What asks a registry for something that was put into it by a decorator, where the call stands in a method of that; undefined elsewhere. */
function askedOfRegistry(
  call: CallSite,
  called: Pick<FunctionDefinition, 'name' | 'scope'>,
  resolver: Resolver,
): readonly Run[] | undefined {
  const owner: ClassDefinition | FunctionDefinition | undefined =
    called.name === '__init__' ? called.scope.parent?.definition : called.scope.definition;
  const method = methodAround(call.scope);
  const registry = owner && method && registryOf(owner, resolver);
  if (registry?.kept === undefined || method?.owner !== registry.kept.owner) return undefined;
  const { definition } = method;
  const calls = callsEverywhere(definition.name, resolver.moduleOf(definition.site), resolver);
  if (calls === 'searching' || calls.length > MOST_RUNS) return undefined;
  const said = `${registry.kept.object}.${definition.name}`;
  const meant = calls.filter(({ segment, callee, args }) => {
    const [first] = readArguments(segment, args)?.positional ?? [];
    const key = first && stringValue(textOf(segment, first));
    return textOf(segment, callee) === said && (key === undefined || key === registry.key);
  });
  const used = meant.filter((from) => !isInTest(from, resolver));
  const asking = used.length > 0 ? used : meant;
  return asking.length === 0 ? undefined : asking.map((from) => runOf(call, definition, from));
}

function runOf(call: CallSite, definition: FunctionDefinition, from: CallSite): Run {
  return {
    call,
    frames: new Map([[definition.scope, { args: from.args, site: from, frames: NO_FRAMES }]]),
    from,
  };
}
