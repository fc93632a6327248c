import type { SyntaxNode } from '@lezer/common';
import { remembered } from '../../syntax/byKey';
import { childrenOf, textOf, withoutParentheses } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { Environment } from '../provenance/environment';
import { truthOf } from '../provenance/truth';
import type { CallSite, Site } from '../../syntax/scopes';
import type { PassedArgument } from '../../syntax/arguments';
import { madeAnew } from './madeAnew';
import { hiddenIn } from './hidden';
import { passedTo } from './indirect';
import { modeOfCallers } from './modeOfCallers';
import { keptHidden } from './unreached';
import { isGuarded, isMode, isOnInAnyMode, isZeroOutsideTraining, switchAround } from './mode';
import type { OwnDropout } from './ownDropout';
import { overriddenMode } from './overrides';
import type { Probability, Verdict, VerdictReason } from './sites';
import { isChosen, isGivenBy, isKeptByItself, isSameForCallers } from './decidedByCaller';

/** Whether `eval()` on the model silences a call, and why. */
export function verdictOf(
  call: CallSite,
  found: OwnDropout,
  p: Probability,
  isIdle: boolean,
  resolver: Resolver,
): Verdict {
  const isZero = p.known && p.number.value === 0 && p.unless === undefined && !p.guessed;
  if (isIdle || isZero) return verdict('yes', 'nothing');
  const { callable } = found;
  const own =
    callable.form === 'module' ? verdictOfLayer(call, resolver) : verdictOfUse(call, found, p, resolver);
  return hangsOnMode(own) ? reached(own, call, found, resolver) : own;
}

/** What holds of most of a kind, until it is known which of them it is. */
export function verdictAtFirst({ callable: { form }, name }: OwnDropout): Verdict {
  return form === 'module' ? verdict('yes', 'layer') : verdict('depends', 'expression', name);
}

/** Whether `eval()` silences a call by the mode of the module around it. */
function hangsOnMode({ silenced, reason }: Verdict): boolean {
  return silenced === 'yes' && reason !== 'off' && reason !== 'nothing';
}

/** What is left of that where `eval()` on the model may not reach that module, or does something else there. */
function reached(own: Verdict, call: CallSite, found: OwnDropout, resolver: Resolver): Verdict {
  const override = found.staysOn ?? overriddenMode(call, found.callable.form, resolver);
  if (override !== undefined)
    return override.isSure
      ? verdict('no', 'overridden', override.on)
      : verdict('depends', 'expression', override.on);
  const hidden = keptHidden(call, resolver);
  if (hidden === undefined) return own;
  if (hidden.anew === 'all') return verdict('no', 'fresh');
  return verdict('depends', hidden.anew === undefined ? 'kept' : 'expression', hidden.on);
}

function verdictOfUse(call: CallSite, found: OwnDropout, p: Probability, resolver: Resolver): Verdict {
  if (isGuarded(call, call.node, resolver)) return verdict('yes', 'guarded');
  const own = verdictOfFunction(call, found, p, resolver);
  if (own.silenced === 'yes') return own;
  const flag = own.silenced === 'no' ? switchAround(call, call.node) : undefined;
  const above = modeOfCallers(call, resolver);
  if (above === 'training') return verdict('yes', 'guarded');
  const on = flag ?? above?.flag;
  return on === undefined || own.silenced !== 'no' ? own : verdict('depends', 'expression', on);
}

function verdictOfFunction(call: CallSite, found: OwnDropout, p: Probability, resolver: Resolver): Verdict {
  const { callable } = found;
  const { argument, site } = passedTo(call, found, callable.parameter);
  if (callable.trainingDefault === 'none') return verdictOfProbability(argument, site, resolver);
  const { argument: training, site: at } = passedTo(call, found, callable.trainingParameter ?? 'training');
  const text = training.passed === 'nothing' ? '' : textOf(at.segment, training.node);
  const isOn = training.passed === 'nothing' ? callable.trainingDefault === true : text === 'True';
  if (isOn) {
    if (argument.passed === 'value' && isZeroOutsideTraining(argument.node, site, resolver))
      return verdict('yes', 'probability', textOf(site.segment, argument.node));
    if (argument.passed === 'value' && isChosen(argument.node, site, resolver))
      return verdict('depends', 'expression', textOf(site.segment, argument.node));
    // A helper that is given its p may be given 0 outside training.
    const isKept = argument.passed === 'value' && isKeptByItself(argument.node, site, resolver);
    if (!p.known && p.reason === 'parameter' && !isKept) return verdict('depends', 'expression', p.name);
    if (
      p.known &&
      !p.guessed &&
      p.number.value === 0 &&
      argument.passed === 'value' &&
      isGivenBy(argument.node, site, resolver) &&
      !isSameForCallers(argument.node, site, resolver)
    )
      return verdict('depends', 'expression', textOf(site.segment, argument.node));
    return verdict('no', text === '' ? 'omitted' : 'always');
  }
  if (training.passed === 'nothing' || text === 'False') return verdict('yes', 'off');
  if (training.passed !== 'value') return verdict('depends', 'expression', text);
  if (isOnInAnyMode(training.node, at, resolver)) return verdict('no', 'always');
  return isMode(training.node, at, resolver)
    ? verdict('yes', 'argument', text)
    : verdict('depends', 'expression', text);
}

