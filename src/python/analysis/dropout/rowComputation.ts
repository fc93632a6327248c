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
  return text.includes('bernoulli_(') || text.includes('rand(');
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
  const input = /\b(\w+)\.(?:shape\[0\]|size\(0\))/.exec(code)?.[1];
  const probability = /\b1(?:\.0?)?-((?:self\.)?[A-Za-z_]\w*)/.exec(code)?.[1];
  const gate = /\b(?:not |if )((?:self\.)?(?:is_)?train(?:ing)?)\b/.exec(code)?.[1];
  if (input === undefined || probability === undefined || gate === undefined) return undefined;
  const plain = inPlainNames(code, input, probability);
  if (!/\(ROWS,\)\+\(1,\)\*|\[ROWS\]\+\[1\]\*|[([]ROWS,1(?:[)\]]|,d)/.test(plain)) return undefined;
  const has = (...parts: string[]): boolean => parts.some((part) => plain.includes(part));
  const isDrawn = has('.bernoulli_(KEEP)', '.bernoulli_(p=KEEP)');
  // `keep + rand` is 1 or more with the probability to keep.
  const isRand = has('torch.rand(') && has('floor', '<KEEP', '>DROP', '>=DROP');
  const isScaled = has('/KEEP', 'div(KEEP', 'div_(KEEP');
  const isMultiplied = has(
    ...['INPUT*', '*INPUT', 'INPUT.mul', 'INPUT/KEEP*', 'INPUT/KEEP)*', 'INPUT.div(KEEP)*'],
  );
  if (!(isDrawn || isRand) || !isScaled || !isMultiplied) return undefined;
  return { probability, gate, drawsOtherwise: !isDrawn, hasMode: /\bmode==["']row["']/.test(plain) };
}

/** The same with names that say what they are: the INPUT, its ROWS, and the probabilities to DROP and to KEEP. */
function inPlainNames(code: string, input: string, probability: string): string {
  const rows = code.replace(/\b(\w+)\.(?:shape\[0\]|size\(0\))/g, (text, name) =>
    name === input ? 'ROWS' : text,
  );
  const counted = renamed(rows, /\b(\w+)=ROWS\b/.exec(rows)?.[1], 'ROWS');
  const kept = renamed(renamed(counted, input, 'INPUT'), probability, 'DROP')
    .replace(/\b1(?:\.0?)?-DROP\b/g, 'KEEP')
    .replace(/(?<!\w)\(KEEP\)/g, 'KEEP')
    // However many dimensions of 1 there are.
    .replace(/(?:,1\b)+/g, ',1');
  return renamed(kept, /\b(\w+)=KEEP\b/.exec(kept)?.[1], 'KEEP');
}

function renamed(code: string, from: string | undefined, to: string): string {
  return code.replace(/(?:\bself\.)?\b\w+/g, (name) => (name === from ? to : name));
}
