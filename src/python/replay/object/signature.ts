/** What a native function may be called with. */
export interface Signature {
  readonly parameters: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly keywordOnly: boolean;
    readonly positionalOnly: boolean;
  }[];
  readonly rest: boolean;
  readonly keywords: boolean;
}

/** Reads a signature as `native` (native.ts) takes it. */
export function readSignature(text: string): Signature {
  const parameters: Signature['parameters'][number][] = [];
  let rest = false;
  let keywords = false;
  let keywordOnly = false;
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    if (part.startsWith('**')) keywords = true;
    else if (part === '/') parameters.forEach((one, i) => (parameters[i] = { ...one, positionalOnly: true }));
    else if (part.startsWith('*')) {
      keywordOnly = true;
      rest = part !== '*';
    } else {
      const optional = part.endsWith('=');
      parameters.push({ name: part.replace('=', ''), optional, keywordOnly, positionalOnly: false });
    }
  }
  return { parameters, rest, keywords };
}

/** What a native function does beside giving its result: what is in doubt where an argument is unknown. */
export interface Effects {
  /** It draws from PyTorch's generator. */
  readonly draws?: boolean;
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
