import { parsePythonNumber } from '../../../torch';
import { lineIn, textOf } from '../../syntax/nodes';
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
    const number = callable.fallback;
    return only({
      known: true,
      number,
      source: 'default',
      reach: 'file',
      steps: NONE,
      unless: undefined,
      guessed: false,
      beside: NONE,
    });
  }
  if (unpacked !== undefined) return looseProbability(unpacked, resolver);
  if (argument.passed !== 'value') return only(unknown('incomplete', textOf(site.segment, argument.node)));
  const said = resolver.numberOf(argument.node, site, frames);
  const several = callable.within === 'recurrent' && !said.known ? said.whereSeveral : undefined;
  const number = several ?? said;
  const written = number.known ? number.steps.at(-1) : undefined;
  // A truth value in p's own place is a mistake even where it is False, and a recurrent layer refuses it.
  const isOdd = callable.within === 'recurrent' || written?.node.from === argument.node.from;
  return written?.node.name === 'Boolean' && isOdd
    ? only(unknown('boolean', written.text))
    : looseProbability(number, resolver);
}

function only(p: Probability): LooseProbability {
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
