import { textOf } from '../../syntax/nodes';
import type { FunctionDefinition } from '../../syntax/scopes';

/** What a function computes that drops whole samples of its input, and scales the others. */
export interface Computation {
  /** What gives the probability to drop: `drop_prob`, `self.drop_prob`. */
  readonly probability: string;
  /** What says whether it drops at all: `training`, `self.training`. */
  readonly gate: string;
  /** Whether it draws by something else than `bernoulli_`, so that the same seed gives others. */
  readonly drawsOtherwise: boolean;
  /** Whether it can draw once for the whole batch, if its parameter `mode` says so. */
  readonly hasMode: boolean;
}

const known = new WeakMap<FunctionDefinition, Computation | undefined>();

/**
 * Whether a function is stochastic depth: it draws a number for each sample of its input, that is of the shape
 * (N, 1, …), keeps with 1 − p, and returns the input times that, divided by 1 − p. Known by the words with which that is
 * written, whatever the names are.
 */
export function computationOf(definition: FunctionDefinition): Computation | undefined {
  if (!known.has(definition)) known.set(definition, read(codeOf(definition)));
  return known.get(definition);
}

/** A function's text without comments, texts and white space that says nothing. */
function codeOf({ node, site: { segment } }: FunctionDefinition): string {
  return textOf(segment, node)
    .replace(/("""|''')[\s\S]*?\1/g, '')
    .replace(/#[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([()[\],+*\-=<>.:/]) ?/g, '$1');
}

/** Longer functions do other things, too. */
const LONGEST = 2000;

function read(code: string): Computation | undefined {
  if (code.length > LONGEST || !/bernoulli|rand\(/.test(code)) return undefined;
  const input = inputOf(code);
  const probability = /\b1(?:\.0?)?-((?:self\.)?[a-z_]\w*)/i.exec(code)?.[1];
  const gate = /\b(?:not |if )((?:self\.)?(?:is_)?train(?:ing)?)\b/.exec(code)?.[1];
  if (input === undefined || probability === undefined || gate === undefined) return undefined;
  const keep = new RegExp(`(\\w+)=1(?:\\.0?)?-${escaped(probability)}`).exec(code)?.[1];
  const kept = `(?:${keep === undefined ? '' : `${keep}|`}\\(?1(?:\\.0?)?-${escaped(probability)}\\)?)`;
  const isDrawn = new RegExp(`\\.bernoulli_\\((?:p=)?${kept}\\)`).test(code);
  // `keep + rand` is 1 or more with the probability to keep.
  const isRand =
    /torch\.rand\(/.test(code) &&
    (/floor/.test(code) || new RegExp(`(?:<${kept}|>=?${escaped(probability)})`).test(code));
  if (!isDrawn && !isRand) return undefined;
  const isScaled = new RegExp(`(?:/|div_?\\()${kept}`).test(code);
  const isMultiplied = new RegExp(
    `\\b${input}(?:/${kept}|\\.div\\(${kept}\\))?\\)?\\*|\\*${input}\\b|\\b${input}\\.mul_?\\(`,
  ).test(code);
  if (!isScaled || !isMultiplied) return undefined;
  return { probability, gate, drawsOtherwise: !isDrawn, hasMode: /\bmode==["']row["']/.test(code) };
}

/** The input whose number of samples is the first of the dimensions that are drawn, of which the others are 1. */
function inputOf(code: string): string | undefined {
  const counts = String.raw`(\w+)\.(?:shape\[0\]|size\(0\)|size\(\)\[0\])`;
  const named = new RegExp(String.raw`(\w+)=${counts}`).exec(code);
  const first = named === null ? counts : `(?:${counts}|(?:${named[1] ?? ''}))`;
  const ones = String.raw`(?:\(${first},\)\+\(1,\)\*|\[${first}\]\+\[1\]\*|[([]${first}(?:,1)+(?=[,)\]]))`;
  const found = new RegExp(ones).exec(code);
  if (found === null) return undefined;
  return found.slice(1).find((one) => one !== undefined) ?? named?.[2];
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}
