import { once } from '../../syntax/byKey';
import { textOf } from '../../syntax/nodes';
import type { FunctionDefinition } from '../../syntax/scopes';
import type { TextRange } from '../../../text';

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

/**
 * Whether a function is stochastic depth: it draws a number for each sample of its input, that is of the shape
 * (N, 1, …), keeps with 1 − p, and returns the input times that, divided by 1 − p. Known by the words with which that is
 * written, whatever the names are.
 */
export const computationOf = once((definition: FunctionDefinition): Computation | undefined =>
  mayBe(definition) ? read(codeOf(definition)) : undefined,
);

/** Longer functions do other things, too. */
const LONGEST = 5000;

/** Most functions are none: they are told apart before they are looked at. */
function mayBe({ node, site: { segment } }: FunctionDefinition): boolean {
  if (node.to - node.from > LONGEST) return false;
  const text = textOf(segment, node);
  return text.includes('ernoulli') || text.includes('rand(');
}

/** A function's text without comments, what stands for itself, and white space that says nothing. */
export function codeOf({ node, site: { segment } }: FunctionDefinition): string {
  const left: string[] = [];
  let at = node.from;
  const leaveOut = ({ from, to }: TextRange): void => {
    left.push(segment.text.slice(at, from));
    at = to;
  };
  node.cursor().iterate((child) => {
    if (child.name === 'Comment') leaveOut(child);
    if (child.name !== 'ExpressionStatement' || child.node.firstChild?.name !== 'String') return true;
    leaveOut(child);
    return false;
  });
  left.push(segment.text.slice(at, node.to));
  return left
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ ?([([,+*\-=<>.:/]) ?/g, '$1')
    .replace(/ ([)\]])/g, '$1');
}

