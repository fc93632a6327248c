import type { ParameterKind, SignatureParameter } from '../../syntax/bindArguments';

/** A parameter of a native function, which knows its own default. */
export interface NativeParameter extends SignatureParameter {
  readonly optional: boolean;
}

/** Reads a signature as `native` (native.ts) takes it. */
export function readSignature(text: string): NativeParameter[] {
  let parameters: NativeParameter[] = [];
  let kind: ParameterKind = 'normal';
  for (const part of text.split(',').map((one) => one.trim())) {
    const [, stars = '', name = '', equals] = /^(\**)(\w*)(=?)$/.exec(part) ?? [];
    if (part === '/') parameters = parameters.map((one) => ({ ...one, kind: 'positionalOnly' }));
    if (stars === '*') kind = 'keywordOnly';
    const own = stars === '' ? kind : stars === '*' ? 'star' : 'doubleStar';
    if (name !== '') parameters.push({ name, kind: own, optional: equals === '=' });
  }
  return parameters;
}

/** What a native function does beside giving its result: what is in doubt where an argument is unknown. */
export interface Effects {
  /** It draws from PyTorch's generator, or from numpy's. */
  readonly draws?: boolean | 'numpy';
  /** It changes its first argument, of a method the object. */
  readonly mutates?: boolean;
  /** It goes through its arguments, which may draw random numbers where they are unknown. */
  readonly iterates?: boolean;
  /** It takes what a library gives, arrays of numpy, without raising. */
  readonly takesForeign?: boolean;
  /** What it gives is None, whatever its arguments are. */
  readonly givesNone?: boolean;
  /** It runs with unknown arguments, too: it does not look at them, or deals with them itself. */
  readonly takesUnknown?: boolean | undefined;
}
