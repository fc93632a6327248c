import { type NestedNumbers, parsePythonNumber, reprNumber, tensor, TorchError } from '../torch';
import { MAX_DIMENSIONS } from './bounds';

/** How many elements, and characters, are taken from the clipboard: they travel with the state. */
export const MAX_PASTED_ELEMENTS = 4096;
export const MAX_PASTED_CHARACTERS = 200_000;

/** Why a text is no nested list of numbers. */
export type PasteProblem =
  | { readonly type: 'empty' | 'summarised' | 'tooManyDimensions' | 'tooLarge' | 'unfinished' }
  /** `token` cannot stand where it does. */
  | { readonly type: 'unexpected'; readonly token: string }
  /** What PyTorch says of the list, such as that its rows are of different lengths. */
  | { readonly type: 'refused'; readonly error: TorchError };

/** A nested list that can be the input. */
export interface PastedValues {
  readonly type: 'values';
  /** The list as Python: floats alone, so that `torch.tensor(text)` is of float32. */
  readonly text: string;
  readonly shape: readonly number[];
}

/** What a tensor prints as beside its elements; whatever dtype it had, the input is of float32. */
const WRAPPER = /^(?:(?:torch\s*\.\s*)?[tT]ensor|(?:(?:np|numpy)\s*\.\s*)?array)\s*\((?<inner>[^]*)\)$/;
const ARGUMENT = /\s*,\s*(?<name>\w+)\s*=\s*(?:[\w.]+|'[^']*'|<[^>]*>|\([^)]*\))/y;
const LAST_COMMA = /\s*,\s*$/y;
const TOKEN = /\s*(?:(?<mark>[[\](),])|(?<word>[+-]?float\s*\(\s*(?:'[^'"]*'|"[^'"]*")\s*\)|[^\s[\](),]+))/y;
/** `nan`, `-inf`, `float('nan')`, `math.inf`, `torch.nan`. */
const NO_NUMBER =
  /^(?<before>[+-]?)(?:\w+\.|float\s*\(\s*['"])?(?<sign>[+-]?)(?<name>nan|inf)(?:inity)?(?:['"]\s*\))?$/i;

/**
 * Reads a nested list as one copies it from Python: a literal (`[[1, 2.5], [True, nan]]`), or what a tensor or
 * an array prints as (`tensor([[0., 2.]], device='cuda:0')`). A number alone is a 0-d tensor.
 */
export function parsePasted(text: string): PastedValues | PasteProblem {
  if (text.length > MAX_PASTED_CHARACTERS) return { type: 'tooLarge' };
  const trimmed = text.trim();
  const printed = WRAPPER.exec(trimmed)?.groups?.['inner']?.trim();
  const literal = printed ?? trimmed;
  if (literal === '') return { type: 'empty' };
  const reader = new Reader(literal);
  try {
    const values = printed === undefined ? reader.readAll() : reader.readPrinted();
    const { shape } = tensor(values);
    return { type: 'values', text: pythonText(values), shape };
  } catch (error) {
    if (error instanceof Problem) return error.problem;
    if (error instanceof TorchError) return { type: 'refused', error };
    throw error;
  }
}

/** The values of a nested list that was read before. */
export function nestedValues(text: string): NestedNumbers {
  return new Reader(text).readAll();
}

/** A nested list as Python writes it: `[[1.0, -0.0], [float('nan'), 2.5]]`. */
export function pythonText(values: NestedNumbers): string {
  if (typeof values !== 'number') return `[${values.map(pythonText).join(', ')}]`;
  const text = reprNumber({ type: 'float', value: values });
  return Number.isFinite(values) ? text : `float('${text}')`;
}

class Problem extends Error {
  constructor(readonly problem: PasteProblem) {
    super(problem.type);
  }
}

/** Reads one literal. Throws a `Problem` where it is none. */
class Reader {
  #position = 0;
  #count = 0;

  constructor(private readonly text: string) {}

  readAll(): NestedNumbers {
    const values = this.#read(this.#next(), 0);
    const rest = this.#next();
    if (rest !== '') throw new Problem({ type: 'unexpected', token: rest });
    return values;
  }

  /** What stands between the parentheses of a printed tensor: the list, and what is said of it. */
  readPrinted(): NestedNumbers {
    const values = this.#read(this.#next(), 0);
    for (let match = this.#match(ARGUMENT); match !== undefined; match = this.#match(ARGUMENT)) {
      // No nested list has the shape that an empty tensor prints.
      if (match['name'] === 'size') throw new Problem({ type: 'unexpected', token: ',' });
    }
    this.#match(LAST_COMMA);
    const rest = this.#next();
    if (rest !== '') throw new Problem({ type: 'unexpected', token: rest });
    return values;
  }

  /** The next token; empty at the end. */
  #next(): string {
    const match = this.#match(TOKEN);
    return match?.['mark'] ?? match?.['word'] ?? '';
  }

  /** The groups of a sticky pattern that matches where the reader stands, which then is behind it. */
  #match(pattern: RegExp): Readonly<Partial<Record<string, string>>> | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.#position = pattern.lastIndex;
    return match.groups ?? {};
  }

  #read(token: string, depth: number): NestedNumbers {
    if (token === '[' || token === '(') return this.#readList(token === '[' ? ']' : ')', depth + 1);
    if (token === '') throw new Problem({ type: 'unfinished' });
    if (token.startsWith('...')) throw new Problem({ type: 'summarised' });
    if (++this.#count > MAX_PASTED_ELEMENTS) throw new Problem({ type: 'tooLarge' });
    const value = numberOf(token);
    if (value === undefined) throw new Problem({ type: 'unexpected', token });
    return value;
  }

  #readList(end: string, depth: number): NestedNumbers {
    if (depth > MAX_DIMENSIONS) throw new Problem({ type: 'tooManyDimensions' });
    const list: NestedNumbers[] = [];
    let token = this.#next();
    while (token !== end) {
      list.push(this.#read(token, depth));
      token = this.#next();
      if (token === ',') token = this.#next();
      else if (token === '') throw new Problem({ type: 'unfinished' });
      else if (token !== end) throw new Problem({ type: 'unexpected', token });
    }
    // Empty lists hold no elements but cost as much.
    if (list.length === 0 && ++this.#count > MAX_PASTED_ELEMENTS) throw new Problem({ type: 'tooLarge' });
    return list;
  }
}

function numberOf(token: string): number | undefined {
  if (token === 'True' || token === 'False') return Number(token === 'True');
  const match = NO_NUMBER.exec(token)?.groups;
  if (match === undefined) return parsePythonNumber(token)?.value;
  const negative = (match['before'] === '-') !== (match['sign'] === '-');
  return match['name']?.toLowerCase() === 'nan' ? NaN : negative ? -Infinity : Infinity;
}
