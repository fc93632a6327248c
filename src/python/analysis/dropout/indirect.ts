import { type PassedArgument, argumentFor } from '../../syntax/arguments';
import { type CallSite, type Segment, type Site } from '../../syntax/scopes';
import { once } from '../../syntax/byKey';
import { textOf } from '../../syntax/nodes';
import { NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type BoundBefore, dropoutMeant, isRecurrentBy, passedBefore, RECURRENT } from './dropoutMeant';
import type { OwnDropout } from './ownDropout';

/** What a call drops whose callee only stands for one of torch's names: `partial(nn.Dropout, 0.1)`, `layer=nn.Dropout`. */
export function indirectDropout(call: CallSite, resolver: Resolver): OwnDropout | undefined {
  const found = promises(call) ? dropoutMeant(call.callee, call, resolver) : undefined;
  if (found === undefined) return undefined;
  const { isAssumed } = found;
  const isMeant =
    isAssumed === undefined || isRecurrentBy(textOf(call.segment, call.args), isAssumed === 'named');
  if (!isMeant) return undefined;
  const { argument, site } = passedTo(call, found, found.callable.parameter);
  return { ...found, argument, made: call, site, frames: NO_FRAMES };
}

/** Whether a callee is worth being followed: a plain name, or one that speaks of dropping. */
function promises(call: CallSite): boolean {
  const { callee, segment } = call;
  if (callee.name === 'VariableName') return true;
  // `getattr(nn, name)`
  if (callee.name === 'CallExpression' && textOf(segment, callee).startsWith('getattr(')) return true;
  const isItem = callee.name === 'MemberExpression' && callee.lastChild?.name !== 'PropertyName';
  if (isItem && callee.firstChild?.name === 'VariableName') return true;
  if (isRecurrentByName(call)) return true;
  return /drop/i.test(isItem ? textOf(segment, callee) : call.name);
}

/** Whether what a path names may be a recurrent layer by its name, or by what it is given: `self.rnn_cell(n, n, 2, dropout=p)`, `self.unit(n, n, num_layers=2, dropout=p)`. */
export function isRecurrentByName({ name, segment, args }: CallSite): boolean {
  const isNamed = RECURRENT.test(name);
  return (isNamed || mayGiveLayers(segment)) && isRecurrentBy(textOf(segment, args), isNamed);
}

/** Every call is asked for what it is given, and few texts speak of layers. */
const mayGiveLayers = once(({ text }: Segment) => text.includes('num_layers'));

/** What a call passes for a parameter, or the `partial` that it calls, and where that is evaluated. */
export function passedTo(
  call: CallSite,
  { callable, before, befores }: Pick<OwnDropout, 'callable' | 'before' | 'befores'>,
  parameter: string,
): { readonly argument: PassedArgument; readonly site: Site } {
  const argument = argumentFor(call.segment, call.args, callable.parameters, parameter);
  if (argument.passed !== 'nothing') return { argument, site: call };
  if (befores !== undefined && !areSame(befores, parameter))
    return { argument: { passed: 'misfit', node: call.callee, isOfSeveral: true }, site: call };
  if (before === undefined) return { argument, site: call };
  const earlier = passedBefore(before, parameter);
  return earlier.passed === 'nothing' ? { argument, site: call } : { argument: earlier, site: before.site };
}

/** Whether several were given the same for a parameter: nothing, or a number, text or truth value in the same words. */
function areSame(befores: readonly (BoundBefore | undefined)[], parameter: string): boolean {
  const given = befores.map((one) => {
    const argument = one && passedBefore(one, parameter);
    if (one === undefined || argument === undefined || argument.passed === 'nothing') return 'nothing';
    return /^(?:Number|Boolean|String|None)$/.test(argument.node.name)
      ? textOf(one.site.segment, argument.node)
      : argument.node;
  });
  return given.every((one) => one === given[0]);
}
