import type { ParameterKind, SignatureParameter } from './bindArguments';

/** A parameter of a native function, which knows its own default. */
export interface NativeParameter extends SignatureParameter {
  readonly optional: boolean;
}

/** Reads a signature`a, b=, *, c=, **rest`, in which `=` stands for any default. */
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
