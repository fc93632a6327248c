import type { SyntaxNode } from '@lezer/common';
import { parsePythonNumber, type PythonNumber } from '../../../torch';
import { lineIn, textOf, withoutParentheses } from '../../syntax/nodes';
import type { OwnDropout } from './ownDropout';
import { type StaticNumber, type Step, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type { Segment } from '../../syntax/scopes';
import type { OtherValue, Probability, Reach } from './sites';

/** A place that counts from its segment, wherever that stands. */
export interface LoosePlace {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
}

/** A step whose place is still to be found. */
export interface LooseStep extends LoosePlace {
  readonly text: string;
  readonly line: number;
}

/** Another value of p's parameter, whose place is still to be found. */
export interface LooseValue extends LooseStep {
  readonly code: OtherValue['code'];
}

/** A probability, still without its steps and what is told beside it. */
export interface LooseProbability {
  readonly p: Probability;
  readonly steps: readonly LooseStep[];
  readonly beside: readonly LooseValue[];
  /** The number that p is, where it is this call's alone to change. */
  readonly written: LoosePlace | undefined;
}

/** The steps of most, and what is told beside them: the very same is compared fastest, at each keystroke. */
const NONE: readonly never[] = [];

/** What stands in p's place of a call comes to. */
export function probabilityOf(
  { argument, callable, site, frames }: OwnDropout,
  resolver: Resolver,
): LooseProbability {
  const unpacked =
    argument.passed === 'unpacked'
      ? resolver.numberUnpacked(argument, callable.parameter, site, frames, undefined)
      : undefined;
  if (argument.passed === 'nothing' || unpacked === 'nothing') {
    return only(certain(callable.fallback, 'default'));
  }
  if (unpacked !== undefined) return looseProbability(unpacked, resolver);
  if (argument.passed !== 'value') {
    const reason = argument.passed === 'misfit' && argument.isOfSeveral === true ? 'ambiguous' : 'incomplete';
    return only(unknown(reason, textOf(site.segment, argument.node)));
  }
  const refusesFlags = callable.within === 'recurrent';
  const node = withoutParentheses(argument.node);
  // To PyTorch True is 1, and False is 0.
  if (node.name === 'Boolean' && !refusesFlags) {
    const value = textOf(site.segment, node) === 'True' ? 1 : 0;
    return only(certain({ type: 'int', value }, 'literal'));
  }
  const said = resolver.numberOf(node, site, frames);
  const number = (refusesFlags && !said.known ? said.whereSeveral : undefined) ?? said;
  if (!number.known && isFlag(node, site.segment.text))
    return only(unknown('boolean', textOf(site.segment, node)));
  const written = number.known && refusesFlags ? number.steps.at(-1) : undefined;
  return written?.node.name === 'Boolean'
    ? only(unknown('boolean', written.text))
    : looseProbability(number, resolver);
}

/** What is said in the call itself, or by leaving it out. */
function certain(number: PythonNumber, source: 'default' | 'literal'): Probability {
  const sure = { reach: 'file', steps: NONE, unless: undefined, guessed: false, beside: NONE } as const;
  return { known: true, number, source, ...sure };
}

/** Whether an expression is a truth value, or by its name the mode. */
export function isFlag(expression: SyntaxNode, text: string): boolean {
  const node = withoutParentheses(expression);
  if (node.name === 'Boolean') return true;
  const own = text.slice(node.from, node.to);
  if (node.name === 'UnaryExpression')
    return node.firstChild?.name === 'not' && node.lastChild !== null && isFlag(node.lastChild, text);
  if (node.name === 'VariableName') return /^(?:is_?)?train(?:ing)?$/i.test(own);
  return node.name === 'MemberExpression' && /\.(?:is_?)?training$/.test(own);
}

/** A probability with nothing to tell of where it comes from. */
export function only(p: Probability): LooseProbability {
  return { p, steps: NONE, beside: NONE, written: undefined };
}

function looseProbability(found: StaticNumber, resolver: Resolver): LooseProbability {
  if (!found.known) {
    // What it is in some places only is not told, and hangs on the code's tree.
    const { known, reason, name, values, isGuess } = found;
    return only({ known, reason, name, ...(values && { values }), ...(isGuess && { isGuess }) });
  }
  const { source, unless, guessed, text, written, beside = [] } = found;
  const number = parsePythonNumber(text);
  if (number === undefined) return only(unknown('expression', text));
  const reach = reachOf(found.steps, resolver);
  // A default that a caller replaces, and a setting, are not this call's alone.
  const isOwn = (source === 'literal' || source === 'constant') && written !== undefined && reach === 'file';
  return {
    p: { known: true, number, source, reach, steps: NONE, unless, guessed, beside: NONE },
    steps: source === 'literal' ? NONE : found.steps.map(loose),
    beside: beside.map(({ code, text: own, step }) => ({ code, ...loose({ ...step, text: own }) })),
    written: isOwn ? { segment: written.segment, from: written.node.from, to: written.node.to } : undefined,
  };
}

/** How far from the file itself the way to a number leads. */
function reachOf(steps: readonly Step[], resolver: Resolver): Reach {
  const { own } = resolver;
  const uri = resolver.uriOf(own);
  const others = steps
    .map((step) => resolver.moduleOf(step))
    .filter((module) => module !== own && resolver.uriOf(module) !== uri);
  if (others.length === 0) return 'file';
  const isNear = others.every((module) => folderOf(resolver.uriOf(module)) === folderOf(uri));
  return isNear ? 'directory' : 'workspace';
}

function loose({ segment, node: { from, to }, text }: Step): LooseStep {
  return { segment, text, from, to, line: lineIn(segment, from) };
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
