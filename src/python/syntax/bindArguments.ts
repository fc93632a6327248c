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

/** What parameters are asked for at each call. */
interface Layout<P> {
  /** Those that take a place, which are the first. */
  readonly places: readonly P[];
  /** The places in the signature of those that take a name. */
  readonly named: ReadonlyMap<string, number>;
  readonly kinds: ReadonlySet<ParameterKind>;
}

/** A function is called more often than it is made. */
const layouts = new WeakMap<readonly SignatureParameter[], Layout<SignatureParameter>>();

function layoutOf<P extends SignatureParameter>(parameters: readonly P[]): Layout<P> {
  const known = layouts.get(parameters) as Layout<P> | undefined;
  if (known !== undefined) return known;
  const layout: Layout<P> = {
    places: parameters.filter(hasPlace),
    named: new Map(parameters.flatMap((one, i) => (hasName(one) ? [[one.name, i] as const] : []))),
    kinds: new Set(parameters.map(({ kind }) => kind)),
  };
  layouts.set(parameters, layout);
  return layout;
}

/** No arguments by name; of thousands of calls most have none. */
export const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** Binds the arguments of a call to the parameters of a function, as CPython's `initialize_locals` does. */
export function bindArguments<A, P extends SignatureParameter>(
  parameters: readonly P[],
  { positional, keywords, star, doubleStar }: GivenArguments<A>,
  hasDefault: (parameter: P) => boolean,
): BoundArguments<A> {
  const { places, named, kinds } = layoutOf(parameters);
  // What stands before a `*args` keeps its place; what comes after it may have moved.
  const placed = star === undefined ? positional : positional.slice(0, star.index);
  const values = new Map<string, A>();
  for (const [i, value] of placed.entries()) {
    const place = places[i];
    if (place === undefined) break;
    values.set(place.name, value);
  }
  const misfits: Misfit[] = [];
  let collected: Map<string, A> | undefined;
  let nameless: string | undefined;
  for (const [keyword, value] of keywords) {
    const index = named.get(keyword);
    if (index === undefined && kinds.has('doubleStar')) (collected ??= new Map()).set(keyword, value);
    else if (index === undefined)
      misfits.push(unexpected(keyword, (nameless ??= namelessOf(parameters, keywords))));
    else if (index < Math.min(positional.length, places.length)) {
      const message = `got multiple values for argument '${keyword}'`;
      misfits.push({ type: 'multiple', keyword, message });
    } else values.set(keyword, value);
  }
  if (positional.length > places.length && !kinds.has('star')) {
    const least = places.filter((one) => !hasDefault(one)).length;
    const others = parameters.filter(({ name, kind }) => kind === 'keywordOnly' && values.has(name)).length;
    misfits.push({ type: 'tooMany', message: tooMany(least, places.length, positional.length, others) });
  }
  // A `*args` fills place after place, up to one that is given by name.
  const end = star && places.findIndex((one) => hasName(one) && keywords.has(one.name));
  let unpacked: Map<string, A> | undefined;
  const missing: P[] = [];
  for (const [i, one] of parameters.entries()) {
    if (values.has(one.name)) continue;
    const byPlace = end !== undefined && (hasPlace(one) || one.kind === 'star') && (end < 0 || i < end);
    const byName = hasName(one) || one.kind === 'doubleStar';
    const within = (byPlace ? star?.argument : undefined) ?? (byName ? doubleStar : undefined);
    if (within !== undefined) (unpacked ??= new Map()).set(one.name, within);
    else if ((hasPlace(one) || hasName(one)) && !hasDefault(one)) missing.push(one);
  }
  if (missing.length > 0) {
    const keywordOnly = missing.filter(({ kind }) => kind === 'keywordOnly');
    misfits.push(
      ...missingOf('positional', missing.filter(hasPlace)),
      ...missingOf('keyword-only', keywordOnly),
    );
  }
  const rest = placed.slice(places.length);
  return { values, rest, keywords: collected ?? NONE, unpacked: unpacked ?? NONE, misfits };
}

function hasPlace({ kind }: SignatureParameter): boolean {
  return kind === 'positionalOnly' || kind === 'normal';
}

function hasName({ kind }: SignatureParameter): boolean {
  return kind === 'normal' || kind === 'keywordOnly';
}

/** The parameters that keywords name, but have only a place. */
function namelessOf(
  parameters: readonly SignatureParameter[],
  keywords: ReadonlyMap<string, unknown>,
): string {
  return parameters
    .filter(({ name, kind }) => kind === 'positionalOnly' && keywords.has(name))
    .map(({ name }) => name)
    .join(', ');
}

function unexpected(keyword: string, nameless: string): Misfit {
  const message =
    nameless === ''
      ? `got an unexpected keyword argument '${keyword}'`
      : `got some positional-only arguments passed as keyword arguments: '${nameless}'`;
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
