import * as l10n from '@vscode/l10n';
import type { AskedCall, CodePlace, OtherValue, ProvenanceStep } from '../protocol/reading';
import { isOthersCell, placeText } from '../wording';
import { valueText } from './texts';

/** A part of the way from a call back to where its p is written, with the place that it leads to. */
export interface Milestone {
  readonly text: string;
  readonly target: { readonly uri: string; readonly cell?: number; readonly line: number };
}

/**
 * The way to p's number, from its use to the place where it is written: `config.hidden_dropout_prob`, `config.py:12`.
 * Empty where the number stands in the call itself.
 */
export function milestones(asked: AskedCall): readonly Milestone[] {
  const { p, cell } = asked.site;
  if (!p.known || p.steps.length === 0) return [];
  // `p = 0.5 ← p` would say nothing.
  const steps = p.steps.slice(0, -1).filter(({ text }) => text !== 'p');
  const texts = steps.map((step) => ({ text: shortened(step), target: targetOf(asked, step.place) }));
  const last = p.steps.at(-1);
  if (last === undefined) return [];
  return [...texts, { text: placeText(last.place, cell), target: targetOf(asked, last.place) }];
}

/** The first and the last milestone, and that there are some between. */
export function shortWay(way: readonly Milestone[]): string {
  const texts = way.map(({ text }) => text);
  const [first = '', ...rest] = texts;
  const last = rest.at(-1);
  if (last === undefined) return texts.length === 0 ? '' : ` ← ${first}`;
  return rest.length === 1 ? ` ← ${first} ← ${last}` : ` ← ${first} ← … ← ${last}`;
}

/** Where a guess is written: ` guessed from settings.py:8`. */
export function guessedFrom(way: readonly Milestone[]): string {
  const place = way.at(-1)?.text;
  return place === undefined ? '' : ` ${l10n.t('guessed from {0}', place)}`;
}

/** The other values of the parameter from which p comes, each with its place: `0.3 (line 12)`. */
export function valuesBeside(asked: AskedCall, wanted: OtherValue['code']): readonly Milestone[] {
  const { p, cell } = asked.site;
  const beside = p.known ? p.beside.filter(({ code }) => code === wanted) : [];
  return beside.map((one) => ({
    text: `${valueText(one)} (${placeText(one.place, cell)})`,
    target: targetOf(asked, one.place),
  }));
}

/** Longer expressions would hide the rest of the way. */
const LONGEST = 40;

function shortened({ text }: ProvenanceStep): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function targetOf(asked: AskedCall, place: CodePlace): Milestone['target'] {
  const { uri, cell, line } = place;
  return { uri: uri ?? asked.cells[cell] ?? asked.uri, line, ...(isOthersCell(place) && { cell }) };
}
