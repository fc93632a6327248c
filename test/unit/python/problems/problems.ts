import { analyze, type Problem, RULES } from '../../../../src/python';

export const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

/** The problems of a script, or of a notebook of several cells. */
export function problemsIn(...cells: string[]): readonly Problem[] {
  return analyze(cells, { notebook: cells.length > 1, rules: RULES }).problems;
}

/** A text as a fix leaves it. */
export function mended(text: string, edits: readonly { from: number; to: number; text: string }[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);
}
