import { analyze, type Analysis, type DropoutSite, RULES } from '../../../src/python';
import { reprNumber } from '../../../src/torch';

/** Analyses a script. */
export function script(text: string, previous?: Analysis): Analysis {
  return analyze([text], { notebook: false, rules: RULES }, previous);
}

/** Analyses a notebook of these cells. */
export function notebook(...cells: string[]): Analysis {
  return analyze(cells, { notebook: true, rules: RULES });
}

/** A site in a few words: `Dropout 0.5 literal`, `Dropout2d ? parameter drop`. */
export function inWords({ kind, p }: DropoutSite): string {
  return p.known ? `${kind} ${reprNumber(p.number)} ${p.source}` : `${kind} ? ${p.reason} ${p.name}`;
}