function read(code: string): Computation | undefined {
  const input = inputIn(code);
  const probability = /\b1(?:\.0?)?-((?:self\.)?[A-Za-z_]\w*)/.exec(code)?.[1];
  const gate = /\b(?:not |if )((?:self\.)?(?:is_)?train(?:ing)?)\b/.exec(code)?.[1];
  if (input === undefined || probability === undefined || gate === undefined) return undefined;
  const plain = inPlainNames(code, input, probability);
  if (!/\b(?:SHAPE|CHANCES)\b/.test(plain)) return undefined;
  const has = (...parts: string[]): boolean => parts.some((part) => plain.includes(part));
  const isDrawnInPlace = has('.bernoulli_(KEEP)', '.bernoulli_(p=KEEP)');
  const isDrawn =
    isDrawnInPlace || has('bernoulli(CHANCES', 'CHANCES.bernoulli()', 'DISTRIBUTION.sample(SHAPE');
  // `keep + rand` is 1 or more with the probability to keep.
  const isRand =
    has('torch.rand(') &&
    (has('floor', '<KEEP', '<=KEEP', '>DROP', '>=DROP') ||
      /\b(?:DROP<=?|KEEP>=?)(?:DRAWN\b|torch\.rand\()/.test(plain));
  const isScaled = has('/KEEP', 'div(KEEP', 'div_(KEEP');
  const isMultiplied = has(
    ...['INPUT*', '*INPUT', 'INPUT.mul', 'INPUT/KEEP*', 'INPUT/KEEP)*', 'INPUT.div(KEEP)*'],
  );
  if (!(isDrawn || isRand) || !isScaled || !isMultiplied) return undefined;
  return { probability, gate, drawsOtherwise: !isDrawnInPlace, hasMode: /\bmode==["']row["']/.test(plain) };
}

interface Input {
  readonly name: string;
  /** The dimension along which its samples lie. */
  readonly dimension: '0' | '1';
}

/**
 * What a function counts the samples of. A mask of (1, N, 1) drops samples where time comes first, and channels elsewhere:
 * there the function says by its name which of them it means.
 */
function inputIn(code: string): Input | undefined {
  const name = /\b(\w+)\.(?:shape\[0\]|size\(0\))/.exec(code)?.[1];
  if (name !== undefined) return { name, dimension: '0' };
  const second = /^def (?:drop_?path|stochastic_?depth)\w*\(/i.test(code.trim())
    ? /\b(\w+)\.(?:shape\[1\]|size\(1\))/.exec(code)?.[1]
    : undefined;
  return second === undefined ? undefined : { name: second, dimension: '1' };
}

/**
 * The same with names that say what they are: the INPUT, the SHAPE of one number for each of its samples, the probabilities to
 * DROP and to KEEP, what is DRAWN between 0 and 1, and CHANCES, or a DISTRIBUTION, to draw with the probability to keep.
 */
function inPlainNames(code: string, input: Input, probability: string): string {
  const rows = code.replace(/\b(\w+)\.(?:shape\[([01])\]|size\(([01])\))/g, (text, name, index, other) =>
    name === input.name && (index ?? other) === input.dimension ? 'ROWS' : text,
  );
  const counted = assigned(rows, 'ROWS');
  const kept = renamed(renamed(counted, input.name, 'INPUT'), probability, 'DROP')
    .replace(/\b1(?:\.0?)?-DROP\b/g, 'KEEP')
    .replace(/(?<!\w)\(KEEP\)/g, 'KEEP')
    // However many dimensions of 1 there are.
    .replace(/(?:,1\b)+/g, ',1');
  const first = assigned(kept, 'KEEP').replace(SPREAD, 'SHAPE');
  const shapes = first.replace(input.dimension === '0' ? LISTED : LISTED_SECOND, '$1SHAPE$2');
  const shaped = assigned(
    shapes.replace(/(\w?)(?:\(SHAPE\)|\[SHAPE\])/g, (text, name) => (name === '' ? 'SHAPE' : text)),
    'SHAPE',
  );
  const chances = FILLED.reduce((text, one) => text.replace(one, 'CHANCES'), shaped)
    .replace(/(^|\W)\(CHANCES\)/g, '$1CHANCES')
    .replace(/\bBernoulli\((?:probs=)?KEEP\)/g, 'DISTRIBUTION');
  const drawn = renamed(chances, /[ :;](\w+)=torch\.rand\(/.exec(chances)?.[1], 'DRAWN');
  return assigned(assigned(drawn, 'CHANCES'), 'DISTRIBUTION');
}

/** One number for each sample, however many dimensions there are: `(ROWS,)+(1,)*(INPUT.ndim-1)`, `[ROWS]+[1]*3`. */
const SPREAD = /(?:\(ROWS,\)\+\(1,\)|\[ROWS\]\+\[1\])\*(?:\w+|\((?:[^()]|\([^()]*\))*\))/g;

/** The same written out, as `torch.rand(ROWS,1)` and `torch.full([ROWS,1],KEEP)` have it. */
const LISTED = /([([])ROWS,1([)\]]|,KEEP\b|,[a-z_]{1,20}=)/g;

/** The same of samples that lie along the second dimension. */
const LISTED_SECOND = /([([])1,ROWS,1([)\]]|,KEEP\b|,[a-z_]{1,20}=)/g;

/** What holds the probability to keep in each place: `torch.full(SHAPE,KEEP)`, `torch.ones(SHAPE)*KEEP`. */
const FILLED = [
  /\b\w+\.(?:new_)?full\((?:size=)?SHAPE,(?:fill_value=)?KEEP(?:,[^()]*)?\)/g,
  /\b\w+\.(?:new_)?ones\((?:size=)?SHAPE(?:,[^()]*)?\)\*KEEP\b/g,
  /\bKEEP\*\w+\.(?:new_)?ones\((?:size=)?SHAPE(?:,[^()]*)?\)/g,
];

/** The text with a name for what is assigned to one: `keep=KEEP` makes each `keep` one KEEP. */
function assigned(code: string, value: string): string {
  for (const [, name, given] of code.matchAll(/[ :;](\w+)(?::\w+)?=([\w.]+)/g))
    if (given?.split('.').at(-1) === value) return renamed(code, name, value);
  return code;
}

function renamed(code: string, from: string | undefined, to: string): string {
  return code.replace(/(?:\bself\.)?\b\w+/g, (name) => (name === from ? to : name));
}
