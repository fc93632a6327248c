/** How a parameter takes its argument: a `normal` one by its place or by its name, a `star` all places that are left. */
export type ParameterKind = 'positionalOnly' | 'normal' | 'star' | 'keywordOnly' | 'doubleStar';

/** A parameter of a function, wherever that is written. */
export interface SignatureParameter {
  readonly name: string;
  readonly kind: ParameterKind;
}

/** What a call passes. An argument is a value where code runs, and an expression where it is only read. */
export interface GivenArguments<A> {
  readonly positional: readonly A[];
  readonly keywords: ReadonlyMap<string, A>;
  /** The first `*args` that may hold any number, with how many positional arguments stand before it. */
  readonly star?: { readonly index: number; readonly argument: A } | undefined;
  /** The first `**kwargs` that may hold anything. */
  readonly doubleStar?: A | undefined;
}

/** Why a call does not fit a signature, whatever its `*args` and `**kwargs` hold. */
export interface Misfit {
  readonly type: 'unexpected' | 'multiple' | 'tooMany' | 'missing';
  /** The keyword, where it is one that does not fit. */
  readonly keyword?: string;
  /** What Python says of it behind the function's name. */
  readonly message: string;
}

/** What the parameters of a function are passed. */
export interface BoundArguments<A> {
  /** By the names of the parameters, but for what `*args` and `**kwargs` collect. */
  readonly values: ReadonlyMap<string, A>;
  /** What `*args` collects. */
  readonly rest: readonly A[];
  /** What `**kwargs` collects. */
  readonly keywords: ReadonlyMap<string, A>;
  /** The `*args` or `**kwargs` of the call that may hold, beyond that, what a parameter is passed. */
  readonly unpacked: ReadonlyMap<string, A>;
  /** In the order in which Python looks for them; it raises the first one. */
  readonly misfits: readonly Misfit[];
}

/** Binds the arguments of a call to the parameters of a function, as CPython's `initialize_locals` does. */
export function bindArguments<A, P extends SignatureParameter>(
  parameters: readonly P[],
  { positional, keywords, star, doubleStar }: GivenArguments<A>,
  hasDefault: (parameter: P) => boolean,
): BoundArguments<A> {
  // They are the first of the parameters.
  const places = parameters.filter(hasPlace);
  // What stands before a `*args` keeps its place; what comes after it may have moved.
  const placed = positional.slice(0, star?.index);
  const values = new Map<string, A>();
  for (const [i, { name }] of places.slice(0, placed.length).entries()) {
    const value = placed[i];
    if (value !== undefined) values.set(name, value);
  }
  const rest = placed.slice(places.length);
  const misfits: Misfit[] = [];
  const collected = new Map<string, A>();
  const collectsKeywords = parameters.some(({ kind }) => kind === 'doubleStar');
  const named = new Map(parameters.flatMap((one, i) => (hasName(one) ? [[one.name, i] as const] : [])));
  const nameless = parameters.filter(({ name, kind }) => kind === 'positionalOnly' && keywords.has(name));
  for (const [keyword, value] of keywords) {
    const index = named.get(keyword);
    if (index === undefined && collectsKeywords) collected.set(keyword, value);
    else if (index === undefined) misfits.push(unexpected(keyword, nameless));
    else if (index < Math.min(positional.length, places.length)) {
      const message = `got multiple values for argument '${keyword}'`;
      misfits.push({ type: 'multiple', keyword, message });
    } else values.set(keyword, value);
  }
  if (positional.length > places.length && !parameters.some(({ kind }) => kind === 'star')) {
    const least = places.filter((one) => !hasDefault(one)).length;
    const others = parameters.filter(({ name, kind }) => kind === 'keywordOnly' && values.has(name)).length;
    misfits.push({ type: 'tooMany', message: tooMany(least, places.length, positional.length, others) });
  }
  // A `*args` fills place after place, up to one that is given by name.
  const end = places.findIndex((one) => hasName(one) && keywords.has(one.name));
  const unpacked = new Map<string, A>();
  const missing: P[] = [];
  for (const [i, one] of parameters.entries()) {
    if (values.has(one.name)) continue;
    const byPlace = (hasPlace(one) || one.kind === 'star') && (end < 0 || i < end);
    const byName = hasName(one) || one.kind === 'doubleStar';
    const within = (byPlace ? star?.argument : undefined) ?? (byName ? doubleStar : undefined);
    if (within !== undefined) unpacked.set(one.name, within);
    else if ((hasPlace(one) || hasName(one)) && !hasDefault(one)) missing.push(one);
  }
  const keywordOnly = missing.filter(({ kind }) => kind === 'keywordOnly');
  misfits.push(
    ...missingOf('positional', missing.filter(hasPlace)),
    ...missingOf('keyword-only', keywordOnly),
  );
  return { values, rest, keywords: collected, unpacked, misfits };
}

function hasPlace({ kind }: SignatureParameter): boolean {
  return kind === 'positionalOnly' || kind === 'normal';
}

function hasName({ kind }: SignatureParameter): boolean {
  return kind === 'normal' || kind === 'keywordOnly';
}

/** @param nameless parameters that a keyword names, but have only a place */
function unexpected(keyword: string, nameless: readonly SignatureParameter[]): Misfit {
  const listed = nameless.map(({ name }) => name).join(', ');
  const message =
    listed === ''
      ? `got an unexpected keyword argument '${keyword}'`
      : `got some positional-only arguments passed as keyword arguments: '${listed}'`;
  return { type: 'unexpected', keyword, message };
}

/** @param others how many keyword-only arguments were given as well */
function tooMany(least: number, most: number, given: number, others: number): string {
  const takes =
    least === most ? counted(most, 'positional') : `from ${least} to ${counted(most, 'positional', true)}`;
  const gets =
    others === 0
      ? `${given} ${given === 1 ? 'was' : 'were'}`
      : `${counted(given, 'positional')} (and ${counted(others, 'keyword-only')}) were`;
  return `takes ${takes} but ${gets} given`;
}

function missingOf(kind: string, missing: readonly SignatureParameter[]): Misfit[] {
  if (missing.length === 0) return [];
  const names = new Intl.ListFormat('en-US').format(missing.map(({ name }) => `'${name}'`));
  return [{ type: 'missing', message: `missing ${counted(missing.length, `required ${kind}`)}: ${names}` }];
}

function counted(count: number, kind: string, isRange = false): string {
  return `${count} ${kind} argument${count === 1 && !isRange ? '' : 's'}`;
}