/** The verdicts that name nothing, one object each: at each keystroke they are compared, which is fastest of the very same. */
const plain = new Map<string, Verdict>();

function verdict(silenced: Verdict['silenced'], reason: VerdictReason, on = ''): Verdict {
  if (on !== '') return { silenced, reason, on };
  return remembered(plain, `${silenced} ${reason}`, () => ({ silenced, reason, on }));
}

function verdictOfLayer(call: CallSite, resolver: Resolver): Verdict {
  const mode = madeAnew(call, resolver);
  if (mode !== undefined) {
    if (mode.set !== undefined) return verdict('yes', 'argument', mode.set);
    if (mode.keptBy !== undefined) return verdict('depends', 'expression', mode.keptBy);
    return isGuarded(call, call.node, resolver) ? verdict('yes', 'guarded') : verdict('no', 'fresh');
  }
  const hidden = hiddenIn(call, resolver);
  return hidden === undefined ? verdict('yes', 'layer') : verdict(hidden.silenced, 'hidden', hidden.on);
}

/** Attention as a function has no training argument: its p must be 0 outside training. */
function verdictOfProbability(argument: PassedArgument, site: Site, resolver: Resolver): Verdict {
  if (argument.passed === 'nothing') return verdict('yes', 'nothing');
  const text = textOf(site.segment, argument.node);
  if (argument.passed !== 'value') return verdict('depends', 'expression', text);
  if (isZeroOutsideTraining(argument.node, site, resolver)) return verdict('yes', 'probability', text);
  const node = takenByKind(withoutParentheses(argument.node), site, resolver);
  // A helper passes on what it is given: whoever calls it decides. And nothing is said for sure of what was too much to look into.
  // And of two that are no numbers either may be 0.
  const isEither =
    node.name === 'ConditionalExpression' && node.getChild('Number') === null && !isSameOfAnyKind(node, site);
  const isOpen =
    isEither || !resolver.hasBudget() || isChosen(node, site, resolver) || isGivenBy(node, site, resolver);
  return isOpen ? verdict('depends', 'expression', text) : verdict('no', 'unguarded', text);
}

/** The branch of `self.drop.p if isinstance(self.drop, nn.Dropout) else 0.0` that is surely taken by what an attribute is, or else all of it. */
function takenByKind(node: SyntaxNode, site: Site, resolver: Resolver): SyntaxNode {
  const { test, yes, no } = askedForKind(node, site) ?? {};
  const truth = test && truthOf(test, new Environment(site, resolver));
  if (yes === undefined || no === undefined || truth === undefined || truth.unless !== undefined) return node;
  return withoutParentheses(truth.holds ? yes : no);
}

/** Whether both branches are what is asked for its kind, or of it: `self.drop.p if isinstance(self.drop, nn.Dropout) else self.drop`. */
function isSameOfAnyKind(node: SyntaxNode, site: Site): boolean {
  const { test, yes, no } = askedForKind(node, site) ?? {};
  const asked = test?.getChild('ArgList')?.getChild('MemberExpression');
  if (!asked || yes === undefined || no === undefined) return false;
  const name = textOf(site.segment, asked);
  return [yes, no].every((branch) => {
    const text = textOf(site.segment, branch);
    return text === name || (branch.name === 'MemberExpression' && text.startsWith(`${name}.`));
  });
}

/** What stands in a conditional expression that asks of which kind something is. */
function askedForKind(
  node: SyntaxNode,
  { segment }: Site,
): { readonly test: SyntaxNode; readonly yes: SyntaxNode; readonly no: SyntaxNode } | undefined {
  const [yes, , test, , no] = node.name === 'ConditionalExpression' ? childrenOf(node) : [];
  const isAsked = test !== undefined && textOf(segment, test).startsWith('isinstance(');
  return isAsked && yes !== undefined && no !== undefined ? { test, yes, no } : undefined;
}
