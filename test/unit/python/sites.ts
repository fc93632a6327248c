import { analyze, type Analysis, type DropoutSite, Files, RULES } from '../../../src/python';
import { reprNumber } from '../../../src/torch';

/** Analyses a script. */
export function script(text: string, previous?: Analysis): Analysis {
  return analyze([text], { notebook: false, rules: RULES }, previous);
}

/** Analyses a notebook of these cells. */
export function notebook(...cells: string[]): Analysis {
  return notebookAfter(undefined, cells);
}

/** Analyses a notebook that had other cells before. */
export function notebookAfter(previous: Analysis | undefined, cells: readonly string[]): Analysis {
  return analyze(cells, { notebook: true, rules: RULES }, previous);
}

/** A site in a few words: `Dropout 0.5 literal`, `Dropout2d ? parameter drop`. */
export function inWords({ kind, p }: DropoutSite): string {
  return p.known ? `${kind} ${reprNumber(p.number)} ${p.source}` : `${kind} ? ${p.reason} ${p.name}`;
}

export const MAIN = 'file:///work/pkg/model.py';

/** Analyses a script that stands among other files, by their paths below `/work`. */
export function among(
  others: Readonly<Record<string, string>>,
  code: string,
  uri = MAIN,
): readonly DropoutSite[] {
  const texts = new Map(Object.entries(others).map(([path, text]) => [`file:///work/${path}`, text]));
  texts.set(uri, code);
  const files = new Files(texts.keys());
  const options = { notebook: false, uri, files };
  let analysis = analyze([code], options);
  for (let wanted = files.takeWanted(); wanted.length > 0; wanted = files.takeWanted()) {
    for (const other of wanted) files.set(other, texts.get(other));
    analysis = analyze([code], options, analysis);
  }
  return analysis.sites;
}
