import { textOf } from './cell';
import { numberOf } from './evaluate';
import type { Module, Place } from './module';
import type { OwnDropout } from './ownClasses';
import { numberOfText, type Reading, unknown } from './reading';
import type { Resolver } from './resolve';
import type { NodeRef } from './scopes';
import type { Segment } from './segment';
import type { Probability, ProvenanceStep } from './sites';
import { lineAt, lineStarts } from './sourceText';

/** A step whose place counts from its segment, wherever that stands. */
interface LooseStep {
  readonly segment: Segment;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

type Known = Extract<Probability, { known: true }>;

/** A probability whose steps are still to be placed. */
export type LooseProbability =
  | (Omit<Known, 'steps'> & { readonly steps: readonly LooseStep[]; readonly written: NodeRef | undefined })
  | Extract<Probability, { known: false }>;

/** What stands in p's place of a call comes to. */
export function probabilityOf(
  { argument, callable, site, frames }: OwnDropout,
  resolver: Resolver,
): LooseProbability {
  if (argument.passed === 'nothing') {
    const number = callable.fallback;
    return {
      known: true,
      number,
      source: 'default',
      reach: 'file',
      steps: [],
      unless: undefined,
      written: undefined,
    };
  }
  if (argument.passed !== 'value') {
    const reason = argument.passed === 'unpacked' ? 'unpacked' : 'incomplete';
    return unknown(reason, textOf(site.segment, argument.node));
  }
  return looseProbability(numberOf(argument.node, site, resolver, frames), resolver);
}

function looseProbability(reading: Reading, resolver: Resolver): LooseProbability {
  if (!reading.known) return reading;
  const { source, unless, text } = reading;
  const number = numberOfText(text);
  if (number === undefined) return unknown('expression', text);
  const steps = source === 'literal' ? [] : reading.steps.map(loose);
  const uris = reading.steps.map((step) => resolver.uriOf(resolver.moduleOf(step)));
  const own = resolver.uriOf(resolver.own);
  const reach = uris.every((uri) => uri === own)
    ? 'file'
    : uris.every((uri) => folderOf(uri) === folderOf(own))
      ? 'directory'
      : 'workspace';
  // A default that a caller replaces, and a setting, are not this call's alone.
  const written = source === 'literal' || source === 'constant' ? reading.written : undefined;
  return { known: true, number, source, reach, steps, unless, written };
}

function loose({
  segment,
  node: { from, to },
  text,
}: Extract<Reading, { known: true }>['steps'][number]): LooseStep {
  return { segment, text, from, to, line: lineAt(lineStarts(segment.text), from) };
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/**
 * Puts a probability's steps into their places.
 *
 * @param own the segment of the call, most steps' own, and its place
 * @param moduleOf the other file that a segment is part of, if any
 */
export function placedProbability(
  p: LooseProbability,
  own: { readonly segment: Segment; readonly place: Omit<Place, 'at'> },
  module: Module,
  otherModule: (segment: Segment) => Module | undefined,
): Probability {
  if (!p.known) return p;
  const { number, source, reach, unless } = p;
  if (p.steps.length === 0) return { known: true, number, source, reach, unless, steps: NO_STEPS };
  const steps = p.steps.map(({ segment, text, from, to, line }): ProvenanceStep => {
    const other = segment === own.segment ? undefined : otherModule(segment);
    const place = segment === own.segment ? own.place : (other ?? module).placeOf(segment);
    const { cell = 0, start = 0, line: first = 0 } = place ?? {};
    return { text, place: { uri: other?.uri, cell, from: from + start, to: to + start, line: line + first } };
  });
  return { known: true, number, source, reach, unless, steps };
}

const NO_STEPS: readonly ProvenanceStep[] = [];
