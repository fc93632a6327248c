import { boundArgument } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { CallSite, FunctionDefinition } from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { callsEverywhere } from './callsIn';

/** A call, and what runs the functions around it. */
export interface Run {
  readonly call: CallSite;
  readonly frames: Frames;
  /** Where that which tells something of it stands: the call itself, or what runs the function around it. */
  readonly from: CallSite;
}

/**
 * How a call is run that calls what the function around it is given: `def build(net, *args): return net(*args)`, and `build(Net, 8, 0.1)`. What
 * others give it is another one's.
 *
 * @param called the name of what is called, by which those pass it that mean it
 */
export function runsOf(call: CallSite, called: string, resolver: Resolver): readonly Run[] {
  const itself = [{ call, frames: NO_FRAMES, from: call }];
  const { callee, segment } = call;
  if (callee.name !== 'VariableName') return itself;
  const [binding, ...others] = resolver.bindingsOf(textOf(segment, callee), call);
  if (binding?.kind.type !== 'parameter' || others.length > 0) return itself;
  const { parameter, definition } = binding.kind;
  if (definition.name === '__init__' || definition.name === '') return itself;
  const calls = callsEverywhere(definition.name, resolver.moduleOf(definition.site), resolver);
  if (calls === 'searching' || calls.length > MOST_RUNS) return itself;
  const passing = calls.flatMap((one) => passedIn(one, parameter.name, definition) ?? []);
  const meant = passing.filter(({ text }) => text === called || text.endsWith(`.${called}`));
  // One that passes on what it is given itself may pass anything.
  if (meant.length === 0 || !passing.every(({ text }) => IS_CLASS.test(text))) return itself;
  return meant.map(({ from }) => ({
    call,
    frames: new Map([[definition.scope, { args: from.args, site: from, frames: NO_FRAMES }]]),
    from,
  }));
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
