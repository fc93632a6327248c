import { readFileSync } from 'node:fs';
import { trace } from './traces';

/* Programs at the borders of what replay knows, with what Python and PyTorch show; see soundness.json. */

/** What one cell really shows. */
export interface TrueOutput {
  readonly text: string;
  /** The exception that ends the cell. */
  readonly error: string | null;
}

/** A program with its true outputs, cell by cell. */
export interface BorderProgram {
  /** What it is about. */
  readonly source: string;
  readonly cells: readonly string[];
  readonly outputs: readonly TrueOutput[];
}

/** What replay's claims about a program are worth. */
export interface Judgement {
  /** Exact values that Python does not show, in words. */
  readonly contradicted: readonly string[];
  /** Cells of which all is called exact, though Python shows more. */
  readonly cutShort: readonly string[];
  /** How many values are called exact, rightly. */
  readonly right: number;
  readonly values: number;
}

/** The programs of a golden file of this folder. */
export function borderPrograms(name: string): readonly BorderProgram[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly programs: readonly BorderProgram[] }).programs;
}

/** Compares what replay claims of a program with the truth. */
export function judge({ cells, outputs }: BorderProgram): Judgement {
  const { values, forms } = trace(cells, { notebook: true });
  const contradicted: string[] = [];
  const cutShort: string[] = [];
  let right = 0;
  for (const [cell, { text: truth }] of outputs.entries()) {
    let at = 0;
    let all = '';
    let allExact = true;
    for (const [i, value] of values.entries()) {
      if (value.cell !== cell) continue;
      const text = forms[i] === 'unended' ? value.text : `${value.text}\n`;
      all += text;
      if (!value.exact) {
        allExact = false;
        continue;
      }
      // Behind something inexact it may stand at the start of any line; else where the last one ended.
      const found = allExact ? (truth.startsWith(text, at) ? at : -1) : lineFrom(truth, text, at);
      if (found < 0) contradicted.push(`cell ${cell + 1}, line ${value.line + 1}: ${text}`);
      else {
        at = found + text.length;
        right++;
      }
    }
    if (allExact && all !== truth) cutShort.push(`cell ${cell + 1}: ${all} instead of ${truth}`);
  }
  return { contradicted, cutShort, right, values: values.length };
}

function lineFrom(truth: string, text: string, from: number): number {
  for (let at = truth.indexOf(text, from); at >= 0; at = truth.indexOf(text, at + 1))
    if (at === 0 || at === from || truth[at - 1] === '\n') return at;
  return -1;
}
