import { type PassedArgument, argumentFor } from '../../syntax/arguments';
import { textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import type { CallSite } from '../../syntax/scopes';
import { madeAnew } from './fresh';
import { hiddenIn } from './hidden';
import { isGuarded, isMode, isZeroOutsideTraining, switchAround } from './mode';
import type { Probability, Verdict, VerdictReason } from './sites';
import type { DropoutCallable } from '../names/torchNames';
import { isGivenBy } from './given';

/** Whether `eval()` on the model silences a call, and why. */
export function verdictOf(
  call: CallSite,
  callable: DropoutCallable,
  p: Probability,
  isIdle: boolean,
  resolver: Resolver,
): Verdict {
  const isZero = p.known && p.number.value === 0 && p.unless === undefined && !p.guessed;
  if (isIdle || isZero) return verdict('yes', 'nothing');
  if (callable.form === 'module') return verdictOfLayer(call, resolver);
  if (isGuarded(call, call.node, resolver)) return verdict('yes', 'guarded');
  const found = verdictOfFunction(call, callable, p, resolver);
  if (found.silenced !== 'no') return found;
  const flag = switchAround(call, call.node);
  return flag === undefined ? found : verdict('depends', 'expression', flag);
}

function verdictOfFunction(
  call: CallSite,
  callable: DropoutCallable,
  p: Probability,
  resolver: Resolver,
): Verdict {
  const argumentOf = (name: string): PassedArgument =>
    argumentFor(call.segment, call.args, callable.parameters, name);
  const argument = argumentOf(callable.parameter);
  if (callable.trainingDefault === 'none') return verdictOfProbability(call, argument, resolver);
  const training = argumentOf('training');
  const text = training.passed === 'nothing' ? '' : textOf(call.segment, training.node);
  const isOn = training.passed === 'nothing' ? callable.trainingDefault === true : text === 'True';
  if (isOn) {
    if (argument.passed === 'value' && isZeroOutsideTraining(argument.node, call, resolver))
      return verdict('yes', 'probability', textOf(call.segment, argument.node));
    // A helper that is given its p may be given 0 outside training.
    if (!p.known && p.reason === 'parameter') return verdict('depends', 'expression', p.name);
    if (
      p.known &&
      !p.guessed &&
      p.number.value === 0 &&
      argument.passed === 'value' &&
      isGivenBy(argument.node, call, resolver)
    )
      return verdict('depends', 'expression', textOf(call.segment, argument.node));
    return verdict('no', text === '' ? 'omitted' : 'always');
  }
  if (training.passed === 'nothing' || text === 'False') return verdict('yes', 'off');
  if (training.passed !== 'value') return verdict('depends', 'expression', text);
  return isMode(training.node, call, resolver)
    ? verdict('yes', 'argument', text)
    : verdict('depends', 'expression', text);
}

function verdict(silenced: Verdict['silenced'], reason: VerdictReason, on = ''): Verdict {
  return { silenced, reason, on };
}

function verdictOfLayer(call: CallSite, resolver: Resolver): Verdict {
  const mode = madeAnew(call, resolver);
  if (mode !== undefined) {
    if (mode.set !== undefined) return verdict('yes', 'argument', mode.set);
    return isGuarded(call, call.node, resolver) ? verdict('yes', 'guarded') : verdict('no', 'fresh');
  }
  const hidden = hiddenIn(call, resolver);
  return hidden === undefined ? verdict('yes', 'layer') : verdict(hidden.silenced, 'hidden', hidden.on);
}

/** Attention as a function has no training argument: its p must be 0 outside training. */
function verdictOfProbability(call: CallSite, argument: PassedArgument, resolver: Resolver): Verdict {
  if (argument.passed === 'nothing') return verdict('yes', 'nothing');
  const text = textOf(call.segment, argument.node);
  if (argument.passed !== 'value') return verdict('depends', 'expression', text);
  if (isZeroOutsideTraining(argument.node, call, resolver)) return verdict('yes', 'probability', text);
  const node = withoutParentheses(argument.node);
  // A helper passes on what it is given: whoever calls it decides.
  const isOpen = node.name === 'ConditionalExpression' || isGivenBy(node, call, resolver);
  return isOpen ? verdict('depends', 'expression', text) : verdict('no', 'unguarded', text);
}
